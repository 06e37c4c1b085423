// SPDX-License-Identifier: Apache-2.0
// Instruments of wider and narrower places whose rules touch the same credentials or outcomes, and how.
import type { CatalogueNode, Compiled, CredentialSelector, Outcome, Rule } from '@passerelle/recognition'
import { whyBefore } from '../../answers/basis.model.ts'
import { nameOf, type Pen } from '../../answers/words.model.ts'
import { standsAgainst } from '../../nesting/against.model.ts'
import { isSameOutcome } from '../../nesting/nesting.model.ts'
import { ruleAddress } from '../library/rule-address.model.ts'

export interface NeighbourLine {
  kind: 'replaces' | 'replaced' | 'disputed' | 'same' | 'target' | 'subject'
  text: string
  why: string | null
  /** The rule by which it is so, where one stands against another. */
  rule: { href: string; text: string } | null
}

export interface Neighbour {
  href: string
  title: string
  number: string | null
  place: string
  lines: NeighbourLine[]
}

export interface Neighbours {
  above: Neighbour[]
  below: Neighbour[]
}

/** What is looked at: the law as it is in force on a day. */
export interface Surroundings {
  compiled: Pick<Compiled, 'rules' | 'within' | 'frameworks'>
  catalogues: ReadonlyMap<string, CatalogueNode>
}

/** Null: no instrument above or below touches what this one speaks of. */
export function neighboursInWords(pen: Pen, id: string, surroundings: Surroundings): Neighbours | null {
  const home = pen.texts.instrument(id)?.jurisdiction
  if (home === undefined) return null
  const { rules } = surroundings.compiled
  const own = rules.filter(({ instrument }) => instrument === id)
  const found = (side: 'above' | 'below'): Neighbour[] =>
    [...new Set(rules.map(({ instrument }) => instrument))]
      .filter((other) => other !== id && sideOf(pen, other, home, surroundings) === side)
      .flatMap((other) => {
        const theirs = rules.filter(({ instrument }) => instrument === other)
        const lines = linesBetween(pen, own, theirs, surroundings)
        return lines.length === 0 ? [] : [neighbour(pen, other, lines)]
      })
  const [above, below] = [found('above'), found('below')]
  return above.length + below.length === 0 ? null : { above, below }
}

const around = ({ compiled }: Surroundings, place: string): readonly string[] => compiled.within[place] ?? [place]

function sideOf(pen: Pen, other: string, home: string, surroundings: Surroundings): 'above' | 'below' | null {
  const place = pen.texts.instrument(other)?.jurisdiction
  if (place === undefined || place === home) return null
  if (around(surroundings, home).includes(place)) return 'above'
  return around(surroundings, place).includes(home) ? 'below' : null
}

function neighbour(pen: Pen, id: string, lines: NeighbourLine[]): Neighbour {
  const text = pen.texts.instrument(id)
  return {
    href: `/law/${id}`,
    title: text === undefined ? id : pen.words.pick(text.title),
    number: text?.number ?? null,
    place: nameOf(pen, 'jurisdiction', text?.jurisdiction ?? ''),
    lines,
  }
}

interface Pair {
  mine: Rule
  theirs: Rule
}

function linesBetween(pen: Pen, own: readonly Rule[], theirs: readonly Rule[], surroundings: Surroundings) {
  const pairs = own.flatMap((mine) => theirs.map((other) => ({ mine, theirs: other })))
  const meeting = pairs.filter((pair) => mayMeet(pair, surroundings))
  const against = distinct(
    meeting.flatMap((pair) => [
      ...oppositions(pen, pair.mine, pair.theirs, 'replaces', surroundings),
      ...oppositions(pen, pair.theirs, pair.mine, 'replaced', surroundings),
    ]),
  )
  const shared = [...outcomeLines(pen, meeting), ...subjectLine(pen, meeting, surroundings)]
  return [...against, ...shared.map((line) => ({ ...line, why: null, rule: null }))]
}

function distinct(lines: readonly NeighbourLine[]): NeighbourLine[] {
  return [...new Map(lines.map((line) => [line.text, line])).values()]
}

/** They serve a purpose together, and a place of one lies in a place of the other. */
function mayMeet({ mine, theirs }: Pair, surroundings: Surroundings): boolean {
  if (!mine.purposes.some((purpose) => theirs.purposes.includes(purpose))) return false
  const reaches = (rule: Rule, place: string): boolean => {
    const within = around(surroundings, place)
    return within.some((one) => rule.places.includes(one)) && !within.some((one) => rule.except?.includes(one) === true)
  }
  return mine.places.some((place) => reaches(theirs, place)) || theirs.places.some((place) => reaches(mine, place))
}

