// SPDX-License-Identifier: Apache-2.0
import { classInWords, nameOf, type Pen, personInWords, wholePenFor } from '../../finder/index.ts'
import {
  type CatalogueDiff,
  changedMembers,
  type ItemChange,
  type LawDiff,
  type PartChange,
  type RuleDiff,
} from '../../instruments/index.ts'
import type { Words } from '../../ui/index.ts'
import type {
  CatalogueChangesView,
  ChangeLine,
  ChangesView,
  ConcernedView,
  RuleChangesView,
  WhomLine,
} from './changes.model.ts'
import type { ComparedLaw } from './compare-law.ts'
import type { Concerned } from './concerned-persons.model.ts'
import { conditionLine, effectInWords, type Pens, subjectInWords, whom, whomOfRule } from './condition-change-words.ts'
import { line, membersInWords, type Whose } from './member-words.ts'

/** What a new version changes and for whom, in the reader's language. Nothing is said that was not computed. */
export function explainChanges(compared: ComparedLaw, words: Words, mostItems = 100): ChangesView {
  const pens = { before: wholePenFor(compared.before, words), after: wholePenFor(compared.after, words) }
  const { diff, concerned, asked, asOf } = compared
  const pen = diff.change === 'removed' ? pens.before : pens.after
  const rules = diff.rules.map((rule) => ruleInWords(pens, rule, personsOf(pens, concerned.get(rule.id), asOf)))
  const told = new Set(diff.rules.map(({ id }) => id))
  const others = [...concerned].filter(([id]) => !told.has(id))
  const text = pen.texts.instrument(diff.instrument)
  const persons = [...concerned.values()].reduce((sum, list) => sum + list.length, 0)
  return {
    instrument: diff.instrument,
    title: text === undefined ? diff.instrument : words.pick(text.title),
    change: diff.change,
    summary: summaryOf(words, diff),
    notes: diff.change === 'same' ? [] : notesOf(words, asked, persons, asOf),
    groups: [
      { heading: words.t('change.group.facts'), lines: membersInWords(pen, 'instrument', diff.members) },
      { heading: words.t('change.group.clauses'), lines: partsInWords(pens, 'clause', diff.clauses, articleOf) },
      {
        heading: words.t('change.group.parts'),
        lines: [
          ...partsInWords(pens, 'whole', diff.wholes, titleOf),
          ...partsInWords(pens, 'programme', diff.credits, titleOf),
        ],
      },
      { heading: words.t('change.group.sources'), lines: partsInWords(pens, 'source', diff.sources, sourceOf) },
    ].filter(({ lines }) => lines.length > 0),
    rules: [...rules, ...others.map(([id, list]) => untouchedRule(pens, diff, id, personsOf(pens, list, asOf)))],
    catalogues: diff.catalogues.map((one) => catalogueInWords(pens, one, mostItems)),
  }
}

/** The whole of it in a sentence. */
export function summaryOf(
  words: Words,
  { change, rules, catalogues, clauses, members, wholes, credits }: LawDiff,
): string {
  if (change === 'same') return words.t('change.same')
  const count = (key: string, n: number) => (n === 0 ? [] : [words.t(`change.count.${key}`, { n })])
  const items = catalogues.reduce((sum, one) => sum + one.items.length, 0)
  const counts = [
    ...(change === 'changed' ? count('facts', members.length) : []),
    ...count('clauses', clauses.length),
    ...count('parts', wholes.length + credits.length),
    ...count('rules', rules.length),
    ...count('lists', catalogues.length),
    ...count('items', items),
  ]
  if (change === 'changed')
    return words.t('change.changes', { what: words.and(counts) || words.t('change.count.sources') })
  return words.t(change === 'added' ? 'change.new' : 'change.gone', { what: words.and(counts) })
}

function notesOf(words: Words, asked: number | null, found: number, asOf: string): string[] {
  if (asked === null) return [words.t('change.not-asked')]
  const date = words.date(asOf)
  if (asked === 0) return []
  return [words.t(found === 0 ? 'change.asked.none' : 'change.asked', { n: asked, found, date })]
}

type Named = { article?: Parameters<Words['pick']>[0] }
const articleOf = ({ words }: Pen, { article }: Named): string =>
  article === undefined ? words.t('change.clause.unnumbered') : words.pick(article)
const titleOf = ({ words }: Pen, { title }: { title: Parameters<Words['pick']>[0] }): string => words.pick(title)
const sourceOf = ({ words }: Pen, { quality }: { quality: string }): string => words.t(`law.grade.${quality}`)

function partsInWords<Part extends object>(
  pens: Pens,
  whose: Whose,
  parts: readonly PartChange<Part>[],
  nameOfPart: (pen: Pen, part: Part) => string,
): ChangeLine[] {
  return parts.flatMap(({ change, before, after, members }): ChangeLine[] => {
    if (after === null)
      return before === null
        ? []
        : [line('removed', nameOfPart(pens.before, before), textOf(pens.before, before), null)]
    const name = nameOfPart(pens.after, after)
    if (change === 'added') return [line('added', name, null, textOf(pens.after, after))]
    return membersInWords(pens.after, whose, members, name)
  })
}

