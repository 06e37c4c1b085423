// SPDX-License-Identifier: Apache-2.0
import type { LawCondition } from '../../instruments/index.ts'
import type { Localized } from '../../kernel/index.ts'
import type {
  ApplyText,
  CatalogueText,
  ClauseText,
  FactText,
  InstrumentText,
  LawTexts,
  NamedThing,
  ProcedureText,
  RuleText,
  SourceText,
  WholeText,
} from './law-texts.model.ts'

/** Texts as the law's files give them (docs/law-format.md); absent members are not known. */
export interface WrittenInstrument {
  id: string
  jurisdiction: string
  kind: string
  title: Localized
  number?: string
  issuer?: string
  published?: string
  effective?: string
  until?: string
  status: string
  supersedes?: readonly string[]
  exclusive?: readonly { label: Localized }[]
  places?: readonly string[]
  except?: readonly string[]
  sources: readonly { id: string; url?: string; quality: string; text: string; note?: Localized }[]
  catalogues?: readonly WrittenCatalogue[]
  procedure?: Partial<Omit<ProcedureText, 'extension' | 'appeal' | 'silence'>> & {
    extension?: Localized
    appeal?: Localized
    silence?: Localized
  }
  wholes?: readonly WholeText[]
  credits?: readonly WrittenProgramme[]
  clauses: readonly { id: string; article?: Localized; summary: Localized; source: string }[]
}

interface WrittenProgramme {
  id: string
  title: Localized
  clause: string
  units: readonly { id: string; title: Localized }[]
}

export interface WrittenCatalogue {
  id: string
  title: Localized
  coverage: 'complete' | 'partial'
  itemCount?: number
  classes?: readonly { id: string; label: Localized }[]
}

export interface WrittenRule {
  id: string
  clause: string
  title: Localized
  when?: LawCondition
  outcomes: readonly { label: Localized; benefits?: readonly Localized[] }[]
  excludes?: readonly { label: Localized }[]
  exclusive?: readonly { label: Localized }[]
  apply?: { where?: Localized; url?: string; documents?: readonly Localized[]; fee?: Localized; time?: Localized }
}

export interface WrittenFact {
  id: string
  type: FactText['type']
  label: Localized
  question: Localized
  why?: Localized
  options?: readonly { id: string; label: Localized }[]
}

export interface WrittenLaw {
  instruments: readonly { instrument: WrittenInstrument; rules: readonly WrittenRule[] }[]
  facts: readonly WrittenFact[]
  /** By `thing` and id. */
  names: Partial<Record<NamedThing | 'authority', ReadonlyMap<string, Localized>>>
}

/** The texts of the law, looked up by id. Rules are known as `instrument#rule`. */
export function collectLawTexts(law: WrittenLaw): LawTexts {
  const rules = new Map<string, RuleText>()
  const instruments: InstrumentText[] = []
  const catalogues = new Map<string, CatalogueText>()
  const open = new Map(law.instruments.flatMap((one) => one.rules.flatMap(leftOpenIn)).map((text) => [text.en, text]))
  for (const { instrument, rules: own } of law.instruments) {
    instruments.push(instrumentText(instrument, own, law.names.authority))
    for (const rule of own) rules.set(`${instrument.id}#${rule.id}`, ruleText(instrument, rule))
    for (const catalogue of instrument.catalogues ?? []) catalogues.set(catalogue.id, catalogueText(catalogue))
  }
  instruments.sort((a, b) => (a.id < b.id ? -1 : 1))
  const byId = new Map(instruments.map((one) => [one.id, one]))
  const facts = new Map(law.facts.map((fact) => [fact.id, factText(fact)]))
  return {
    rule: (id) => rules.get(id),
    instrument: (id) => byId.get(id),
    fact: (id) => facts.get(id),
    catalogue: (id) => catalogues.get(id),
    leftOpen: (english) => open.get(english),
    name: (thing, id) => law.names[thing]?.get(id),
    instruments: () => instruments,
  }
}

