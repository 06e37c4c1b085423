// SPDX-License-Identifier: Apache-2.0
import { editDistance } from '../../kernel/index.ts'

/** The known word that is most like the given one, if any is near enough to be a slip of the pen. */
export function closest(word: string, known: Iterable<string>): string | null {
  const wanted = word.toLowerCase()
  const limit = Math.max(1, Math.floor(word.length / 3))
  let best: string | null = null
  let bestDistance = limit + 1
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) > limit) continue
    const distance = editDistance(wanted, candidate.toLowerCase())
    if (distance < bestDistance || (distance === bestDistance && best !== null && candidate < best)) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
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
