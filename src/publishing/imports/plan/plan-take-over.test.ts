// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { context, shown } from '../../../../test/support/bad-files.ts'
import { analyseFile, type Ground, obstacles, planAnalysis } from '../analyse-file.ts'
import { chooseMany } from '../matching/choose-many.model.ts'
import type { Choices } from '../matching/match.model.ts'
import type { CatalogueItem, PlanOptions } from './plan.model.ts'

const ground: Ground = {
  ...context,
  qualifications: [
    { id: 'xa-welder', names: ['演示焊接工程师', 'Demonstration welding engineer'], country: 'XA', body: 'xa-welding' },
    { id: 'xb-welder', names: ['演示焊接工程师', 'Demonstration welding engineer'], country: 'XB', body: null },
    { id: 'xa-electrician', names: ['演示電工', 'Demonstration electrician'], country: 'XA', body: null },
    { id: 'xa-nurse-one', names: ['注册护士', 'Registered nurse'], country: 'XA', body: 'xa-one' },
    { id: 'xa-nurse-two', names: ['注册护士', 'Registered nurse'], country: 'XA', body: 'xa-two' },
    { id: 'xa-fitter', names: ['演示钳工', 'Demonstration fitter'], country: 'XA', body: null },
  ],
  bodies: [
    { id: 'xa-welding', names: ['演示焊接学会', 'Demonstration Welding Society'], country: 'XA', body: null },
    { id: 'xa-one', names: ['第一学院', 'First college'], country: 'XA', body: null },
    { id: 'xa-two', names: ['第二学院', 'Second college'], country: 'XA', body: null },
  ],
  current: [
    { qualification: 'xa-electrician', class: 'A', from: '2025-01-01' },
    { qualification: 'xa-fitter', class: 'B', from: '2024-01-01' },
  ],
  elsewhere: [['xa-fitter', '另一目录']],
  batch: null,
  today: '2026-06-15',
}

const head = '名称,英文名称,颁证机构,国家,类别,起始日期,终止日期,动作,备注,资格编码'

interface Asked extends Partial<PlanOptions> {
  choices?: Choices
  many?: { least: number | null; othersNew: boolean }
  current?: CatalogueItem[]
}

async function plan(lines: string[], { mode = 'batch', effective = null, choices = {}, many, current }: Asked = {}) {
  const bytes = new TextEncoder().encode([head, ...lines].join('\n'))
  const analysis = await analyseFile(bytes, ground)
  const all = many === undefined ? choices : chooseMany(analysis.rows, choices, many)
  const planned = planAnalysis(analysis, current === undefined ? ground : { ...ground, current }, {
    mode,
    effective,
    choices: all,
  })
  return {
    finds: planned.findings.map(shown),
    changes: planned.changes.map(({ kind, qualification }) => `${kind} ${qualification}`),
    planned,
  }
}

const done = { finds: [] as string[] }

test('a name in either language finds its entry, whatever script, width and marks', async () => {
  const rows = [
    '演示焊接工程师,,,XA,A,,,,,',
    ',demonstration  WELDING-engineer,,XB,B,,,,,',
    '演示电工,,,XA,A,2025-01-01,,,,',
  ]
  const { finds, changes } = await plan(rows)
  assert.deepEqual({ finds }, done)
  assert.deepEqual(changes, ['added xa-welder', 'added xb-welder', 'unchanged xa-electrician'])
})

test('of two entries with one name the awarding body decides; without it somebody has to', async () => {
  const rows = ['注册护士,,第二学院,XA,A,,,,,', '注册护士,,,XA,B,,,,,']
  const { finds, changes, planned } = await plan(rows)
  assert.deepEqual(changes, ['added xa-nurse-two'])
  assert.deepEqual(finds, ['A3 qualification-unsure'])
  assert.deepEqual(planned.findings[0]?.candidates, [
    '注册护士 · Registered nurse (xa-nurse-one)',
    '注册护士 · Registered nurse (xa-nurse-two)',
  ])
  assert.equal(planned.waiting, 1)
  const chosen = await plan(rows, { choices: { 'q:注册护士||||XA': 'xa-nurse-one' } })
  assert.deepEqual(chosen.changes, ['added xa-nurse-two', 'added xa-nurse-one'])
  const foreign = await plan(rows, { choices: { 'q:注册护士||||XA': 'xa-welder' } })
  assert.deepEqual(foreign.finds, ['A3 qualification-unsure'])
})

