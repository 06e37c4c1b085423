// SPDX-License-Identifier: Apache-2.0
import type { Outcome } from '@passerelle/recognition'
import { canonical } from '../../columns/workforce-builder.ts'
import { type Concerned, type Figure, figures, type ImpactCounts } from '../figures/count-impact.ts'
import type { DimensionName } from '../figures/dimensions.ts'
import { type Share, wilson } from '../figures/interval.model.ts'
import type { OpenFacts } from '../figures/open-facts.ts'
import {
  type Cell,
  type Column,
  type EarlierColumn,
  isSmall,
  mayBeside,
  rounded,
  toldCells,
} from './told-cells.model.ts'

/** Counts that may be told; null: kept back. */
type Told<Of> = { [Name in keyof Of]: number | null }

export interface ToldGroup extends Told<Concerned> {
  group: string
  /** To a multiple of the threshold; null: fewer than it. */
  persons: number | null
}

export interface ToldOutcome extends Told<{ gained: number; lost: number; undecided: number }> {
  outcome: Outcome
}

/** How many persons a change of the law concerns, as far as it may be told. */
export interface ToldImpact extends Told<Concerned> {
  /** The fewest persons of whom a count is told. */
  threshold: number
  /** These three to a multiple of the threshold. */
  persons: number
  unchanged: number
  /** Persons of whom no figures may be made: they are in none of these. */
  left: number
  tables: { dimension: DimensionName; groups: ToldGroup[] }[]
  outcomes: ToldOutcome[]
  /** `outcome`: position in `outcomes`. */
  flows: { from: string; outcome: number; persons: number | null }[]
  facts: ToldFacts
}

/** Which facts would settle most of those who are undecided. */
export interface ToldFacts {
  /** Of how many it was looked at; null: who is undecided is kept back. */
  looked: number | null
  /** Whether these are all, and not a sample. */
  all: boolean
  facts: ToldFact[]
}

export interface ToldFact {
  about: string
  name: string
  /** Persons for whom it matters, and for whom it alone decides something; of a sample: about so many of all, to a multiple of the threshold. */
  matters: number | null
  settles: number | null
  /** Of a sample: the part for whom it alone decides something. */
  share?: Share
}

/** A cell of a publication: what it was, and whether it was told. */
export interface PublishedCell extends Cell {
  table: string
  group: string
  figure: string
}

/** Everything that one publication said. */
export class Published {
  private readonly columns = new Map<string, Map<string, Cell>>()

  constructor(cells: readonly PublishedCell[]) {
    for (const { table, group, figure, count, told } of cells) {
      const key = `${table} ${figure}`
      const column = this.columns.get(key) ?? new Map<string, Cell>()
      this.columns.set(key, column)
      column.set(group, { count, told })
    }
  }

  column(table: string, figure: string): ReadonlyMap<string, Cell> {
    return this.columns.get(`${table} ${figure}`) ?? new Map()
  }

  has(table: string): boolean {
    return [...this.columns.keys()].some((key) => key.startsWith(`${table} `))
  }
}

const ALL = 'all'

/**
 * What may be told of counts beside what was published before for the same place and purpose: together with every cell, to be kept for
 * the next. `threshold` 1 tells everything.
 */
export function tellImpact(
  counts: Omit<ImpactCounts, 'open'> & { facts: OpenFacts },
  { earlier, threshold }: { earlier: readonly Published[]; threshold: number },
): { impact: ToldImpact; cells: PublishedCell[] } {
  const teller = new Teller(counts, earlier, threshold)
  const impact = teller.tell()
  return { impact, cells: teller.cells }
}

class Teller {
  readonly cells: PublishedCell[] = []
  private readonly counts: Omit<ImpactCounts, 'open'> & { facts: OpenFacts }
  private readonly earlier: readonly Published[]
  private readonly threshold: number
  private readonly totals: Record<Figure, Cell>

  constructor(
    counts: Omit<ImpactCounts, 'open'> & { facts: OpenFacts },
    earlier: readonly Published[],
    threshold: number,
  ) {
    this.counts = counts
    this.earlier = earlier
    this.threshold = threshold
    this.totals = { newly: this.total('newly'), losing: this.total('losing'), undecided: this.total('undecided') }
  }

  tell(): ToldImpact {
    const { counts, threshold, totals } = this
    const { persons, unchanged, left } = counts
    const shown = (figure: Figure) => (totals[figure].told ? totals[figure].count : null)
    const tables = counts.tables.map((table) => this.table(table))
    return {
      threshold,
      persons: rounded(persons, threshold),
      unchanged: rounded(unchanged, threshold),
      left: rounded(left, threshold),
      ...{ newly: shown('newly'), losing: shown('losing'), undecided: shown('undecided') },
      tables,
      outcomes: this.outcomes(),
      flows: this.flows(tables.find(({ dimension }) => dimension === 'level')?.groups ?? []),
      facts: this.facts(),
    }
  }

  private total(figure: Figure): Cell {
    const { counts, threshold, earlier } = this
    const count = counts[figure]
    const then = earlier.flatMap((one) => one.column(ALL, figure).get('') ?? [])
    const small = isSmall(count, threshold) || isSmall(counts.persons - count, threshold)
    const cell = { count, told: !small && mayBeside(count, then, threshold) }
    this.cells.push({ table: ALL, group: '', figure, ...cell })
    return cell
  }

