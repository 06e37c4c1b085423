// SPDX-License-Identifier: Apache-2.0
// How the instruments that speak of a person nest: what each lower one does to those above it, as the engine found it.
import type { Finding, Opposition, Outcome, Rule, Verdict } from '@passerelle/recognition'
import { basisInWords, oppositionsInWords, outcomeOpposed, sidesOf, whyBefore } from '../answers/basis.model.ts'
import { nameOf, type Pen } from '../answers/words.model.ts'

/** Where something is written, to be followed. */
export interface NestedBasis {
  href: string
  text: string
  /** How good the source is. */
  sign: string
}

/** What one instrument does to another. */
export interface NestedLine {
  kind: 'adds' | 'same' | 'replaces' | 'replaced' | 'disputed'
  text: string
  /** The article by which it does, and why that goes before; null where nothing stands against anything. */
  because: NestedBasis | null
  why: string | null
}

export interface NestedRule {
  rule: string
  title: string
  verdict: Verdict
  verdictWord: string
  /** What took its outcomes away. */
  reasons: string[]
}

export interface NestedInstrument {
  instrument: string
  href: string
  title: string
  number: string | null
  lines: NestedLine[]
  rules: NestedRule[]
  /** Rules that are met or open, but have lost every outcome to another. */
  lost: NestedRule[]
}

/** The instruments of one place; the widest place comes first. */
export interface NestedLevel {
  place: string
  instruments: NestedInstrument[]
}

export interface Nested {
  findings: readonly Finding[]
  rule(id: string): Rule | undefined
  /** All that contains the place of the question, itself first. */
  within: readonly string[]
  /** The same for any place. */
  around(place: string): readonly string[]
}

/** An instrument with what it says of the person: findings that are met or still open. */
interface Speaker {
  id: string
  place: string
  findings: Finding[]
}

/** Null: all that speaks of the person is of one place, and nothing stands against anything. */
export function nestingInWords(pen: Pen, nested: Nested): NestedLevel[] | null {
  const speakers = speakersOf(pen, nested)
  const places = new Set(speakers.map(({ place }) => place))
  const against = speakers.some(({ findings }) => findings.some(({ opposed }) => opposed !== undefined))
  if (speakers.length < 2 || (places.size < 2 && !against)) return null
  return [...places].map((place) => ({
    place: nameOf(pen, 'jurisdiction', place),
    instruments: speakers.flatMap((one) =>
      one.place === place ? [instrumentInWords(pen, nested, one, speakers)] : [],
    ),
  }))
}

const instrumentOf = (rule: string): string => rule.split('#')[0] ?? rule

function speakersOf(pen: Pen, nested: Nested): Speaker[] {
  const found = new Map<string, Speaker>()
  const opponents = new Set(nested.findings.flatMap(({ opposed = [] }) => opposed.map(({ by }) => by)))
  for (const finding of nested.findings) {
    const rule = nested.rule(finding.rule)
    const speaks = finding.outcomes.length > 0 || opponents.has(finding.rule)
    if (finding.verdict === 'unmet' || rule === undefined || !speaks) continue
    const known = found.get(rule.instrument)
    if (known === undefined) {
      found.set(rule.instrument, { id: rule.instrument, place: placeOf(pen, rule, nested.within), findings: [finding] })
    } else known.findings.push(finding)
  }
  const width = ({ place }: Speaker): number => nested.within.indexOf(place)
  return [...found.values()].sort((a, b) => width(b) - width(a) || (a.id < b.id ? -1 : 1))
}

/** The level that an instrument is of: that of who made it, or, made for places elsewhere, the one by which it reaches here. */
function placeOf(pen: Pen, rule: Rule, within: readonly string[]): string {
  const own = pen.texts.instrument(rule.instrument)?.jurisdiction
  if (own !== undefined && within.includes(own)) return own
  return within.findLast((place) => rule.places.includes(place)) ?? within[0] ?? ''
}

