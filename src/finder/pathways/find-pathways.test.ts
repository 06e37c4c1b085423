// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { assess } from '@passerelle/recognition'
import '../../../test/support/database.ts'
import { routeApp } from '../../../test/support/route-app.ts'
import { terminal } from '../../../test/support/terminal.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/test-databases.ts'
import { loadShippedLaw, readLaw, readReferenceVocabulary } from '../../instruments/index.ts'
import { type App, fixedClock } from '../../kernel/index.ts'
import { loadReference } from '../../register/index.ts'
import type { LawWithRules } from '../answers/assessed.model.ts'
import { type LoadedLaw, lawShelf } from '../answers/load-law.ts'
import { cutBundle, everywhere, openBundle, rootOf } from '../private/law-bundle.model.ts'
import { pathwayCommand } from './find-pathways.command.ts'
import { findPathways, goalOf } from './find-pathways.model.ts'
import { findPathwaysPage } from './find-pathways.page.tsx'
import { findPathwaysRoute } from './find-pathways.route.ts'
import { personOn } from './replay-plan.model.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const clock = fixedClock('2026-11-22T04:00:00Z')

let database: TestDatabase
let law: LoadedLaw
let app: App

before(async () => {
  database = await testDatabase()
  await loadReference(database.db, join(root, 'reference'))
  await loadShippedLaw(database.db, join(root, 'law'))
  law = await lawShelf(database.db).take(null)
  const settings = { baseUrl: 'http://127.0.0.1' }
  app = routeApp((to) => {
    findPathwaysRoute(to, { shelf: lawShelf(database.db), clock })
    findPathwaysPage(to, { shelf: lawShelf(database.db), clock, settings })
  })
})

after(async () => {
  await app.close()
  await database.close()
})

function shippedExamples() {
  const { vocabulary } = readReferenceVocabulary(join(root, 'reference'))
  return readLaw(join(root, 'law'), vocabulary).folders.flatMap(({ instrument, examples }) =>
    examples.flatMap(({ folder, file, example }) =>
      folder === 'unmet' || folder === 'undecided' ? [{ file, example, rule: `${instrument.id}#${example.rule}` }] : [],
    ),
  )
}

test('every way that is shown for an example leads there when it is gone, and time alone leads there on its day', () => {
  let cured = 0
  for (const { file, example, rule } of shippedExamples()) {
    const { in: place, asOf, person, expect } = example
    for (const by of ['time', 'effort'] as const) {
      const { pathways } = findPathways(law, { person, place, to: rule, by, asOf })
      for (const { verdict, subject, earliest, steps } of pathways) {
        const compiled = law.compiledFor(earliest)
        const { findings } = assess(compiled, personOn(person, steps, earliest), { place })
        const found = findings.find((one) => one.rule === rule && one.subject === subject)
        assert.equal(found?.verdict, verdict, `${file} by ${by}`)
      }
      if (pathways[0]?.verdict === 'met') cured++
    }
    if (typeof expect.holdsFrom !== 'string') continue
    const { pathways } = findPathways(law, { person, place, to: rule, by: 'time', asOf })
    assert.deepEqual([pathways[0]?.verdict, pathways[0]?.earliest], ['met', expect.holdsFrom], file)
  }
  assert.ok(cured > 150, `${cured} ways by which an example is cured`)
})

test('the law that a device has leads the same ways', () => {
  const cuts = new Map<string, LawWithRules>()
  for (const { file, example, rule } of shippedExamples().filter((_, index) => index % 6 === 0)) {
    const { in: place, asOf, person } = example
    const roots = [rootOf(place), everywhere]
    for (const root of roots) {
      if (!cuts.has(root)) cuts.set(root, openBundle(JSON.parse(JSON.stringify(cutBundle(law, root)))))
    }
    const cut = roots.flatMap((root) => cuts.get(root) ?? []).find((one) => goalOf(rule, one) !== null)
    assert.ok(cut !== undefined, file)
    const request = { person, place, to: rule, by: 'time', asOf } as const
    assert.deepEqual(findPathways(cut, request), findPathways(law, request), file)
  }
})

