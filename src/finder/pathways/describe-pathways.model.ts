// SPDX-License-Identifier: Apache-2.0
import type { Outcome, Person } from '@passerelle/recognition'
import { type BasisView, basisInWords } from '../answers/basis.model.ts'
import { conditionInWords, selectorInWords } from '../answers/condition-words.model.ts'
import { credentialInWords, credentialName } from '../answers/fact-words.model.ts'
import { monthsInWords, nameOf, type Pen } from '../answers/words.model.ts'
import { hindranceInWords } from '../nesting/against-words.model.ts'
import { wantedInWords } from '../reverse/reverse-words.model.ts'
import type { Pathway, PathwayAnswer } from './find-pathways.model.ts'
import type { Goal } from './pathway-graph.model.ts'
import type { DatedStep } from './replay-plan.model.ts'
import type { StepKind } from './step.model.ts'

export interface StationView {
  kind: StepKind
  /** `Work 3 years` */
  title: string
  /** The condition that it satisfies; null where the title says all. */
  detail: string | null
  /** `Until 1 May 2027`, `How long it takes is not known`. */
  when: string
  rule: string | null
  /** Something to be checked or arranged, not a stretch of the way. */
  minor: boolean
  /** The year in which it ends, for the drawing; null: it has no length, or none that is known. */
  year: string | null
}

export interface LineView {
  verdict: Pathway['verdict']
  /** `Leads there`, `Leads there if what is to be checked is so` */
  said: string
  rule: string
  title: string
  /** What it starts from. */
  from: string
  outcomes: { kind: Outcome['kind']; phrase: string; label: string; manner: string; means: string }[]
  earliest: string
  effort: string
  notes: string[]
  stations: StationView[]
  /** `4 steps` */
  steps: string
  /** What is asked on this way and not on a better one by the same rule; null: nothing that a reader would see. */
  differs: string | null
  basis: BasisView | null
}

export interface PathwayView {
  lang: string
  title: string
  goal: string
  place: string
  asOf: string
  holds: string
  summary: string
  measure: string
  lines: LineView[]
  /** What else can be done where no rule leads there. */
  again: string | null
}

export interface ToExplain {
  answer: PathwayAnswer
  goal: Goal
  person: Person
  rules: Parameters<typeof wantedInWords>[2]
  /** The instrument of a rule. */
  instrumentOf(rule: string): string | undefined
}

/** The ways in words. Nothing is decided here. */
export function pathwaysInWords(pen: Pen, toExplain: ToExplain): PathwayView {
  const { words } = pen
  const { answer, person, goal } = toExplain
  const held = person.credentials.map((one) => credentialInWords(pen, one))
  const place = nameOf(pen, 'jurisdiction', answer.place)
  const wanted = goalInWords(pen, goal, toExplain.rules)
  const lines = answer.pathways.map((pathway) => lineInWords(pen, pathway, toExplain))
  const found = lines.length > 0 ? 'found' : answer.rules > 0 ? 'closed' : 'none'
  return {
    lang: words.lang,
    title: words.t('pathway.title', { goal: wanted, place }),
    goal: wanted,
    place,
    asOf: words.t('answer.asOf', { date: words.date(answer.asOf) }),
    holds: held.length === 0 ? words.t('answer.nothing-held') : words.and(held),
    summary: words.t(`pathway.summary.${found}`, { n: lines.length, place }),
    measure: words.t(`pathway.by.${answer.by}.means`),
    lines: lines.map((line) => ({ ...line, differs: differenceFrom(sameRule(lines, line), line, words) })),
    again: answer.rules === 0 ? words.t('pathway.none.elsewhere') : null,
  }
}

const sameRule = (lines: readonly LineView[], line: LineView) => lines.find((one) => one.rule === line.rule)

/** Of two ways by the same rule: what this one asks that the better one does not. */
function differenceFrom(best: LineView | undefined, line: LineView, words: Pen['words']): string | null {
  if (best === undefined || best === line || best.rule !== line.rule) return null
  const known = new Set(best.stations.map((station) => `${station.title} ${station.detail}`))
  const own = line.stations.filter((station) => !known.has(`${station.title} ${station.detail}`))
  const told = own
    .slice(0, 2)
    .map(({ title, detail }) => (detail === null ? title : words.t('pathway.detail', { said: title, about: detail })))
  return told.length === 0
    ? null
    : words.t('pathway.differs', { steps: told.join(words.lang.startsWith('zh') ? '；' : '; ') })
}

function goalInWords(pen: Pen, goal: Goal, rules: ToExplain['rules']): string {
  const { words } = pen
  if ('kind' in goal) return words.t(`kind.${goal.kind}`)
  if ('rule' in goal) {
    const text = pen.texts.rule(goal.rule)
    return text === undefined ? goal.rule : words.pick(text.title)
  }
  if ('level' in goal) return wantedInWords(pen, { kind: 'level', id: goal.level }, rules)
  if ('qualification' in goal) return wantedInWords(pen, { kind: 'qualification', id: goal.qualification }, rules)
  if ('code' in goal) return wantedInWords(pen, { kind: 'code', id: goal.code }, rules)
  return wantedInWords(pen, { kind: 'benefit', id: goal.benefit }, rules)
}

