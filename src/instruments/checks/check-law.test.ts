// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { test } from 'node:test'
import { checkBroken, expectedProblems } from '../../../test/fixtures/law/check-broken.ts'
import { demo, withLaw } from '../../../test/fixtures/law/demo-law.ts'
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
        'XA/title-notice/rule.yaml expected only instrument.yaml, rules.yaml, examples/ and *.md here',
        'stray.yaml found a file, expected folders named by jurisdiction',
      ],
    )
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
