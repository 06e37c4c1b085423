// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import '../../../test/support/database.ts'
import { routeApp } from '../../../test/support/route-app.ts'
import { terminal } from '../../../test/support/terminal.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/test-databases.ts'
import { loadShippedLaw } from '../../instruments/index.ts'
import { type App, fixedClock } from '../../kernel/index.ts'
import { loadReference } from '../../register/index.ts'
import { wordsIn } from '../../ui/messages/words.ts'
import { assessCommand } from './assess-person.command.ts'
import { assessPersonRoute } from './assess-person.route.ts'
import { assessWith, explainAssessment } from './assess-person.ts'
import { lawShelf } from './load-law.ts'

// The command and the API on the shipped law: one answer, whoever asks.
const root = join(import.meta.dirname, '..', '..', '..')
// Still 22 November in UTC, already the 23rd in China.
const clock = fixedClock('2026-11-22T20:00:00Z')

let database: TestDatabase
let app: App

before(async () => {
  database = await testDatabase()
  await loadReference(database.db, join(root, 'reference'))
  await loadShippedLaw(database.db, join(root, 'law'))
  app = routeApp((to) => assessPersonRoute(to, { shelf: lawShelf(database.db), clock }))
})

after(async () => {
  await app.close()
  await database.close()
})

const abt = {
  credentials: [{ id: 'c1', qualification: 'us-abt-diplomate', stated: { 'relevant-work': true } }],
  facts: { 'work-place': 'CN-3205', 'employed-in-capacity': 'technical' },
}

async function post(body: object, query = ''): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await app.inject({ method: 'POST', url: `/api/v1/assessments${query}`, payload: body })
  return { status: response.statusCode, body: response.json() }
}

async function command(text: string, values: Record<string, string | boolean>) {
  const { context, output } = terminal(database.db, { clock, typed: text })
  return { code: await assessCommand.run(context, { positionals: ['-'], values }), ...output }
}

test('the API and the command say the same', async () => {
  const question = { person: abt, in: 'CN-3205', purpose: 'title', lang: 'zh-CN' }
  const { status, body } = await post(question, '?explain=true')
  const said = await command(JSON.stringify(abt), {
    in: 'CN-3205',
    purpose: 'title',
    lang: 'zh-CN',
    json: true,
    explain: true,
  })
  assert.equal(status, 200)
  assert.equal(said.code, 0)
  assert.deepEqual(JSON.parse(said.stdout), body)
})

test('without a day the answer stands on the calendar of the place', async () => {
  const dayOf = async (place: string): Promise<unknown[]> => {
    const { body } = await post({ person: { credentials: [] }, in: place })
    return [Reflect.get(Object(body['assessment']), 'asOf'), body['asOfBasis']]
  }
  assert.deepEqual(await dayOf('CN-3205'), ['2026-11-23', 'place'])
  assert.deepEqual(await dayOf('DE'), ['2026-11-22', 'place'])
  assert.deepEqual(await dayOf('AU'), ['2026-11-22', 'utc'])
})

test('the bare assessment has no words, and another name of a place is the place', async () => {
  const { body } = await post({ person: abt, in: 'CN-14', purpose: 'title', asOf: '2026-11-22' })
  assert.deepEqual(Object.keys(body), ['asOfBasis', 'knownOn', 'assessment'])
  assert.equal(Reflect.get(Object(body['assessment']), 'place'), 'CN-SX')
})

test('what cannot be used is refused with the path of every field', async () => {
  const person = {
    credentials: [
      { id: 'c1', qualification: 'us-abt-diplomat' },
      { id: 'c1', level: 'cn-skill/99' },
    ],
  }
  const { status, body } = await post({ person, in: 'CN-3205' })
  const errors = body['errors'] as { path: string }[]
  assert.deepEqual(
    { status, paths: errors.map((error) => error.path).sort() },
    {
      status: 400,
      paths: ['person.credentials.0.qualification', 'person.credentials.1.id', 'person.credentials.1.level'],
    },
  )
  assert.deepEqual(await post({ person: abt, in: 'QQ-9' }), {
    status: 400,
    body: {
      code: 'invalid-input',
      message: "in: found 'QQ-9', expected the code of a jurisdiction of the register, for example CN-3205",
      errors: [
        {
          path: 'in',
          message: "found 'QQ-9'",
          expected: 'the code of a jurisdiction of the register, for example CN-3205',
        },
      ],
    },
  })
  for (const name of ['constructor', '__proto__']) assert.equal((await post({ person: abt, in: name })).status, 400)
})

