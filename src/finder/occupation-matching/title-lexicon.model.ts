// SPDX-License-Identifier: Apache-2.0
import type { Features } from './title-features.model.ts'

interface Pair {
  from: readonly string[]
  to: readonly string[]
}

const rounds = 4
/** Less likely translations are forgotten. */
const least = 0.03

/** Which English word stems stand for the parts of another language's words, learned from names of the same concepts (IBM model 1). */
export class TitleLexicon {
  private readonly translations = new Map<string, [string, number][]>()
  private readonly rarity = new Map<string, number>()

  constructor(pairs: readonly Pair[]) {
    const counts = new Map<string, number>()
    for (const { from } of pairs) for (const part of from) counts.set(part, (counts.get(part) ?? 0) + 1)
    for (const [part, count] of counts) this.rarity.set(part, Math.log((pairs.length + 1) / count))
    let table = improved(pairs, null)
    for (let round = 1; round < rounds; round++) table = improved(pairs, table)
    for (const [part, row] of table) {
      const likely = [...row].filter(([, chance]) => chance >= least)
      if (likely.length > 0) this.translations.set(part, likely)
    }
  }

  /** The stems that a title stands for, each with how surely. */
  translate(parts: readonly string[]): Features {
    const said: Features = new Map()
    for (const part of parts) {
      const weight = this.rarity.get(part) ?? 0
      for (const [stem, chance] of this.translations.get(part) ?? [])
        said.set(stem, (said.get(stem) ?? 0) + chance * weight)
    }
    return said
  }
}

type Table = Map<string, Map<string, number>>

/** One round of expectation and maximisation. Without a table before it everything may stand for everything. */
function improved(pairs: readonly Pair[], before: Table | null): Table {
  const chance = (part: string, stem: string): number => (before === null ? 1 : (before.get(part)?.get(stem) ?? 0))
  const table: Table = new Map()
  for (const { from, to } of pairs) for (const stem of to) share(table, from, stem, chance)
  for (const row of table.values()) {
    let sum = 0
    for (const part of row.values()) sum += part
    // A little is kept back: what was seen once is not sure.
    for (const [stem, part] of row) row.set(stem, part / (sum + 0.5))
  }
  return table
}

/** Shares one English stem out to the parts that may have said it. */
function share(
  table: Table,
  from: readonly string[],
  stem: string,
  chance: (part: string, stem: string) => number,
): void {
  let total = 0
  for (const part of from) total += chance(part, stem)
  for (const part of from) {
    const share = total === 0 ? 0 : chance(part, stem) / total
    if (share < 0.001) continue
    const row = table.get(part) ?? new Map<string, number>()
    table.set(part, row)
    row.set(stem, (row.get(stem) ?? 0) + share)
  }
}
