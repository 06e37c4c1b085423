// SPDX-License-Identifier: Apache-2.0
import { assess, type Bundle, type Compiled, compile } from '@passerelle/recognition'
import { personAt } from '../../src/population/columns/person-at.ts'
import { readSnapshot } from '../../src/population/columns/read-snapshot.ts'
import type { Workforce } from '../../src/population/columns/workforce.ts'
import { changedKinds } from '../../src/population/evaluation/changed-kinds.ts'
import { changesOf, compareEvaluated } from '../../src/population/evaluation/compare.ts'
import { evaluateChange } from '../../src/population/evaluation/evaluate-change.ts'
import type { Evaluated } from '../../src/population/evaluation/evaluated.ts'
import { EvaluationPool } from '../../src/population/evaluation/evaluation-pool.ts'
import { OutcomeList, standingOutcomes } from '../../src/population/evaluation/outcomes.ts'
import { MOST_WORK_BYTES } from '../../src/population/evaluation/work-columns.ts'
import { clock, inTurns, memory, processor } from '../population/meters.ts'
import { request } from '../population/standings.ts'
import { AS_OF, changedBundle } from '../population/workload.ts'

const MIB = 2 ** 20

/** Rules of the law that a draft changes. */
const CHANGED = 60

/** Milliseconds by the clock, on two threads: the draft compiled, the law and the draft evaluated, and compared. The law was made ready before. */
export async function wholeRun(workforce: Workforce, bundle: Bundle) {
  const pool = new EvaluationPool(workforce, 1)
  const law = compile(bundle, AS_OF)
  const draft = changedBundle(bundle, CHANGED)
  let compiled = compile(draft, AS_OF)
  let before = await pool.evaluate({ compiled: law, request })
  const { outcomes } = before
  let after = await pool.evaluate({ compiled, request, outcomes })
  let concerned = 0
  const parts = await inTurns(clock, {
    compile: () => {
      compiled = compile(draft, AS_OF)
      outcomes.include(compiled)
    },
    before: async () => {
      before = await pool.evaluate({ compiled: law, request })
    },
    after: async () => {
      after = await pool.evaluate({ compiled, request, outcomes })
    },
    compare: () => {
      concerned = compareEvaluated(before, after).concerned
    },
  })
  await pool.close()
  return { ...parts, concerned }
}

/** Milliseconds of one thread on a processor: which kinds of credentials a draft touches, and what it changes for whoever holds one. */
export async function changeOf(workforce: Workforce, bundle: Bundle) {
  const law = compile(bundle, AS_OF)
  const before = await new EvaluationPool(workforce, 0).evaluate({ compiled: law, request })
  const line: Record<string, number> = {}
  for (const changed of [1, CHANGED]) {
    const compiled = compile(changedBundle(bundle, changed), AS_OF)
    before.outcomes.include(compiled)
    const found = changedKinds(law, compiled, request, workforce.kinds)
    if (found === null) throw new Error('the draft touches rows of any kind')
    let concerned = 0
    const times = await inTurns(processor, {
      kinds: () => changedKinds(law, compiled, request, workforce.kinds),
      change: () => {
        concerned = evaluateChange(before, { compiled, kinds: found }).concerned
      },
    })
    const records = found.reduce((sum, mark, kind) => sum + mark * recordsOf(workforce, kind), 0)
    Object.assign(line, {
      ...{ [`kinds${changed}`]: times.kinds, [`change${changed}`]: times.change },
      ...{ [`concerned${changed}`]: concerned, [`records${changed}`]: records },
    })
  }
  return line
}

/** Of rules without a credential there are none. */
const recordsOf = ({ kindStart }: Workforce, kind: number): number =>
  (kindStart[kind + 1] ?? 0) - (kindStart[kind] as number)

/** MiB: what a process holds at most that reads a workforce and evaluates it once; and the file, the results and what else may stand beside them. */
export async function memoryOf(path: string, bundle: Bundle) {
  const compiled = compile(bundle, AS_OF)
  const { workforce } = await readSnapshot(path)
  const pool = new EvaluationPool(workforce, 1)
  const from = clock()
  const { results } = await pool.evaluate({ compiled, request })
  const first = clock() - from
  await pool.close()
  const held = Object.values(results).reduce((bytes: number, { byteLength }) => bytes + byteLength, 0)
  const { persons, records } = workforce
  return {
    ...{ columns: bytesOf(workforce) / MIB, results: held / MIB },
    // What is made of a workforce once: days on which work is long enough, and what persons hold, two bytes each.
    ...{ work: MOST_WORK_BYTES / MIB, profiles: (2 * (persons + records)) / MIB },
    ...{ most: memory(), first },
  }
}

function bytesOf(workforce: Workforce): number {
  const arrays = [
    ...Object.values(workforce),
    ...workforce.facts.flatMap(({ codes, recordCodes }) => [codes, recordCodes]),
    ...workforce.groups.map(({ codes }) => codes),
  ]
  return arrays.reduce((bytes: number, array: unknown) => bytes + (ArrayBuffer.isView(array) ? array.byteLength : 0), 0)
}

/** @throws {Error} where columns tell other changes of a draft than the single evaluation */
export async function compareChanges(workforce: Workforce, bundle: Bundle): Promise<void> {
  const laws = [bundle, changedBundle(bundle, CHANGED)].map((one) => compile(one, AS_OF)) as [Compiled, Compiled]
  const outcomes = new OutcomeList(...laws)
  const pool = new EvaluationPool(workforce, 0)
  const evaluated: Evaluated[] = []
  for (const compiled of laws) evaluated.push(await pool.evaluate({ compiled, request, outcomes }))
  const [before, after] = evaluated as [Evaluated, Evaluated]
  const comparison = compareEvaluated(before, after)
  const kinds = changedKinds(laws[0], laws[1], request, workforce.kinds)
  if (kinds === null) throw new Error('the draft touches rows of any kind')
  const part = evaluateChange(before, { compiled: laws[1], kinds })
  if (Buffer.compare(part.flags, comparison.flags) !== 0) throw new Error('the part that is touched changes otherwise')
  for (let person = 0; person < workforce.persons; person++) {
    const [was, is] = laws.map((law) =>
      standingOutcomes(assess(law, personAt(workforce, person), request), outcomes),
    ) as [Map<number, number>, Map<number, number>]
    const single = [...outcomes.list.keys()].filter((id) => (was.get(id) ?? 0) !== (is.get(id) ?? 0))
    const columns = changesOf(comparison, person)
      .map(({ outcome }) => outcome)
      .sort((one, other) => one - other)
    if (single.join() !== columns.join() || (comparison.flags[person] !== 0) !== single.length > 0)
      throw new Error(`person ${person}: by columns the outcomes ${columns} change, singly ${single}`)
  }
}