/** What `by` has against outcomes of `of`, were both met. */
function oppositions(
  pen: Pen,
  by: Rule,
  of: Rule,
  side: 'replaces' | 'replaced',
  surroundings: Surroundings,
): NeighbourLine[] {
  const within = around(surroundings, narrower(pen, by, of, surroundings))
  const title = pen.texts.rule(by.id)?.title
  const rule = title === undefined ? by.id : pen.words.pick(title)
  return standsAgainst(by, of).map(({ outcome, how }) => {
    const kind = how === 'contested' ? 'disputed' : side
    return {
      kind,
      text: pen.words.t(`nesting.law.${kind}`, { rule, outcome: labelOf(pen, of, outcome) }),
      why: how === 'contested' ? null : whyBefore(pen, by.instrument, of.instrument, within),
      rule: { href: ruleAddress(by.id), text: rule },
    }
  })
}

function narrower(pen: Pen, one: Rule, other: Rule, surroundings: Surroundings): string {
  const [first, second] = [one, other].map(({ instrument }) => pen.texts.instrument(instrument)?.jurisdiction ?? '')
  return around(surroundings, first ?? '').includes(second ?? '') ? (first ?? '') : (second ?? '')
}

function labelOf(pen: Pen, rule: Rule, outcome: Outcome): string {
  const label = pen.texts.rule(rule.id)?.outcomes[rule.outcomes.indexOf(outcome)]?.label
  return label === undefined ? rule.id : pen.words.pick(label)
}

/** Outcomes that both give, and those to which each leads in its own way, where nothing stands against either. */
function outcomeLines(pen: Pen, pairs: readonly Pair[]): Pick<NeighbourLine, 'kind' | 'text'>[] {
  const same = new Set<string>()
  const target = new Set<string>()
  for (const { mine, theirs } of pairs) {
    const lost = new Set([...standsAgainst(mine, theirs), ...standsAgainst(theirs, mine)].map(({ outcome }) => outcome))
    const others = theirs.outcomes.filter((outcome) => !lost.has(outcome))
    for (const outcome of mine.outcomes.filter((one) => !lost.has(one))) {
      if (others.some((other) => isSameOutcome(outcome, other))) same.add(labelOf(pen, mine, outcome))
      else if (others.some((other) => isSameOutcome({ ...outcome, kind: other.kind }, other)))
        target.add(labelOf(pen, mine, outcome))
    }
  }
  for (const label of same) target.delete(label)
  const line = (kind: 'same' | 'target', labels: ReadonlySet<string>) =>
    labels.size === 0
      ? []
      : [{ kind, text: pen.words.t(`nesting.law.${kind}`, { outcomes: pen.words.and([...labels]) }) }]
  return [...line('same', same), ...line('target', target)]
}

/** More names than these are counted. */
const mostNamed = 4

function subjectLine(
  pen: Pen,
  pairs: readonly Pair[],
  surroundings: Surroundings,
): Pick<NeighbourLine, 'kind' | 'text'>[] {
  const names = new Set(
    pairs.flatMap(({ mine, theirs }) =>
      mine.subject === null || theirs.subject === null
        ? []
        : sharedSubjects(pen, mine.subject, theirs.subject, surroundings),
    ),
  )
  if (names.size === 0) return []
  const [named, more] = [[...names].slice(0, mostNamed), names.size - mostNamed]
  const what = more > 0 ? [...named, pen.words.t('nesting.law.more', { n: more })] : named
  return [{ kind: 'subject', text: pen.words.t('nesting.law.subject', { what: pen.words.and(what) }) }]
}

function sharedSubjects(pen: Pen, one: CredentialSelector, other: CredentialSelector, around: Surroundings): string[] {
  const levels = levelsOf(one, around)
  const shared = levelsOf(other, around).filter((level) => levels.includes(level))
  const [mine, theirs] = [qualificationsOf(one, around), qualificationsOf(other, around)]
  const [few, many] = mine.size < theirs.size ? [mine, theirs] : [theirs, mine]
  return [
    ...shared.map((level) => nameOf(pen, 'level', level)),
    ...[...few].filter((id) => many.has(id)).map((id) => nameOf(pen, 'qualification', id)),
  ]
}

function levelsOf(selector: CredentialSelector, { compiled }: Surroundings): string[] {
  const { levels, atLeast, atMost, framework } = selector
  if (levels !== undefined) return levels
  const id = framework ?? (atLeast ?? atMost)?.split('/')[0]
  const ladder = id === undefined ? [] : (compiled.frameworks[id] ?? [])
  const rank = (ref: string | undefined, open: number): number =>
    ladder.find(({ level }) => level === ref)?.rank ?? open
  const [least, most] = [rank(atLeast, -Infinity), rank(atMost, Infinity)]
  const bound = atLeast !== undefined || atMost !== undefined
  return ladder.flatMap(({ level, rank: own }) =>
    !bound || (own !== null && own >= least && own <= most) ? [level] : [],
  )
}

const listed = new WeakMap<CatalogueNode, ReadonlySet<string>>()

function qualificationsOf(selector: CredentialSelector, { catalogues }: Surroundings): ReadonlySet<string> {
  if (selector.qualification !== undefined) return new Set(selector.qualification)
  const list = selector.listed === undefined ? undefined : catalogues.get(selector.listed.catalogue)
  if (list === undefined) return new Set()
  const known = listed.get(list) ?? new Set(list.items.map(({ qualification }) => qualification))
  listed.set(list, known)
  return known
}