test('what is alike waits for a choice, what is new gets an id and a body of its own', async () => {
  const rows = [
    '演示焊接高级工程师,,,XA,A,,,,,',
    '演示海上风电技师,Offshore wind technician,演示风电协会,XA,B,,,,,',
    '演示潜水员,,,XB,B,,,,,',
  ]
  const { finds, changes, planned } = await plan(rows)
  assert.deepEqual(finds, ['A2 qualification-unsure', 'B4 name-one-language'])
  assert.deepEqual(changes, ['added xa-offshore-wind-technician', 'added xb-yan-shi-qian-shui-yuan'])
  assert.deepEqual(
    planned.qualifications.map(({ id, nameEn, nameZh, country, body }) => [id, nameEn, nameZh, country, body]),
    [
      [
        'xa-offshore-wind-technician',
        'Offshore wind technician',
        '演示海上风电技师',
        'XA',
        'xa-yan-shi-feng-dian-xie-hui',
      ],
      ['xb-yan-shi-qian-shui-yuan', '演示潜水员', '演示潜水员', 'XB', null],
    ],
  )
  assert.deepEqual(
    planned.bodies.map(({ id, nameZh }) => [id, nameZh]),
    [['xa-yan-shi-feng-dian-xie-hui', '演示风电协会']],
  )
  const likely = await plan(rows, { many: { least: 0.7, othersNew: false } })
  assert.equal(likely.changes[0], 'added xa-welder')
  const fresh = await plan(rows, { many: { least: null, othersNew: true } })
  assert.match(fresh.changes[0] ?? '', /^added xa-yan-shi-han-jie-gao-ji-/)
})

test('an id that is not known, or of another name, is told', async () => {
  const { finds, changes } = await plan(['演示焊接工程师,,,XA,A,,,,,xa-weldr', '潜水员,,,US,A,,,,,xa-welder'])
  assert.deepEqual(finds, ['J2 id-unknown', 'A3 name-differs-from-id', 'D3 differs-from-register'])
  assert.deepEqual(changes, ['added xa-welder'])
})

test('a change ends what was and begins what is to be; the past stays', async () => {
  const { finds, changes, planned } = await plan(['演示电工,,,XA,B,2026-07-01,,调整,,'])
  assert.deepEqual({ finds }, done)
  assert.deepEqual(changes, ['changed xa-electrician'])
  const items = planned.items.map(({ qualification, class: group, from, until }) => [qualification, group, from, until])
  assert.deepEqual(items, [
    ['xa-electrician', 'A', '2025-01-01', '2026-07-01'],
    ['xa-electrician', 'B', '2026-07-01', undefined],
    ['xa-fitter', 'B', '2024-01-01', undefined],
  ])
})

const refused: [string, string, string[]][] = [
  ['listed already', '演示电工,,,XA,B,2026-07-01,,列入,,', ['H2 already-listed']],
  ['listed already with another note', '演示电工,,,XA,A,2025-01-01,,列入,说明,', ['H2 already-listed']],
  ['listed already since another day', '演示电工,,,XA,A,2025-02-01,,,,', ['H2 already-listed']],
  ['changed, but not listed', '演示焊接工程师,,,XA,A,2026-07-01,,调整,,', ['H2 not-listed']],
  ['withdrawn, but not listed', '演示焊接工程师,,,XA,,,2026-07-01,退出,,', ['H2 not-listed']],
  ['changed without a day', '演示电工,,,XA,B,,,调整,,', ['F2 change-without-date']],
  ['changed before it began', '演示电工,,,XA,B,2024-07-01,,调整,,', ['F2 dates-contradict']],
  ['withdrawn without a day', '演示电工,,,XA,,,,退出,,', ['G2 withdrawal-without-date']],
  ['withdrawn before it began', '演示电工,,,XA,,,2025-01-01,退出,,', ['G2 dates-contradict']],
]
for (const [name, line, finds] of refused) {
  test(`refused: ${name}`, async () => {
    const { finds: found, changes, planned } = await plan([line])
    assert.deepEqual(found, finds)
    assert.deepEqual(changes, [])
    assert.deepEqual(planned.items, ground.current)
    assert.equal(planned.bad, 1)
  })
}

test('withdrawn, extended, noted, and what stands elsewhere too', async () => {
  const { finds, changes, planned } = await plan([
    '演示电工,,,XA,,,2026-07-01,退出,,',
    '演示钳工,,,XA,B,,2030-01-01,,延期,',
  ])
  assert.deepEqual(finds, ['A3 listed-elsewhere'])
  assert.deepEqual(changes, ['withdrawn xa-electrician', 'changed xa-fitter'])
  assert.deepEqual(planned.items[1], {
    ...{ qualification: 'xa-fitter', class: 'B', from: '2024-01-01', until: '2030-01-01' },
    ...{ noteEn: undefined, noteZh: '延期' },
  })
})

test('rows that turn out to be the same qualification contradict each other', async () => {
  const rows = [
    '演示焊接工程师,,,XA,A,,,,,',
    ',Demonstration welding engineer,,XA,B,,,,,',
    '演示焊接工程师,,,XA,A,,,,,xa-welder',
  ]
  const { finds, changes, planned } = await plan(rows)
  assert.deepEqual(finds, ['B3 duplicate-differs', 'A4 duplicate-same'])
  assert.deepEqual(
    planned.findings.map(({ candidates }) => candidates),
    [['A2'], ['A2']],
  )
  assert.deepEqual(changes, ['added xa-welder'])
})

