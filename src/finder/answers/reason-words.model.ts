// SPDX-License-Identifier: Apache-2.0
import type {
  Condition,
  CredentialSelector,
  EndedListing,
  Measure,
  Person,
  Reason,
  Rule,
  Verdict,
} from '@passerelle/recognition'
import { conditionInWords, factLabel, isExclusion, selectorInWords } from './condition-words.model.ts'
import { credentialName, factName, statedValue, valueInWords } from './fact-words.model.ts'
import { monthsInWords, type Pen } from './words.model.ts'

/** One line of the list of conditions. */
export interface ConditionView {
  verdict: Verdict
  text: string
  /** By how much, and from when: `1 year 3 months held, 2 years needed: from 1 May 2027`. */
  detail: string | null
  /** The facts it stands on, in words. */
  facts: string[]
  note: 'discretion' | 'undetermined' | 'exclusion' | null
  children: ConditionView[]
}

type Located = { condition: Condition } | { selector: CredentialSelector; role: 'subject' | 'credential' } | null

const locations = new WeakMap<Rule, Map<string, Located>>()

/** Where a path of the engine (`when.all.1.any.0`) leads in the rule; followed once. */
function locate(rule: Rule, path: string): Located {
  let known = locations.get(rule)
  if (known === undefined) {
    known = new Map()
    locations.set(rule, known)
  }
  let located = known.get(path)
  if (located === undefined) {
    located = follow(rule, path)
    known.set(path, located)
  }
  return located
}

function follow(rule: Rule, path: string): Located {
  let node: unknown = rule
  const steps = path.split('.')
  for (const step of steps) {
    if (typeof node !== 'object' || node === null) return null
    node = Reflect.get(node, step)
  }
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return null
  const last = steps.at(-1)
  if (last === 'subject' || last === 'credential') return { selector: node as CredentialSelector, role: last }
  return { condition: node as Condition }
}

const written = new WeakMap<object, Map<object, string>>()

/** The words of a condition do not depend on the person: they are put together once for each language and law. */
function remembered(pen: Pen, node: object, write: () => string): string {
  let texts = written.get(pen)
  if (texts === undefined) {
    texts = new Map()
    written.set(pen, texts)
  }
  let text = texts.get(node)
  if (text === undefined) {
    text = write()
    texts.set(node, text)
  }
  return text
}

/** The conditions of a finding, each in words with its verdict. The outer 'all of' is the list itself. */
export function conditionsInWords(pen: Pen, rule: Rule, reason: Reason, person: Person): ConditionView[] {
  const walk = new Walk(pen, rule, person)
  const lines = walk.lines(reason).filter((line) => line.note !== 'exclusion' || line.verdict !== 'met')
  const open = lines.filter((line) => line.verdict !== 'met')
  return [...open, ...lines.filter((line) => line.verdict === 'met')]
}

/** A condition on a yes or no, whose fact would only repeat it. */
function saysYesOrNo(condition: Condition): boolean {
  return ('fact' in condition || 'stated' in condition) && typeof condition.is === 'boolean'
}

/** The set fact that every alternative of an 'any of' asks for. */
function setOf(condition: Condition): string | null {
  if (!('any' in condition)) return null
  const facts = new Set(condition.any.map((one) => ('fact' in one && one.includes !== undefined ? one.fact : null)))
  return facts.size === 1 && condition.any.length > 1 ? ([...facts][0] ?? null) : null
}

class Walk {
  private readonly pen: Pen
  private readonly rule: Rule
  private readonly person: Person

  constructor(pen: Pen, rule: Rule, person: Person) {
    this.pen = pen
    this.rule = rule
    this.person = person
  }

  /** A reason as lines: an 'all of' dissolves into its parts, wherever it stands inside another. */
  lines(reason: Reason): ConditionView[] {
    if (reason.path.startsWith('derived:')) return [this.derivedLine(reason)]
    if (reason.path.endsWith('.validity')) return [this.leaf(reason, this.pen.words.t('if.valid'))]
    const located = locate(this.rule, reason.path)
    const children = reason.children ?? []
    if (located === null) return children.flatMap((child) => this.lines(child))
    if ('selector' in located) return [this.selectorLine(reason, located)]
    const { condition } = located
    if ('all' in condition) return children.flatMap((child) => this.lines(child))
    if ('normally' in condition || 'not' in condition) return [this.wrapped(reason, condition)]
    if ('credential' in condition) return [this.credentialLine(reason, condition)]
    if ('is' in condition && typeof condition.is === 'object')
      return [{ ...this.leaf(reason, this.text(condition)), ...this.ended(reason) }]
    return [this.group(reason, condition)]
  }