function lineInWords(pen: Pen, pathway: Pathway, { answer, person, instrumentOf }: ToExplain): LineView {
  const { words } = pen
  const text = pen.texts.rule(pathway.rule)
  const instrument = pen.texts.instrument(instrumentOf(pathway.rule) ?? '')
  const date = words.date(pathway.earliest)
  const today = pathway.earliest === answer.asOf
  const length = pathway.open ? (today ? 'soon' : 'open') : today ? 'now' : 'from'
  const checks = pathway.steps.some((step) => step.kind === 'confirm')
  const notes = pathway.verdict === 'met' ? [] : [words.t(`pathway.note.${pathway.verdict}`)]
  if (checks) notes.push(words.t('pathway.note.confirm'))
  notes.push(...new Set(pathway.against.map((one) => hindranceInWords(pen, one, false))))
  return {
    verdict: pathway.verdict,
    said: words.t(
      pathway.verdict === 'met' && checks ? 'pathway.verdict.checks' : `pathway.verdict.${pathway.verdict}`,
    ),
    rule: pathway.rule,
    title: text === undefined ? pathway.rule : words.pick(text.title),
    from: pathway.subject === null ? words.t('answer.no-subject') : subjectName(pen, pathway.subject, person),
    outcomes: pathway.outcomes.map(({ kind, by }, index) => ({
      kind,
      phrase: words.t(pathway.steps.length === 0 ? `kind.${kind}` : `would.${kind}`),
      label: labelOf(pen, pathway, index),
      manner: words.t(`by.${by}`),
      means: words.t(`means.${kind}`),
    })),
    earliest: words.t(`pathway.earliest.${length}`, { date }),
    effort: words.t('pathway.effort', { n: pathway.effort }),
    notes,
    steps: words.t('pathway.steps', { n: pathway.steps.length }),
    differs: null,
    stations: pathway.steps.map((step) => stationInWords(pen, step, person, pathway.rule)),
    basis: instrument === undefined ? null : basisInWords(pen, instrument, text?.clause ?? null),
  }
}

function labelOf(pen: Pen, { rule, outcomes }: Pathway, index: number): string {
  const label = pen.texts.rule(rule)?.outcomes[index]?.label
  const { level, qualification } = outcomes[index]?.target ?? {}
  if (label !== undefined) return pen.words.pick(label)
  return level === undefined ? nameOf(pen, 'qualification', qualification ?? '') : nameOf(pen, 'level', level)
}

const refName = (pen: Pen, ref: string): string => nameOf(pen, ref.includes('/') ? 'level' : 'qualification', ref)

function subjectName(pen: Pen, id: string, person: Person): string {
  if (!id.startsWith('earned:')) return credentialName(pen, id, person)
  return pen.words.t('pathway.earned', { what: refName(pen, id.slice('earned:'.length)) })
}

/** Kinds of step whose title says what is asked. */
const saysAll: ReadonlySet<StepKind> = new Set(['confirm', 'act', 'ask', 'discretion'])

/** Of which credential a condition speaks; null where there is only one. */
function nearName(pen: Pen, id: string, person: Person): string | null {
  if (id.startsWith('earned:')) return refName(pen, id.slice('earned:'.length))
  return person.credentials.length === 1 ? null : subjectName(pen, id, person)
}

function stationInWords(pen: Pen, step: DatedStep, person: Person, goal: string): StationView {
  const { words } = pen
  const { kind, months, condition, selector, subject } = step
  const period = monthsInWords(words, months ?? 0)
  const said =
    condition !== undefined
      ? conditionInWords(pen, condition)
      : selector === undefined
        ? null
        : selectorInWords(pen, selector)
  const about =
    subject === null || condition === undefined || !isAboutCredential(condition) ? null : nearName(pen, subject, person)
  const unknown = kind === 'earn' && step.rule === null ? words.t('pathway.earn.unknown') : null
  const full = said === null || about === null ? said : words.t('pathway.detail', { said, about })
  const what = step.earns === undefined ? (full ?? '') : refName(pen, step.earns)
  const detail = full === null ? unknown : saysAll.has(kind) ? null : full
  const rule = step.rule === null || step.rule === goal ? undefined : pen.texts.rule(step.rule)
  return {
    kind,
    title: words.t(`pathway.step.${kind}`, { period, what }),
    detail,
    when: whenInWords(pen, step),
    rule: rule === undefined ? null : words.t('pathway.rule', { rule: words.pick(rule.title) }),
    minor: saysAll.has(kind),
    year: saysAll.has(kind) || months === null ? null : step.end.slice(0, 4),
  }
}

const isAboutCredential = (condition: object): boolean =>
  'held' in condition || 'experience' in condition || 'stated' in condition || 'is' in condition

function whenInWords(pen: Pen, { kind, months, start, end, atEarliest }: DatedStep): string {
  const { words } = pen
  if (kind === 'confirm') return words.t('pathway.when.confirm')
  if (months === null)
    return words.t(atEarliest === true ? 'pathway.when.unknown-later' : 'pathway.when.unknown', {
      date: words.date(start),
    })
  return words.t(atEarliest === true ? 'pathway.when.earliest' : 'pathway.when', {
    start: words.date(start),
    end: words.date(end),
  })
}