function instrumentText(
  instrument: WrittenInstrument,
  rules: readonly WrittenRule[],
  authorities: ReadonlyMap<string, Localized> | undefined,
): InstrumentText {
  const { id, jurisdiction, kind, title, status } = instrument
  const { number = null, published = null, effective = null, until = null } = instrument
  return {
    id,
    kind,
    title,
    number,
    issuer: instrument.issuer === undefined ? null : (authorities?.get(instrument.issuer) ?? null),
    published,
    ...(instrument.supersedes !== undefined && { supersedes: instrument.supersedes }),
    effective,
    until,
    status,
    jurisdiction,
    places: [...(instrument.places ?? [jurisdiction])],
    except: [...(instrument.except ?? [])],
    sources: instrument.sources.map(sourceText),
    clauses: instrument.clauses.map(clauseText),
    ruled: new Set(rules.map((rule) => rule.clause)),
    procedure: instrument.procedure === undefined ? null : procedureText(instrument.procedure),
    ...wholesOf(instrument),
    ...(instrument.credits !== undefined && { credits: true }),
  }
}

/** What rules may exempt from a part of; the units of a programme of a credit bank are parts too. */
function wholesOf({ wholes = [], credits = [] }: WrittenInstrument): Pick<InstrumentText, 'wholes'> {
  const all = [
    ...wholes.map(({ id, title, clause, parts }) => ({ id, title, clause, parts })),
    ...credits.map(({ id, title, clause, units }) => ({
      id,
      title,
      clause,
      parts: units.map((unit) => ({ id: unit.id, kind: 'unit', title: unit.title })),
    })),
  ]
  return all.length === 0 ? {} : { wholes: all }
}

function sourceText(source: WrittenInstrument['sources'][number]): SourceText {
  const { id, url = null, quality, text, note = null } = source
  return { id, url, quality, text, note }
}

function clauseText(clause: WrittenInstrument['clauses'][number]): ClauseText {
  const { id, article = null, summary, source } = clause
  return { id, article, summary, source }
}

function procedureText(procedure: NonNullable<WrittenInstrument['procedure']>): ProcedureText {
  const { acknowledgeWithin = null, decideWithin = null, extension = null, appeal = null, silence = null } = procedure
  return { acknowledgeWithin, decideWithin, extension, appeal, silence }
}

function catalogueText(catalogue: WrittenCatalogue): CatalogueText {
  const { id, title, coverage, itemCount = null, classes = [] } = catalogue
  return { id, title, coverage, itemCount, classes: [...classes] }
}

function ruleText(instrument: WrittenInstrument, rule: WrittenRule): RuleText {
  const outcomes = rule.outcomes.map(({ label, benefits = [] }) => ({ label, benefits: [...benefits] }))
  const excludes = rule.excludes?.map(({ label }) => label) ?? []
  const exclusive = [...(rule.exclusive ?? []), ...(instrument.exclusive ?? [])].map(({ label }) => label)
  return {
    title: rule.title,
    instrument: instrument.id,
    clause: rule.clause,
    outcomes,
    ...(excludes.length > 0 && { excludes }),
    ...(exclusive.length > 0 && { exclusive }),
    apply: applyText(rule.apply),
  }
}

function applyText(apply: WrittenRule['apply']): ApplyText | null {
  if (apply === undefined) return null
  const { where = null, url = null, documents = [], fee = null, time = null } = apply
  return { where, url, documents: [...documents], fee, time }
}

function factText(fact: WrittenFact): FactText {
  const { type, label, question, why = null, options = [] } = fact
  return { type, label, question, why, options: [...options] }
}
const leftOpenIn = (rule: WrittenRule): Localized[] => (rule.when === undefined ? [] : leftOpen(rule.when))

/** What a condition leaves open, where it says so in several languages. */
function leftOpen(node: LawCondition): Localized[] {
  if ('all' in node) return node.all.flatMap(leftOpen)
  if ('any' in node) return node.any.flatMap(leftOpen)
  if ('of' in node) return node.of.flatMap(leftOpen)
  if ('not' in node) return leftOpen(node.not)
  if ('normally' in node) return leftOpen(node.normally)
  if ('credential' in node) return node.where === undefined ? [] : leftOpen(node.where)
  return 'undetermined' in node && typeof node.undetermined !== 'string' ? [node.undetermined] : []
}
