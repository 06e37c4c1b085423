// SPDX-License-Identifier: Apache-2.0
import { isIdeographic, wordsOf } from '../../src/finder/search/name-text.model.ts'
import { seededRandom } from '../../test/support/random.ts'
import { type CorpusName, type Language, partOf } from './corpus.ts'

export type Kind = 'typo' | 'partial' | 'prefix'

export interface Query {
  text: string
  kind: Kind
  lang: Language
  sourced: boolean
  /** The number of the name that is looked for. */
  target: number
}

const kinds: Kind[] = ['typo', 'partial', 'prefix']

type Random = () => number

const letters: Record<Language, string> = {
  en: 'abcdefghijklmnopqrstuvwxyz',
  de: 'abcdefghijklmnopqrstuvwxyzäöü',
  ru: 'абвгдежзийклмнопрстуфхцчшщыьэюя',
  zh: '工业技术人员管理服务机电建设医农',
  ja: '工業技術管理電気アイウエオの士者',
}

/** Known-item queries: so many of each kind in each language, each with the one name it was made from. */
export function makeQueries(corpus: readonly CorpusName[], part: 'tuning' | 'test', each: number): Query[] {
  const random = seededRandom(part === 'tuning' ? 3 : 4)
  return (Object.keys(letters) as Language[]).flatMap((lang) => {
    const targets = corpus.flatMap((one, number) => (one.lang === lang && partOf(one) === part ? [number] : []))
    return kinds.flatMap((kind) => queriesOf(corpus, targets, kind, each, random))
  })
}

function queriesOf(
  corpus: readonly CorpusName[],
  targets: readonly number[],
  kind: Kind,
  each: number,
  random: Random,
): Query[] {
  const queries: Query[] = []
  for (let tries = 0; queries.length < each && tries < each * 40; tries++) {
    const target = targets[Math.floor(random() * targets.length)]
    const from = target === undefined ? undefined : corpus[target]
    if (from === undefined || target === undefined) break
    const text = distort(from, kind, random)
    if (text === null || (kind !== 'typo' && tooMany(corpus, text))) continue
    queries.push({ text, kind, lang: from.lang, sourced: from.sourced, target })
  }
  return queries
}

/** Where more names than are shown contain the query as it is, no engine can know which was meant: another one is made. */
function tooMany(corpus: readonly CorpusName[], text: string): boolean {
  const words = wordsOf(text)
  let fitting = 0
  for (const { folded } of corpus) {
    if (words.every((word) => folded.includes(word)) && ++fitting > 10) return true
  }
  return false
}

function distort({ folded, lang }: CorpusName, kind: Kind, random: Random): string | null {
  if (kind === 'typo') return misspell(folded, lang, random)
  const wide = isIdeographic(folded.charCodeAt(0))
  const [least, keep] = [wide ? 3 : 5, Math.ceil(folded.length * 0.6)]
  if (folded.length <= least) return null
  if (kind === 'prefix') return folded.slice(0, Math.max(least, keep)).trim()
  const words = wordsOf(folded)
  if (words.length === 1) {
    if (!wide) return null
    const length = Math.max(least, keep)
    const start = Math.floor(random() * (folded.length - length + 1))
    return folded.slice(start, start + length)
  }
  const wanted = Math.max(1, Math.ceil(words.length * 0.6))
  const kept = words.filter((_, at) => at >= 0)
  while (kept.length > wanted) kept.splice(Math.floor(random() * kept.length), 1)
  const text = kept.join(' ')
  return text.length < least || text === folded ? null : text
}

/** One slip of the hand in short names, one or two in longer ones: another letter, one too many, one missing, two swapped. */
function misspell(folded: string, lang: Language, random: Random): string | null {
  const wide = isIdeographic(folded.charCodeAt(0))
  if (folded.length < (wide ? 4 : 5)) return null
  const slips = folded.length >= (wide ? 8 : 10) && random() < 0.5 ? 2 : 1
  let text = folded
  for (let slip = 0; slip < slips; slip++) {
    const at = 1 + Math.floor(random() * (text.length - 2))
    const letter = letters[lang][Math.floor(random() * letters[lang].length)] ?? ''
    const [before, here, after] = [text.slice(0, at), text.slice(at, at + 1), text.slice(at + 1)]
    const way = Math.floor(random() * 4)
    if (way === 0) text = before + letter + after
    else if (way === 1) text = before + letter + here + after
    else if (way === 2) text = before + after
    else text = before + after.slice(0, 1) + here + after.slice(1)
  }
  return text === folded ? null : text
}
