// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { demoAgreement } from '../../../test/fixtures/law/demo-credits.ts'
import { putExemptions } from '../../../test/fixtures/law/demo-exemptions.ts'
import { withLaw } from '../../../test/fixtures/law/demo-law.ts'
import '../../../test/support/database.ts'
import { routeApp } from '../../../test/support/route-app.ts'
import { terminal } from '../../../test/support/terminal.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/test-databases.ts'
import { loadShippedLaw } from '../../instruments/index.ts'
import { type App, fixedClock } from '../../kernel/index.ts'
import { loadReference } from '../../register/index.ts'
import { lawShelf } from '../answers/load-law.ts'
import { mutualityCommand } from './compare-jurisdictions.command.ts'
import { compareJurisdictionsRoute } from './compare-jurisdictions.route.ts'
import type { MutualityView } from './mutuality-words.model.ts'

// What two jurisdictions recognise of each other, on the shipped law.
const root = join(import.meta.dirname, '..', '..', '..')
const clock = fixedClock('2026-11-22T03:00:00Z')

let database: TestDatabase
let app: App

before(async () => {
  database = await testDatabase()
  await loadReference(database.db, join(root, 'reference'))
  await loadShippedLaw(database.db, join(root, 'law'))
  app = routeApp((to) => compareJurisdictionsRoute(to, { db: database.db, shelf: lawShelf(database.db), clock }))
})

after(async () => {
  await app.close()
  await database.close()
})

async function ask(query: Record<string, string>): Promise<{ status: number; body: MutualityView }> {
  const response = await app.inject({ method: 'GET', url: '/api/v1/mutuality', query: { lang: 'en', ...query } })
  return { status: response.statusCode, body: response.json() }
}

/** The whole result, by ids. */
async function between(a: string, b: string, more: Record<string, string> = {}) {
  const { body } = await ask({ a, b, ...more })
  const rules = (list: MutualityView['sides'][0]['named']) =>
    list.map(({ rule, origin, reach }) => `${rule.rule} ${origin} ${reach}`)
  return {
    sides: body.sides.map(({ named, abroad, lists, gaps }) => ({
      named: rules(named),
      abroad: rules(abroad),
      lists: lists.length,
      gaps: gaps.length,
    })),
    agreements: body.agreements.map(({ instrument, state }) => `${instrument} ${state}`),
    open: body.open.map(({ instrument, state }) => `${instrument} ${state}`),
    direct: body.direct.map(({ a: left, b: right }) => `${left} = ${right}`),
    shared: body.shared.map(({ a: left, b: right, text }) => `${left} | ${right} | ${text}`),
  }
}

const nothing = { named: [], abroad: [], lists: 0, gaps: 0 }

test('Hong Kong and the mainland: one rule one way, history as history', async () => {
  assert.deepEqual(await between('HK', 'CN'), {
    sides: [
      nothing,
      {
        named: ['hk-cepa-construction-practice#register-and-practise qualification whole'],
        abroad: [],
        lists: 26,
        gaps: 1,
      },
    ],
    agreements: [
      'hk-cepa-construction-practice now',
      'hk-framework-cooperation now',
      'hk-mainland-architects unverified',
      'hk-mainland-building-surveyors unverified',
      'hk-mainland-general-practice-surveyors unverified',
      'hk-mainland-planners unverified',
      'hk-mainland-quantity-surveyors unverified',
      'hk-mainland-structural-engineers unverified',
    ],
    open: ['cn-washington-accord now'],
    direct: [],
    shared: [],
  })
  const { body } = await ask({ a: 'HK', b: 'CN' })
  assert.equal(
    body.summary,
    'Hong Kong, China has no rule known here that speaks of China; China has one that speaks of Hong Kong, China. 8 agreements between them are carried here, 2 in force.',
  )
  assert.deepEqual(body.sides[1].gaps, [
    'China has “Registration and practice on the Mainland” for what comes from Hong Kong, China; none is known here by which Hong Kong, China does the same for China.',
  ])
  assert.deepEqual(body.frameworks.a, ['Hong Kong Qualifications Framework (HKQF)'])
})

