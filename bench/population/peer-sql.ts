// SPDX-License-Identifier: Apache-2.0
/**
 * The rules of the workload in SQL that DuckDB and PostgreSQL both read. Rules of one shape are rows of one table, with their figures; a shape
 * is one expression over the row of a credential and those figures. What SQL makes of what is not known is what the engine makes of it (Kleene's
 * logic): null is open.
 */
import type { Bundle, Rule } from '@passerelle/recognition'
import { AS_OF, PLACE } from './workload.ts'

/** Columns of `held` with their types; DuckDB and PostgreSQL take both. */
const types: Record<string, string> = { person: 'integer', issued: 'date', born: 'date', honours: 'integer' }
export const heldTable = (columns: readonly string[]): string =>
  `create table held (${columns.map((column) => `${column} ${types[column] ?? 'smallint'}`).join(', ')})`

/** How an outcome stands, worst first: 1 open, 2 at discretion, 3 met. */
export const STANDINGS = ['', 'open', 'discretion', 'met'] as const

const [year = 0, month = 0, day = 0] = AS_OF.split('-').map(Number)
const monthBefore = new Date(Date.UTC(year, month - 1, 0)).getUTCDate()

/** Months of relevant work: of what has ended, of what goes on, and one for every 30 days left over where there are several stretches. */
function work(closed: string, since: string): string {
  const left = `coalesce(${day} - h.${since}_day + case when h.${since}_day > ${day} then ${monthBefore} else 0 end, 0)`
  return `(h.${closed}_months
    + coalesce(${year * 12 + month - 1} - h.${since}_month - case when h.${since}_day > ${day} then 1 else 0 end, 0)
    + case when h.${closed}_parts > case when h.${since}_day is null then 1 else 0 end then (h.${closed}_days + ${left}) / 30 else 0 end)`
}
const everywhere = work('worked', 'since')
const here = work('here', 'here')

const holds = (condition: string): string => `case when ${condition} then 3 when (${condition}) is null then 1 end`

/** By shape, in the order of `conditionOf` of bench/engine/workload.ts. */
const shapes = [
  holds(`case when r.here then h.employer = 1 else h.employer > 0 end and h.capacity in (1, 2)
    and case when r.here then ${here} else ${everywhere} end >= r.one`),
  holds('h.issued <= r.latest and h.assessed = 1 and h.training >= r.one'),
  holds(`h.degree = 3 or h.degree = 2 and ${everywhere} >= 48 or h.degree = 1 and ${everywhere} >= 108`),
  `case when h.honours <> 0 then case when h.born > date '${year - 46}-${AS_OF.slice(5)}' then 3 else 2 end when h.honours is null then 1 end`,
  holds('h.filed = 1 and h.language >= r.one'),
]

/** A rule as a row: what it gives, the qualification, whether it is of the province alone, and its figures. */
interface Row {
  shape: number
  values: [field: number, qualification: number, here: boolean, one: number, latest: string]
}

const numberOf = (id: string): number => Number(/\d+/.exec(id)?.[0])

const monthsBack = (months: number): string => {
  const date = new Date(Date.UTC(year, month - 1 - months, day))
  return date.toISOString().slice(0, 10)
}

function rowOf(rule: Rule): Row {
  const row = (shape: number, one = 0, latest = AS_OF): Row => {
    const qualification = numberOf(rule.subject?.qualification?.[0] ?? '')
    return {
      shape,
      values: [numberOf(rule.outcomes[0]?.target?.field ?? ''), qualification, rule.places[0] === PLACE, one, latest],
    }
  }
  const { when } = rule
  if (when === null || !('all' in when)) return row(2)
  const [first, second, third] = when.all
  if (first !== undefined && 'any' in first) return row(3)
  if (first !== undefined && 'held' in first)
    return row(1, third !== undefined && 'fact' in third ? third.atLeast : 0, monthsBack((first.held.years ?? 0) * 12))
  if (third !== undefined && 'experience' in third) return row(0, (third.atLeast.years ?? 0) * 12)
  return row(4, second !== undefined && 'fact' in second ? second.atLeast : 0)
}

/** Makes the tables of the rules that hold in the province; rules of the shipped law speak of credentials that nobody here holds. */
export function ruleTables(bundle: Bundle): string[] {
  const rows = bundle.rules
    .filter(({ id, places }) => id.startsWith('xa-bench-') && (places[0] === 'XA' || places[0] === PLACE))
    .map(rowOf)
  return shapes.flatMap((_, shape) => {
    const values = rows.filter((row) => row.shape === shape).map((row) => row.values)
    const lines = values.map(([field, qualification, only, one, latest]) => {
      return `(${field}, ${qualification}, ${only}, ${one}, date '${latest}')`
    })
    const table = `create table rules_${shape} (field smallint, qualification smallint, here boolean, one smallint, latest date)`
    return lines.length === 0 ? [table] : [table, `insert into rules_${shape} values ${lines.join(', ')}`]
  })
}

const found = shapes
  .map((standing, shape) => {
    return `select h.person, r.field, ${standing} as standing from held h join rules_${shape} r on r.qualification = h.qualification`
  })
  .join('\nunion all\n')

/** Evaluates every rule for every credential, and counts how they stand: the least that a database can be asked. */
export const evaluated = `select field, standing, count(*)::integer as number from (${found}) as found
where standing is not null group by field, standing`

/** How each outcome stands for each person, the best of all rules that give it, counted. */
export const ofPersons = `select field, standing, count(*)::integer as number from (
select person, field, max(standing) as standing from (${found}) as found where standing is not null group by person, field) as best
group by field, standing`