  /** An outcome of another rule, by which this one stands or falls. */
  private derivedLine(reason: Reason): ConditionView {
    const id = reason.path.slice('derived:'.length)
    const rule = this.pen.texts.rule(id)
    const rules = rule === undefined ? id : this.pen.words.pick(rule.title)
    return { ...this.leaf(reason, this.pen.words.t('answer.via', { rules })), facts: [] }
  }

  private text(condition: Condition): string {
    return remembered(this.pen, condition, () => conditionInWords(this.pen, condition))
  }

  private group(reason: Reason, condition: Condition): ConditionView {
    const line = this.leaf(reason, this.text(condition))
    if ('undetermined' in condition) line.note = 'undetermined'
    // The sign says yes or no.
    if (saysYesOrNo(condition)) line.facts = []
    const children = reason.children ?? []
    if (children.length === 0) return line
    const set = setOf(condition)
    if (set !== null) return this.membersLine(reason, set)
    const alternatives = this.alternatives(children)
    // Once one alternative holds, the others do not matter.
    const shown = reason.verdict === 'met' ? alternatives.filter((one) => one.verdict === 'met') : alternatives
    return { ...line, facts: [], children: shown }
  }

  /** 'One of these' over the members of one set: the set is named once, its members below. */
  private membersLine(reason: Reason, set: string): ConditionView {
    const parts = reason.verdict === 'met' ? [] : (reason.children ?? [])
    const children = parts.flatMap((child) => this.lines(child)).map((line) => ({ ...line, facts: [] }))
    const label = factLabel(this.pen, set)
    const prefix = this.pen.words.t('if.fact.is', { label, value: '' })
    const members = children.map((line) => ({ ...line, text: line.text.replace(prefix, '') }))
    const text = this.pen.words.t('if.any.of', { label })
    return { ...this.leaf(reason, text), facts: this.fact(set), children: members }
  }

  /** Each alternative stays one line; one that is itself an 'all of' keeps its parts below it. */
  private alternatives(children: Reason[]): ConditionView[] {
    const views = children.map((child): ConditionView => {
      const lines = this.lines(child)
      const only = lines[0]
      if (lines.length === 1 && only !== undefined) return only
      const text = this.pen.words.t('if.all')
      return {
        verdict: child.verdict,
        text,
        detail: this.fromWhen(null, child),
        facts: [],
        note: null,
        children: lines,
      }
    })
    return views
  }

  /** 'Normally' and 'not' say their one part in the same line. */
  private wrapped(reason: Reason, condition: Condition): ConditionView {
    const text = this.text(condition)
    const inner = (reason.children ?? []).flatMap((child) => this.lines(child))
    const only = inner.length === 1 ? inner[0] : undefined
    const line = this.leaf(reason, text)
    const note = reason.verdict === 'discretion' ? 'discretion' : null
    if (isExclusion(condition)) return { ...line, facts: [], note: 'exclusion' }
    if ('not' in condition) return { ...line, detail: line.detail ?? only?.detail ?? null, facts: only?.facts ?? [] }
    if (only === undefined) return { ...line, note, children: inner }
    return { ...line, note, detail: line.detail ?? only.detail, facts: only.facts, children: only.children }
  }

  /** Who the credential is; its attributes stand below only while they are open. */
  private selectorLine(reason: Reason, located: { selector: CredentialSelector; role: string }): ConditionView {
    const { selector } = located
    const text = remembered(this.pen, selector, () => {
      const what = selectorInWords(this.pen, selector)
      return this.pen.words.t(located.role === 'subject' ? 'if.subject' : 'if.credential', { what })
    })
    const open = (reason.children ?? []).filter((child) => child.verdict !== 'met')
    const children = open.map((child) => this.leaf(child, this.attributeText(selector, child.path)))
    // What the line leaves out is told where it is what fails.
    const shown = children.length > 1 || open.some(({ path }) => path.endsWith('notFramework'))
    return { ...this.leaf(reason, text), ...this.ended(reason), children: shown ? children : [] }
  }

  private attributeText(selector: CredentialSelector, path: string): string {
    const name = path.slice(path.lastIndexOf('.') + 1)
    const value: unknown = Reflect.get(selector, name)
    return value === undefined ? '' : selectorInWords(this.pen, { [name]: value })
  }

