// SPDX-License-Identifier: Apache-2.0

/**
 * The nearest code above: the longest of the codes that this one begins with, cut at its separators where it has any
 * (`2-02-38-01` → `2-02-38`, `2654.1.7` → `2654.1` → `2654`), else letter by letter (`7212` → `721`).
 */
export function parentCode(code: string, codes: ReadonlySet<string>): string | null {
  for (let shorter = cut(code); shorter !== ''; shorter = cut(shorter)) {
    if (codes.has(shorter)) return shorter
  }
  return null
}

function cut(code: string): string {
  const separator = Math.max(code.lastIndexOf('-'), code.lastIndexOf('.'))
  return code.slice(0, separator === -1 ? -1 : separator)
}
