// SPDX-License-Identifier: Apache-2.0
import type { Compiled } from '@passerelle/recognition'
import { choice } from './expression.ts'
import type { FormulaSql } from './formula-sql.ts'
import { rows } from './literal.ts'
import type { Needs } from './needs.ts'
import type { Step } from './step.ts'
import { workSteps } from './work-steps.ts'

/** Where what is left of a formula can be anything but unmet, and where it is open still. */
const POSSIBLE = 'code & 12 <> 0'
const OPEN = '(code & 3) <> ((code >> 2) & 3)'

export interface Stage {
  name: string
  formulas: readonly FormulaSql[]
  /** Rows of holder, slot, `formula`, `columns` and `extra`. */
  source: string
  /** What formulas look at: issued, birth, work_known, the tests. */
  columns: readonly string[]
  /** Columns of the source that are carried along. */
  extra: readonly string[]
  /** Steps that hold what is known of further credentials: holder, slot (-1), need, lo, hi, flag. */
  held: readonly string[]
}

/**
 * Formulas over rows, to `NAME_done` with `code` (`FormulaSql.quick`): first by what stands in the row; what that leaves open, by the work and the
 * further credentials that it needs, which are worked out for nobody else.
 */
export function stageSteps(stage: Stage, needs: Needs, compiled: Compiled): Step[] {
  const { name, extra } = stage
  const order = new Order(stage.formulas)
  const code = choice(
    's.place',
    order.list.map(({ quick }) => quick),
  )
  const source = `SELECT r.*, o.place FROM (${stage.source}) r JOIN ${name}_order o ON o.formula = r.formula`
  const steps: Step[] = [
    { name: `${name}_order`, sql: `SELECT formula, place FROM (${order.table()}) AS t (formula, place)` },
    {
      name: `${name}_quick`,
      kept: true,
      sql: `SELECT * FROM (SELECT s.*, ${code} AS code FROM (${source}) s OFFSET 0) q WHERE ${POSSIBLE}`,
    },
  ]
  const columns = ['holder', 'slot', ...extra, 'code'].join(', ')
  if (order.whole.length === 0) return [...steps, { name: `${name}_done`, sql: `SELECT ${columns} FROM ${name}_quick` }]
  const pending = `place >= ${order.first} AND ${OPEN}`
  return [
    ...steps,
    ...askedSteps(stage, order, needs, pending),
    ...workSteps(name, needs, compiled),
    ...answeredSteps(stage, order),
    {
      name: `${name}_done`,
      sql: `SELECT ${columns} FROM ${name}_quick WHERE NOT (${pending})
  UNION ALL SELECT ${columns} FROM ${name}_whole WHERE ${POSSIBLE}`,
    },
  ]
}

/** Formulas with what they need last, so that one number tells them apart. */
class Order {
  readonly list: FormulaSql[]
  readonly whole: FormulaSql[]
  /** The first that needs anything. */
  readonly first: number
  private readonly places: number[]

  constructor(formulas: readonly FormulaSql[]) {
    const ids = formulas.map((_, id) => id)
    const isWhole = (id: number): boolean => (formulas[id]?.needs.length ?? 0) > 0
    this.places = [...ids.filter((id) => !isWhole(id)), ...ids.filter(isWhole)]
    this.list = this.places.map((id) => formulas[id] as FormulaSql)
    this.whole = this.list.filter(({ needs }) => needs.length > 0)
    this.first = this.list.length - this.whole.length
  }

  table(): string {
    return rows(
      ['int', 'int'],
      this.places.map((id, place) => [`${id}`, `${place}`]),
    )
  }
}

function askedSteps({ name }: Stage, order: Order, needs: Needs, pending: string): Step[] {
  const table = order.whole.flatMap((formula, at) =>
    formula.needs.map((id, position) => {
      const need = needs.list[id]
      const byRecord = need?.on === 'work' && need.byRecord
      return [`${order.first + at}`, `${position}`, `${id}`, `${byRecord}`, `${need?.on === 'work'}`]
    }),
  )
  return [
    { name: `${name}_pending`, sql: `SELECT * FROM ${name}_quick WHERE ${pending}` },
    {
      name: `${name}_asks`,
      sql: `SELECT * FROM (${rows(['int', 'int', 'int', 'bool', 'bool'], table)}) AS t (place, position, need, by_record, is_work)`,
    },
    {
      name: `${name}_asked`,
      kept: true,
      sql: `SELECT p.holder, p.slot, p.place, a.position, a.need, a.is_work, p.work_known, CASE WHEN a.by_record THEN p.slot ELSE -1 END AS of_slot,
    CASE WHEN a.by_record THEN p.issued END AS issued
  FROM ${name}_pending p JOIN ${name}_asks a ON a.place = p.place`,
    },
    {
      name: `${name}_needed`,
      sql: `SELECT DISTINCT holder, of_slot AS slot, need, issued, work_known FROM ${name}_asked WHERE is_work`,
    },
  ]
}

function answeredSteps({ name, held, columns, extra }: Stage, order: Order): Step[] {
  const carried = ['place', ...columns, ...extra]
  const answers = [`${name}_work`, ...held].map((one) => `SELECT holder, slot, need, lo, hi, flag FROM ${one}`)
  const most = Math.max(...order.whole.map(({ needs }) => needs.length))
  const at = Array.from({ length: most }, (_, position) => position)
  const pivot = at.flatMap((position) =>
    ['lo', 'hi', 'flag'].map(
      (what) => `COALESCE(max(w.${what}) FILTER (WHERE a.position = ${position}), 0) AS ${what}${position}`,
    ),
  )
  const code = choice(
    's.place',
    order.whole.map(({ whole }) => whole),
    order.first,
  )
  return [
    { name: `${name}_answers`, sql: answers.join(' UNION ALL ') },
    {
      name: `${name}_pivot`,
      sql: `SELECT a.holder, a.slot, a.place, ${pivot.join(', ')} FROM ${name}_asked a
  LEFT JOIN ${name}_answers w ON w.holder = a.holder AND w.slot = a.of_slot AND w.need = a.need GROUP BY a.holder, a.slot, a.place`,
    },
    {
      name: `${name}_whole`,
      sql: `SELECT * FROM (SELECT s.*, ${code} AS code FROM (
    SELECT ${['holder', 'slot', ...carried].map((one) => `p.${one}`).join(', ')}, ${at.map((position) => `v.lo${position}, v.hi${position}, v.flag${position}`).join(', ')}
    FROM ${name}_pending p JOIN ${name}_pivot v ON v.holder = p.holder AND v.slot = p.slot AND v.place = p.place
  ) s OFFSET 0) q`,
    },
  ]
}
