// SPDX-License-Identifier: Apache-2.0
/** Which rules speak at a place for a purpose, found once for each place and purpose that is asked about. */
import type { AssessmentRequest } from '../assessment.ts'
import type { PlaceIndex } from '../compile/compiled.ts'
import type { Held } from '../credentials/person-view.ts'
import type { RuleNode } from './node.ts'
import type { Reach, Runtime } from './runtime.ts'

/** Questions come from outside: a bound keeps made-up places from filling memory. */
const MOST_REACHES = 2_000

export function reachOf(runtime: Runtime, { place, purpose }: AssessmentRequest): Reach {
  const key = `${purpose ?? ''} ${place}`
  const known = runtime.reaches.get(key)
  if (known !== undefined) return known
  const chain = runtime.compiled.within[place] ?? [place]
  const applies = new Uint8Array(runtime.rules.length)
  for (const { rule, position, purposes } of runtime.rules) {
    const serves = purpose === undefined || purposes.has(purpose)
    const excepted = rule.except?.some((one) => chain.includes(one)) ?? false
    if (serves && !excepted && rule.places.some((one) => chain.includes(one))) applies[position] = 1
  }
  const holds = ({ position }: RuleNode): boolean => applies[position] === 1
  const indexes = chain.flatMap((one) => runtime.compiled.places[one] ?? [])
  const reach: Reach = {
    indexes,
    applies,
    withoutSubject: runtime.rules.filter((node) => node.subject === null && holds(node)),
    deriving: runtime.deriving.filter(holds),
    accepting: runtime.accepting.filter(holds),
    opposing: runtime.opposing.some(holds),
  }
  if (runtime.reaches.size >= MOST_REACHES) runtime.reaches.clear()
  runtime.reaches.set(key, reach)
  return reach
}

/** Rules that can speak of the credential, each once. */
export function candidateRules(runtime: Runtime, reach: Reach, held: Held): RuleNode[] {
  const found: RuleNode[] = []
  const mark = ++runtime.mark
  const take = (positions: readonly number[] | undefined): void => {
    if (positions === undefined) return
    for (const position of positions) {
      if (reach.applies[position] !== 1 || runtime.marks[position] === mark) continue
      runtime.marks[position] = mark
      found.push(runtime.rules[position] as RuleNode)
    }
  }
  for (const index of reach.indexes) {
    take(index.any)
    takeByIdentity(index, held, runtime, take)
  }
  return found
}

function takeByIdentity(
  index: PlaceIndex,
  held: Held,
  { compiled }: Runtime,
  take: (positions: readonly number[] | undefined) => void,
): void {
  if (held.qualification === undefined) for (const key in index.byQualification) take(index.byQualification[key])
  else if (held.qualification !== null) take(index.byQualification[held.qualification])
  for (const level of held.levels) take(index.byLevel[level])
  if (held.openFramework !== null) {
    for (const { level } of compiled.frameworks[held.openFramework] ?? []) take(index.byLevel[level])
  }
}