  /** 'Also holds …': what is asked of that other credential stands below. */
  private credentialLine(reason: Reason, condition: Condition): ConditionView {
    const line = this.leaf(reason, this.text(condition))
    // Once one credential does, the others are no ground of it.
    const candidates = (reason.children ?? []).filter((one) => reason.verdict !== 'met' || one.verdict === 'met')
    const own = candidates.filter((candidate) => !(candidate.credential ?? '?').startsWith('?'))
    const names = own.map((candidate) => credentialName(this.pen, candidate.credential ?? '', this.person))
    const asked = candidates.flatMap((candidate) =>
      (candidate.children ?? []).slice(1).flatMap((part) => this.lines(part)),
    )
    const ended = candidates.flatMap((one) => (one.children ?? []).map((part) => this.ended(part)))
    return { ...line, ...ended.find(({ detail }) => detail !== undefined), facts: names, children: asked }
  }

  /** Where an entry of the list has ended: when, and whether it counts for this credential all the same. */
  private ended(selector: Reason): { detail?: string } {
    const ended = selector.children?.find((child) => child.ended !== undefined)?.ended
    if (ended === undefined) return {}
    const located = locate(this.rule, selector.path)
    const list = located !== null && 'selector' in located ? located.selector.listed?.catalogue : undefined
    return { detail: endedInWords(this.pen, ended, list ?? listOf(located)) }
  }

  private leaf(reason: Reason, text: string): ConditionView {
    return {
      verdict: reason.verdict,
      text,
      detail: this.fromWhen(measureInWords(this.pen, reason.measure, reason.path, this.rule), reason),
      facts: (reason.facts ?? []).flatMap((key) => this.fact(key)).filter((fact) => fact !== text),
      note: null,
      children: [],
    }
  }

  private fromWhen(text: string | null, reason: Reason): string | null {
    if (reason.from === undefined) return text
    const date = this.pen.words.date(reason.from)
    if (text === null) return this.pen.words.t('answer.holds-from.short', { date })
    return this.pen.words.t('have.from', { text, date })
  }

  private fact(key: string): string[] {
    const value = statedValue(key, this.person)
    if (value === undefined) return []
    const label = factName(this.pen, key, this.person)
    return [this.pen.words.t('if.fact.is', { label, value: valueInWords(this.pen, key, value) })]
  }
}

function listOf(located: Located): string | undefined {
  if (located === null || !('condition' in located) || !('is' in located.condition)) return undefined
  const { is } = located.condition
  return typeof is === 'object' ? is.listed?.catalogue : undefined
}

function endedInWords({ words, texts }: Pen, ended: EndedListing, list: string | undefined): string {
  const classes = texts.catalogue(list ?? '')?.classes ?? []
  const named = (id: string): string => {
    const label = classes.find((one) => one.id === id)?.label
    return label === undefined ? id : words.pick(label)
  }
  const how = !ended.kept ? 'lost' : ended.applies === null ? 'ask' : ended.applies ? 'kept' : 'late'
  const date = words.date(ended.on)
  if (ended.now === null) return words.t(`have.withdrawn.${how}`, { date })
  return words.t(`have.moved.${how}`, { date, class: named(ended.class), now: named(ended.now) })
}

function measureInWords(pen: Pen, measure: Measure | undefined, path: string, rule: Rule): string | null {
  if (measure === undefined || measure.have === null) return null
  const { words } = pen
  if (measure.unit === 'years') return Array.isArray(measure.have) ? null : words.t('have.age', { have: measure.have })
  if (measure.unit === 'number') {
    return Array.isArray(measure.have) ? null : words.t('have.number', { have: measure.have, need: measure.need })
  }
  const need = monthsInWords(words, measure.need)
  if (Array.isArray(measure.have)) {
    const [least, most] = measure.have
    if (most === null)
      return least === 0 ? null : words.t('have.work.least', { least: monthsInWords(words, least), need })
    return words.t('have.work.range', { least: monthsInWords(words, least), most: monthsInWords(words, most), need })
  }
  const located = locate(rule, path)
  const held = located !== null && 'condition' in located && 'held' in located.condition
  return words.t(held ? 'have.held' : 'have.work', { have: monthsInWords(words, measure.have), need })
}

/** For the CLI and the page: the name of the credential that a finding is about. */
export function subjectInWords(pen: Pen, subject: string | null, person: Person): string | null {
  return subject === null ? null : credentialName(pen, subject, person)
}