test('the command reads YAML, says it in words, and answers by its exit code', async () => {
  const technician = 'credentials:\n  - { id: c1, level: cn-skill/2, issued: 2019-06-30 }\nfacts: { honours: [] }\n'
  const said = await command(technician, { in: 'CN-SX', purpose: 'title', 'as-of': '2026-11-22', lang: 'en' })
  assert.equal(said.code, 1)
  assert.match(
    said.stdout,
    /^Technician \(level 2\) in Shanxi\nPurpose: A professional title · As of 22 November 2026\n/,
  )
  assert.match(said.stdout, /✗ Honours: one of these\n {6}Honours: none/)
  assert.match(said.stdout, /晋人社厅发〔2024〕5号, art\. 3/)
})

test('a language that there is not is refused', async () => {
  const refused = command('credentials: []', { in: 'CN-SX', lang: 'fr' })
  await assert.rejects(refused, { code: 'invalid-input', message: "--lang: found 'fr', expected one of en, zh-CN" })
})

test('the command says what is wrong, and in which line', async () => {
  const said = await command('credentials:\n  - { id: c1, levl: cn-skill/2 }\n', { in: 'CN-SX' })
  assert.equal(said.code, 2)
  assert.match(said.stderr, /^standard input:2:\d+ credentials\[0\]\.levl: unknown key 'levl', .*did you mean 'level'/)
  assert.deepEqual(await command('{}', {}), {
    code: 2,
    stdout: '',
    stderr: '--in is missing, expected the code of a place, for example --in CN-3205\n',
  })
})

test('a day on which nothing was recorded here is refused, not answered as an unknown place', async () => {
  const { status, body } = await post({ person: abt, in: 'CN-3205', knownOn: '2001-01-01' })
  assert.deepEqual(
    [status, body['message'] ?? body['detail']],
    [
      400,
      'knownOn: nothing was recorded here by the end of 2001-01-01, expected a day on which this installation had recorded law; see /api/v1/instruments for the days of record',
    ],
  )
})

test('where only the month of effect is known, its days are left open, and the answer says why', async () => {
  const person = {
    birthDate: '1986-05-01',
    credentials: [{ id: 'c1', level: 'cn-skill/2', issued: '2019-06-30' }],
    facts: {
      honours: ['national-technical-expert'],
      'recruiter-type': 'vocational-college',
      'employer-place': 'CN-SX',
    },
  }
  const law = await lawShelf(database.db).take(null)
  const said = ['2023-12-31', '2024-01-15', '2024-01-31'].map((asOf) => {
    const assessed = assessWith(law, fixedClock('2026-11-22T03:00:00Z'), {
      person,
      place: 'CN-SX',
      purpose: 'title',
      asOf,
    })
    const found = assessed.assessment.findings.find(({ rule }) => rule === 'cn-sx-2024-5#technician-intermediate')
    const shown = Object.values(explainAssessment(assessed, wordsIn('zh-CN')).findings).flat()
    const lines = shown.find(({ rule }) => rule === found?.rule)?.conditions.filter(({ verdict }) => verdict !== 'met')
    return [found?.verdict, lines?.map(({ text, note }) => [text, note])]
  })
  assert.deepEqual(said, [
    [undefined, undefined],
    ['unknown', [['当日是否已生效：来源只载明年份或月份', 'undetermined']]],
    ['met', []],
  ])
})

test('a person born after the day of the answer is refused', async () => {
  const person = { ...abt, birthDate: '2080-01-01' }
  const { status, body } = await post({ person, in: 'CN-3205', asOf: '2026-11-22' })
  assert.deepEqual(
    [status, body['message'] ?? body['detail']],
    [
      400,
      "person.birthDate: found '2080-01-01', expected a day not after 2026-11-22, the day on whose law the answer stands",
    ],
  )
})

test('the answer is also written as a PDF, with the same exit code', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'answer-paper-'))
  const file = join(folder, 'answer.pdf')
  const values = { in: 'CN-3205', purpose: 'title', lang: 'en' }
  const said = await command(JSON.stringify(abt), { ...values, pdf: file })
  assert.deepEqual(said, { code: 0, stdout: '', stderr: '' })
  assert.equal(readFileSync(file, 'latin1').slice(0, 8), '%PDF-1.7')
  const nowhere = join(folder, 'none', 'answer.pdf')
  assert.deepEqual(await command(JSON.stringify(abt), { ...values, pdf: nowhere }), {
    code: 2,
    stdout: '',
    stderr: `--pdf: '${nowhere}' cannot be written, expected a file in a folder that is there\n`,
  })
  rmSync(folder, { recursive: true })
})
