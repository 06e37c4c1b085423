// SPDX-License-Identifier: Apache-2.0
/** Small random worlds: nested places, frameworks, qualifications, catalogues and declared facts. */
import type { Bundle, FrameworkNode, JurisdictionNode, QualificationNode } from '../bundle.ts'
import type { LevelRef, PlainDate } from '../rule.ts'
import { dateOf, dayOf } from './calendar.ts'
import type { Dice } from './prng.ts'

export const PLACES = ['XA', 'XA-1', 'XA-2', 'XA-11', 'XB', 'XB-1', 'XU']
export const BODIES = ['xa-board', 'xb-board']
export const FIELDS = ['isced-f/07', 'isced-f/0711', 'isced-f/09', 'cn-series/05']
export const OCCUPATIONS = ['isco-08/7', 'isco-08/7212', 'isco-08/31', 'cn-2022/6-18']
export const CAPACITIES = ['technical', 'management']
export const STATEMENTS = ['full-time', 'mode']
export const OPTIONS = ['red', 'green', 'blue']
export const MEMBERS = ['gold', 'silver', 'bronze']

/** Days on which careless arithmetic goes wrong. */
const AWKWARD: PlainDate[] = [
  '1988-02-29',
  '1996-02-29',
  '1990-12-31',
  '2003-08-31',
  '2004-02-29',
  '2020-02-29',
  '2024-02-29',
  '2019-02-28',
  '2023-02-28',
  '2021-03-01',
  '2022-01-31',
  '2022-08-31',
  '2023-10-30',
  '2023-11-30',
  '2018-12-31',
  '2024-03-31',
  '2025-05-31',
]

export function randomDate(dice: Dice, from: PlainDate, to: PlainDate): PlainDate {
  if (dice.chance(0.4)) {
    const fitting = AWKWARD.filter((date) => date >= from && date <= to)
    if (fitting.length > 0) return dice.pick(fitting)
  }
  return dateOf(dayOf(from) + dice.roll(dayOf(to) - dayOf(from) + 1))
}

function jurisdictions(dice: Dice): JurisdictionNode[] {
  const joined = dice.chance(0.5) ? { from: '2020-02-29' } : {}
  const left = dice.chance(0.4) ? { until: dice.pick(['2024-03-01', '2025-01-01', '2026-06-01']) } : {}
  return [
    { code: 'XA', parents: [{ code: 'XU', ...joined, ...left }] },
    { code: 'XA-1', parents: [{ code: 'XA' }] },
    { code: 'XA-2', parents: [{ code: 'XA' }] },
    { code: 'XA-11', parents: [{ code: 'XA-1' }, ...(dice.chance(0.3) ? [{ code: 'XB', from: '2025-02-28' }] : [])] },
    { code: 'XB', parents: dice.chance(0.5) ? [{ code: 'XU', until: '2025-05-31' }] : [] },
    { code: 'XB-1', parents: [{ code: 'XB' }] },
    { code: 'XU', parents: [] },
  ]
}

function frameworks(dice: Dice): FrameworkNode[] {
  const skill = { id: 'skill', levels: ['1', '2', '3', '4'].map((id, at) => ({ id, rank: at + 1 })) }
  if (dice.chance(0.3)) skill.levels[2] = { id: '3', rank: 2 }
  const title: FrameworkNode = {
    id: 'title',
    levels: [
      { id: 'junior', rank: 1 },
      { id: 'senior', rank: 2 },
      { id: 'honorary', rank: null },
    ],
  }
  const kind: FrameworkNode = { id: 'kind', levels: ['a', 'b'].map((id) => ({ id, rank: null })) }
  return dice.chance(0.6) ? [skill, title, kind] : [skill, title]
}

export function levelsIn(framework: FrameworkNode): LevelRef[] {
  return framework.levels.map(({ id }) => `${framework.id}/${id}`)
}

function qualifications(dice: Dice, all: FrameworkNode[]): QualificationNode[] {
  return Array.from({ length: 3 + dice.roll(4) }, (_, at) => ({
    id: `q${at + 1}`,
    levels: dice
      .some(all, dice.roll(3))
      .flatMap((framework) => dice.some(levelsIn(framework), dice.pick([1, 1, 1, 1, 2]))),
    country: dice.chance(0.6) ? dice.pick(PLACES) : null,
    awardingBody: dice.chance(0.5) ? dice.pick(BODIES) : null,
    field: dice.chance(0.5) ? dice.some(FIELDS, 1 + dice.roll(2)) : [],
  }))
}

/** Withdrawn, or moved to another class and perhaps withdrawn then, with a word on earlier holders. */
function endedItems(dice: Dice, qualification: string): Bundle['catalogues'][number]['items'] {
  const first = randomDate(dice, '2019-01-01', '2025-12-31')
  const second = randomDate(dice, first, '2026-12-31')
  const after = (): { after?: 'kept' | 'lost' } =>
    dice.chance(0.15) ? {} : { after: dice.chance(0.7) ? 'kept' : 'lost' }
  const before = { qualification, class: dice.pick(['a', 'b']), until: first, ...after() }
  if (dice.chance(0.4)) return [before]
  const next = { qualification, class: before.class === 'a' ? 'b' : 'a', from: first }
  return dice.chance(0.5) || second === first ? [before, next] : [before, { ...next, until: second, ...after() }]
}

/** Now and then an item moves from one class to the other on a day. */
function itemsFor(dice: Dice, qualification: string): Bundle['catalogues'][number]['items'] {
  const day = randomDate(dice, '2024-01-01', '2026-12-31')
  if (dice.chance(0.15))
    return [
      { qualification, class: 'a', until: day },
      { qualification, class: 'b', from: day },
    ]
  if (dice.chance(0.35)) return endedItems(dice, qualification)
  const from = dice.chance(0.3) ? { from: randomDate(dice, '2022-01-01', '2026-12-31') } : {}
  const until = dice.chance(0.2) ? { until: randomDate(dice, '2025-01-01', '2027-12-31') } : {}
  return [{ qualification, class: dice.pick(['a', 'b']), ...from, ...until }]
}

function catalogues(dice: Dice, held: QualificationNode[]): Bundle['catalogues'] {
  const list = (['complete', 'partial'] as const).slice(0, 1 + dice.roll(2))
  return list.map((coverage, at) => ({
    id: `list-${at + 1}`,
    classes: ['a', 'b'],
    coverage,
    items: dice.some(held, 1 + dice.roll(2)).flatMap(({ id }) => itemsFor(dice, id)),
  }))
}

export function randomWorld(dice: Dice): Omit<Bundle, 'rules'> {
  const all = frameworks(dice)
  const held = qualifications(dice, all)
  return {
    jurisdictions: jurisdictions(dice),
    frameworks: all,
    qualifications: held,
    catalogues: catalogues(dice, held),
    facts: [
      { id: 'filed', type: 'boolean' },
      { id: 'employed', type: 'boolean' },
      { id: 'points', type: 'number' },
      { id: 'arrived', type: 'date' },
      { id: 'colour', type: 'choice', options: OPTIONS },
      { id: 'mood', type: 'choice' },
      { id: 'home', type: 'place' },
      { id: 'honours', type: 'set', options: MEMBERS },
    ],
  }
}
