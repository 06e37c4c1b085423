// SPDX-License-Identifier: Apache-2.0
import type { Result } from '../search-result.model.ts'

/** All results of a query: its words stand behind #, where no server sees them. */
export const allResults = (query: string, kind: string | null = null): string =>
  `/search#${new URLSearchParams({ q: query, ...(kind === null ? {} : { kind }) })}`

/** Where the options under a search box lead: its results, then all results. */
export function optionsOf(query: string, results: readonly Result[]): string[] {
  return [...results.map(({ pick, page, address }) => pick ?? page ?? address), allResults(query)]
}

/** The option that a key leads to from another one, round and round; -1: the field itself. */
export function nextOption(active: number, step: 1 | -1, count: number): number {
  return ((active + 1 + step + (count + 1)) % (count + 1)) - 1
}
