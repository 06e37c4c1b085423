// SPDX-License-Identifier: Apache-2.0
/** Random small laws over a small world whose every person can be listed. */

import type { Condition, Credential, Person } from '../../../packages/recognition/src/index.ts'
import { type Dice, dice } from '../../../packages/recognition/src/oracle/prng.ts'
import type { WrittenFolder } from '../../../src/instruments/analysis/law-in-hand.ts'
import { vocabularyOf } from '../../../src/instruments/law/vocabulary.ts'
import type { LawRule } from '../../../src/instruments/rules/rule-schema.ts'
import { type Change, type Dimension, type Draft, dimensions, unclaimed } from './dimensions.ts'

export const vocabulary = vocabularyOf({
  jurisdictions: [
    { code: 'XA', parents: [{ code: 'XU', from: '2025-12-01' }] },
    { code: 'XA-1', parents: [{ code: 'XA' }] },
    { code: 'XA-2', parents: [{ code: 'XA' }] },
    { code: 'XB', parents: [{ code: 'XU' }] },
    { code: 'XU', parents: [] },
  ],
  frameworks: [
    { id: 'skill', levels: ['low', 'middle', 'high'].map((id, rank) => ({ id, rank })) },
    { id: 'degree', levels: [{ id: 'bachelor', rank: 1 }] },
  ],
  qualifications: [
    { id: 'q1', levels: ['skill/high'], country: null, awardingBody: null, field: [] },
    { id: 'q2', levels: [], country: null, awardingBody: null, field: [] },
  ],
  facts: [
    { id: 'filed', type: 'boolean' },
    { id: 'recruiter', type: 'choice', options: ['college', 'company', 'none'] },
    { id: 'honours', type: 'set', options: ['medal', 'prize'] },
    { id: 'points', type: 'number' },
    { id: 'home', type: 'place' },
    { id: 'arrived', type: 'date' },
  ],
  statements: [{ id: 'in-field', type: 'boolean' }],
  awardingBodies: ['board'],
  authorities: [],
})

export const days = ['2025-06-15', '2026-06-15']

/** The law of a seed, and every person that it can tell apart, on a day. */
export interface SmallLaw {
  folders: WrittenFolder[]
  personsOn(day: string): Person[]
  /** Whether the analysis claims to find everything in it. */
  claimed: boolean
}

const mostPersons = 80

/** Everything that is left open doubles the list of what may come out. */
const mostOpen = 4

export function smallLaw(seed: number): SmallLaw {
  for (let attempt = 0; ; attempt++) {
    const law = drawLaw(seed * 64 + attempt)
    const opens = JSON.stringify(law.folders.map(({ rules }) => rules)).split('"undetermined"').length - 1
    if (opens <= mostOpen) return law
  }
}

function drawLaw(seed: number): SmallLaw {
  const roll = dice(seed)
  const claimed = !roll.chance(0.2)
  const chosen = drawDimensions(roll, claimed ? [] : [roll.pick(unclaimed)])
  const [a, b, c] = ['a', 'b', 'c'].map((id) => drawRule(roll, id, chosen))
  if (a === undefined || b === undefined || c === undefined) throw new Error('three rules are drawn')
  const rules = roll.shuffle([a, roll.chance(0.5) ? alike(roll, a, b) : b, c])
  const folders = rules.map((rule, index) => folderOf(`law-${index + 1}`, rule, roll, rules))
  return { folders, personsOn: (day) => personsOf(chosen, day), claimed }
}

/** A rule that asks for more or less than another. */
function alike(roll: Dice, one: LawRule, other: LawRule): LawRule {
  const { subject, purposes, places } = one
  const more = (when: LawRule['when']): Pick<LawRule, 'when'> => (when === undefined ? {} : { when })
  const scoped = subject !== 'none' || other.subject === 'none'
  if (one.when === undefined || other.when === undefined || !scoped) return { ...other, purposes }
  const when = roll.pick<LawRule['when']>([{ all: [one.when, other.when] }, { any: [other.when, one.when] }, one.when])
  return { ...other, subject, purposes, ...(places !== undefined && roll.chance(0.7) && { places }), ...more(when) }
}

function drawDimensions(roll: Dice, first: readonly Dimension[]): Dimension[] {
  const chosen: Dimension[] = [...first]
  let size = first.reduce((product, one) => product * one.changes.length, 1)
  for (const one of roll.shuffle(dimensions)) {
    if (chosen.length === 4 || size * one.changes.length > mostPersons) continue
    if (['held', 'issued', 'work', 'degree'].includes(one.name) && chosen.some(({ name }) => clash(name, one.name)))
      continue
    chosen.push(one)
    size *= one.changes.length
  }
  return chosen
}

