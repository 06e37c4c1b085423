// SPDX-License-Identifier: Apache-2.0
import type { Assessment, Finding, Outcome, OutcomeKind, Person, Rule, Verdict } from '@passerelle/recognition'
import { type ExemptionView, exemptionsInWords, partName } from '../exemptions/exemptions.model.ts'
import { type QuestionView, questionInWords } from '../interview/question-words.model.ts'
import { type NestedLevel, nestingInWords, standingOutcomes } from '../nesting/nesting.model.ts'
import { type ApplyView, applyInWords } from './apply.model.ts'
import {
  type BackgroundView,
  type BasisView,
  backgroundInWords,
  basisInWords,
  holdsIn,
  oppositionsInWords,
} from './basis.model.ts'
import { isExclusion } from './condition-words.model.ts'
import { catalogueName, credentialInWords } from './fact-words.model.ts'
import type { CatalogueText, RuleText, SourceSign } from './law-texts.model.ts'
import { type ConditionView, conditionsInWords, subjectInWords } from './reason-words.model.ts'
import { selectorsOf } from './rule-walk.model.ts'
import { nameOf, type Pen } from './words.model.ts'

/** What an outcome is, in words; the kind stays apart from the others by its sign and its word. */
export interface OutcomeView {
  kind: OutcomeKind
  /** `Recognised as`, or `Would be recognised as` while it does not hold. */
  phrase: string
  label: string
  manner: string
  means: string
  benefits: string[]
}

/** One finding, ready to be read. */
export interface FindingView {
  rule: string
  title: string
  verdict: Verdict
  verdictWord: string
  /** The conditions hold, but another rule that is met takes every outcome away. */
  barred: boolean
  /** What the person holds that the rule is about; null where it needs none. */
  subject: string | null
  outcomes: OutcomeView[]
  conditions: ConditionView[]
  /** `From 1 May 2027, if nothing else changes`. */
  holdsFrom: string | null
  holdsFromDate: string | null
  /** What has to be said about this finding as a whole: discretion, a list known in part, an unverified claim. */
  notes: string[]
  via: string | null
  basis: BasisView | null
  apply: ApplyView
}

export interface AnswerView {
  lang: string
  title: string
  holds: string[]
  place: string
  purpose: string | null
  asOf: string
  knownOn: string | null
  /** The answer in sentences, before the details; null: there is no finding at all. */
  summary: { verdict: Verdict | null; text: string }[]
  findings: Record<Verdict, FindingView[]>
  /** Examinations and programmes of which parts are exempted, with what is left to do. */
  exemptions: ExemptionView[]
  /** There are rules by which what is held may count as credits. */
  credits: boolean
  questions: QuestionView[]
  /** How the instruments that speak of the person nest; null where there is nothing to tell apart. */
  nesting: NestedLevel[] | null
  background: BackgroundView[]
}

/** What an explanation is made from. */
export interface Explained {
  assessment: Assessment
  person: Person
  rule(id: string): Rule | undefined
  /** All that contains the place, itself first. */
  within: readonly string[]
  /** The same for any place. */
  around(place: string): readonly string[]
  /** How the as-of date came about. */
  asOfBasis: 'stated' | 'place' | 'utc'
  knownOn: string | null
}

/** Turns what the engine found into words. Nothing is decided here. */
export function explainAnswer(pen: Pen, explained: Explained): AnswerView {
  const { words } = pen
  const { assessment, person } = explained
  const place = nameOf(pen, 'jurisdiction', assessment.place)
  const holds = person.credentials.map((credential) => credentialInWords(pen, credential))
  const hold = holds.length === 0 ? words.t('answer.nothing-held') : words.and(holds)
  const findings = groupFindings(pen, explained)
  return {
    lang: words.lang,
    title: words.t('answer.title', { hold, place }),
    holds,
    place,
    purpose: assessment.purpose === null ? null : words.t(`purpose.${assessment.purpose}`),
    asOf: asOfInWords(pen, explained, place),
    knownOn: explained.knownOn === null ? null : words.t('answer.knownOn', { date: words.date(explained.knownOn) }),
    summary: summaryInWords(pen, findings, place),
    findings,
    credits: pen.texts
      .instruments()
      .some((one) => one.credits && holdsIn(one, new Set(explained.within), assessment.asOf)),
    exemptions: exemptionsInWords(pen, assessment.findings, explained.within),
    questions: assessment.questions.map((question) => questionInWords(pen, question, explained)),
    nesting: nestingInWords(pen, { ...explained, findings: assessment.findings }),
    background: backgroundOf(pen, explained),
  }
}

const backgrounds = new WeakMap<Pen, Map<string, BackgroundView[]>>()

/** The background is that of the place and the day: it is written once for all who ask. */
function backgroundOf(pen: Pen, { assessment, within }: Explained): BackgroundView[] {
  let known = backgrounds.get(pen)
  if (known === undefined || known.size > 500) {
    known = new Map()
    backgrounds.set(pen, known)
  }
  const key = `${assessment.place} ${assessment.asOf}`
  let views = known.get(key)
  if (views === undefined) {
    views = backgroundInWords(pen, within, assessment.asOf)
    known.set(key, views)
  }
  return views
}

