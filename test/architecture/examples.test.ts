// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { type Assessment, assess, type Compiled, compile } from '@passerelle/recognition'
import { assembleBundle } from '../../src/instruments/bundle/assemble-bundle.ts'
import { readLaw, readPersonText, readReferenceVocabulary, type Vocabulary } from '../../src/instruments/index.ts'

const root = join(import.meta.dirname, '../..')
const folder = join(root, 'docs/examples')
let compiled: Compiled
let vocabulary: Vocabulary

before(() => {
  const reference = readReferenceVocabulary(join(root, 'reference'))
  vocabulary = reference.vocabulary
  const register = {
    jurisdictions: [...(vocabulary.jurisdictions?.values() ?? [])],
    frameworks: [...(vocabulary.frameworks?.values() ?? [])],
    qualifications: [...(vocabulary.qualifications?.values() ?? [])],
  }
  const law = readLaw(join(root, 'law'), vocabulary)
  compiled = compile(assembleBundle(register, law.folders, reference.facts), '2026-11-22')
})

function answer(file: string): Assessment {
  const text = readFileSync(join(folder, file), 'utf8')
  const [, place = '', purpose] = text.match(/--in (\S+) --purpose (\S+)/) ?? []
  assert.ok(purpose === 'title' || purpose === 'practice', `${file} names the command that answers it`)
  const { person, problems } = readPersonText(text, { fileName: file, vocabulary })
  assert.ok(person, `${file}: ${JSON.stringify(problems)}`)
  return assess(compiled, person, { place, purpose })
}

/** What the answer says of one rule: verdict and, for what is not met, from when. */
function verdictOf(assessment: Assessment, rule: string): [string, string | undefined] | undefined {
  const finding = assessment.findings.find((candidate) => candidate.rule === rule)
  return finding && [finding.verdict, finding.holdsFrom]
}

test('the examples of persons are those that the page lists', () => {
  const listed = [...readFileSync(join(folder, 'README.md'), 'utf8').matchAll(/\]\((\S+\.yaml)\)/g)].map(
    ([, file]) => file,
  )
  assert.deepEqual(
    listed.sort(),
    readdirSync(folder).filter((file) => file.endsWith('.yaml')),
  )
})

test('the toxicologist in Suzhou has the title', () => {
  const rule = 'cn-3205-international-comparison#medical-engineer'
  assert.deepEqual(verdictOf(answer('suzhou-toxicologist.yaml'), rule), ['met', undefined])
})

test('the ordinary technician in Shanxi does not get the title', () => {
  const rule = 'cn-sx-2024-5#technician-intermediate'
  assert.deepEqual(verdictOf(answer('shanxi-technician.yaml'), rule), ['unmet', undefined])
})

test('the bachelor with four years in Shanghai is told from when', () => {
  const assessment = answer('shanghai-category-c.yaml')
  assert.deepEqual(verdictOf(assessment, 'cn-sh-class-c-2025#class-c-junior'), ['met', undefined])
  assert.deepEqual(verdictOf(assessment, 'cn-sh-class-c-2025#class-c-intermediate'), ['unmet', '2027-10-01'])
})

test('no route is open to the architect from Hong Kong that a source does not show', () => {
  const { findings, questions } = answer('hong-kong-architect.yaml')
  assert.deepEqual(
    findings.filter(({ verdict }) => verdict === 'met'),
    [],
  )
  assert.deepEqual(
    questions.map(({ key }) => key),
    ['credential:architect:stated:mainland-by-mutual-recognition'],
  )
})
