// SPDX-License-Identifier: Apache-2.0
import { bucketCount, foldText, gramsOf, longestText } from '../../../finder/index.ts'

const scratch = new Uint32Array(2 * longestText + 8)
const has = new Uint8Array(bucketCount)

/** The grams of a text, each once. */
export const gramsIn = (text: string): Uint32Array => scratch.slice(0, gramsOf(foldText(text), scratch))

/** Twice the grams in common, over the grams of both. */
export function shareOf(one: Uint32Array, other: Uint32Array): number {
  if (one.length + other.length === 0) return 0
  for (const gram of one) has[gram] = 1
  let shared = 0
  for (const gram of other) shared += has[gram] ?? 0
  for (const gram of one) has[gram] = 0
  return (2 * shared) / (one.length + other.length)
}
