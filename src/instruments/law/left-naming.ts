// SPDX-License-Identifier: Apache-2.0
// When a text of law is withdrawn or rewritten, others may be left naming what it gave: a list, an entry of the register, a part.
import type { QualificationNode } from '@passerelle/recognition'
import { isFromTable } from '../agreements/equivalence-rules.ts'
import type { InstrumentContent } from '../bundle/assemble-bundle.ts'
import { inBothLanguages } from '../source/both-languages.ts'
import type { SourceProblem } from '../source/source-problem.ts'
import type { YamlSource } from '../source/yaml-source.ts'
import { wholesOf } from '../wholes/check-wholes.ts'
import { checkInstrumentIds, checkRuleIds, type LawIds } from './check-ids.ts'
import { emptyVocabulary, type Vocabulary } from './vocabulary.ts'

/** Ids of entries that an instrument brings into the register. */
export interface BroughtIds {
  qualifications: readonly string[]
  bodies: readonly string[]
}

/** A text of law with what it brings; absent: it is gone. */
export interface GivingText extends InstrumentContent {
  brings: BroughtIds
}

export interface LawChange {
  /** The law as it stands. */
  standing: readonly InstrumentContent[]
  before: GivingText
  after: GivingText | null
}

/** What one text of others names and would find no more. */
export interface LeftNaming {
  instrument: InstrumentContent['instrument']
  /** Where it names it: `rules[0].subject.listed.catalogue`. */
  path: string
  id: string
}

/** Every place in texts of others that names what the change takes away. What was amiss before is not told. */
export function leftNaming({ standing, before, after }: LawChange): LeftNaming[] {
  const others = standing.filter(({ instrument }) => instrument.id !== before.instrument.id)
  const kept = new Set(after === null ? [] : given(after))
  const gone = new Set(given(before).filter((id) => !kept.has(id)))
  if (gone.size === 0) return []
  const now = { ids: idsOf([...others, before]), vocabulary: allBut(new Set()) }
  const then = { ids: idsOf(after === null ? others : [...others, after]), vocabulary: allBut(gone) }
  return others.flatMap((other) => {
    const left = unknownIn(other, then)
    if (left.length === 0) return []
    const known = new Set(unknownIn(other, now).map(({ path }) => path))
    return left.filter(({ path }) => !known.has(path))
  })
}

/** What may be named. */
export interface Known {
  ids: LawIds
  vocabulary: Vocabulary
}

export function unknownIn({ instrument, rules }: InstrumentContent, { ids, vocabulary }: Known): LeftNaming[] {
  const written = rules.filter((rule) => !isFromTable(rule))
  const problems = [
    ...checkInstrumentIds(instrument, nowhere, vocabulary, ids),
    ...checkRuleIds(written, instrument, nowhere, vocabulary, ids),
  ]
  return problems.flatMap(({ code, found = '', path }) =>
    code === 'unknown-id' ? [{ instrument, path, id: found }] : [],
  )
}

/** The same as problems of what brings it about. */
export const leftNamingProblem = ({ instrument, path, id }: LeftNaming): SourceProblem => {
  const words = inBothLanguages('finding.left-naming', { law: instrument.title, where: path, id })
  return { code: 'unknown-id', severity: 'error', path: '', message: words.en, words, found: id }
}

/** Ids that a text has given to all law: its own, those of its lists and wholes, and of what it brings. */
export const idsGiven = ({ instrument, brings }: GivingText): string[] => [
  instrument.id,
  ...(instrument.catalogues ?? []).map(({ id }) => id),
  ...wholesOf(instrument).map(({ id }) => id),
  ...brings.qualifications,
  ...brings.bodies,
]

/** What others may name of a text, each by a word that says what it is. */
function given({ instrument, rules, brings }: GivingText): string[] {
  return [
    `law ${instrument.id}`,
    ...rules.map(({ id }) => `law ${instrument.id}#${id}`),
    ...(instrument.catalogues ?? []).flatMap(({ id, classes }) => [
      `list ${id}`,
      ...classes.map((one) => `class ${id}/${one.id}`),
    ]),
    ...wholesOf(instrument).flatMap(({ id, parts }) => [`part ${id}`, ...parts.map((part) => `part ${id}/${part}`)]),
    ...brings.qualifications.map((id) => `entry ${id}`),
    ...brings.bodies.map((id) => `body ${id}`),
  ]
}

export function idsOf(law: readonly InstrumentContent[]): LawIds {
  const catalogues = law.flatMap(({ instrument }) => instrument.catalogues ?? [])
  return {
    instruments: new Set(law.map(({ instrument }) => instrument.id)),
    rules: new Set(law.flatMap(({ instrument, rules }) => rules.map(({ id }) => `${instrument.id}#${id}`))),
    catalogues: new Map(catalogues.map(({ id, classes }) => [id, new Set(classes.map((one) => one.id))])),
    parts: new Map(law.flatMap(({ instrument }) => wholesOf(instrument)).map(({ id, parts }) => [id, new Set(parts)])),
  }
}

/** Every entry of the register but those that go (`entry ID`, `body ID`): nothing else is asked of it here. */
export function allBut(gone: ReadonlySet<string>): Vocabulary {
  return {
    ...emptyVocabulary,
    qualifications: new (class extends Map<string, QualificationNode> {
      override has = (id: string) => !gone.has(`entry ${id}`)
    })(),
    awardingBodies: new (class extends Set<string> {
      override has = (id: string) => !gone.has(`body ${id}`)
    })(),
  }
}

const start = { line: 1, column: 1 }
/** Law from the database has no lines. */
const nowhere: YamlSource = { file: '', data: undefined, problems: [], at: () => start, atKey: () => start }