/** What a part says of itself: the summary of a clause, the address of a source, the label of an outcome. */
function textOf({ words }: Pen, part: object): string {
  const said: unknown = Reflect.get(part, 'summary') ?? Reflect.get(part, 'label') ?? Reflect.get(part, 'note')
  const url: unknown = Reflect.get(part, 'url')
  if (typeof url === 'string') return url
  return typeof said === 'object' && said !== null ? words.pick(said as Parameters<Words['pick']>[0]) : ''
}

type WrittenRule = NonNullable<RuleDiff['after']>

function ruleInWords(pens: Pens, diff: RuleDiff, persons: ConcernedView[]): RuleChangesView {
  const { id, change, before, after } = diff
  const { words } = pens.after
  const rule = after ?? before
  const whole = { id, sign: change, signWord: words.t(`change.sign.${change}`), persons }
  if (rule === null) return { ...whole, title: id, outcomes: [], lines: [], whom: [] }
  const outcomes = outcomesOf(pens.after, rule)
  const titled = { ...whole, title: words.pick(rule.title), outcomes }
  if (change !== 'changed') {
    const pen = change === 'added' ? pens.after : pens.before
    const all = wholeRule(pens, diff)
    return {
      ...titled,
      lines: after === null ? all : [...all, ...saidOfRule(pens.after, after)],
      whom: [whomOfWhole(pen, rule, change === 'added' ? 'gain' : 'lose', all.length > 0)],
    }
  }
  return { ...titled, lines: ruleLines(pens, diff), whom: [...whomOfReach(pens, diff), ...whomOfRule(pens, diff)] }
}

const outcomesOf = ({ words }: Pen, rule: WrittenRule): string[] =>
  rule.outcomes.map(({ kind, label }) =>
    words.t('change.outcome', { kind: words.t(`law.kind.${kind}`), label: words.pick(label) }),
  )

/** What a new rule says beside its conditions: for what, from when, how its outcomes come about, and what it excludes. */
function saidOfRule(pen: Pen, rule: WrittenRule): ChangeLine[] {
  const own = changedMembers({}, rule, ['id', 'title', 'clause', 'subject', 'when', 'outcomes'])
  const ofOutcomes = rule.outcomes.flatMap((outcome) =>
    membersInWords(
      pen,
      'outcome',
      changedMembers({}, outcome, ['kind', 'label', 'target']),
      rule.outcomes.length > 1 ? pen.words.pick(outcome.label) : '',
    ),
  )
  return [...ofOutcomes, ...membersInWords(pen, 'rule', own)]
}

/** A rule that came or went, with all it asks. */
function wholeRule(pens: Pens, { before, after }: RuleDiff): ChangeLine[] {
  const when = (after ?? before)?.when
  if (when === undefined) return []
  const parts = 'all' in when ? when.all : [when]
  const change = { role: 'needed', effect: 'other', negated: false, guiding: false, elsewhere: false } as const
  return parts.map((one) =>
    conditionLine(pens, {
      ...change,
      change: after === null ? 'dropped' : 'added',
      before: after === null ? one : null,
      after: after === null ? null : one,
    }),
  )
}

function whomOfWhole(pen: Pen, rule: WrittenRule, kind: WhomLine['kind'], asks: boolean): WhomLine {
  const who = subjectInWords(pen, rule.subject)
  return whom(pen, kind, false, asks ? pen.words.t('change.who.if-met', { who }) : who)
}

function ruleLines(pens: Pens, { members, subject, before, after, conditions, outcomes }: RuleDiff): ChangeLine[] {
  const lines = membersInWords(pens.after, 'rule', members)
  if (subject !== null) {
    const [was, is] = [subjectInWords(pens.before, before?.subject), subjectInWords(pens.after, after?.subject)]
    const label = pens.after.words.t('change.member.rule.subject')
    lines.push({ ...line('changed', label, was, is), ...effectInWords(pens.after, subject) })
  }
  lines.push(...conditions.map((change) => conditionLine(pens, change)))
  lines.push(...partsInWords(pens, 'outcome', outcomes, outcomeName))
  return lines
}

const outcomeName = ({ words }: Pen, { kind }: { kind: string }): string => words.t(`law.kind.${kind}`)

