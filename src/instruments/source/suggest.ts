// SPDX-License-Identifier: Apache-2.0
import { editDistance } from '../../kernel/index.ts'

/** No id is longer; of what is, nobody means a slip of the pen. */
const longestWord = 200

/** Who slips more often than this in one word means another. */
const mostSlips = 5

/** Whether a word has so many other letters that it is surely further away: much cheaper than to lay the two side by side. */
function farFrom(wanted: string): (word: string, limit: number) => boolean {
  const left = new Int16Array(128)
  const put = (word: string, index: number, by: number): number => {
    const letter = word.charCodeAt(index) % 128
    const before = left[letter] ?? 0
    left[letter] = before + by
    return before
  }
  for (let index = 0; index < wanted.length; index++) put(wanted, index, 1)
  return (word, limit) => {
    let common = 0
    for (let index = 0; index < word.length; index++) if (put(word, index, -1) > 0) common++
    for (let index = 0; index < word.length; index++) put(word, index, 1)
    return Math.max(wanted.length, word.length) - common > limit
  }
}

/** The known word that is most like the given one, if any is near enough to be a slip of the pen. */
export function closest(word: string, known: Iterable<string>): string | null {
  if (word.length > longestWord) return null
  const wanted = word.toLowerCase()
  const limit = Math.min(mostSlips, Math.max(1, Math.floor(word.length / 3)))
  const tooFar = farFrom(wanted)
  let best: string | null = null
  let bestDistance = limit + 1
  for (const candidate of known) {
    const within = Math.min(limit, bestDistance)
    if (Math.abs(candidate.length - word.length) > within) continue
    const written = candidate.toLowerCase()
    if (tooFar(written, within)) continue
    const distance = editDistance(wanted, written, within)
    if (distance > limit) continue
    if (distance < bestDistance || (distance === bestDistance && best !== null && candidate < best)) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** How many unknown words of a file are held against the known ones, of which there may be very many. */
const mostHints = 20
/** And how many known words are looked at for all of them. */
const mostLooked = 500_000

/** `; did you mean 'x'?` for the first unknown words of a file; each is looked for once. */
export class Hints {
  private readonly given = new Map<string, string>()
  private readonly most: number
  private looked = 0

  constructor(most = mostHints) {
    this.most = most
  }

  /** `what` it would have to be: the same word may be unknown as two things. */
  for(what: string, word: string, known: () => Iterable<string>): string {
    const key = `${what} ${word}`
    const before = this.given.get(key)
    if (before !== undefined) return before
    if (this.given.size >= this.most || this.looked >= mostLooked) return ''
    const words = [...known()]
    this.looked += words.length
    const hint = didYouMean(word, words)
    this.given.set(key, hint)
    return hint
  }
}

/** `; did you mean 'x'?`, or nothing. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const candidate = closest(word, known)
  return candidate === null ? '' : `; did you mean '${candidate}'?`
}

/** The words, the first of them where there are many. */
export function inWords(words: readonly string[]): string {
  const shown = 10
  return words.length <= shown ? words.join(', ') : `${words.slice(0, shown).join(', ')}, … (${words.length} in all)`
}
