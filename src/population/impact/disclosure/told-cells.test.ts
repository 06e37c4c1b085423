// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../../../../test/support/random.ts'
import { type Cell, type Column, isSmall, mayBeside, toldCells } from './told-cells.model.ts'

const THRESHOLD = 10
const names = ['a', 'b', 'c', 'd', 'e', 'f']

/** What one publication of a column said, and what it kept back. */
interface Publication {
  counts: number[]
  told: boolean[]
  total: Cell
}

type Rule = (column: Column, threshold: number) => boolean[]

/** Publishes counts one after the other, each beside those before. */
function publish(all: readonly number[][], sizes: readonly number[], rule: Rule): Publication[] {
  const published: Publication[] = []
  for (const counts of all) {
    const count = counts.reduce((sum, one) => sum + one, 0)
    const then = published.map((one) => one.total)
    const people = sizes.reduce((sum, one) => sum + one, 0)
    const small = isSmall(count, THRESHOLD) || isSmall(people - count, THRESHOLD)
    const total = { count, told: !small && mayBeside(count, then, THRESHOLD) }
    const earlier = published.map((one) => ({ total: one.total, cells: cellsOf(one) }))
    const groups = names.slice(0, counts.length)
    published.push({ counts, told: rule({ groups, counts, sizes, total, earlier }, THRESHOLD), total })
  }
  return published
}

const cellsOf = ({ counts, told }: Publication): Map<string, Cell> =>
  new Map(counts.map((count, at) => [names[at] as string, { count, told: told[at] === true }]))

/** Sets of groups, as bits, of which a reader knows how many they make together: told ones, and all that is left of a told total. */
function knownSets({ counts, told, total }: Publication): Set<number> {
  const all = 2 ** counts.length - 1
  const open = told.reduce((bits, one, at) => (one ? bits | (1 << at) : bits), 0)
  const hidden = all & ~open
  const known = new Set<number>()
  for (let set = 1; set <= all; set++) {
    if ((set & hidden) === 0 || (total.told && (set & hidden) === hidden)) known.add(set)
  }
  return known
}

const sumOf = ({ counts }: Publication, set: number): number =>
  counts.reduce((sum, count, at) => ((set >> at) & 1 ? sum + count : sum), 0)

/** What a reader of all publications learns that they should not; by looking at every set of groups. */
function leaks(published: readonly Publication[]): string[] {
  const found: string[] = []
  const known = published.map(knownSets)
  published.forEach((one, at) => {
    for (const [group, count] of one.counts.entries()) {
      if (known[at]?.has(1 << group) && isSmall(count, THRESHOLD)) found.push(`${names[group]} is ${count}`)
    }
    published.slice(0, at).forEach((then, before) => {
      const both = [...(known[at] ?? [])].filter((set) => known[before]?.has(set))
      const single = both.filter((set) => !both.some((part) => part !== set && (part & set) === part))
      for (const set of single) {
        const apart = Math.abs(sumOf(one, set) - sumOf(then, set))
        if (isSmall(apart, THRESHOLD)) found.push(`${set.toString(2)} differs by ${apart}`)
      }
    })
  })
  return found
}

function rolls(seed: number) {
  const next = seededRandom(seed)
  return { roll: (below: number) => Math.floor(next() * below), chance: (part: number) => next() < part }
}

function drawn(seed: number): { all: number[][]; sizes: number[] } {
  const random = rolls(seed)
  const groups = 2 + random.roll(5)
  const sizes = Array.from({ length: groups }, () => (random.chance(0.1) ? random.roll(30) : 50 + random.roll(400)))
  const draw = (size: number) => Math.min(size, random.chance(0.2) ? 0 : random.roll(random.chance(0.5) ? 15 : 60))
  const all = [sizes.map(draw)]
  while (all.length < 3) {
    const before = all.at(-1) as number[]
    const next = before.map((count, at) => {
      const moved = random.chance(0.5) ? count : count + random.roll(random.chance(0.6) ? 8 : 40) - 4
      return Math.max(0, Math.min(sizes[at] as number, moved))
    })
    all.push(next)
  }
  return { all, sizes }
}

const seeds = Array.from({ length: 4000 }, (_, seed) => seed + 1)

test('no count below the threshold is told, nor follows from sums or from what was published before', () => {
  let toldSome = 0
  for (const seed of seeds) {
    const { all, sizes } = drawn(seed)
    const published = publish(all, sizes, toldCells)
    assert.deepEqual(leaks(published), [], `seed ${seed}: ${JSON.stringify(published)}`)
    if (published.some(({ told }) => told.includes(true) && told.includes(false))) toldSome++
  }
  assert.ok(toldSome > seeds.length / 4, `something is told beside something hidden: ${toldSome}`)
})

test('hiding small counts alone would give them away: the look at every set sees it', () => {
  const alone: Rule = ({ counts }) => counts.map((count) => !isSmall(count, THRESHOLD))
  const given = seeds.filter((seed) => {
    const { all, sizes } = drawn(seed)
    return leaks(publish(all.slice(0, 1), sizes, alone)).length > 0
  })
  const first: Rule = (column, threshold) => toldCells({ ...column, earlier: [] }, threshold)
  const later = seeds.filter((seed) => {
    const { all, sizes } = drawn(seed)
    return leaks(publish(all, sizes, first)).length > 0
  })
  assert.ok(given.length > 100 && later.length > 100, `${given.length} by sums, ${later.length} by differences`)
})

test('what is hidden beside a total leaves every count of it open by the threshold', () => {
  for (const seed of seeds) {
    const { all, sizes } = drawn(seed)
    for (const { counts, told, total } of publish(all, sizes, toldCells)) {
      const hidden = counts.filter((_, at) => !told[at])
      if (!total.told || hidden.length === 0 || hidden.length === counts.length) continue
      const sum = hidden.reduce((all_, one) => all_ + one, 0)
      assert.ok(sum - Math.max(...hidden) >= THRESHOLD, `seed ${seed}`)
    }
  }
})

test('the same figures are told the same way again', () => {
  for (const seed of seeds.slice(0, 500)) {
    const { all, sizes } = drawn(seed)
    const first = all[0] as number[]
    const [one, other] = publish([first, first], sizes, toldCells)
    assert.deepEqual(other, one, `seed ${seed}`)
  }
})

test('figures near those of before are kept back, and those far from them are told', () => {
  const sizes = [500, 500, 500]
  const [, near, far] = publish(
    [
      [120, 80, 60],
      [123, 80, 60],
      [160, 80, 60],
    ],
    sizes,
    toldCells,
  )
  assert.deepEqual([near?.total.told, near?.told[0]], [false, false])
  assert.deepEqual([far?.total.told, far?.told], [true, [true, true, true]])
})