function asOfInWords(pen: Pen, explained: Explained, place: string): string {
  const date = pen.words.date(explained.assessment.asOf)
  if (explained.asOfBasis === 'place') return pen.words.t('answer.asOf.zone', { date, place })
  return pen.words.t(explained.asOfBasis === 'utc' ? 'answer.asOf.utc' : 'answer.asOf', { date })
}

function groupFindings(pen: Pen, explained: Explained): Record<Verdict, FindingView[]> {
  const groups: Record<Verdict, FindingView[]> = { met: [], discretion: [], unknown: [], unmet: [] }
  for (const finding of explained.assessment.findings.toSorted(inOrder)) {
    const rule = explained.rule(finding.rule)
    if (rule !== undefined && finding.outcomes.length > 0 && isAbout(finding, rule)) {
      const view = findingInWords(pen, finding, rule, explained)
      groups[view.verdict].push(view)
    }
  }
  return groups
}

/** Every outcome is taken by another rule that is met and goes before: nothing follows, although the conditions hold. */
const isBarred = (finding: Finding): boolean => standingOutcomes(finding).length === 0

const kinds: readonly OutcomeKind[] = [
  'recognised-as',
  'may-practise',
  'may-be-appointed',
  'may-apply',
  'may-sit-exam',
  'entitled-to',
  'counts-as-level',
  'exempt-from',
]

/** What settles most comes first, then what would hold soonest; the others stay in the engine's order. */
function inOrder(a: Finding, b: Finding): number {
  const [first, second] = [a.holdsFrom ?? never, b.holdsFrom ?? never]
  return strength(a) - strength(b) || (first < second ? -1 : first > second ? 1 : 0)
}

const never = '9999-12-31'

const strength = (finding: Finding): number => Math.min(...finding.outcomes.map(({ kind }) => kinds.indexOf(kind)))

/**
 * A rule that names no identity (any certificate on a list) excludes in its conditions what it does not mean. Where only
 * such an exclusion fails, the rule does not speak of this credential, and the reader is not told that they fail it.
 */
function isAbout(finding: Finding, rule: Rule): boolean {
  if (finding.verdict !== 'unmet' || rule.when === null || !('all' in rule.when)) return true
  const exclusions = new Set(rule.when.all.flatMap((part, index) => (isExclusion(part) ? [`when.all.${index}`] : [])))
  const when = finding.reason.children?.find((child) => child.path === 'when')
  return !(when?.children ?? []).some((child) => child.verdict === 'unmet' && exclusions.has(child.path))
}

const verdicts = ['met', 'discretion', 'unknown', 'unmet'] as const

function summaryInWords(pen: Pen, findings: Record<Verdict, FindingView[]>, place: string): AnswerView['summary'] {
  const lines = verdicts.flatMap((verdict) => {
    const n = findings[verdict].length
    const name = n > 0 && findings[verdict].every(({ barred }) => barred) ? 'barred' : verdict
    return n === 0 ? [] : [{ verdict, text: pen.words.t(`answer.summary.${name}`, { n, place }) }]
  })
  return lines.length === 0 ? [{ verdict: null, text: pen.words.t('answer.summary.none', { place }) }] : lines
}

/** What a finding says that is the same for everyone: the law's own part of it. */
type LawPart = Pick<FindingView, 'title' | 'verdictWord' | 'outcomes' | 'basis' | 'apply'>

const lawParts = new WeakMap<Pen, Map<string, LawPart>>()

/** More parts than rules × verdicts × a few places and days are not kept. */
const mostParts = 5000

/** Written once for each rule, verdict, place and day; nothing of a person is in it. */
function lawPartOf(pen: Pen, verdict: Verdict, rule: Rule, { assessment, within }: Explained): LawPart {
  let known = lawParts.get(pen)
  if (known === undefined || known.size > mostParts) {
    known = new Map()
    lawParts.set(pen, known)
  }
  const key = `${rule.id} ${verdict} ${assessment.place} ${assessment.asOf}`
  let part = known.get(key)
  if (part === undefined) {
    part = writeLawPart(pen, verdict, rule, { within, asOf: assessment.asOf })
    known.set(key, part)
  }
  return part
}

function writeLawPart(pen: Pen, verdict: Verdict, rule: Rule, where: { within: readonly string[]; asOf: string }) {
  const { words } = pen
  const { outcomes } = rule
  const text = pen.texts.rule(rule.id)
  const instrument = pen.texts.instrument(rule.instrument)
  return {
    title: text === undefined ? rule.id : words.pick(text.title),
    verdictWord: words.t(`verdict.${verdict}`),
    outcomes: outcomes.map((outcome, index) => outcomeInWords(pen, outcome, verdict, text, index)),
    basis: instrument === undefined ? null : basisInWords(pen, instrument, text?.clause ?? null),
    apply: applyInWords(pen, { outcomes, text, instrument }, where),
  }
}

