// SPDX-License-Identifier: Apache-2.0
import type { RecordRow, RecordTable } from '../../organisations/index.ts'
import type { ReferenceFile } from './reference-files.ts'

/** A record that a file gives, without the file. */
export type Given = readonly [RecordTable, RecordRow]

/** What rows name by id: sources with their quality, and notes. */
export interface Lookups {
  sources: ReadonlyMap<string, { source: string | null; quality: string }>
  notes: ReadonlyMap<string, { en: string; 'zh-CN': string }>
}

export type Reader = (file: ReferenceFile, lookups: Lookups) => Iterable<Given>
