// SPDX-License-Identifier: Apache-2.0

import type { Localized } from '../../kernel/index.ts'
import { isFromTable } from '../agreements/equivalence-rules.ts'
import { inBothLanguages, type Told } from '../source/both-languages.ts'
import { formatPath, type Path, type SourceProblem, tellProblem } from '../source/source-problem.ts'
import type { RuleAt, WrittenFolder } from './law-in-hand.ts'
import type { Shown } from './show-person.ts'

/** What each code means and what to do about it: docs/law-check.md, which has a section for each. */
export const findingCodes = [
  'contradiction',
  'contradiction-possible',
  'overrides-each-other',
  'never-fires',
  'dead-branch',
  'contradicts-register',
  'shadowed',
  'derived-cycle',
  'dates',
  'date-gap',
  'date-overlap',
  'item-twice',
  'empty-list',
  'weak-source',
  'unverified-grant',
  'agreement-one-sided',
  'missing-example',
  'example-fails',
] as const

export type FindingCode = (typeof findingCodes)[number]

/** Where something stands. A line is known where the law was read from text. */
export interface FindingPlace {
  file: string | null
  line: number | null
  column: number | null
  /** `rules[0].when.all[1]`. */
  path: string
  /** The article as the instrument calls it. */
  article: Localized | null
}

/** Something about the law that its author should know. An error has to be mended before the law is published. */
export interface LawFinding {
  code: FindingCode
  severity: 'error' | 'warning'
  instrument: string
  /** Id within the instrument. */
  rule: string | null
  place: FindingPlace
  words: Told
  /** A smallest person who shows it: the engine was asked, and shows it. */
  person?: Shown
  /** The other place of the two. */
  other?: { instrument: string; rule: string | null; place: FindingPlace }
}

/** A place in `instrument.yaml` or `rules.yaml`. */
export function placeIn(
  folder: WrittenFolder,
  file: 'instrument' | 'rules',
  path: Path,
  clause?: string,
): FindingPlace {
  const source = (file === 'rules' ? folder.rulesSource : folder.instrumentSource) ?? null
  const at = source?.at(path)
  return {
    file: source?.file ?? null,
    line: at?.line ?? null,
    column: at?.column ?? null,
    path: formatPath(path),
    article: folder.instrument.clauses.find(({ id }) => id === clause)?.article ?? null,
  }
}

export function placeOfRule({ folder, path, written }: RuleAt, within: Path = []): FindingPlace {
  const row = /^eq-(\d+)-/.exec(isFromTable(written) ? written.id : '')?.[1]
  if (row !== undefined)
    return placeIn(folder, 'instrument', ['agreement', 'equivalences', 'rows', Number(row) - 1], written.clause)
  return placeIn(folder, 'rules', [...path, ...within], written.clause)
}

/** How a rule is called in a finding. */
export const calledRule = ({ folder, written }: RuleAt): Localized => {
  const { title } = folder.instrument
  return { en: `“${written.title.en}” (${title.en})`, 'zh-CN': `“${written.title['zh-CN']}”（${title['zh-CN']}）` }
}

/** A finding of the older checks, which speak of files. */
export function fromProblem(problem: SourceProblem, folder: WrittenFolder): LawFinding | null {
  const code = findingCodes.find((known) => known === problem.code)
  if (code === undefined) return null
  const index = /^rules\[(\d+)\]/.exec(problem.path)?.[1]
  const rule = index === undefined ? undefined : folder.rules[Number(index)]
  const { file = null, line = null, column = null, path } = problem
  const article = folder.instrument.clauses.find(({ id }) => id === rule?.clause)?.article ?? null
  return {
    code,
    severity: problem.severity,
    instrument: folder.instrument.id,
    rule: rule?.id ?? null,
    place: { file, line, column, path, article },
    words: tellProblem(problem),
  }
}

/** As a line of `law check`, with the other place and who shows it. */
export function toProblem({ code, severity, place, words, person, other }: LawFinding): SourceProblem {
  const { file, line, column, path } = place
  const beside = other?.place.file == null ? '' : ` [${other.place.file}:${other.place.line ?? 0}]`
  const shown = person === undefined ? null : shownBy(person)
  const full: Told = {
    en: `${words.en}${beside}${shown === null ? '' : ` ${shown.en}`}`,
    'zh-CN': `${words['zh-CN']}${beside}${shown === null ? '' : shown['zh-CN']}`,
  }
  return {
    code,
    severity,
    ...(file !== null && { file }),
    ...(line !== null && { line }),
    ...(column !== null && { column }),
    path,
    message: full.en,
    words: full,
  }
}

function shownBy({ person, in: place, purpose, asOf }: Shown): Told {
  const asked = [`--in ${place}`, ...(purpose === undefined ? [] : [`--purpose ${purpose}`]), `--as-of ${asOf}`].join(
    ' ',
  )
  return inBothLanguages('finding.shown-by', { person: JSON.stringify(person), asked })
}