test('Germany and China: Taicang for one certificate, the German law for all from abroad', async () => {
  const found = await between('DE', 'CN')
  assert.deepEqual(found, {
    sides: [
      { ...nothing, abroad: ['de-bqfg-non-regulated#equivalence-assessment abroad whole'] },
      {
        named: ['cn-320585-ahk-electrician#mechatronics-electrician awarding-body part'],
        abroad: [],
        lists: 26,
        gaps: 1,
      },
    ],
    agreements: ['cn-degrees-eu-states now'],
    open: ['cn-degrees-34-countries now', 'cn-luban-workshops now', 'cn-washington-accord now'],
    direct: [],
    shared: [],
  })
  const taicang = await between('CN-320585', 'DE')
  assert.deepEqual(taicang.sides[0]?.named, ['cn-320585-ahk-electrician#mechatronics-electrician awarding-body whole'])
})

test('Australia and New Zealand: the same both ways', async () => {
  const rules = (law: string) => [
    `${law}#deemed-registration qualification whole`,
    `${law}#entitlement-to-registration qualification whole`,
  ]
  assert.deepEqual(await between('AU', 'NZ'), {
    sides: [
      { ...nothing, named: rules('au-trans-tasman-act') },
      { ...nothing, named: rules('nz-trans-tasman-act') },
    ],
    agreements: ['au-sydney-accord now', 'au-trans-tasman-arrangement now'],
    open: [],
    direct: [],
    shared: [],
  })
})

test('two members of the European Union: its law, and one rule more on one side', async () => {
  const union = ['eu-2005-36#automatic-system group whole', 'eu-2005-36#general-system group whole']
  assert.deepEqual(await between('DE', 'FR'), {
    sides: [
      { ...nothing, named: union, abroad: ['de-bqfg-non-regulated#equivalence-assessment abroad whole'] },
      { ...nothing, named: [...union, 'fr-artisan-compensation#master-craftsman-title group whole'], gaps: 1 },
    ],
    agreements: [
      'eu-automatic-architects now',
      'eu-automatic-dentists now',
      'eu-automatic-doctors now',
      'eu-automatic-midwives now',
      'eu-automatic-nurses now',
      'eu-automatic-pharmacists now',
      'eu-automatic-veterinary-surgeons now',
      'eu-general-system now',
      'eu-professional-card now',
    ],
    open: [],
    direct: [],
    shared: [
      'DQR level 5 | CNCP level 5 | both referenced to EQF level 5',
      'DQR level 7 | CNCP level 7 | both referenced to EQF level 7',
    ],
  })
  // The agreements of China with each of them, and that of Switzerland with the Union, are not agreements between them.
  assert.deepEqual((await between('GB', 'DE', { asOf: '2019-06-01' })).sides[0]?.named, union)
  assert.deepEqual((await between('GB', 'DE')).sides[0], nothing)
})

test('levels that a source compares directly; a chain of two comparisons is none', async () => {
  const { direct, shared } = await between('HK', 'NZ')
  assert.deepEqual(
    { direct, shared },
    {
      direct: [
        'HKQF level 1 = NZQCF level 1',
        'HKQF level 2 = NZQCF level 2',
        'HKQF level 3 = NZQCF level 3',
        'HKQF level 3 = NZQCF level 4',
        'HKQF level 4 = NZQCF level 5',
        'HKQF level 4 = NZQCF level 6',
        'HKQF level 5 = NZQCF level 7',
        'HKQF level 6 = NZQCF level 9',
        'HKQF level 7 = NZQCF level 10',
      ],
      shared: [],
    },
  )
  assert.deepEqual((await between('HK', 'DE')).shared, [])
})

test('a union alone is a party for all its members; its agreement with others is not one between them', async () => {
  const caribbean = await between('JM', 'BB')
  assert.deepEqual(caribbean.agreements, ['caricom-skills-certificate now', 'caricom-vocational-qualification now'])
  const { agreements } = await between('EE', 'FR')
  assert.deepEqual(
    agreements.filter((one) => !one.startsWith('eu-')),
    ['fr-unesco-global-convention now'],
  )
})

test('a list for one place names that place', async () => {
  const [guangdong] = (await between('CN-GD', 'MO')).sides
  assert.deepEqual(guangdong?.named, ['cn-gd-macao-2016#macao-certificate-equal-skill country whole'])
})