/** An outcome that a met rule takes away is lost; nobody wins a dispute. */
export function isTaken({ how, verdict }: Opposition): boolean {
  return how !== 'contested' && verdict === 'met'
}

export function standingOutcomes({ outcomes, opposed = [] }: Finding): Outcome[] {
  return outcomes.filter((_, index) => !opposed.some((one) => one.outcome === index && isTaken(one)))
}

function instrumentInWords(pen: Pen, nested: Nested, one: Speaker, all: readonly Speaker[]): NestedInstrument {
  const text = pen.texts.instrument(one.id)
  const others = all.filter((other) => other !== one)
  const against = others.flatMap((other) => oppositionLines(pen, nested, one, other))
  const opposed = new Set(against.map(({ other }) => other))
  const above = others.filter(({ place }) => place !== one.place && nested.around(one.place).includes(place))
  const rules = one.findings.map((finding) => ruleInWords(pen, nested, finding))
  return {
    instrument: one.id,
    href: `/law/${one.id}`,
    title: text === undefined ? one.id : pen.words.pick(text.title),
    number: text?.number ?? null,
    lines: [...against.map(({ line }) => line), ...additions(pen, one, above, opposed)],
    rules: distinct(rules.filter(({ lost }) => !lost)),
    lost: distinct(rules.filter(({ lost }) => lost)),
  }
}

/** One rule may speak of several credentials with one verdict: it is named once. */
function distinct(rules: readonly (NestedRule & { lost: boolean })[]): NestedRule[] {
  const named = new Map(rules.map(({ lost: _, ...rule }) => [`${rule.rule} ${rule.verdict} ${rule.reasons}`, rule]))
  return [...named.values()]
}

function ruleInWords(pen: Pen, { within }: Nested, finding: Finding): NestedRule & { lost: boolean } {
  const text = pen.texts.rule(finding.rule)
  const lost = finding.outcomes.length > 0 && standingOutcomes(finding).length === 0
  return {
    rule: finding.rule,
    title: text === undefined ? finding.rule : pen.words.pick(text.title),
    verdict: lost ? 'unmet' : finding.verdict,
    verdictWord: pen.words.t(lost ? 'verdict.barred' : `verdict.${finding.verdict}`),
    reasons: lost ? oppositionsInWords(pen, finding, within) : [],
    lost,
  }
}

/** What stands between two instruments, each outcome and each rule that is against it once. */
function oppositionLines(
  pen: Pen,
  nested: Nested,
  one: Speaker,
  other: Speaker,
): { other: string; line: NestedLine }[] {
  const mine = entriesBetween(other, one).map((entry) => opposition(pen, nested, entry, 'replaces', other))
  const theirs = entriesBetween(one, other).map((entry) => opposition(pen, nested, entry, 'replaced', other))
  const lines = new Map([...mine, ...theirs].map((line) => [`${line.text} ${line.because?.href}`, line]))
  return [...lines.values()].map((line) => ({ other: other.id, line }))
}

interface Entry {
  finding: Finding
  opposition: Opposition
}

/** What a rule of the winner has against outcomes of the loser. */
function entriesBetween(loser: Speaker, winner: Speaker): Entry[] {
  return loser.findings.flatMap((finding) =>
    (finding.opposed ?? []).flatMap((opposition) =>
      instrumentOf(opposition.by) === winner.id ? [{ finding, opposition }] : [],
    ),
  )
}

function opposition(
  pen: Pen,
  { within }: Nested,
  entry: Entry,
  side: 'replaces' | 'replaced',
  other: Speaker,
): NestedLine {
  const { finding, opposition: against } = entry
  const kind = against.how === 'contested' ? 'disputed' : side
  const open = against.verdict !== 'met' || finding.verdict !== 'met'
  const args = { other: titleOf(pen, other.id), outcome: outcomeOpposed(pen, finding, against) }
  return {
    kind,
    text: pen.words.t(open ? `nesting.line.${kind}.open` : `nesting.line.${kind}`, args),
    because: basisOf(pen, against.by, kind === 'disputed'),
    why: kind === 'disputed' ? null : whyBefore(pen, ...sidesOf(against, finding), within),
  }
}

