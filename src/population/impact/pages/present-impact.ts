// SPDX-License-Identifier: Apache-2.0
import type { Outcome } from '@passerelle/recognition'
import type { Words } from '../../../ui/index.ts'
import type { ToldGroup } from '../disclosure/tell-impact.ts'
import type { Rate } from '../figures/fairness.ts'
import type { Impact } from '../measure-impact.ts'
import { type Flow, layOut } from './flow-layout.model.ts'
import type { ShownImpact, ShownTable } from './shown-impact.model.ts'

/** What things are called, in the language of the words beside it. */
export interface ImpactNames {
  place(code: string): string
  level(reference: string): string
  qualification(id: string): string
  occupation(code: string): string
  fact(id: string): string
}

const MOST_ROWS = 20
const MOST_SOURCES = 8
const MOST_OUTCOMES = 6

/** Figures in words. */
export function presentImpact(words: Words, names: ImpactNames, impact: Impact): ShownImpact {
  const pen = new Pen(words, names, impact)
  const { newly, losing, undecided, persons, left, threshold, asOf, place } = impact
  const { t } = words
  const lead = t('impact.lead', {
    newly: pen.number(newly),
    persons: words.number(persons),
    place: names.place(place),
    day: words.date(asOf),
  })
  const figure = (name: string, count: number | null) => ({
    name: t(`impact.figure.${name}`),
    number: pen.number(count),
    means: t(`impact.figure.${name}.means`),
  })
  return {
    lead,
    figures: [
      figure('newly', newly),
      figure('losing', losing),
      figure('undecided', undecided),
      figure('unchanged', impact.unchanged),
    ],
    notes: [
      t('impact.note.kept-back', { sign: KEPT_BACK, threshold }),
      t('impact.note.before'),
      ...(left > 0 ? [t('impact.note.left', { n: left })] : []),
    ],
    outcomes: pen.outcomes(),
    flows: pen.flows(),
    tables: impact.tables.flatMap((table) => pen.groups(table)),
    facts: pen.facts(),
    fairness: impact.fairness.map((one) => pen.fairness(one)),
    caveats: ['registered', 'reasons', 'few'].map((name) => t(`impact.caveat.${name}`)),
    assumed: pen.assumed(),
  }
}

const KEPT_BACK = '×'

class Pen {
  private readonly words: Words
  private readonly names: ImpactNames
  private readonly impact: Impact

  constructor(words: Words, names: ImpactNames, impact: Impact) {
    this.words = words
    this.names = names
    this.impact = impact
  }

  number(count: number | null): string {
    return count === null ? KEPT_BACK : this.words.number(count)
  }

  outcomes(): ShownTable | null {
    const { outcomes } = this.impact
    if (outcomes.length === 0) return null
    const { t } = this.words
    const rows = outcomes
      .slice(0, MOST_ROWS)
      .map(({ outcome, gained, lost, undecided }) => [
        this.outcome(outcome),
        ...[gained, lost, undecided].map((count) => this.number(count)),
      ])
    const heads = ['impact.outcome', 'impact.figure.newly', 'impact.figure.losing', 'impact.figure.undecided'].map(
      (key) => t(key),
    )
    return {
      id: 'outcomes',
      title: t('impact.outcomes'),
      note: '',
      heads,
      rows,
      rest: this.rest(outcomes.length - rows.length),
    }
  }

