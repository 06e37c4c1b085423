// SPDX-License-Identifier: Apache-2.0
import { type AssessmentRequest, assess, type Compiled, compile } from '@passerelle/recognition'
import { personAt } from '../../src/population/columns/person-at.ts'
import type { Workforce } from '../../src/population/columns/workforce.ts'
import type { Evaluated } from '../../src/population/evaluation/evaluated.ts'
import { EvaluationPool } from '../../src/population/evaluation/evaluation-pool.ts'
import { OutcomeList, standingOutcomes, standings } from '../../src/population/evaluation/outcomes.ts'
import { outcomesOf } from '../../src/population/evaluation/standings.ts'
import { generateBundle } from '../engine/workload.ts'
import { processor, TURNS, timed } from './meters.ts'
import { AS_OF, benchBundle, PLACE, RULES } from './workload.ts'

/** For how many persons each outcome of the generated catalogue stands how: `bench/17 met` to a number. */
export type Standings = Record<string, number>

export const request: AssessmentRequest = { place: PLACE, purpose: 'title' }
export const compiledBench = () => compile(benchBundle(RULES), AS_OF)
/** Without the shipped law. */
export const generatedRules = (rules: number) => compile(generateBundle(rules, 1), AS_OF)

/** Milliseconds on a processor for an evaluation of a law that was evaluated before, and of one that was only compiled: then it is made ready, too. */
export async function evaluationTimes(
  workforce: Workforce,
  law: () => Compiled,
): Promise<Record<'evaluate' | 'fresh', number>> {
  const pool = new EvaluationPool(workforce, 0)
  const compiled = law()
  await pool.evaluate({ compiled, request })
  const evaluate = await timed(processor, () => pool.evaluate({ compiled, request }))
  const laws = Array.from({ length: TURNS }, law)
  const fresh = await timed(processor, () => pool.evaluate({ compiled: laws.pop() ?? compiled, request }))
  return { evaluate, fresh }
}

/** Counts what stands for each person. */
function counted(
  outcomes: OutcomeList,
  persons: number,
  of: (person: number) => ReadonlyMap<number, number>,
): Standings {
  const found: Standings = {}
  for (let person = 0; person < persons; person++) {
    for (const [id, standing] of of(person)) {
      const key = `${outcomes.list[id]?.target?.field} ${standings[standing]}`
      found[key] = (found[key] ?? 0) + 1
    }
  }
  return found
}

export const standingsOf = (evaluated: Evaluated): Standings => {
  const { outcomes, around } = evaluated.evaluation
  return counted(outcomes, around.workforce.persons, (person) => outcomesOf(evaluated, person))
}

/** By the single evaluation, one person after the other. */
function oneByOne(workforce: Workforce, compiled: Compiled): Standings {
  const outcomes = new OutcomeList(compiled)
  return counted(outcomes, workforce.persons, (person) =>
    standingOutcomes(assess(compiled, personAt(workforce, person), request), outcomes),
  )
}

/** What two sides tell differently, a few of it; empty where they agree. */
export function differences(one: Standings, other: Standings): string[] {
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((key) => one[key] !== other[key])
  return keys.slice(0, 20).map((key) => `${key}: ${one[key] ?? 0} and ${other[key] ?? 0}`)
}

/** @throws {Error} where columns and the single evaluation tell differently how persons stand */
export async function compareWithSingle(workforce: Workforce, compiled: Compiled): Promise<void> {
  const evaluated = await new EvaluationPool(workforce, 0).evaluate({ compiled, request })
  const different = differences(standingsOf(evaluated), oneByOne(workforce, compiled))
  if (different.length > 0) throw new Error(`columns and the single evaluation differ: ${different.join('; ')}`)
}