  /** One column of a table: what of it may be told, noted for the next publication. */
  private column(
    table: string,
    figure: string,
    { totalOf, ...column }: Pick<Column, 'groups' | 'counts' | 'sizes'> & { totalOf: TotalOf },
  ): (number | null)[] {
    const earlier = this.earlier
      .filter((one) => one.has(table))
      .map((one): EarlierColumn => ({ total: totalOf.of(one), cells: one.column(table, figure) }))
    const told = toldCells({ ...column, total: totalOf.now, earlier }, this.threshold)
    return column.counts.map((count, at) => {
      const cell = { count, told: told[at] === true }
      this.cells.push({ table, group: column.groups[at] as string, figure, ...cell })
      return cell.told ? count : null
    })
  }

  private totalOf(figure: Figure): TotalOf {
    return { now: this.totals[figure], of: (published) => published.column(ALL, figure).get('') ?? null }
  }

  private table({ dimension, groups }: ImpactCounts['tables'][number]): ToldImpact['tables'][number] {
    const names = groups.map(({ group }) => group)
    const sizes = groups.map(({ size }) => size)
    const [newly, losing, undecided] = figures.map((figure) => {
      const counts = groups.map((group) => group[figure])
      return this.column(dimension, figure, { groups: names, counts, sizes, totalOf: this.totalOf(figure) })
    })
    const told = groups.map(
      ({ group, size }, at): ToldGroup => ({
        group,
        persons: size < this.threshold ? null : rounded(size, this.threshold),
        newly: newly?.[at] ?? null,
        losing: losing?.[at] ?? null,
        undecided: undecided?.[at] ?? null,
      }),
    )
    return { dimension, groups: told }
  }

  private facts(): ToldFacts {
    const { open, looked, facts } = this.counts.facts
    const all = looked === open
    if (!this.totals.undecided.told) return { looked: null, all, facts: [] }
    if (!all) return { looked, all, facts: facts.flatMap((fact) => this.estimate(fact)) }
    const column = (figure: 'matters' | 'settles') =>
      this.column('facts', figure, {
        groups: facts.map(({ about, name }) => `${about} ${name}`),
        counts: facts.map((fact) => fact[figure]),
        sizes: null,
        totalOf: { now: null, of: () => null },
      })
    const [matters, settles] = [column('matters'), column('settles')]
    const told = facts.map(({ about, name }, at) => ({
      ...{ about, name },
      matters: matters[at] ?? null,
      settles: settles[at] ?? null,
    }))
    return { looked, all, facts: told }
  }

  /** Of a sample: what few of it have is left out. */
  private estimate({ about, name, matters, settles }: OpenFacts['facts'][number]): ToldFact[] {
    const { threshold } = this
    const { open, looked } = this.counts.facts
    if (matters < threshold || settles < threshold) return []
    const estimated = (found: number) => rounded((found / looked) * open, threshold)
    return [{ about, name, matters: estimated(matters), settles: estimated(settles), share: wilson(settles, looked) }]
  }

  private outcomes(): ToldOutcome[] {
    const { outcomes } = this.counts
    const groups = outcomes.map(({ outcome }) => keyOf(outcome))
    const column = (name: 'gained' | 'lost' | 'undecided', total: Figure) =>
      this.column('outcomes', name, {
        groups,
        counts: outcomes.map((one) => one[name]),
        sizes: null,
        totalOf: this.totalOf(total),
      })
    const gained = column('gained', 'newly')
    const lost = column('lost', 'losing')
    const undecided = column('undecided', 'undecided')
    return outcomes.map(({ outcome }, at) => ({
      outcome,
      gained: gained[at] ?? null,
      lost: lost[at] ?? null,
      undecided: undecided[at] ?? null,
    }))
  }

  /** A level of which it is not told how many become eligible is kept back here as well. */
  private flows(levels: readonly ToldGroup[]): ToldImpact['flows'] {
    const keptBack = new Set(levels.flatMap(({ group, newly }) => (newly === null ? [group] : [])))
    const { outcomes, flows } = this.counts
    return outcomes.flatMap(({ outcome }, at) => {
      const own = flows.filter((flow) => flow.outcome === at)
      const key = keyOf(outcome)
      const cell = (cells: readonly PublishedCell[] | Published): Cell | null =>
        cells instanceof Published
          ? (cells.column('outcomes', 'gained').get(key) ?? null)
          : (cells.find(({ table, group, figure }) => table === 'outcomes' && group === key && figure === 'gained') ??
            null)
      const counts = this.column('flows', key, {
        groups: own.map(({ from }) => from),
        counts: own.map(({ persons }) => persons),
        sizes: own.map(({ from, persons }) => (keptBack.has(from) ? 0 : persons)),
        totalOf: { now: cell(this.cells), of: cell },
      })
      return own.map(({ from }, index) => ({ from, outcome: at, persons: counts[index] ?? null }))
    })
  }
}

/** What a column adds up to, now and in what was published before. */
interface TotalOf {
  now: Cell | null
  of(published: Published): Cell | null
}

const keyOf = ({ kind, by, target }: Outcome): string => canonical([kind, by, target])
