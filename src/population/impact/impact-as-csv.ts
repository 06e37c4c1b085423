// SPDX-License-Identifier: Apache-2.0
import { csvText } from '../../instruments/index.ts'
import type { Impact } from './measure-impact.ts'

const columns = ['table', 'group', 'figure', 'persons', 'share', 'of', 'low', 'high', 'ratio'] as const

type Line = Partial<Record<(typeof columns)[number], string | number | null>>

/** Every figure that is told, one a line; what is kept back stands as `x`. Shares are from 0 to 1, intervals of 95 %. */
export function impactAsCsv(impact: Impact): string {
  const { persons, unchanged, newly, losing, undecided, outcomes } = impact
  const lines = [
    ...linesOf('all', '', { persons, unchanged, newly, losing, undecided }),
    ...outcomes.flatMap(({ outcome, gained, lost, undecided: open }) =>
      linesOf('outcomes', outcomeName(outcome), { gained, lost, undecided: open }),
    ),
    ...impact.tables.flatMap(({ dimension, groups }) =>
      groups.flatMap(({ group, ...counts }) => linesOf(dimension, group, counts)),
    ),
    ...impact.flows.flatMap(({ from, outcome, persons: flowing }) => {
      const to = outcomes[outcome]
      return to === undefined ? [] : linesOf('flows', from, { [outcomeName(to.outcome)]: flowing })
    }),
    ...impact.facts.facts.flatMap(({ about, name, matters, settles }) =>
      linesOf('facts', `${about} ${name}`, { matters, settles }),
    ),
    ...impact.fairness.flatMap(ratesOf),
    ...impact.assumed.flatMap(({ name, unit, total, persons: of }) =>
      linesOf('assumed', `${name} (${unit})`, { total, of }),
    ),
  ]
  return csvText(columns, lines)
}

const linesOf = (table: string, group: string, counts: Readonly<Record<string, number | null>>): Line[] =>
  Object.entries(counts).map(([figure, count]) => ({ table, group, figure, persons: count ?? 'x' }))

const ratesOf = ({ dimension, groups }: Impact['fairness'][number]): Line[] =>
  groups.flatMap(({ group, newly, losing }) =>
    Object.entries({ newly, losing }).map(
      ([figure, rate]): Line => ({
        ...{ table: `rates by ${dimension}`, group, figure },
        ...(rate === null ? { share: 'x' } : rate),
      }),
    ),
  )

/** An outcome in codes. */
export const outcomeName = ({ kind, by, target }: Impact['outcomes'][number]['outcome']): string =>
  `${kind} ${Object.values(target).join(' ')} (${by})`
