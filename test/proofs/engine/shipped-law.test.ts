// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Bundle, Person } from '../../../packages/recognition/src/index.ts'
import { TooManyCompletions } from '../../../packages/recognition/src/oracle/expression.ts'
import { assessByBruteForce } from '../../../packages/recognition/src/oracle/judge.ts'
import { type Dice, dice } from '../../../packages/recognition/src/oracle/prng.ts'
import type { Case } from '../../../packages/recognition/src/oracle/world.ts'
import { assembleBundle } from '../../../src/instruments/bundle/assemble-bundle.ts'
import { readLaw, readReferenceVocabulary } from '../../../src/instruments/index.ts'
import { differences } from './compare.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const { vocabulary, facts } = readReferenceVocabulary(join(root, 'reference'))
const { folders } = readLaw(join(root, 'law'), vocabulary)

const bundle: Bundle = assembleBundle(
  {
    jurisdictions: [...(vocabulary.jurisdictions?.values() ?? [])],
    frameworks: [...(vocabulary.frameworks?.values() ?? [])],
    qualifications: [...(vocabulary.qualifications?.values() ?? [])],
  },
  folders,
  facts,
)

function without<T extends object>(object: T, name: keyof T): T {
  const { [name]: _, ...rest } = object
  return rest as T
}

/** The person says one thing less. */
function lessKnown(roll: Dice, person: Person): Person {
  const named = Object.keys(person.facts ?? {})
  const [first, ...others] = person.credentials
  const silent: (() => Person)[] = [
    () => without(person, 'birthDate'),
    () => without(person, 'experience'),
    () => (named.length > 0 ? { ...person, facts: without(person.facts ?? {}, roll.pick(named)) } : person),
    () =>
      first
        ? { ...person, credentials: [without(first, roll.pick(['issued', 'country', 'field'])), ...others] }
        : person,
    () => ({
      ...person,
      experience: (person.experience ?? []).map((job) => without(job, roll.pick(['place', 'relevantTo']))),
    }),
  ]
  return roll.pick(silent)()
}

function cases(): { file: string; input: Case }[] {
  const examples = folders.flatMap((folder) => folder.examples).filter(({ folder }) => folder !== 'invalid')
  return examples.flatMap(({ file, example }, at) => {
    const { person, asOf, purpose } = example
    const request = { place: String(example.in), ...(purpose ? { purpose } : {}) }
    const input: Case = { bundle, person: person as Person, asOf: String(asOf), request }
    return [
      { file, input },
      { file: `${file}, one thing less known`, input: { ...input, person: lessKnown(dice(at), input.person) } },
    ]
  })
}

/** Undefined where brute force would need too many completions. */
function check(input: Case): string[] | undefined {
  try {
    return differences(input, assessByBruteForce(input))
  } catch (problem) {
    if (problem instanceof TooManyCompletions) return undefined
    throw problem
  }
}

test('the engine and the brute-force evaluator agree on the shipped law', () => {
  const checked = cases().map(({ file, input }) => ({ file, found: check(input) }))
  const decided = checked.filter(({ found }) => found !== undefined)
  assert.deepEqual(
    decided.filter(({ found }) => found?.length !== 0),
    [],
  )
  assert.ok(decided.length > checked.length * 0.95, `${decided.length} of ${checked.length}`)
})
