// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { test } from 'node:test'
import { checkBroken, expectedProblems } from '../../../test/fixtures/law/check-broken.ts'
import { demo, edit, withLaw } from '../../../test/fixtures/law/demo-law.ts'
import { formatProblem } from '../source/source-problem.ts'
import { checkLaw } from './check-law.ts'

const bad = 'test/fixtures/law/bad'
const kinds = readdirSync(bad).filter((kind) => !kind.startsWith('people'))

for (const kind of kinds) {
  for (const name of readdirSync(join(bad, kind))) {
    test(`a law file with a slip: ${kind}/${name}`, () => {
      const file = join(bad, kind, name)
      const expected = expectedProblems(file)
      assert.ok(expected.length > 0, 'the file says what is expected of it')
      assert.deepEqual(checkBroken(file), expected)
    })
  }
}

test('the demonstration law has nothing wrong', () => {
  const { folders, problems } = checkLaw(join(demo, 'law'), demo)
  assert.deepEqual([folders.map((folder) => folder.path), problems], [['XA/register-agreement', 'XA/title-notice'], []])
})

test('folders that are not as they should be', () => {
  withLaw((root) => {
    const law = join(root, 'law')
    rmSync(join(law, 'XA/register-agreement/instrument.yaml'))
    writeFileSync(join(law, 'XA/title-notice/rule.yaml'), 'rules: []\n')
    writeFileSync(join(law, 'XA/title-notice/examples/met/note.txt'), '')
    writeFileSync(join(law, 'stray.yaml'), '')
    const prefix = `${relative(process.cwd(), law)}/`
    assert.deepEqual(
      checkLaw(law, root).problems.map((problem) => formatProblem(problem).replaceAll(prefix, '')),
      [
        'XA/register-agreement instrument.yaml is missing',
        'XA/title-notice/examples/met/note.txt expected only .yaml files here',
        'XA/title-notice/rule.yaml expected only instrument.yaml, rules.yaml, qualifications.csv or awarding-bodies.csv, catalogues/, examples/ and *.md here',
        'stray.yaml found a file, expected folders named by jurisdiction',
      ],
    )
  })
})

test('a slip in the files of the reference is told with the law', () => {
  withLaw((root) => {
    const reference = join(root, 'reference')
    writeFileSync(join(reference, 'jurisdictions/own.yaml'), 'jurisdictions:\n  - { id: XA-3 }\n')
    writeFileSync(join(reference, 'jurisdictions/demonstration.csv'), 'code,parent,en,zh\nXA,,Country XA,\n')
    writeFileSync(join(reference, 'authorities.yaml'), 'authorities:\n  - { id: xa-ministry, nom: XA }\n')
    const { problems } = checkLaw(join(root, 'law/XA/register-agreement'), root)
    assert.deepEqual(problems.filter(({ file }) => file?.startsWith('reference/')).map(formatProblem), [
      'reference/authorities.yaml authorities[0].name: is missing, expected an entry as docs/law-format.md and docs/reference-data.md show',
      "reference/jurisdictions/demonstration.csv:2 'zh' is missing, expected a value",
      'reference/jurisdictions/own.yaml no reader knows this file, expected a file that docs/reference-data.md names',
    ])
  })
})

test('what is wrong in the reference comes before the law that it makes wrong', () => {
  withLaw((root) => {
    edit(join(root, 'reference/authorities.yaml'), 'id: xa-ministry', 'id: xa-minister')
    edit(join(root, 'reference/facts.yaml'), 'en: Honours, ', '')
    assert.deepEqual(
      checkLaw(join(root, 'law'), root).problems.map(({ file, path }) => [file?.replace(/.*law\/XA/, 'law/XA'), path]),
      [
        ['reference/facts.yaml', 'facts[0].label.en'],
        ['law/XA/title-notice/instrument.yaml', 'issuer'],
      ],
    )
  })
})

test('what the reference gives twice, or names without giving it, is told with the law', () => {
  withLaw((root) => {
    const reference = join(root, 'reference')
    edit(join(reference, 'jurisdictions/unions.csv'), 'XA-2,zone,XA,', 'XA-2,zone,XQ,')
    edit(join(reference, 'qualifications.yaml'), 'id: xb-fitter', 'id: xb-welder')
    edit(join(reference, 'qualifications.yaml'), 'awardingBody: xb-board', 'awardingBody: xb-bord')
    assert.deepEqual(checkLaw(join(root, 'law/XA/register-agreement'), root).problems.map(formatProblem), [
      "reference/jurisdictions/unions.csv the parent 'XQ' of 'XA-2' is in no file, expected one of reference/jurisdictions/*.csv",
      "reference/qualifications.yaml 'xb-welder' is already given by reference/qualifications.yaml, expected each id once",
      "reference/qualifications.yaml the awarding body 'xb-bord' of 'xb-welder' is in no file, expected one of reference/awarding-bodies*.yaml",
    ])
  })
})

test('a part of the law is checked alone, with what it needs from the rest', () => {
  withLaw((root) => {
    writeFileSync(join(root, 'law/XA/register-agreement/rules.yaml'), 'rules: none\n')
    const notice = checkLaw(join(root, 'law/XA/title-notice'), root)
    assert.deepEqual([notice.folders.length, notice.problems], [1, []])
    assert.equal(checkLaw(join(root, 'law/XA'), root).problems.length, 1)
    assert.throws(() => checkLaw(join(root, 'law/XB'), root), /there is no folder/)
  })
})

test('an end that has not come yet is no end, and one that has come is', () => {
  withLaw((root) => {
    const file = join(root, 'law/XA/title-notice/instrument.yaml')
    edit(file, 'status: in-force', 'status: repealed\nuntil: 2027-03-01')
    const found = (day: string) =>
      checkLaw(join(root, 'law'), root, day).problems.map(({ path, message }) => [path, message])
    assert.deepEqual(found('2027-02-28'), [
      ['status', "found 'repealed', expected in-force, as it holds until 2027-03-01 (`until`)"],
    ])
    assert.deepEqual([found('2027-03-01'), checkLaw(join(root, 'law'), root).problems], [[], []])
  })
})
