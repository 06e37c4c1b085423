// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { demo, edit, instantBetween, withLaw } from '../../../test/fixtures/law/demo-law.ts'
import { withTestDatabase } from '../../../test/support/database.ts'
import { routeApp } from '../../../test/support/route-app.ts'
import type { Db } from '../../db/index.ts'
import type { App } from '../../kernel/index.ts'
import { loadReference } from '../../register/index.ts'
import { agreementsRoute, proceduresRoute } from '../agreements/read-agreements.route.ts'
import { cataloguesRoute } from '../catalogues/read-catalogues.route.ts'
import { factsRoute } from '../facts/read-facts.route.ts'
import { loadShippedLaw } from '../index.ts'
import { rulesRoute } from '../rules/read-rules.route.ts'
import { instrumentsRoute } from './read-instruments.route.ts'

async function withLawApp(root: string, fn: (get: Get, db: Db) => Promise<void>): Promise<void> {
  await withTestDatabase(async (db) => {
    await loadReference(db, join(root, 'reference'))
    await loadShippedLaw(db, join(root, 'law'))
    const app = routeApp((shell: App) => {
      for (const add of [instrumentsRoute, cataloguesRoute, agreementsRoute, proceduresRoute, factsRoute, rulesRoute])
        add(shell, { db })
    })
    await fn(async (url) => {
      const response = await app.inject(url)
      return { status: response.statusCode, body: response.json() }
    }, db)
  })
}

type Get = (url: string) => Promise<{ status: number; body: Body }>

interface Body {
  [member: string]: unknown
  items: { [member: string]: unknown }[]
  next: string | null
}

function ids(body: Body, key = 'id'): unknown[] {
  return body.items.map((item) => item[key])
}

test('instruments are found by kind, status, place and day', async () => {
  await withLawApp(demo, async (get) => {
    const all = await get('/api/v1/instruments')
    assert.deepEqual(ids(all.body), ['xa-title-notice', 'xa-xb-register'])
    const { recordedAt, ...first } = all.body.items[0] ?? {}
    assert.match(String(recordedAt), /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/)
    assert.deepEqual(first, {
      id: 'xa-title-notice',
      title: 'Notice on titles (demonstration)',
      titles: { en: 'Notice on titles (demonstration)', 'zh-CN': '职称通知（演示）' },
      jurisdiction: 'XA',
      kind: 'notice',
      status: 'in-force',
      number: 'XA 2024/5',
      issuer: 'xa-ministry',
      published: { written: '2024-01', precision: 'month', day: '2024-01-01' },
      effective: { written: '2024-01', precision: 'month', day: '2024-01-01' },
      until: null,
      places: ['XA-1'],
      except: [],
      rules: 1,
      validFrom: '2024-01-01',
      validUntil: null,
    })
    assert.deepEqual(ids((await get('/api/v1/instruments?kind=agreement')).body), ['xa-xb-register'])
    assert.deepEqual(ids((await get('/api/v1/instruments?status=repealed')).body), [])
    assert.deepEqual(ids((await get('/api/v1/instruments?place=XA-17')).body), ['xa-title-notice', 'xa-xb-register'])
    assert.deepEqual(ids((await get('/api/v1/instruments?place=XA-2')).body), ['xa-xb-register'])
    assert.deepEqual(ids((await get('/api/v1/instruments?asOf=2023-12-31')).body), ['xa-xb-register'])
    assert.deepEqual(ids((await get('/api/v1/instruments?knownOn=2001-01-01')).body), [])
    const unknown = await get('/api/v1/instruments?place=XQ')
    assert.deepEqual([unknown.status, unknown.body['message']], [400, "there is no jurisdiction 'XQ'"])
  })
})

test('lists go on where the cursor says', async () => {
  await withLawApp(demo, async (get) => {
    const first = (await get('/api/v1/instruments?limit=1')).body
    const second = (await get(`/api/v1/instruments?limit=1&cursor=${first.next}`)).body
    assert.deepEqual([ids(first), ids(second), second.next], [['xa-title-notice'], ['xa-xb-register'], null])
    assert.equal((await get('/api/v1/instruments?cursor=never')).status, 400)
    assert.equal((await get(`/api/v1/catalogues/xa-overseas-1/items?cursor=${first.next}`)).status, 400)
  })
})

