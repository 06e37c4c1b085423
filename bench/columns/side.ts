// SPDX-License-Identifier: Apache-2.0
// One fresh process: `side.ts threads|kernel|whole|change|memory|reading FILE`, `side.ts growth FILE RULES`, `side.ts make FILE PERSONS`. Prints figures
// in milliseconds and MiB.
import { readSnapshot } from '../../src/population/columns/read-snapshot.ts'
import type { Workforce } from '../../src/population/columns/workforce.ts'
import { writeSnapshot } from '../../src/population/columns/write-snapshot.ts'
import { EvaluationPool } from '../../src/population/evaluation/evaluation-pool.ts'
import { clock, inTurns } from '../population/meters.ts'
import { compiledBench, evaluationTimes, generatedRules, request } from '../population/standings.ts'
import { benchBundle, benchWorkforce, RULES, SEED } from '../population/workload.ts'
import { kernel } from './kernel.ts'
import { reading } from './reading.ts'
import { changeOf, memoryOf, wholeRun } from './whole-run.ts'

/** Figures by name. */
export type Line = Record<string, number>

/** One thread and two, by the clock. */
async function threads(workforce: Workforce): Promise<Line> {
  const compiled = compiledBench()
  const [alone, two] = [new EvaluationPool(workforce, 0), new EvaluationPool(workforce, 1)]
  for (const pool of [alone, two]) await pool.evaluate({ compiled, request })
  const line = await inTurns(clock, {
    alone: () => alone.evaluate({ compiled, request }),
    together: () => two.evaluate({ compiled, request }),
  })
  await two.close()
  return line
}

/** Under generated rules alone, so that their number is what grows. */
const growth = (workforce: Workforce, rules: number): Promise<Line> =>
  evaluationTimes(workforce, () => generatedRules(rules))

async function make(persons: number): Promise<Line> {
  await writeSnapshot(file, benchWorkforce(persons, SEED))
  return {}
}

const [name = '', file = '', number] = process.argv.slice(2)
const columns = async (): Promise<Workforce> => (await readSnapshot(file)).workforce
const sides: Record<string, () => Promise<Line>> = {
  threads: async () => threads(await columns()),
  kernel: async () => kernel(await columns(), benchBundle(RULES)),
  whole: async () => wholeRun(await columns(), benchBundle(RULES)),
  change: async () => changeOf(await columns(), benchBundle(RULES)),
  memory: () => memoryOf(file, benchBundle(RULES)),
  reading: () => reading(file),
  growth: async () => growth(await columns(), Number(number)),
  make: () => make(Number(number)),
}
const side = sides[name]
if (side === undefined) throw new Error(`There is no side '${name}'.`)
process.stdout.write(`${JSON.stringify(await side())}\n`)
