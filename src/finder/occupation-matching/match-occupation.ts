// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import type { Localized } from '../../kernel/index.ts'
import { baseOf, loadOccupations, type Occupation, type OccupationShelf } from './load-occupations.ts'
import type { MatchWay } from './occupation-matcher.model.ts'

export interface MatchRequest {
  title: string
  /** Language of the title, BCP 47; null: not known. */
  lang: string | null
  /** Language to name occupations in. */
  reader: string
  limit: number
}

export interface NamedOccupation {
  /** As rules and persons name it: `esco/2654.1.7`. */
  ref: string
  code: string
  name: string
  nameLanguage: string
}

export interface MatchedOccupation extends NamedOccupation {
  kind: 'occupation' | 'group'
  uri: string | null
  score: number
  /** The unit group of ISCO-08 above an occupation. */
  group: NamedOccupation | null
}

export type MatchNote = 'nothing-imported' | 'no-names-in-language' | 'nothing-alike'

export interface OccupationMatches {
  scheme: string | null
  way: MatchWay | null
  note: MatchNote | null
  matches: MatchedOccupation[]
}

/** What is said where there is nothing, or less than was hoped for. */
export const noteTexts: Record<MatchNote, Localized> = {
  'nothing-imported': {
    en: 'No occupations of ESCO are imported here. Download the classification as CSV from https://esco.ec.europa.eu/en/use-esco/download, in as many languages as you need, and take it in with: passerelle import esco DIRECTORY',
    'zh-CN':
      '这里尚未导入 ESCO 职业。请从 https://esco.ec.europa.eu/en/use-esco/download 下载 CSV 格式的分类（可选多种语言），然后运行：passerelle import esco 目录',
  },
  'no-names-in-language': {
    en: 'Occupations have no names in this language here: ESCO is not published in it or not imported, and no sourced relation to a classification in it is loaded. Only titles that look alike are found.',
    'zh-CN':
      '这里的职业没有该语言的名称：ESCO 未以该语言发布或尚未导入，也没有载入与该语言分类体系之间有出处的对应关系。只能找到写法相近的名称。',
  },
  'nothing-alike': {
    en: 'No occupation has a name like this one. Try a shorter or more common title.',
    'zh-CN': '没有名称与此相近的职业。请尝试更短或更常见的名称。',
  },
}

/** The occupations that a title may mean, the most likely first. */
export async function matchOccupation(db: Db, request: MatchRequest): Promise<OccupationMatches> {
  const shelf = await loadOccupations(db)
  if (shelf === null) return { scheme: null, way: null, note: 'nothing-imported', matches: [] }
  const lang = request.lang === null ? null : baseOf(request.lang)
  const { way, matches } = shelf.matcher.match(request.title, lang, request.limit)
  const found = matches.flatMap(({ concept, score }) => {
    const occupation = shelf.occupations.get(concept.code)
    return occupation === undefined ? [] : [matched(shelf, occupation, score, request.reader)]
  })
  return { scheme: shelf.scheme, way, note: noteOf(shelf, lang, found), matches: found }
}

function noteOf(shelf: OccupationShelf, lang: string | null, found: readonly MatchedOccupation[]): MatchNote | null {
  if (lang !== null && !shelf.languages.has(lang)) return 'no-names-in-language'
  return found.length === 0 ? 'nothing-alike' : null
}

function matched(shelf: OccupationShelf, occupation: Occupation, score: number, reader: string): MatchedOccupation {
  const isGroup = occupation.code === occupation.group
  const group = isGroup ? undefined : shelf.occupations.get(occupation.group)
  return {
    ...named(occupation, reader),
    kind: isGroup ? 'group' : 'occupation',
    uri: occupation.uri,
    score: Number(score.toFixed(3)),
    group: group === undefined ? null : named(group, reader),
  }
}

/** In the reader's language, else in English, else in any. */
function named({ code, names }: Occupation, reader: string): NamedOccupation {
  const lang = [baseOf(reader), 'en', ...Object.keys(names)].find((one) => names[one] !== undefined) ?? 'en'
  return { ref: `esco/${code}`, code, name: names[lang]?.[0] ?? code, nameLanguage: lang }
}
