// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { expectedProblems } from '../../../test/fixtures/law/check-broken.ts'
import { demo } from '../../../test/fixtures/law/demo-law.ts'
import { readReferenceVocabulary } from '../law/reference-vocabulary.ts'
import { formatProblem } from '../source/source-problem.ts'
import { parsePerson, readPersonText } from './read-person.ts'

const { vocabulary } = readReferenceVocabulary(join(demo, 'reference'))
const folders = ['test/fixtures/law/bad/people', 'test/fixtures/law/bad/people-facts']

for (const file of folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))) {
  test(`a person's file with a slip: ${basename(file)}`, () => {
    const { problems = [] } = readPersonText(readFileSync(file, 'utf8'), { fileName: 'person.yaml', vocabulary })
    const expected = expectedProblems(file)
    assert.ok(expected.length > 0, 'the file says what is expected of it')
    assert.deepEqual(problems.map(formatProblem), expected)
  })
}

test('a JSON file is told its lines too', () => {
  const text = '{\n\t"credentials": [\n\t\t{ "id": "c1", "level": "demo-skill/hihg" }\n\t]\n}\n'
  const { problems = [] } = readPersonText(text, { fileName: 'person.json', vocabulary })
  assert.deepEqual(problems.map(formatProblem), [
    "person.json:3:26 credentials[0].level: unknown level 'demo-skill/hihg', expected one of demo-skill/low (Low), demo-skill/middle (Middle), demo-skill/high (High); did you mean 'demo-skill/high'?",
  ])
})

test('a person that was parsed elsewhere is told paths', () => {
  const { problems } = parsePerson(
    { credentials: [{ id: 'c1', issued: '2023-02-30', __proto__: null }] },
    { vocabulary },
  )
  assert.deepEqual(problems, [
    {
      code: 'shape',
      severity: 'error',
      path: 'credentials[0].issued',
      message: "found '2023-02-30', expected a day of the calendar, YYYY-MM-DD",
      found: "'2023-02-30'",
      expected: 'a day of the calendar, YYYY-MM-DD',
    },
  ])
})

test('a person is read from YAML and from JSON alike', () => {
  const person = {
    birthDate: '1980-04-01',
    credentials: [{ id: 'c1', level: 'demo-skill/unknown', stated: { 'in-field': true } }],
    facts: {
      honours: [],
      'honours:medal': false,
      'credential:?demo-title:level': 'none',
      'experience:place=XA': 14,
      'credential:c1:field': ['cn-series/05'],
      'credential:c1:listed:xa-overseas-1': 'A',
      'credential:xa-title-notice#engineer > c1:issued': '2020-01-01',
    },
  }
  assert.deepEqual(readPersonText(JSON.stringify(person, null, 2), { vocabulary }), { person })
  const yaml = `birthDate: 1980-04-01
credentials:
  - { id: c1, level: demo-skill/unknown, stated: { in-field: true } }
facts: { honours: [], 'honours:medal': false, 'credential:?demo-title:level': none, 'experience:place=XA': 14, 'credential:c1:field': [cn-series/05], 'credential:c1:listed:xa-overseas-1': A, 'credential:xa-title-notice#engineer > c1:issued': 2020-01-01 }
`
  assert.deepEqual(readPersonText(yaml, { vocabulary }), { person })
})

test('keys of the language itself do no harm', () => {
  for (const text of [
    '__proto__: { credentials: [] }',
    '{"__proto__": {"credentials": []}, "constructor": 1}',
    'credentials: []\nfacts: { __proto__: 1 }',
  ]) {
    assert.ok(readPersonText(text, { vocabulary }).problems !== undefined, text)
  }
})

test('a year alone is no day, and is told so', () => {
  const { problems } = readPersonText('credentials:\n  - { id: c1, issued: 2019, expires: 2020-05 }\n', {
    fileName: 'p.yaml',
  })
  assert.deepEqual(problems?.map(formatProblem), [
    'p.yaml:2:23 credentials[0].issued: found the number 2019, expected a day of the calendar, YYYY-MM-DD',
    "p.yaml:2:38 credentials[0].expires: found '2020-05', expected a day of the calendar, YYYY-MM-DD",
  ])
})

test('who states no credentials holds none that are stated', () => {
  const { person } = readPersonText('birthDate: 1980-04-01\n', { fileName: 'person.yaml', vocabulary })
  assert.deepEqual(person, { birthDate: '1980-04-01', credentials: [] })
})
