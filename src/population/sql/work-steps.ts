// SPDX-License-Identifier: Apache-2.0
/** Lengths of work, counted as `docs/engine-semantics.md` says under "Experience". */
import { addMonths, type Compiled, type WorkCell } from '@passerelle/recognition'
import { choice, type Expression, worstOf } from './expression.ts'
import { date, rows, text, texts } from './literal.ts'
import type { Needs } from './needs.ts'
import type { Step } from './step.ts'

/** No bound. */
export const UNBOUNDED = 32_767

const EARLIEST = -1_000_000
const DAY = 86_400_000
const AWARD = { after: 1, before: 2 } as const
/** By the day of issue of a credential for which it is never known. */
const NEVER_DATED = 3

/** What each length of work counts: a row for each that is needed. */
export function worksTable(needs: Needs, asOf: string): string {
  const day = Date.parse(`${asOf}T00:00:00Z`) / DAY
  const matchings = new Map<string, number>()
  const list = needs.list.flatMap((need, id) => {
    if (need.on !== 'work') return []
    const { cell } = need
    const matching = matchings.get(cell.matching) ?? matchings.size
    matchings.set(cell.matching, matching)
    const since = date(cell.within === null ? EARLIEST : addMonths(day, -cell.within))
    const award = cell.award === null ? 0 : cell.dated ? AWARD[cell.award] : NEVER_DATED
    const relevant = cell.relevant === null ? 0 : cell.relevant === 'record' ? 1 : 2
    return [[`${id}`, `${matching}`, since, `${award}`, `${relevant}`]]
  })
  return rows(['int', 'int', 'date', 'int', 'int'], list)
}

/** Whether a job matches: 0 no, 1 perhaps, 2 yes, by the `matching` of `worksTable`. */
function matchOf(needs: Needs, compiled: Compiled): Expression {
  const works = new Map<string, WorkCell>()
  for (const need of needs.list) if (need.on === 'work') works.set(need.cell.matching, need.cell)
  return choice(
    'w.matching',
    [...works.values()].map((cell) => matchOfOne(cell, compiled)),
  )
}

function matchOfOne(cell: WorkCell, compiled: Compiled): Expression {
  const [occupation, place, capacity] = JSON.parse(cell.matching) as (string[] | null)[]
  const parts: Expression[] = []
  const said = (column: string, condition: string): void => {
    parts.push(`CASE WHEN ${column} IS NULL THEN 1 WHEN ${condition} THEN 2 ELSE 0 END`)
  }
  if (occupation) {
    const within = occupation.map((code) => `starts_with(code, ${text(code)})`)
    const some = within.length === 0 ? 'false' : within.join(' OR ')
    said('j.occupation', `EXISTS (SELECT FROM unnest(j.occupation) AS code WHERE ${some})`)
  }
  if (place) {
    const known = [...new Set([...Object.keys(compiled.within), ...place])]
    said('j.place', `j.place IN (${texts(known.filter((one) => cell.match({ place: one }) !== 'no'))})`)
  }
  if (capacity) said('j.capacity', `j.capacity IN (${texts(capacity)})`)
  return worstOf(parts)
}

/** Relevant to the credential in scope, to any that no job can name, or whatever it is relevant to. */
const RELEVANT = `CASE w.relevant WHEN 0 THEN 2 ELSE CASE WHEN j.relevant IS NULL THEN 1
    WHEN w.relevant = 1 AND n.slot = ANY (j.relevant) THEN 2 ELSE 0 END END`

/**
 * From `NAME_needed` (holder, slot, need, issued, work_known) to `NAME_work` (holder, slot, need, lo, hi, flag).
 * Intervals that touch are one; `NAME_total` has months of what surely counts (side 2) and of what may (side 1).
 */
export function workSteps(name: string, needs: Needs, compiled: Compiled): Step[] {
  const day = `DATE ${text(compiled.asOf)}`
  const of = 'holder, slot, need'
  return [
    {
      name: `${name}_matched`,
      sql: `SELECT m.* FROM (
    SELECT n.holder, n.slot, n.need, j.started, LEAST(${matchOf(needs, compiled)}, ${RELEVANT}) AS match,
      GREATEST(j.started, w.since, CASE WHEN w.award = 1 THEN n.issued END) AS begun,
      LEAST(j.ended + 1, ${day}, CASE WHEN w.award = 2 THEN n.issued END) AS done
    FROM ${name}_needed n JOIN works w ON w.need = n.need
    JOIN their_jobs j ON j.holder = n.holder
    WHERE n.work_known OFFSET 0
  ) m WHERE m.match > 0`,
    },
    {
      name: `${name}_counts`,
      sql: `SELECT ${of}, bool_or(match = 1 OR started IS NULL) AS unsettled, bool_or(started IS NULL) AS unbounded
    FROM ${name}_matched GROUP BY ${of}`,
    },
    {
      name: `${name}_interval`,
      sql: `SELECT ${of}, side, min(begun) AS begun, max(done) AS done FROM (
    SELECT i.*, sum(i.begins) OVER (PARTITION BY ${of}, side ORDER BY begun, done) AS island FROM (
      SELECT ${of}, side, begun, done, CASE WHEN begun <= max(done) OVER (
          PARTITION BY ${of}, side ORDER BY begun, done ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) THEN 0 ELSE 1 END AS begins
      FROM ${name}_matched JOIN (VALUES (1), (2)) sides (side) ON match >= side
      WHERE started IS NOT NULL AND begun < done
    ) i
  ) numbered GROUP BY ${of}, side, island`,
    },
    {
      name: `${name}_total`,
      sql: `SELECT ${of}, side, sum(months) + CASE WHEN count(*) > 1 THEN sum(done - (begun + make_interval(months => months))::date) / 30 ELSE 0 END AS months
  FROM (
    SELECT ${of}, side, begun, done, ((date_part('year', done) - date_part('year', begun)) * 12 + date_part('month', done) - date_part('month', begun)
      - CASE WHEN date_part('day', done) >= date_part('day', begun) OR date_part('day', done + 1) = 1 THEN 0 ELSE 1 END)::int AS months
    FROM ${name}_interval
  ) whole GROUP BY ${of}, side`,
    },
    {
      name: `${name}_work`,
      sql: `SELECT n.holder, n.slot, n.need,
    CASE WHEN o.award THEN 0 ELSE COALESCE(sure.months, 0) END::int AS lo,
    CASE WHEN NOT n.work_known OR COALESCE(c.unbounded, false) THEN ${UNBOUNDED} ELSE COALESCE(most.months, 0) END::int AS hi,
    CASE WHEN n.work_known AND o.award AND NOT COALESCE(c.unsettled, false) THEN 1 ELSE 0 END AS flag
  FROM ${name}_needed n JOIN works w ON w.need = n.need CROSS JOIN LATERAL (SELECT w.award = 3 OR (w.award > 0 AND n.issued IS NULL) AS award) o
  LEFT JOIN ${name}_counts c ON c.holder = n.holder AND c.slot = n.slot AND c.need = n.need
  LEFT JOIN ${name}_total sure ON sure.holder = n.holder AND sure.slot = n.slot AND sure.need = n.need AND sure.side = 2
  LEFT JOIN ${name}_total most ON most.holder = n.holder AND most.slot = n.slot AND most.need = n.need AND most.side = 1`,
    },
  ]
}