const worker = {
  credentials: [{ id: 'c1', level: 'cn-skill/3', issued: '2022-11-22', stated: { 'related-to-target': true } }],
  experience: [{ from: '2022-11-22', relevantTo: ['c1'] }],
  facts: { 'technician-school-graduate': false, 'technician-class-student': false },
}

test('a worker goes on working, and then sits the exam', async () => {
  const payload = { person: worker, in: 'CN-SX', to: 'cn-skill-assessment-conditions#l2-1' }
  const response = await app.inject({ method: 'POST', url: '/api/v1/pathways', payload })
  assert.equal(response.statusCode, 200)
  assert.deepEqual(response.json().pathways[0], {
    verdict: 'met',
    rule: 'cn-skill-assessment-conditions#l2-1',
    subject: 'c1',
    earliest: '2027-11-22',
    open: false,
    effort: 4,
    steps: [
      {
        kind: 'work',
        months: 12,
        start: '2026-11-22',
        end: '2027-11-22',
        subject: 'c1',
        rule: 'cn-skill-assessment-conditions#l2-1',
      },
    ],
  })
})

test('an honour that was denied and an age that is passed are in nobody’s hands', () => {
  const technician = [{ id: 'c1', level: 'cn-skill/2', issued: '2019-06-30' }]
  const to = 'cn-sx-2024-5#technician-intermediate'
  const denied = { credentials: technician, birthDate: '1990-01-01', facts: { honours: [] } }
  const asked = { place: 'CN-SX', to, by: 'time', asOf: '2026-11-22' } as const
  assert.deepEqual(findPathways(law, { ...asked, person: denied }).pathways, [])
  const old = { credentials: technician, birthDate: '1970-01-01', facts: { honours: ['worldskills-medallist'] } }
  const { pathways } = findPathways(law, { ...asked, person: old })
  assert.deepEqual(
    pathways.map(({ verdict, steps }) => [verdict, steps.map((step) => step.kind)]),
    [['discretion', ['discretion', 'act', 'act']]],
  )
})

test('what cannot be used is refused, and said by its field', async () => {
  const refused = async (body: object) =>
    (await app.inject({ method: 'POST', url: '/api/v1/pathways', payload: body })).json()
  const none = { credentials: [] }
  assert.equal((await refused({ person: none, in: 'CN-SX', to: 'cn-skill/9' })).errors[0].path, 'to')
  assert.equal((await refused({ person: none, in: 'QQ-9', to: 'cn-skill/2' })).errors[0].path, 'in')
  const unknown = { credentials: [{ id: 'c1', level: 'cn-skill/99' }] }
  assert.equal(
    (await refused({ person: unknown, in: 'CN-SX', to: 'cn-skill/2' })).errors[0].path,
    'person.credentials.0.level',
  )
})

test('the page asks, and draws the way', async () => {
  const page = async (url: string) => (await app.inject({ url })).body
  assert.match(await page('/pathway?lang=en'), /<h1>How could I get there\?<\/h1>/)
  const drawn = await page('/pathway?lang=zh-CN&hold=cn-skill/3&in=CN-SX&to=cn-skill/2')
  assert.equal(drawn.match(/<li class="is-[a-z]+/g)?.length, drawn.match(/<circle /g)?.length)
  assert.match(drawn, /<svg [^>]*viewBox="0 0 \d+ \d+"[^>]* role="img" aria-label="路径共 \d+ 步，逐步列在下面"/)
})

test('the command says the same in words, and by its exit code whether there is a way', async () => {
  const run = async (values: Record<string, string>) => {
    const { context, output } = terminal(database.db, { clock, typed: JSON.stringify(worker) })
    return { code: await pathwayCommand.run(context, { positionals: ['-'], values }), ...output }
  }
  const said = await run({ in: 'CN-SX', to: 'cn-skill-assessment-conditions#l2-1', lang: 'en' })
  assert.equal(said.code, 0)
  assert.match(
    said.stdout,
    /── Level 2 after level 3 and five years\n {2}Could hold from 22 November 2027 · Effort: 4 points\n {2}1\. Work 1 year: /,
  )
  assert.equal((await run({ in: 'CN-SX', to: 'degree/doctorate', lang: 'en' })).code, 1)
  assert.equal((await run({ in: 'CN-SX' })).code, 2)
})
