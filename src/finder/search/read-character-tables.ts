// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { CharacterRows, ReadingRow, SimplifiedRow } from './character-tables.model.ts'

const folder = join(import.meta.dirname, '..', '..', '..', 'reference', 'characters')

let read: CharacterRows | undefined

/** The tables as they are shipped, read once. */
export function readCharacterTables(): CharacterRows {
  read ??= { readings: rowsOf<ReadingRow>('readings.csv'), simplified: rowsOf<SimplifiedRow>('simplified.csv') }
  return read
}

function rowsOf<Row>(name: string): Row[] {
  return parse(readFileSync(join(folder, name), 'utf8'), { columns: true, comment: '#', comment_no_infix: true })
}
