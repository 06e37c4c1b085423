// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { foldText } from '../../src/finder/search/name-text.model.ts'
import { seededRandom } from '../../test/support/random.ts'
import { generatedJapanese, generatedRussian } from './generated-names.ts'

export type Language = 'en' | 'de' | 'ru' | 'zh' | 'ja'

export interface CorpusName {
  name: string
  folded: string
  lang: Language
  /** From a published classification, or put together here from parts. */
  sourced: boolean
}

const data = join(import.meta.dirname, '..', '..', '..', 'shared', 'data')

export const hasCorpus = (): boolean => existsSync(join(data, 'taxonomy'))

function rows(path: string): Record<string, string>[] {
  return parse(readFileSync(join(data, path), 'utf8'), { columns: true, bom: true, relax_column_count: true })
}

function column(path: string, ...names: string[]): string[] {
  return rows(path).flatMap((row) => names.flatMap((name) => (row[name] ?? '').split(' | ')))
}

const chineseSources: [string, ...string[]][] = [
  ['cn/cn_occupation_classification_2022.csv', 'name_zh'],
  ['cn/cn_new_occupations_2019_2025.csv', 'name_zh'],
  ['cn/gbt8561_2001_professional_titles.csv', 'name_zh'],
  ['cn/cn_national_qualification_names_2021_style.csv', 'name_zh'],
]

/** Sourced names in English, German and Chinese; Russian and Japanese are generated and fill up with English to `size`. */
export function readCorpus(size: number): CorpusName[] {
  const taken = new Set<string>()
  const list: CorpusName[] = []
  const add = (names: Iterable<string>, lang: Language, sourced: boolean, most: number) => {
    let added = 0
    for (const name of names) {
      if (added === most || list.length === size) return
      const folded = foldText(name)
      if (folded.length < 2 || name.length > 150 || taken.has(folded)) continue
      taken.add(folded)
      list.push({ name, folded, lang, sourced })
      added++
    }
  }
  const occupations = 'taxonomy/esco_v1.0.8_occupation_preferred_labels_multilingual.csv'
  const groups = 'taxonomy/isco08_labels_multilingual.csv'
  add([...column(occupations, 'de'), ...column(groups, 'de')], 'de', true, size)
  for (const [path, ...names] of chineseSources) add(column(path, ...names), 'zh', true, size)
  add(generatedRussian(), 'ru', false, 14_000)
  add(generatedJapanese(), 'ja', false, 14_000)
  add(column('taxonomy/esco_v1.2.1_occupations_en_compact.csv', 'preferredLabel', 'altLabels'), 'en', true, size)
  add(column('taxonomy/onet_alternate_titles.csv', 'Alternate Title'), 'en', true, size)
  if (list.length < size) add(widened([...list]), 'en', false, size)
  return list
}

/** More names than there are: a sourced one with a word of another one. Generated, for measures of size only. */
function* widened(from: readonly CorpusName[]): Generator<string> {
  const random = seededRandom(20)
  const pick = () => from[Math.floor(random() * from.length)] as CorpusName
  for (;;) {
    const [one, other] = [pick(), pick()]
    const words = other.name.split(/\s+/)
    yield `${one.name} ${words[Math.floor(random() * words.length)] ?? ''} ${Math.floor(random() * 100)}`
  }
}

/** Which part a name is in: settings are found on one, what is reported is measured on the other. */
export function partOf({ folded }: CorpusName): 'tuning' | 'test' {
  return (createHash('sha256').update(folded).digest()[0] ?? 0) % 2 === 0 ? 'tuning' : 'test'
}