function findingInWords(pen: Pen, finding: Finding, rule: Rule, explained: Explained): FindingView {
  const { words } = pen
  const { person } = explained
  const instrument = pen.texts.instrument(rule.instrument)
  const conditions = conditionsInWords(pen, rule, finding.reason, person)
  const barred = isBarred(finding)
  const verdict = barred ? 'unmet' : finding.verdict
  const part = lawPartOf(pen, verdict, rule, explained)
  const notes = notesInWords(pen, {
    finding,
    rule,
    conditions,
    person,
    status: instrument?.status,
    sign: part.basis?.sign,
  })
  return {
    ...part,
    rule: finding.rule,
    verdict,
    barred,
    ...(barred && { verdictWord: words.t('verdict.barred') }),
    subject: subjectInWords(pen, finding.subject, person),
    conditions,
    holdsFrom:
      finding.holdsFrom === undefined ? null : words.t('answer.holds-from', { date: words.date(finding.holdsFrom) }),
    holdsFromDate:
      finding.holdsFrom === undefined
        ? null
        : words.t('answer.holds-from.short', { date: words.date(finding.holdsFrom) }),
    notes: [...oppositionsInWords(pen, finding, explained.within), ...notes],
    via: viaInWords(pen, finding.via),
  }
}

function outcomeInWords(
  pen: Pen,
  outcome: Outcome,
  verdict: Verdict,
  text: RuleText | undefined,
  index: number,
): OutcomeView {
  const { words } = pen
  const known = text?.outcomes[index]
  return {
    kind: outcome.kind,
    phrase: words.t(verdict === 'met' ? `kind.${outcome.kind}` : `would.${outcome.kind}`),
    label: known === undefined ? targetInWords(pen, outcome) : words.pick(known.label),
    manner: words.t(`by.${outcome.by}`),
    means: words.t(`means.${outcome.kind}`),
    benefits: (known?.benefits ?? []).map((benefit) => words.pick(benefit)),
  }
}

/** The target of an outcome whose rule gives no words for it. */
function targetInWords(pen: Pen, outcome: Outcome): string {
  const { qualification, level, field, occupation, part, benefit } = outcome.target
  if (qualification !== undefined) return nameOf(pen, 'qualification', qualification)
  if (level !== undefined) return nameOf(pen, 'level', level)
  if (field !== undefined) return nameOf(pen, 'field', field)
  if (occupation !== undefined) return nameOf(pen, 'occupation', occupation)
  if (part !== undefined) return partName(pen, part) ?? part
  return benefit ?? ''
}

interface Noted {
  finding: Finding
  rule: Rule
  conditions: readonly ConditionView[]
  person: Person
  status: string | undefined
  sign: SourceSign | undefined
}

function notesInWords(pen: Pen, { finding, rule, conditions, person, status, sign }: Noted): string[] {
  const { words } = pen
  const notes: string[] = []
  if (finding.verdict === 'discretion') notes.push(words.t('answer.discretion'))
  if (has(conditions, (line) => line.note === 'undetermined' && line.verdict === 'unknown')) {
    notes.push(words.t('answer.undetermined'))
  }
  const partial = catalogueOf(pen, rule)
  const listing = finding.reason.children?.find((child) => child.path === 'subject')
  if (partial?.coverage === 'partial' && listing?.verdict !== 'met') {
    notes.push(words.t('answer.partial', { count: partial.itemCount === null ? 'none' : String(partial.itemCount) }))
  }
  for (const id of listsStated(rule, finding.subject, person)) {
    notes.push(words.t('answer.listed.check', { catalogue: catalogueName(pen, id) }))
  }
  if (status === 'unverified') notes.push(words.t('answer.unverified'))
  if (sign === 'demonstration') notes.push(words.t('answer.demonstration'))
  return notes
}

function has(lines: readonly ConditionView[], test: (line: ConditionView) => boolean): boolean {
  return lines.some((line) => test(line) || has(line.children, test))
}

/** The lists on which a person says to stand: their word, not the list itself. */
function listsStated(rule: Rule, subject: string | null, person: Person): string[] {
  if (subject === null) return []
  const own = person.credentials.find((credential) => credential.id === subject)
  const lists = selectorsOf(rule).flatMap((selector) => selector.listed?.catalogue ?? [])
  return [...new Set(lists)].filter((id) => {
    const said = person.facts?.[`credential:${subject}:listed:${id}`] ?? own?.listed?.[id]
    return said !== undefined && said !== 'no'
  })
}

/** The list that a rule's subject stands on. */
function catalogueOf(pen: Pen, rule: Rule): CatalogueText | undefined {
  const id = rule.subject?.listed?.catalogue
  return id === undefined ? undefined : pen.texts.catalogue(id)
}

function viaInWords(pen: Pen, via: readonly string[]): string | null {
  if (via.length === 0) return null
  const titles = via.map((id) => {
    const rule = pen.texts.rule(id)
    return rule === undefined ? id : pen.words.pick(rule.title)
  })
  return pen.words.t('answer.via', { rules: pen.words.and(titles) })
}
