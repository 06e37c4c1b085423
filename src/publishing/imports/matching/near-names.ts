// SPDX-License-Identifier: Apache-2.0
import { bucketCount, foldText, gramsOf, longestText } from '../../../finder/index.ts'

export interface NearName {
  /** The number of the name, in the order in which names were given. */
  name: number
  score: number
}

/** Finds names that share most of their grams with a text. */
export interface NearNames {
  find(text: string, most: number): NearName[]
}

/** Two names are near from here on (twice the grams in common, over the grams of both). */
export const leastNear = 0.7

/** The least share of its own grams that a text has in common with a name that is near. */
const ownShare = leastNear / (2 - leastNear)

/** Entries that are read for one name at most; beyond are grams that a great part of all names have. */
const mostRead = 1_500

interface Index {
  /** The grams of each name one after another, and where each name begins. */
  grams: Uint32Array
  starts: Uint32Array
  /** The names that have a gram, and where each gram begins. */
  postings: Uint32Array
  postingStarts: Uint32Array
}

/**
 * An index of names by their grams that finds what is at least `leastNear` alike. Who shares that much with a text shares one
 * of its rarest grams: names are met only there, and each that is met is compared (prefix filtering: Chaudhuri, Ganti, Kaushik
 * 2006).
 */
export function nearNames(names: readonly string[]): NearNames {
  const index = buildIndex(names)
  const scratch = new Uint32Array(2 * longestText + 8)
  /** In which search a name was met last, and which grams the text of this one has. */
  const met = new Uint32Array(names.length)
  const has = new Uint8Array(bucketCount)
  let search = 0
  return {
    find(text, most) {
      const asked = scratch.subarray(0, gramsOf(foldText(text), scratch))
      if (asked.length === 0 || names.length === 0) return []
      search++
      for (const gram of asked) has[gram] = 1
      const found = compare(index, meet(index, asked, { met, search }), { asked: asked.length, has })
      for (const gram of asked) has[gram] = 0
      found.sort((one, other) => other.score - one.score || one.name - other.name)
      return found.slice(0, most)
    },
  }
}

function buildIndex(names: readonly string[]): Index {
  const scratch = new Uint32Array(2 * longestText + 8)
  const starts = new Uint32Array(names.length + 1)
  const postingStarts = new Uint32Array(bucketCount + 1)
  let grams = new Uint32Array(1 << 12)
  let length = 0
  for (const [name, text] of names.entries()) {
    const count = gramsOf(foldText(text), scratch)
    if (length + count > grams.length) {
      const wider = new Uint32Array(grams.length * 2 + count)
      wider.set(grams)
      grams = wider
    }
    grams.set(scratch.subarray(0, count), length)
    for (const gram of scratch.subarray(0, count)) postingStarts[gram + 1] = (postingStarts[gram + 1] ?? 0) + 1
    length += count
    starts[name + 1] = length
  }
  for (let gram = 0; gram < bucketCount; gram++) {
    postingStarts[gram + 1] = (postingStarts[gram + 1] ?? 0) + (postingStarts[gram] ?? 0)
  }
  const postings = new Uint32Array(length)
  const next = postingStarts.slice(0, bucketCount)
  for (let name = 0; name < names.length; name++) {
    for (const gram of grams.subarray(starts[name], starts[name + 1])) {
      const at = next[gram] ?? 0
      postings[at] = name
      next[gram] = at + 1
    }
  }
  return { grams: grams.slice(0, length), starts, postings, postingStarts }
}

/** Names that have one of the rarest grams, and as many grams as a near one can have. */
function meet(
  { starts, postings, postingStarts }: Index,
  asked: Uint32Array,
  { met, search }: { met: Uint32Array; search: number },
): number[] {
  const rarity = (gram: number): number => (postingStarts[gram + 1] ?? 0) - (postingStarts[gram] ?? 0)
  const rare = [...asked].sort((one, other) => rarity(one) - rarity(other))
  const looked = asked.length - Math.ceil(asked.length * ownShare) + 1
  const [fewest, most] = [asked.length * ownShare, asked.length / ownShare]
  const found: number[] = []
  let read = 0
  for (const gram of rare.slice(0, looked)) {
    read += rarity(gram)
    if (read > mostRead) break
    for (let at = postingStarts[gram] ?? 0; at < (postingStarts[gram + 1] ?? 0); at++) {
      const name = postings[at] ?? 0
      if (met[name] === search) continue
      met[name] = search
      const own = (starts[name + 1] ?? 0) - (starts[name] ?? 0)
      if (own >= fewest && own <= most) found.push(name)
    }
  }
  return found
}

function compare(
  { grams, starts }: Index,
  met: readonly number[],
  { asked, has }: { asked: number; has: Uint8Array },
): NearName[] {
  const found: NearName[] = []
  for (const name of met) {
    const [from, to] = [starts[name] ?? 0, starts[name + 1] ?? 0]
    // So many may be missing before it is no longer near.
    let spare = to - from - Math.ceil((leastNear * (asked + to - from)) / 2)
    let at = from
    for (; at < to && spare >= 0; at++) if (has[grams[at] ?? 0] === 0) spare--
    if (spare < 0) continue
    const shared = spare + Math.ceil((leastNear * (asked + to - from)) / 2)
    found.push({ name, score: (2 * shared) / (asked + to - from) })
  }
  return found
}
