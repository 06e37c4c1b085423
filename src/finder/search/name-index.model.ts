// SPDX-License-Identifier: Apache-2.0
import { bucketCount, gramsOf } from './name-grams.model.ts'
import { foldText, longestText } from './name-text.model.ts'
import { prepareQuery, rankName } from './rank-name.model.ts'

/** An n-gram index over names, in typed arrays alone: it can be written to a file and taken up again as it is. */
export interface NameIndex {
  size: number
  /** Folded names, one after another, and where each begins. */
  text: Uint16Array
  textStarts: Uint32Array
  /** For every gram the numbers of the names that have it, ascending, as differences of seven bits a byte. */
  postings: Uint8Array
  postingStarts: Uint32Array
  postingCounts: Uint32Array
  /** How many grams each name has, 255 at most. */
  gramCounts: Uint8Array
}

export interface Hit {
  /** The number of the name, in the order in which names were added. */
  name: number
  score: number
}

export interface SearchOptions {
  limit?: number
  /** Whether a name may be found at all. */
  accepts?: (name: number) => boolean
}

export interface NameIndexBuilder {
  add(name: string): void
  /** The index of what has been added so far. */
  finish(): NameIndex
}

/** Takes names in one by one, so that a server can answer in between. */
export function nameIndexBuilder(): NameIndexBuilder {
  let text = new Uint16Array(1 << 12)
  let grams = new Uint32Array(1 << 13)
  let textLength = 0
  let gramsLength = 0
  const textStarts = [0]
  const gramStarts = [0]
  const counts = new Uint32Array(bucketCount)
  const scratch = new Uint32Array(2 * longestText + 8)
  return {
    add(name) {
      const folded = foldText(name)
      if (textLength + folded.length > text.length) text = grown(text, new Uint16Array(text.length * 2))
      for (let at = 0; at < folded.length; at++) text[textLength++] = folded.charCodeAt(at)
      const count = gramsOf(folded, scratch)
      if (gramsLength + count > grams.length) grams = grown(grams, new Uint32Array(grams.length * 2))
      for (let at = 0; at < count; at++) {
        const gram = scratch[at] as number
        grams[gramsLength++] = gram
        counts[gram] = (counts[gram] as number) + 1
      }
      textStarts.push(textLength)
      gramStarts.push(gramsLength)
    },
    finish() {
      const postings = writePostings(grams, gramStarts, counts)
      return {
        size: textStarts.length - 1,
        text: text.slice(0, textLength),
        textStarts: Uint32Array.from(textStarts),
        gramCounts: Uint8Array.from(gramStarts.slice(1), (end, at) => Math.min(255, end - (gramStarts[at] as number))),
        postingCounts: counts.slice(),
        ...postings,
      }
    },
  }
}

export function buildNameIndex(names: Iterable<string>): NameIndex {
  const builder = nameIndexBuilder()
  for (const name of names) builder.add(name)
  return builder.finish()
}

function grown<T extends Uint16Array | Uint32Array>(from: T, into: T): T {
  into.set(from)
  return into
}

/** Bytes are counted first, so that everything is written to its place at once. */
function writePostings(grams: Uint32Array, gramStarts: readonly number[], counts: Uint32Array) {
  const bytes = new Uint32Array(counts.length + 1)
  const last = new Int32Array(counts.length).fill(-1)
  forEachPosting(grams, gramStarts, (gram, name) => {
    const gap = name - (last[gram] as number)
    last[gram] = name
    bytes[gram + 1] = (bytes[gram + 1] as number) + (gap < 0x80 ? 1 : gap < 0x4000 ? 2 : gap < 0x200000 ? 3 : 4)
  })
  for (let gram = 0; gram < counts.length; gram++) {
    bytes[gram + 1] = (bytes[gram + 1] as number) + (bytes[gram] as number)
  }
  const postings = new Uint8Array(bytes[counts.length] as number)
  const next = bytes.slice(0, counts.length)
  last.fill(-1)
  forEachPosting(grams, gramStarts, (gram, name) => {
    let gap = name - (last[gram] as number)
    let at = next[gram] as number
    last[gram] = name
    while (gap >= 0x80) {
      postings[at++] = (gap & 0x7f) | 0x80
      gap >>>= 7
    }
    postings[at++] = gap
    next[gram] = at
  })
  return { postings, postingStarts: bytes }
}

function forEachPosting(
  grams: Uint32Array,
  gramStarts: readonly number[],
  take: (gram: number, name: number) => void,
): void {
  for (let name = 0; name + 1 < gramStarts.length; name++) {
    const end = gramStarts[name + 1] as number
    for (let at = gramStarts[name] as number; at < end; at++) take(grams[at] as number, name)
  }
}

/** Names that are compared letter by letter. */
const candidatesRanked = 60
/** So many entries are read at least, however many names there are, before frequent grams are left out. */
const leastRead = 60_000
const readShare = 0.2
const highest = 1024

