// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { type ComparedLaw, compareLaw, type LawVersion } from './compare-law.ts'
import type { Side } from './read-side.ts'

/** Every instrument of two sides, by id; where one side is a single instrument, only that one. */
export async function compareSides(
  db: Db,
  { before, after }: { before: Side; after: Side },
  today: PlainDate,
): Promise<ComparedLaw[]> {
  const compared: ComparedLaw[] = []
  for (const [was, is] of pairsOf(before, after)) compared.push(await compareLaw(db, { before: was, after: is }, today))
  return compared
}

type Pair = [LawVersion | null, LawVersion | null]

function pairsOf(before: Side, after: Side): Pair[] {
  const [was, is] = [[...before.versions], [...after.versions]]
  if (before.single && after.single) return [[was[0]?.[1] ?? null, is[0]?.[1] ?? null]]
  const named = before.single ? was : after.single ? is : [...was, ...is]
  const ids = [...new Set(named.map(([id]) => id))].sort()
  return ids.flatMap((id): Pair[] => {
    const pair: Pair = [before.versions.get(id) ?? null, after.versions.get(id) ?? null]
    // What is the same object or text on both sides needs no law around it.
    return sameState(pair) ? [] : [pair]
  })
}

const sameState = ([was, is]: Pair): boolean =>
  was !== null && is !== null && JSON.stringify(was.state) === JSON.stringify(is.state)
