// SPDX-License-Identifier: Apache-2.0
import { isIdeographic } from './name-text.model.ts'

/** Grams fall into so many buckets; two that share one cost a little work and are told apart when candidates are ranked. */
export const bucketCount = 1 << 17

const edge = 32

/**
 * The grams of a folded text, each once, as bucket numbers: of two and three letters within a word and its edges, of one and
 * two characters where words are not separated. Written to `into`; the answer is how many there are.
 */
export function gramsOf(folded: string, into: Uint32Array): number {
  let count = 0
  let before = edge
  let beforeThat = 0
  for (let at = 0; at <= folded.length; at++) {
    const unit = at < folded.length ? folded.charCodeAt(at) : edge
    const wide = isIdeographic(unit)
    if (wide) {
      into[count++] = bucketOf(0, 0, unit)
      if (isIdeographic(before)) into[count++] = bucketOf(0, before, unit)
    } else if (isIdeographic(before)) {
      beforeThat = 0
      before = edge
    }
    if (!wide && !(unit === edge && before === edge)) {
      into[count++] = bucketOf(0, before, unit)
      if (beforeThat !== 0) into[count++] = bucketOf(beforeThat, before, unit)
    }
    beforeThat = before === edge && unit === edge ? 0 : unit === edge || wide ? 0 : before
    before = unit
  }
  return distinct(into, count)
}

function bucketOf(first: number, second: number, third: number): number {
  let hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b) ^ Math.imul(third, 0xc2b2ae35)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (hash ^ (hash >>> 13)) >>> 15
}

/** At which text a bucket was met last. */
const met = new Uint32Array(bucketCount)
let text = 0

function distinct(grams: Uint32Array, count: number): number {
  text = (text + 1) >>> 0
  if (text === 0) met.fill(0)
  let kept = 0
  for (let at = 0; at < count; at++) {
    const gram = grams[at] as number
    if (met[gram] === text) continue
    met[gram] = text
    grams[kept++] = gram
  }
  return kept
}