  /** The largest are drawn by themselves, the others together. What is kept back is in none. */
  flows(): ShownImpact['flows'] {
    const { t } = this.words
    const told = this.impact.flows.flatMap(({ persons, ...flow }) =>
      persons === null || persons === 0 ? [] : [{ ...flow, persons }],
    )
    if (told.length === 0) return null
    const sources = largest(told, ({ from }) => from, MOST_SOURCES)
    const targets = largest(told, ({ outcome }) => outcome, MOST_OUTCOMES)
    const sums = new Map<string, Omit<Flow, 'name'>>()
    for (const { from, outcome, persons } of told) {
      const source = sources.has(from) ? this.source(from) : t('impact.flows.others')
      const target = targets.has(outcome) ? this.outcomeAt(outcome) : t('impact.flows.other-outcomes')
      const flow = sums.get(`${source}\n${target}`) ?? { from: source, to: target, persons: 0 }
      flow.persons += persons
      sums.set(`${source}\n${target}`, flow)
    }
    const flows = [...sums.values()].sort((a, b) => b.persons - a.persons)
    const named = flows.map((flow) => ({
      ...flow,
      name: t('impact.flow', { ...flow, persons: this.number(flow.persons) }),
    }))
    const rows = flows.map(({ from, to, persons }) => [from, to, this.number(persons)])
    const heads = ['impact.flows.from', 'impact.outcome', 'impact.figure.newly'].map((key) => t(key))
    const [first] = named
    return {
      drawn: layOut(named),
      description: t('impact.flows.description', { n: flows.length, largest: first?.name ?? '' }),
      table: { id: 'flow-table', title: t('impact.flows.table'), note: '', heads, rows, rest: null },
    }
  }

  groups({ dimension, groups }: Impact['tables'][number]): ShownTable[] {
    const { t } = this.words
    const known = groups.filter(
      ({ persons, newly, losing, undecided }) => persons !== null && (newly ?? losing ?? undecided) !== null,
    )
    const concerned = known.filter((one) => weight(one) > 0).sort((a, b) => weight(b) - weight(a))
    if (concerned.length === 0) return []
    const rows = concerned
      .slice(0, MOST_ROWS)
      .map((one) => [
        this.group(dimension, one.group),
        ...[one.persons, one.newly, one.losing, one.undecided].map((count) => this.number(count)),
      ])
    const heads = [
      `impact.by.${dimension}`,
      'impact.figure.persons',
      'impact.figure.newly',
      'impact.figure.losing',
      'impact.figure.undecided',
    ]
    return [
      {
        id: `by-${dimension}`,
        title: t(`impact.by.${dimension}`),
        note: '',
        heads: heads.map((key) => t(key)),
        rows,
        rest: this.rest(groups.length - rows.length),
      },
    ]
  }

  facts(): ShownTable | null {
    const { t } = this.words
    const { looked, all, facts } = this.impact.facts
    if (facts.length === 0 || looked === null) return null
    const rows = facts
      .slice(0, MOST_ROWS)
      .map(({ about, name, matters, settles, share }) => [
        this.fact(about, name),
        share === undefined
          ? this.number(settles)
          : t('impact.facts.about', { n: settles ?? 0, low: this.percent(share.low), high: this.percent(share.high) }),
        this.number(matters),
      ])
    const heads = ['impact.facts.fact', 'impact.facts.settles', 'impact.facts.matters'].map((key) => t(key))
    const note = all ? '' : t('impact.facts.sample', { n: looked })
    return { id: 'facts', title: t('impact.facts'), note, heads, rows, rest: this.rest(facts.length - rows.length) }
  }

  fairness({ dimension, reference, groups }: Impact['fairness'][number]): ShownTable {
    const { t } = this.words
    const rows = groups
      .slice(0, MOST_ROWS)
      .map(({ group, newly, losing }) => [
        this.group(dimension, group),
        newly === null ? KEPT_BACK : this.words.number(newly.of),
        this.rate(newly),
        newly?.ratio === null || newly === null ? '–' : this.words.number(Math.round(newly.ratio * 100) / 100),
        this.rate(losing),
      ])
    const heads = [
      `impact.by.${dimension}`,
      'impact.figure.persons',
      'impact.fairness.newly',
      'impact.fairness.ratio',
      'impact.fairness.losing',
    ]
    return {
      id: `alike-${dimension}`,
      title: t('impact.fairness.by', { dimension: t(`impact.by.${dimension}`) }),
      note: t('impact.fairness.reference', { group: this.group(dimension, reference) }),
      heads: heads.map((key) => t(key)),
      rows,
      rest: this.rest(groups.length - rows.length),
    }
  }

