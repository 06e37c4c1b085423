// SPDX-License-Identifier: Apache-2.0
/** Values as literals of SQL. Whatever comes from law or data goes through here. */

const DAY = 86_400_000
/** 0001-01-01 and the day after 9999-12-31: what lies outside is before, or after, every day. */
const FIRST = -719_162
const AFTER_LAST = 2_932_897

/** Text; a backslash means itself whatever the server is set to. */
export function text(value: string): string {
  const quoted = `'${value.replaceAll("'", "''")}'`
  return quoted.includes('\\') ? `E${quoted.replaceAll('\\', '\\\\')}` : quoted
}

export const json = (value: unknown): string => `${text(JSON.stringify(value))}::jsonb`

/** A day number since 1970-01-01. */
export function date(day: number): string {
  if (day < FIRST) return "DATE '-infinity'"
  if (day >= AFTER_LAST) return "DATE 'infinity'"
  return `DATE '${new Date(day * DAY).toISOString().slice(0, 10)}'`
}

/** A list of texts for IN; of none, one that nothing equals. */
export const texts = (values: readonly string[]): string => (values.length === 0 ? 'NULL' : values.map(text).join(', '))

/** An array of texts. */
export const list = (values: readonly string[]): string =>
  values.length === 0 ? `'{}'::text[]` : `ARRAY[${values.map(text).join(', ')}]`

/** Rows of a table that the statement brings along. `types`: of its columns. */
export function rows(types: readonly string[], all: readonly (readonly string[])[]): string {
  const [first, ...others] = all
  if (first === undefined) return `SELECT ${types.map((type) => `NULL::${type}`).join(', ')} WHERE false`
  const typed = first.map((value, at) => `${value}::${types[at]}`)
  return `VALUES ${[typed, ...others].map((row) => `(${row.join(', ')})`).join(', ')}`
}
