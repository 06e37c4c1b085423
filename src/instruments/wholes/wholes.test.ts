// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { join, relative } from 'node:path'
import { test } from 'node:test'
import { putExemptions } from '../../../test/fixtures/law/demo-exemptions.ts'
import { demo, edit, withLaw } from '../../../test/fixtures/law/demo-law.ts'
import { analyseLaw } from '../analysis/analyse-law.ts'
import { checkLaw } from '../checks/check-law.ts'
import { compareInstruments } from '../diff/compare-instruments.ts'
import { formatLawTest, testLaw } from '../examples/test-law.ts'
import { readLaw } from '../law/read-law.ts'
import { readReferenceVocabulary } from '../law/reference-vocabulary.ts'
import { formatProblem } from '../source/source-problem.ts'

test('an examination with its parts, and who is exempt from which, is law without a fault', async () => {
  await withLaw((root) => {
    const folder = putExemptions(root)
    assert.deepEqual(checkLaw(folder, root).problems, [])
    assert.equal(formatLawTest(testLaw(folder, root)), '9 examples: all as expected\n')
  })
})

test('an exclusion of the whole that nobody lets go before is a contradiction', async () => {
  await withLaw((root) => {
    const folder = putExemptions(root)
    const { vocabulary } = readReferenceVocabulary(join(root, 'reference'))
    const found = () =>
      analyseLaw({ folders: readLaw(join(root, 'law'), vocabulary).folders, vocabulary, day: '2026-11-22' })
        .filter(({ code }) => code === 'contradiction')
        .map(({ rule, other }) => `${rule} ${other?.rule}`)
    assert.deepEqual(found(), [])
    edit(join(folder, 'rules.yaml'), '    overrides: [xa-exam-rules]\n', '')
    assert.deepEqual(found(), ['too-old theory', 'too-old practice'])
  })
})

const slips: [file: string, from: string, to: string, told: string][] = [
  [
    'rules.yaml',
    'part: xa-welder-exam/theory',
    'part: xa-welder-exam/teory',
    "rules.yaml:9:63 rules[0].outcomes[0].target.part: unknown part 'xa-welder-exam/teory', expected one of xa-welder-exam/safety, xa-welder-exam/theory, xa-welder-exam/practice; did you mean 'xa-welder-exam/theory'?",
  ],
  [
    'rules.yaml',
    'part: xa-welder-exam/theory',
    'part: xa-welding-exam/theory',
    "rules.yaml:9:63 rules[0].outcomes[0].target.part: unknown whole 'xa-welding-exam', expected one of the `wholes` and `credits` in law/; did you mean 'xa-welder-exam'?",
  ],
  [
    'rules.yaml',
    'part: xa-welder-exam/theory',
    'part: Theory paper',
    "rules.yaml:9:63 rules[0].outcomes[0].target.part: found 'Theory paper', expected a part such as xa-welder-exam/theory, or a whole such as xa-welder-exam",
  ],
  [
    'instrument.yaml',
    'id: theory, kind: paper',
    'id: safety, kind: paper',
    "instrument.yaml:14:15 wholes[0].parts[1].id: found 'safety' a second time, expected each id once",
  ],
  [
    'instrument.yaml',
    'clause: art-1',
    'clause: art-9',
    "instrument.yaml:11:13 wholes[0].clause: unknown clause 'art-9', expected one of the clauses of this file; did you mean 'art-1'?",
  ],
  [
    'instrument.yaml',
    'kind: practical',
    'kind: oral',
    "instrument.yaml:15:31 wholes[0].parts[2].kind: found 'oral', expected one of unit, course, module, paper, practical, project",
  ],
]

for (const [file, from, to, told] of slips) {
  test(`a slip is told with its place: ${to}`, async () => {
    await withLaw((root) => {
      const folder = putExemptions(root)
      edit(join(folder, file), from, to)
      const prefix = `${relative(process.cwd(), folder)}/`
      const all = checkLaw(folder, root).problems.map((one) => formatProblem(one).replaceAll(prefix, ''))
      assert.ok(all.includes(told), all.join('\n'))
    })
  })
}

test('another examination of the same id is refused', async () => {
  await withLaw((root) => {
    const folder = putExemptions(root)
    const parts = `wholes: [{ id: xa-welder-exam, title: { en: Other, zh-CN: 另 }, clause: art-1, parts: [{ id: one, kind: unit, title: { en: One, zh-CN: 一 } }] }]\nclauses:`
    edit(join(root, 'law/XA/title-notice/instrument.yaml'), 'clauses:', parts)
    const all = checkLaw(join(root, 'law'), root).problems.map(formatProblem)
    assert.equal(all.filter((one) => /found 'xa-welder-exam', which another file has already/.test(one)).length, 1)
    assert.ok(folder.endsWith('exam-rules'))
  })
})

test('what a new version changes in parts and in credit rules is told part by part', async () => {
  const { vocabulary } = readReferenceVocabulary(join(demo, 'reference'))
  await withLaw((root) => {
    const folder = putExemptions(root)
    const read = () => readLaw(join(root, 'law'), vocabulary).folders.find(({ path }) => path === 'XA/exam-rules')
    const before = read()
    edit(join(folder, 'instrument.yaml'), 'Practical test, zh-CN', 'Test in the workshop, zh-CN')
    const after = read()
    assert.ok(before !== undefined && after !== undefined)
    const { wholes, members, change } = compareInstruments(before, after, vocabulary)
    assert.deepEqual([members, change, wholes.length], [[], 'changed', 1])
    assert.deepEqual(
      wholes[0]?.members.map(({ member }) => member),
      ['parts'],
    )
  })
})