/** Places and purposes for which a rule holds newly, or no longer. */
function whomOfReach(pens: Pens, { before, after, members }: RuleDiff): WhomLine[] {
  const { words } = pens.after
  const lines: WhomLine[] = []
  for (const member of ['places', 'purposes'] as const) {
    const [was, is] = [before?.[member], after?.[member]]
    if (was === undefined || is === undefined || !members.some((one) => one.member === member)) continue
    const named = (codes: readonly string[]) =>
      words.and(
        codes.map((one) => (member === 'places' ? nameOf(pens.after, 'jurisdiction', one) : words.t(`purpose.${one}`))),
      )
    const [codesBefore, codesAfter]: [readonly string[], readonly string[]] = [was, is]
    const gone = codesBefore.filter((one) => !codesAfter.includes(one))
    const come = codesAfter.filter((one) => !codesBefore.includes(one))
    const who = subjectInWords(pens.after, after?.subject)
    if (gone.length > 0)
      lines.push(whom(pens.after, 'lose', false, words.t(`change.who.${member}`, { who, what: named(gone) })))
    if (come.length > 0)
      lines.push(whom(pens.after, 'gain', false, words.t(`change.who.${member}`, { who, what: named(come) })))
  }
  return lines
}

/** A rule that says what it said, and yet answers otherwise: its list, its days or its reach are others. */
function untouchedRule(pens: Pens, { instrument }: LawDiff, id: string, persons: ConcernedView[]): RuleChangesView {
  const { words, texts } = pens.after
  const text = texts.rule(`${instrument}#${id}`)
  return {
    id,
    sign: 'changed',
    signWord: words.t('change.sign.by-others'),
    title: text === undefined ? id : words.pick(text.title),
    outcomes: (text?.outcomes ?? []).map(({ label }) => words.pick(label)),
    lines: [],
    whom: [],
    persons,
  }
}

function personsOf(pens: Pens, list: readonly Concerned[] | undefined, asOf: string): ConcernedView[] {
  const { words } = pens.after
  return (list ?? []).map(({ person, place, before, after, from }) => ({
    ...personInWords(pens.after, person),
    asked: words.t('law.example.asked', { date: words.date(asOf), place: nameOf(pens.after, 'jurisdiction', place) }),
    before: { verdict: before, word: words.t(`change.verdict.${before}`) },
    after: { verdict: after, word: words.t(`change.verdict.${after}`) },
    from: words.t(`change.from.${from}`),
  }))
}

function catalogueInWords(pens: Pens, diff: CatalogueDiff, most: number): CatalogueChangesView {
  const { id, change, before, after, members, classes, items } = diff
  const { words } = pens.after
  const counts = new Map<string, number>()
  for (const item of items) counts.set(countedAs(item), (counts.get(countedAs(item)) ?? 0) + 1)
  const title = after?.title ?? before?.title
  return {
    id,
    sign: change,
    signWord: words.t(`change.sign.${change}`),
    title: title === undefined ? id : words.pick(title),
    lines: [
      ...membersInWords(pens.after, 'catalogue', change === 'added' && after !== null ? saidOfList(after) : members),
      ...partsInWords(pens, 'class', classes, (pen, one) => pen.words.t('change.class', { id: one.id })),
    ],
    counts: countedKinds.flatMap((kind) => {
      const n = counts.get(kind)
      return n === undefined ? [] : [words.t(`change.items.${kind}`, { n })]
    }),
    items: items.slice(0, most).map((item) => itemInWords(pens, id, item)),
    more: items.length > most ? words.t('change.items.more', { n: items.length - most }) : null,
  }
}

const saidOfList = (list: NonNullable<CatalogueDiff['after']>) =>
  changedMembers({}, list, ['id', 'title', 'classes', 'items'])

/** A line of a later batch that changes or withdraws an entry adds nothing to the list. */
function countedAs({ change, after }: ItemChange): string {
  const { action = 'add' } = after ?? {}
  return change === 'added' && action !== 'add' ? `says-${action}` : change
}
const countedKinds = ['added', 'says-change', 'says-withdraw', 'removed', 'action', 'class', 'dates', 'holders', 'note']

function itemInWords(pens: Pens, catalogue: string, { change, qualification, before, after }: ItemChange): ChangeLine {
  const sign = change === 'added' || change === 'removed' ? change : 'changed'
  const pen = after === null ? pens.before : pens.after
  const said = (one: Pen, item: ItemChange['before']) => {
    if (item === null) return null
    const { words } = one
    const { action = 'add' } = item
    const parts = [
      ...(action === 'add' ? [] : [words.t(`change.item.${action}`)]),
      words.t('change.item.class', { class: classInWords(one, catalogue, item.class) }),
      ...(item.from === undefined ? [] : [words.t('change.item.from', { date: words.date(item.from) })]),
      ...(item.until === undefined ? [] : [words.t('change.item.until', { date: words.date(item.until) })]),
      ...(item.earlierHolders === undefined ? [] : [words.t(`catalogue.earlier.${item.earlierHolders}`)]),
      ...(item.note === undefined || change !== 'note' ? [] : [words.pick(item.note)]),
    ]
    return parts.join(words.t('change.parts.between'))
  }
  return line(sign, nameOf(pen, 'qualification', qualification), said(pens.before, before), said(pens.after, after))
}