function titleOf(pen: Pen, id: string): string {
  const text = pen.texts.instrument(id)
  return text === undefined ? id : pen.words.pick(text.title)
}

/** `titled`: the instrument is not clear from the line itself. */
function basisOf(pen: Pen, rule: string, titled: boolean): NestedBasis | null {
  const text = pen.texts.rule(rule)
  const instrument = pen.texts.instrument(instrumentOf(rule))
  if (instrument === undefined) return null
  const { title, article, clause, signWord } = basisInWords(pen, instrument, text?.clause ?? null)
  const own = text === undefined ? [] : [pen.words.pick(text.title)]
  return {
    href: `/law/${instrument.id}${clause === null ? '' : `#${clause}`}`,
    text: [titled ? title : null, article, ...own].filter((part) => part !== null).join(' · '),
    sign: signWord,
  }
}

/** Grants add up: what a lower text gives stands beside what those above it give. `opposed`: of these that is not said, as something stands against them. */
function additions(pen: Pen, one: Speaker, above: readonly Speaker[], opposed: ReadonlySet<string>): NestedLine[] {
  const { words } = pen
  const mine = standing(one)
  const beside = above.filter((other) => standing(other).length > 0)
  if (mine.length === 0 || beside.length === 0) return []
  const twice = beside.map((other) => ({ other, outcomes: shared(pen, one, other) }))
  const same = twice.filter(({ outcomes }) => outcomes.length > 0)
  const added = beside.filter((other) => !opposed.has(other.id) && !same.some((each) => each.other === other))
  const lines = same.map(({ other, outcomes }) => ({
    kind: 'same' as const,
    text: words.t('nesting.same', { other: titleOf(pen, other.id), outcome: words.and(outcomes) }),
  }))
  const holds = [one, ...added].every((speaker) => standing(speaker).some(({ verdict }) => verdict === 'met'))
  const names = words.and(added.map(({ id }) => words.t('nesting.title', { title: titleOf(pen, id) })))
  const adds = { kind: 'adds' as const, text: words.t(holds ? 'nesting.adds' : 'nesting.adds.open', { others: names }) }
  return [...lines, ...(added.length === 0 ? [] : [adds])].map((line) => ({ ...line, because: null, why: null }))
}

const standing = ({ findings }: Speaker): Finding[] =>
  findings.filter((finding) => standingOutcomes(finding).length > 0)

/** Outcomes that two instruments both give, for the same credential, by rules that are met. */
function shared(pen: Pen, one: Speaker, other: Speaker): string[] {
  const labels = one.findings.flatMap((finding) =>
    finding.outcomes.flatMap((outcome, index) => {
      const given = givenBy(one, finding.subject, outcome) && givenBy(other, finding.subject, outcome)
      const label = pen.texts.rule(finding.rule)?.outcomes[index]?.label
      return given && label !== undefined ? [pen.words.pick(label)] : []
    }),
  )
  return [...new Set(labels)]
}

const givenBy = ({ findings }: Speaker, subject: string | null, outcome: Outcome): boolean =>
  findings.some(
    (finding) =>
      finding.verdict === 'met' &&
      finding.subject === subject &&
      standingOutcomes(finding).some((one) => isSameOutcome(one, outcome)),
  )

const members = ['qualification', 'level', 'field', 'occupation', 'part', 'benefit'] as const

/** The same kind of outcome for the same target, by whatever procedure. */
export function isSameOutcome(one: Outcome, other: Outcome): boolean {
  return one.kind === other.kind && members.every((member) => one.target[member] === other.target[member])
}