  assumed(): ShownTable | null {
    const { assumed } = this.impact
    const { t } = this.words
    if (assumed.length === 0) return null
    const rows = assumed.map(({ name, of, persons, amount, takeUp, unit, total, source }) => [
      name,
      t(`impact.figure.${of}`),
      this.number(persons),
      `${this.words.number(amount)} ${unit}`,
      this.percent(takeUp),
      total === null ? KEPT_BACK : `${this.words.number(total)} ${unit}`,
      source,
    ])
    const heads = ['name', 'of', 'persons', 'amount', 'take-up', 'total', 'source'].map((key) =>
      t(`impact.money.${key}`),
    )
    return { id: 'assumed', title: t('impact.money.table'), note: '', heads, rows, rest: null }
  }

  private rate(rate: Rate | null): string {
    if (rate === null) return KEPT_BACK
    return this.words.t('impact.fairness.rate', {
      share: this.percent(rate.share),
      low: this.percent(rate.low),
      high: this.percent(rate.high),
    })
  }

  private percent(part: number): string {
    return this.words.t('impact.percent', { n: this.words.number(Math.round(part * 10_000) / 100) })
  }

  private rest(more: number): string | null {
    return more > 0 ? this.words.t('impact.rest', { n: more }) : null
  }

  private source(from: string): string {
    if (from === '') return this.words.t('impact.flows.no-credential')
    return from.includes('/') ? this.names.level(from) : this.names.qualification(from)
  }

  private outcomeAt(position: number): string {
    const one = this.impact.outcomes[position]
    return one === undefined ? '' : this.outcome(one.outcome)
  }

  private outcome({ kind, target }: Outcome): string {
    const { qualification, level, occupation, benefit, part, field } = target
    const named = [
      qualification === undefined ? [] : [this.names.qualification(qualification)],
      level === undefined ? [] : [this.names.level(level)],
      occupation === undefined ? [] : [this.names.occupation(occupation)],
      [field ?? [], part ?? [], benefit ?? []].flat(),
    ].flat()
    return this.words.t('impact.outcome.named', {
      kind: this.words.t(`impact.kind.${kind}`),
      target: named.join(' · '),
    })
  }

  private fact(about: string, name: string): string {
    if (about === 'fact') return this.names.fact(name)
    const key = `impact.facts.${about}.${name}`
    if (this.words.has(key)) return this.words.t(key)
    return about === 'credential'
      ? this.words.t('impact.facts.credential', { name: this.names.fact(name) })
      : this.words.t(`impact.facts.of.${about}`)
  }

  private group(dimension: Impact['tables'][number]['dimension'], group: string): string {
    if (group === '') return this.words.t('impact.not-known')
    if (dimension === 'level') return this.names.level(group)
    if (dimension === 'occupation') return this.names.occupation(group)
    if (dimension === 'district' || dimension === 'origin') return this.names.place(group)
    if (dimension === 'sex') return this.words.has(`impact.sex.${group}`) ? this.words.t(`impact.sex.${group}`) : group
    return this.words.t('impact.age', { band: group.replace('-', '–') })
  }
}

const weight = ({ newly, losing, undecided }: ToldGroup): number => (newly ?? 0) + (losing ?? 0) + (undecided ?? 0)

/** Those with most persons. */
function largest<Key>(
  flows: readonly { from: string; outcome: number; persons: number }[],
  keyOf: (flow: { from: string; outcome: number }) => Key,
  most: number,
): Set<Key> {
  const sums = new Map<Key, number>()
  for (const flow of flows) sums.set(keyOf(flow), (sums.get(keyOf(flow)) ?? 0) + flow.persons)
  return new Set(
    [...sums]
      .sort(([, a], [, b]) => b - a)
      .slice(0, most)
      .map(([key]) => key),
  )
}