test('a pair of which nothing is known: said so, and no bilateral body is invented', async () => {
  assert.deepEqual(await between('RU', 'US'), {
    sides: [nothing, nothing],
    agreements: [],
    open: [],
    direct: [],
    shared: [],
  })
  const { body } = await ask({ a: 'RU', b: 'US', lang: 'zh-CN' })
  assert.equal(body.summary, '这里载入的规则和协议中，没有明确连接俄罗斯与美国的。这不是否定，只表示这里尚不掌握。')
  const china = await between('US', 'CN')
  assert.deepEqual(china.agreements, [])
  assert.deepEqual(
    china.sides[1]?.named.map((one) => one.split(' ')[1]),
    ['list-item'],
  )
})

test('what is not known is refused with its path', async () => {
  const { status, body } = await ask({ a: 'QQ', b: 'CN-14', asOf: '2026-01-01' })
  const same = await ask({ a: 'CN-SX', b: 'CN-14' })
  const errors = (answer: unknown) => Reflect.get(Object(answer), 'errors') as { path: string; message: string }[]
  assert.deepEqual(
    [status, errors(body).map((one) => [one.path, one.message]), same.status, errors(same.body)[0]?.message],
    [400, [['a', "found 'QQ'"]], 400, "found 'CN-SX' twice"],
  )
})

test('the command says the same as the API, in both forms', async () => {
  const { context, output } = terminal(database.db, { clock })
  const run = (positionals: string[], values: Record<string, string | boolean>) =>
    mutualityCommand.run(context, { positionals, values })
  assert.equal(await run(['HK', 'CN'], { lang: 'zh-CN', json: true }), 0)
  assert.deepEqual(JSON.parse(output.stdout), (await ask({ a: 'HK', b: 'CN', lang: 'zh-CN' })).body)
  output.stdout = ''
  await run(['AU', 'NZ'], { lang: 'en' })
  assert.match(output.stdout, /^Australia and New Zealand: what each recognises of the other\nAs of 22 November 2026/)
  assert.match(output.stdout, /Trans-Tasman Mutual Recognition Arrangement\n {4}In force · automatic recognition/)
  assert.equal(await run(['RU', 'US'], { lang: 'en' }), 1)
  assert.equal(await run(['RU'], {}), 2)
})

test('an agreement that is suspended says since when, why and whose rights go on, and its table is no gap', async () => {
  await withLaw(async (root) => {
    const folder = join(root, 'law/XA/mutual')
    mkdirSync(folder)
    writeFileSync(join(folder, 'instrument.yaml'), demoAgreement)
    putExemptions(root)
    const own = await testDatabase()
    await loadReference(own.db, join(root, 'reference'))
    await loadShippedLaw(own.db, join(root, 'law'))
    const site = routeApp((to) => compareJurisdictionsRoute(to, { db: own.db, shelf: lawShelf(own.db), clock }))
    const on = async (asOf: string, lang = 'en') => {
      const answer = await site.inject({ url: '/api/v1/mutuality', query: { a: 'XA', b: 'XB', asOf, lang } })
      const { agreements, sides } = answer.json() as MutualityView
      const [agreement] = agreements.filter(({ instrument }) => instrument === 'xa-xb-mutual')
      return {
        state: agreement?.state,
        course: agreement?.course,
        named: sides.map(({ named }) => named.map(({ rule }) => rule.rule)),
        gaps: sides.map(({ gaps }) => gaps.length),
        titles: sides.flatMap(({ named }) => named.map(({ rule }) => rule.title)),
      }
    }
    const course = [
      'Suspended from 1 January 2025 until 1 July 2025: review of the table',
      'Who held the qualification before keeps the right.',
    ]
    const during = await on('2025-03-01')
    assert.deepEqual([during.state, during.course], ['suspended', course])
    assert.deepEqual(during.named, [
      ['xa-exam-rules#theory', 'xa-xb-mutual#eq-1-a-suspended-1'],
      ['xa-xb-mutual#eq-1-b-suspended-1'],
    ])
    assert.deepEqual(during.gaps, [1, 0])
    assert.ok(during.titles.some((title) => title.includes('(agreement suspended from 1 January 2025: review')))
    const after = await on('2025-07-01', 'zh-CN')
    assert.deepEqual([after.state, after.named[1]], ['now', ['xa-xb-mutual#eq-1-b-2']])
    assert.match(after.course?.[0] ?? '', /2025年1月1日/)
    await site.close()
    await own.close()
  })
})
