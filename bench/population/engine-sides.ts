// SPDX-License-Identifier: Apache-2.0
/**
 * Rule engines over the first persons of the same workforce: they take one person at a time, and a few thousand tell how long one takes. The
 * index that they lack is built for them, and the facts of every credential are worked out beforehand, as they are for the databases.
 */
import type { Rule } from '@passerelle/recognition'
import { personAt } from '../../src/population/columns/person-at.ts'
import { EvaluationPool } from '../../src/population/evaluation/evaluation-pool.ts'
import { MET } from '../../src/population/evaluation/outcomes.ts'
import { outcomesOf } from '../../src/population/evaluation/standings.ts'
import { type PeerFacts, peerFacts } from '../engine/peer-case.ts'
import { jsonRulesSlices, type Slice, zenSlices } from '../engine/peer-engines.ts'
import { processor, timed } from './meters.ts'
import { compiledBench, request } from './standings.ts'
import { benchBundle, benchWorkforce, PLACE, RULES, SEED } from './workload.ts'

/** Persons that a rule engine takes. */
const SAMPLE = 4000

/** A credential with the rules that can concern it. */
interface Case {
  slice: Slice
  facts: PeerFacts
}

const bundle = benchBundle(RULES)

const slices = {
  zen: () => zenSlices(bundle, { trace: false }),
  'json-rules': () => jsonRulesSlices(bundle),
}

/** Milliseconds on a processor for the sample, whose outcomes are compared first, person by person. */
export async function ruleEngine(name: keyof typeof slices): Promise<{ evaluate: number; sample: number }> {
  const persons = await casesOf(name)
  await compareMet(name, persons)
  const evaluate = await timed(processor, async () => {
    for (const cases of persons) for (const { slice, facts } of cases) await slice(facts)
  })
  return { evaluate, sample: SAMPLE }
}

async function casesOf(name: keyof typeof slices): Promise<Case[][]> {
  const built = await slices[name]()
  const workforce = benchWorkforce(SAMPLE, SEED)
  return Array.from({ length: SAMPLE }, (_, position) => {
    const person = personAt(workforce, position)
    return person.credentials.flatMap((credential) => {
      const slice = built.get(`${PLACE} ${credential.qualification}`)
      return slice === undefined ? [] : [{ slice, facts: peerFacts(person, credential) }]
    })
  })
}

/** @throws {Error} where a person has other outcomes for the engine than in columns; it knows of `met` alone */
async function compareMet(name: string, persons: readonly Case[][]): Promise<void> {
  const evaluated = await new EvaluationPool(benchWorkforce(SAMPLE, SEED), 0).evaluate({
    compiled: compiledBench(),
    request,
  })
  const { list } = evaluated.evaluation.outcomes
  const rules = new Map(bundle.rules.map((rule): [string, Rule] => [rule.id, rule]))
  for (const [person, cases] of persons.entries()) {
    const ids = (await Promise.all(cases.map(({ slice, facts }) => slice(facts)))).flat()
    const theirs = sorted(ids.flatMap((id) => rules.get(id)?.outcomes.map(({ target }) => target?.field)))
    const met = [...outcomesOf(evaluated, person)].filter(([, standing]) => standing === MET)
    const ours = sorted(met.map(([id]) => list[id]?.target?.field))
    if (ours !== theirs) throw new Error(`person ${person}: in columns ${ours}, ${name} finds ${theirs}`)
  }
}

const sorted = (fields: (string | undefined)[]): string => [...new Set(fields)].sort().join()
