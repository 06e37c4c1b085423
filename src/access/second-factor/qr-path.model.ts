// SPDX-License-Identifier: Apache-2.0

/** Dark squares as one path of an SVG: runs of a row, each one high. */
export function pathOf(rows: readonly (readonly boolean[])[]): { path: string; size: number } {
  const runs = rows.flatMap((row, y) =>
    row.flatMap((dark, x) => {
      if (!dark || row[x - 1] === true) return []
      const end = row.indexOf(false, x)
      return [`M${x} ${y}h${(end < 0 ? row.length : end) - x}v1H${x}z`]
    }),
  )
  return { path: runs.join(''), size: rows.length }
}
