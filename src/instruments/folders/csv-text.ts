// SPDX-License-Identifier: Apache-2.0

/** Rows as the lists of a folder hold them (RFC 4180, lines ending as in any text file); several values in a cell stand apart by spaces. */
export function csvText(columns: readonly string[], rows: readonly object[]): string {
  const lines = rows.map((row) => {
    const cells: Readonly<Record<string, unknown>> = { ...row }
    return columns.map((column) => cell(cells[column])).join(',')
  })
  return `${[columns.join(','), ...lines].join('\n')}\n`
}

/** Space around a text is meant where it is quoted. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = Array.isArray(value) ? value.join(' ') : String(value)
  return /[",\n\r]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
