// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { join, relative } from 'node:path'
import { test } from 'node:test'
import { demo, edit, withLaw } from '../../../test/fixtures/law/demo-law.ts'
import { formatLawTest, testLaw } from './test-law.ts'

const examples = 'law/XA/title-notice/examples'

function report(root: string, path = 'law'): string {
  return formatLawTest(testLaw(join(root, path), root)).replaceAll(`${relative(process.cwd(), root)}/`, '')
}

test('the examples of the demonstration come out as expected', () => {
  assert.equal(report(demo), '4 examples: all as expected\n')
})

test('what comes out otherwise is told beside what was expected, by file', () => {
  withLaw((root) => {
    edit(join(root, 'law/XA/title-notice/rules.yaml'), 'held: { years: 2 }', 'held: { years: 3 }')
    edit(
      join(root, examples, 'undecided/no-birth-date.yaml'),
      'questions: [birthDate]',
      'questions: [birthDate, honours]',
    )
    edit(join(root, examples, 'invalid/unknown-level.yaml'), 'demo-skill/hihg }', 'demo-skill/high }')
    assert.equal(
      report(root),
      `${examples}/invalid/unknown-level.yaml: A level that does not exist
  - error: expected "credentials[0].level: unknown level 'demo-skill/hihg'"
  + error: found    "the person is accepted"
${examples}/met/medallist.yaml: A medallist is recognised
  - verdict: expected "met"
  + verdict: found    "unmet"
${examples}/undecided/no-birth-date.yaml: The age is not known
  - verdict: expected "unknown"
  + verdict: found    "unmet"
  - questions: expected ["birthDate","honours"]
  + questions: found    []
${examples}/unmet/one-day-short.yaml: One day short of two years
  - holdsFrom: expected "2026-11-23"
  + holdsFrom: found    "2027-11-23"
4 examples: 4 otherwise than expected
`,
    )
  })
})

test('what keeps open a verdict that was expected settled is told', () => {
  withLaw((root) => {
    edit(join(root, examples, 'met/medallist.yaml'), '  birthDate: 1990-05-01\n', '')
    assert.equal(
      report(root),
      `${examples}/met/medallist.yaml: A medallist is recognised
  - verdict: expected "met"
  + verdict: found    "unknown"
  - questions: expected []
  + questions: found    ["birthDate"]
4 examples: 1 otherwise than expected
`,
    )
  })
})

test('an example of a place that the rule does not reach is absent', () => {
  withLaw((root) => {
    edit(join(root, examples, 'met/medallist.yaml'), 'in: XA-17', 'in: XA-2')
    assert.deepEqual(
      testLaw(join(root, 'law/XA/title-notice'), root).results.filter((result) => result.differences.length > 0),
      [
        {
          file: relative(process.cwd(), join(root, examples, 'met/medallist.yaml')),
          rule: 'engineer',
          title: 'A medallist is recognised',
          differences: [
            { what: 'verdict', expected: 'met', found: 'absent' },
            { what: 'outcomes', expected: ['recognised-as'], found: [] },
          ],
        },
      ],
    )
  })
})

test('the examples of a broken instrument are not run, those of others are', () => {
  withLaw((root) => {
    edit(join(root, 'law/XA/title-notice/rules.yaml'), 'fact: honours', 'fact: honors')
    assert.equal(
      report(root),
      "law/XA/title-notice/rules.yaml:9:19 rules[0].when.all[0].fact: unknown fact 'honors', expected one of reference/facts.yaml; did you mean 'honours'?\n" +
        'no example was run; 1 error in the files, see law check\n',
    )
    assert.equal(
      report(root, 'law/XA/register-agreement').split('\n').at(-2),
      'no example was run; 1 error in the files, see law check',
    )
  })
})

test('where a fact is refused, the rules that ask for it are not tried, and nothing else is said of them', () => {
  withLaw((root) => {
    edit(join(root, 'reference/facts.yaml'), ', zh-CN: 荣誉', '')
    assert.deepEqual(report(root).split('\n').slice(0, 2), [
      'reference/facts.yaml:4:12 facts[0].label.zh-CN: is missing, expected the text in Chinese',
      'no example was run; 1 error in the files, see law check',
    ])
    edit(join(root, 'law/XA/title-notice/rules.yaml'), '        - { fact: honours, includes: medal }\n', '')
    assert.match(report(root), /\n[34] examples: [^\n]*1 error in the files/)
  })
})