/** They would set the same value of the person. */
function clash(name: string, other: string): boolean {
  const dates = ['held', 'issued', 'held and issued']
  const works = ['work', 'work in places']
  return [dates, works].some((group) => group.includes(name) && group.includes(other))
}

function personsOf(chosen: readonly Dimension[], day: string): Person[] {
  const choices = chosen.reduce<Change[][]>(
    (lists, { changes }) => lists.flatMap((list) => changes.map((one) => [...list, one])),
    [[]],
  )
  const wide = chosen.some(({ name }) => name === 'what')
  const starts: Partial<Credential>[] = wide ? [{}] : [{}, { level: 'skill/high' }]
  return starts.flatMap((start) =>
    choices.map((list) => {
      const draft: Draft = { day, person: { credentials: [{ id: 'c1', ...start }], facts: {} } }
      for (const change of list) change(draft)
      return draft.person
    }),
  )
}

function drawCondition(roll: Dice, chosen: readonly Dimension[], scoped: boolean, depth: number): Condition {
  const usable = chosen.filter((one) => one.leaves.length > 0 && (scoped || !one.scoped))
  const below = (least: number): Condition[] =>
    Array.from({ length: least + roll.roll(2) }, () => drawCondition(roll, chosen, scoped, depth - 1))
  if (depth === 0 || roll.chance(0.25)) {
    if (usable.length === 0 || roll.chance(0.03)) return { undetermined: 'the source breaks off' }
    return roll.pick(roll.pick(usable).leaves)
  }
  return roll.pick<() => Condition>([
    () => ({ all: below(2) }),
    () => ({ all: below(2) }),
    () => ({ any: below(2) }),
    () => ({ not: drawCondition(roll, chosen, scoped, depth - 1) }),
    () => ({ normally: drawCondition(roll, chosen, scoped, depth - 1) }),
    () => ({ atLeast: 2, of: below(2) }),
  ])()
}

const both = (text: string) => ({ en: text, 'zh-CN': text })

function drawRule(roll: Dice, id: string, chosen: readonly Dimension[]): LawRule {
  const selectors = chosen.flatMap((one) => one.selectors)
  const narrow = selectors.length > 0 && roll.chance(0.8)
  const subject = roll.chance(0.75) ? (narrow ? roll.pick(selectors) : { notCountry: ['ZZ'] }) : 'none'
  const plain = subject !== 'none' && !narrow ? { framework: 'skill' } : subject
  const when = roll.chance(0.9) ? drawCondition(roll, chosen, plain !== 'none', 1 + roll.roll(2)) : undefined
  const grants = id !== 'c' || roll.chance(0.3)
  const target = { benefit: 'title' }
  return {
    id,
    clause: 'art-1',
    title: both(`Rule ${id}`),
    purposes: roll.some(['title', 'study'] as const, 1 + roll.roll(2)),
    places: [roll.pick(['XA', 'XA', 'XA-1', 'XB', 'XU'])],
    ...(roll.chance(0.15) && { except: [roll.pick(['XA-1', 'XA-2'])] }),
    subject: plain,
    ...(when !== undefined && { when }),
    outcomes: grants ? [{ kind: 'entitled-to', by: 'application', target, label: both('title') }] : [],
    ...(id === 'c' && { [roll.chance(0.6) || !grants ? 'excludes' : 'exclusive']: [{ target, label: both('title') }] }),
    ...(roll.chance(0.2) && { from: roll.pick(['2025-01-01', '2026-01-01']) }),
    ...(roll.chance(0.2) && { until: roll.pick(['2026-01-01', '2027-01-01']) }),
  }
}

function folderOf(id: string, rule: LawRule, roll: Dice, rules: readonly LawRule[]): WrittenFolder {
  const others = rules.map((_, index) => `law-${index + 1}`).filter((name) => name !== id)
  const catalogue = {
    id: 'list',
    title: both('List'),
    coverage: 'partial' as const,
    classes: ['A', 'B'].map((one) => ({ id: one, label: both(one) })),
  }
  return {
    instrument: {
      id,
      jurisdiction: 'XU',
      kind: 'notice',
      title: both(`Law ${id}`),
      status: 'in-force',
      places: ['XU', 'XA', 'XB'],
      sources: [{ id: 's1', url: 'https://example.org', quality: 'demonstration', text: 'paraphrase' }],
      ...(id === 'law-1' && { catalogues: [catalogue] }),
      ...(roll.chance(0.2) && { overrides: [roll.pick(others)] }),
      clauses: [{ id: 'art-1', summary: both('A clause.'), source: 's1' }],
    },
    rules: [rule],
  }
}