/** The names that answer the query best, best first; of equals the one that was added first. */
export function searchNames(index: NameIndex, query: string, options: SearchOptions = {}): Hit[] {
  const { limit = 10, accepts } = options
  const folded = foldText(query)
  if (folded === '' || index.size === 0) return []
  const met = collectScores(index, folded)
  const candidates = bestCandidates(index, met, folded.length, accepts)
  const prepared = prepareQuery(folded)
  const hits = candidates.map((name): Hit => {
    const shared = met.weight === 0 ? 0 : (met.scores[name] as number) / met.weight
    const [from, to] = [index.textStarts[name] as number, index.textStarts[name + 1] as number]
    return { name, score: rankName(prepared, index.text, from, to, Math.min(1, shared)) }
  })
  release(met)
  hits.sort((one, other) => other.score - one.score || one.name - other.name)
  return hits.slice(0, limit).filter(({ score }) => score > leastScore)
}

/** Below this a name has nothing to do with the query. */
const leastScore = 0.3

/** What the query has in common with names, and which names those are: only they are ever looked at. */
interface Met {
  scores: Uint16Array
  names: Uint32Array
  count: number
  /** What a name with every gram would score. */
  weight: number
}

/** Kept from search to search; the scores are always zero in between. */
let spare: Pick<Met, 'scores' | 'names'> = { scores: new Uint16Array(0), names: new Uint32Array(0) }

function release({ scores, names, count }: Met): void {
  for (let at = 0; at < count; at++) scores[names[at] as number] = 0
  spare = { scores, names }
}

/** Reads postings, rarest gram first, until enough has been read: what is left out is frequent and tells little. */
function collectScores(index: NameIndex, folded: string): Met {
  const { size, postingCounts } = index
  const scratch = new Uint32Array(2 * longestText + 8)
  const grams = [...scratch.subarray(0, gramsOf(folded, scratch))]
  const present = grams.filter((gram) => (postingCounts[gram] as number) > 0)
  present.sort((one, other) => (postingCounts[one] as number) - (postingCounts[other] as number) || one - other)
  const room = spare.scores.length >= size ? spare : { scores: new Uint16Array(size), names: new Uint32Array(size + 1) }
  spare = { scores: new Uint16Array(0), names: new Uint32Array(0) }
  const met: Met = { ...room, count: 0, weight: 0 }
  const most = Math.max(leastRead, size * readShare)
  let done = 0
  for (const gram of present) {
    const count = postingCounts[gram] as number
    if (done > 0 && done + count > most) break
    done += count
    const worth = Math.max(1, Math.round(4 * Math.log2(1 + size / count)))
    met.weight += worth
    met.count = addPostings(index, gram, worth, met)
  }
  return met
}

/** Adds the worth of a gram to every name that has it; a name that is met for the first time is noted. */
function addPostings({ postings, postingStarts }: NameIndex, gram: number, worth: number, met: Met): number {
  const { scores, names } = met
  const end = postingStarts[gram + 1] as number
  let count = met.count
  let name = -1
  for (let at = postingStarts[gram] as number; at < end; ) {
    let byte = postings[at++] as number
    let gap = byte & 0x7f
    for (let shift = 7; byte >= 0x80; shift += 7) {
      byte = postings[at++] as number
      gap |= (byte & 0x7f) << shift
    }
    name += gap
    const before = scores[name] as number
    scores[name] = before + worth
    // Written always and counted only where it is new: no branch to guess.
    names[count] = name
    count += before === 0 ? 1 : 0
  }
  return count
}

/** The names with the most in common, long ones a little lower: sorted into steps, the best steps are taken. */
function bestCandidates(index: NameIndex, met: Met, length: number, accepts: SearchOptions['accepts']): number[] {
  const { scores, weight } = met
  const scale = (highest - 1) / Math.max(1, weight)
  const share = Math.min(2 * length, 255)
  const stepOf = (name: number): number => {
    const more = Math.max(0, (index.gramCounts[name] as number) - share)
    return Math.max(1, Math.min(highest, Math.round((scores[name] as number) * scale) - (more >> 1)))
  }
  const near = worthwhile(met, accepts)
  const steps = new Uint32Array(highest + 1)
  for (const name of near) {
    const step = stepOf(name)
    steps[step] = (steps[step] as number) + 1
  }
  let lowest = highest
  let above = 0
  while (lowest > 1 && above + (steps[lowest] as number) < candidatesRanked) above += steps[lowest--] as number
  const candidates = near.filter((name) => stepOf(name) > lowest)
  const last = near.filter((name) => stepOf(name) === lowest).sort((one, other) => one - other)
  return [...candidates, ...last.slice(0, 2 * candidatesRanked - above)]
}

/** Names with far less in common than the best one are not even sorted. */
function worthwhile({ scores, names, count }: Met, accepts: SearchOptions['accepts']): number[] {
  let most = 0
  for (let at = 0; at < count; at++) {
    const score = scores[names[at] as number] as number
    if (score > most && accepts?.(names[at] as number) !== false) most = score
  }
  const least = Math.max(1, Math.floor(most * 0.3))
  const near: number[] = []
  for (let at = 0; at < count; at++) {
    const name = names[at] as number
    if ((scores[name] as number) >= least && accepts?.(name) !== false) near.push(name)
  }
  return near
}
