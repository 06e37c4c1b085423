// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { projectRoot } from '../../instruments/index.ts'

type Row = Record<string, string>

async function rowsOf(file: string): Promise<Row[]> {
  const text = await readFile(join(projectRoot, 'reference', file), 'utf8')
  return parse(text, { columns: true, comment: '#', comment_no_infix: true, skip_empty_lines: true })
}

/** Invented places within one, as the reference data have them; the place itself where there are none. Empty: there is no such place. */
export async function districtsOf(place: string): Promise<string[]> {
  const rows = await rowsOf('jurisdictions/demonstration.csv')
  if (!rows.some(({ code }) => code === place)) return []
  const below = (parent: string): string[] => {
    const children = rows.filter((row) => row['parent'] === parent).map((row) => row['code'] ?? '')
    return children.length === 0 ? [parent] : children.flatMap(below)
  }
  return below(place)
}

/** Codes of the last level of the classification of 2022. */
export async function occupationCodes(): Promise<string[]> {
  const rows = await rowsOf('classifications/cn-2022.csv')
  return rows.map(({ code }) => code ?? '').filter((code) => /^\d-\d\d-\d\d-\d\d$/.test(code))
}