test('one instrument tells clauses, rules, sources and versions, also as it was known before', async () => {
  await withLaw(async (root) => {
    await withLawApp(root, async (get, db) => {
      const then = await instantBetween(db)
      edit(join(root, 'law/XA/title-notice/instrument.yaml'), 'number: XA 2024/5', 'number: XA 2024/6')
      await loadShippedLaw(db, join(root, 'law'))
      const { status, body } = await get('/api/v1/instruments/xa-title-notice?lang=zh-CN')
      assert.equal(status, 200)
      assert.deepEqual([body['title'], body['number']], ['职称通知（演示）', 'XA 2024/6'])
      assert.deepEqual(body['clauses'], [
        {
          id: 'art-1',
          article: null,
          summary: { en: 'Purpose of the notice.', 'zh-CN': '通知的目的。' },
          source: 's1',
          rules: [],
        },
        {
          id: 'art-3',
          article: { en: 'art. 3', 'zh-CN': '第三条' },
          summary: {
            en: "High skill and a medal give the engineer's title.",
            'zh-CN': '高级技能并获奖章者认定工程师。',
          },
          source: 's1',
          rules: ['engineer'],
        },
      ])
      assert.deepEqual(body['sources'], [
        { id: 's1', url: 'https://example.org/xa/2024-5', quality: 'demonstration', text: 'excerpt' },
      ])
      assert.equal((body['versions'] as unknown[]).length, 2)
      const before = await get(`/api/v1/instruments/xa-title-notice?knownOn=${then.toISOString()}`)
      assert.equal(before.body['number'], 'XA 2024/5')
      assert.equal((await get('/api/v1/instruments/none')).status, 404)
    })
  })
})

test('a catalogue known in part says so, and gives the items that a source shows', async () => {
  await withLawApp(demo, async (get) => {
    const { recordedAt: _recordedAt, ...catalogue } = (await get('/api/v1/catalogues/xa-overseas-1')).body
    assert.deepEqual(catalogue, {
      id: 'xa-overseas-1',
      instrument: 'xa-title-notice',
      jurisdiction: 'XA',
      title: 'Overseas certificates',
      titles: { en: 'Overseas certificates', 'zh-CN': '境外证书目录' },
      edition: '1.0',
      batch: null,
      effective: { written: '2024-03-01', precision: 'day', day: '2024-03-01' },
      coverage: 'partial',
      continues: null,
      replaces: false,
      earlierHolders: null,
      itemCount: 12,
      itemsKnown: 1,
      classes: [
        { id: 'A', label: { en: 'Class A', 'zh-CN': 'A类' } },
        { id: 'B', label: { en: 'Class B', 'zh-CN': 'B类' } },
      ],
      note: null,
      validFrom: '2024-03-01',
      validUntil: null,
    })
    assert.deepEqual((await get('/api/v1/catalogues/xa-overseas-1/items')).body, {
      items: [
        {
          qualification: 'xb-welder',
          class: 'A',
          action: 'add',
          earlierHolders: null,
          note: null,
          validFrom: '2024-03-01',
          validUntil: null,
          position: 0,
        },
      ],
      next: null,
    })
    assert.deepEqual((await get('/api/v1/catalogues/xa-overseas-1/items?asOf=2024-02-29')).body.items, [])
    assert.deepEqual(ids((await get('/api/v1/catalogues?instrument=xa-title-notice')).body), ['xa-overseas-1'])
    assert.equal((await get('/api/v1/catalogues/none/items')).status, 404)
  })
})