test('a date for the batch counts where a row gives none', async () => {
  const { planned } = await plan(['演示焊接工程师,,,XA,A,,,,,', '演示电工,,,XA,,,,退出,,'], { effective: '2026-07' })
  assert.equal(planned.items.find(({ qualification }) => qualification === 'xa-welder')?.from, '2026-07')
  assert.equal(planned.items.find(({ qualification }) => qualification === 'xa-electrician')?.until, '2026-07')
})

test('of a whole catalogue what is not named leaves it, from a day that is said', async () => {
  const rows = ['演示电工,,,XA,A,,,,,']
  const without = await plan(rows, { mode: 'whole' })
  assert.deepEqual(without.finds, ['- left-out-without-date'])
  assert.equal(without.planned.stopped, true)
  const { changes, planned } = await plan(rows, { mode: 'whole', effective: '2026-07-01' })
  assert.deepEqual(changes, ['unchanged xa-electrician', 'withdrawn xa-fitter'])
  assert.equal(planned.items[1]?.until, '2026-07-01')
})

test('what a row of a whole catalogue names does not leave it because the row is left out', async () => {
  const rows = ['演示电工,,,XA,Z,,,,,', '演示钳工,,,XA,B,2025-13-45,,,,', '演示焊接工程师,,,XA,A,,,,,']
  const { changes, planned } = await plan(rows, { mode: 'whole', effective: '2026-07-01' })
  assert.deepEqual(changes, ['added xa-welder'])
  assert.deepEqual([planned.bad, obstacles(planned, true)], [2, ['bad']])
  const batch = await plan(rows, { effective: '2026-07-01' })
  assert.deepEqual([batch.changes, obstacles(batch.planned, true)], [['added xa-welder'], []])
})

test('a whole catalogue ends also what would end later, and what would begin later does not begin', async () => {
  const current = [
    { qualification: 'xa-electrician', class: 'A', from: '2020-01-01', until: '2026-01-01' },
    { qualification: 'xa-fitter', class: 'A', from: '2024-01-01', until: '2030-01-01' },
    { qualification: 'xa-fitter', class: 'B', from: '2030-01-01' },
    { qualification: 'xb-welder', class: 'A', until: '2028' },
  ]
  const rows = ['演示焊接工程师,,,XA,A,,,,,']
  const { finds, changes, planned } = await plan(rows, { mode: 'whole', effective: '2026-07-01', current })
  assert.deepEqual({ finds }, done)
  assert.deepEqual(changes, ['added xa-welder', 'withdrawn xa-fitter', 'withdrawn xa-fitter', 'withdrawn xb-welder'])
  assert.deepEqual(
    planned.items.map(({ qualification, class: group, until }) => [qualification, group, until]),
    [
      ['xa-electrician', 'A', '2026-01-01'],
      ['xa-fitter', 'A', '2026-07-01'],
      ['xb-welder', 'A', '2026-07-01'],
      ['xa-welder', 'A', undefined],
    ],
  )
  for (const [one, finding] of [
    [current.slice(0, 1), []],
    [current.slice(1, 2), ['- left-out-without-date']],
  ] as const) {
    assert.deepEqual((await plan(rows, { mode: 'whole', current: [...one] })).finds, finding)
  }
})

test('who awards a qualification is asked only where it is new', async () => {
  const rows = ['演示焊接高级工程师,,演示焊接学,XA,A,,,,,']
  const open = await plan(rows)
  assert.deepEqual(open.finds, ['A2 qualification-unsure'])
  const fresh = await plan(rows, { choices: { 'q:演示焊接高级工程师||演示焊接学||XA': 'new' } })
  assert.deepEqual(fresh.finds, ['C2 body-unsure'])
  const known = await plan(rows, { choices: { 'q:演示焊接高级工程师||演示焊接学||XA': 'xa-welder' } })
  assert.deepEqual(known.changes, ['added xa-welder'])
  const all = await plan(rows, { many: { least: 0.7, othersNew: true } })
  assert.deepEqual(all.changes, ['added xa-welder'])
  const none = await plan(rows, { many: { least: null, othersNew: true } })
  assert.deepEqual([none.finds, none.planned.bodies.length], [['B2 name-one-language'], 1])
})

test('what is new is called as its name sounds, with the numbers and Latin words in it', async () => {
  const { planned } = await plan(['演示资格7-12,,,XB,A,,,,,', '演示资格8-12,,,XB,A,,,,,', 'AWS演示认证,,,XB,A,,,,,'], {
    many: { least: null, othersNew: true },
  })
  assert.deepEqual(
    planned.changes.map(({ qualification }) => qualification),
    ['xb-yan-shi-zi-ge-7-12', 'xb-yan-shi-zi-ge-8-12', 'xb-aws-yan-shi-ren-zheng'],
  )
})