test('agreements, procedures and facts', async () => {
  await withLawApp(demo, async (get) => {
    const agreements = (await get('/api/v1/agreements?party=XB&mode=register')).body
    assert.deepEqual(ids(agreements, 'instrument'), ['xa-xb-register'])
    assert.deepEqual(agreements.items[0]?.['signed'], { written: '2019-11-04', precision: 'day', day: '2019-11-04' })
    assert.deepEqual(ids((await get('/api/v1/agreements?party=XC')).body), [])
    const procedures = (await get('/api/v1/procedures?place=XA-17')).body
    assert.deepEqual(
      procedures.items.map(({ instrument, acknowledgeWithin, decideWithin, silence }) => ({
        instrument,
        acknowledgeWithin,
        decideWithin,
        silence,
      })),
      [{ instrument: 'xa-xb-register', acknowledgeWithin: 'P1M', decideWithin: 'P3M', silence: null }],
    )
    const facts = (await get('/api/v1/facts?scope=credential')).body
    assert.deepEqual(ids(facts), ['in-field'])
    const { body } = await get('/api/v1/facts/recruiter?lang=zh-CN')
    assert.deepEqual([body['label'], body['type'], (body['options'] as unknown[]).length], ['招聘单位', 'choice', 2])
  })
})

test('a rule that narrows where its instrument holds is found where it holds, and says where', async () => {
  await withLaw(async (root) => {
    const purposes = '    purposes: [title]\n'
    edit(join(root, 'law/XA/title-notice/rules.yaml'), purposes, `${purposes}    except: [XA-17]\n`)
    edit(join(root, 'law/XA/title-notice/instrument.yaml'), 'places: [XA-1]\n', 'places: [XA-1, XA-2]\nexcept: [XB]\n')
    await withLawApp(root, async (get, db) => {
      const asked = async (query: string) =>
        (await get(`/api/v1/rules?${query}`)).body.items.map(({ places, except }) => ({ places, except }))
      const holds = { places: ['XA-1', 'XA-2'], except: ['XA-17', 'XB'] }
      assert.deepEqual([await asked('place=XA-1'), await asked('place=XA-17')], [[holds], []])
      edit(join(root, 'law/XA/title-notice/rules.yaml'), purposes, `${purposes}    places: [XA-1]\n`)
      await loadShippedLaw(db, join(root, 'law'))
      assert.deepEqual(await asked('place=XA-1'), [{ ...holds, places: ['XA-1'] }])
      assert.deepEqual([await asked('place=XA-2'), await asked('place=XA-17')], [[], []])
      assert.deepEqual(ids((await get('/api/v1/instruments?place=XA-17')).body), ['xa-title-notice', 'xa-xb-register'])
    })
  })
})

test('rules are found by place, purpose, outcome and day', async () => {
  await withLawApp(demo, async (get) => {
    const { body } = await get('/api/v1/rules?place=XA-17&purpose=title&outcome=recognised-as')
    const { recordedAt: _recordedAt, ...rule } = body.items[0] ?? {}
    assert.deepEqual(rule, {
      id: 'xa-title-notice#engineer',
      instrument: 'xa-title-notice',
      jurisdiction: 'XA',
      status: 'in-force',
      places: ['XA-1'],
      except: [],
      clause: 'art-3',
      title: 'Title of engineer',
      titles: { en: 'Title of engineer', 'zh-CN': '工程师职称' },
      purposes: ['title'],
      subject: { levels: ['demo-skill/high'] },
      when: {
        all: [{ fact: 'honours', includes: 'medal' }, { held: { years: 2 } }, { normally: { age: { atMost: 45 } } }],
      },
      outcomes: [
        {
          kind: 'recognised-as',
          by: 'application',
          target: { level: 'demo-title/engineer' },
          label: { en: 'engineer', 'zh-CN': '工程师' },
        },
      ],
      validFrom: '2024-01-01',
      validUntil: null,
    })
    for (const query of [
      'place=XA-2',
      'purpose=study',
      'outcome=may-apply',
      'asOf=2023-12-31',
      'instrument=xa-xb-register',
    ]) {
      assert.deepEqual((await get(`/api/v1/rules?${query}`)).body.items, [], query)
    }
  })
})
