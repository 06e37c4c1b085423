// SPDX-License-Identifier: Apache-2.0
import type { RecordRow, RecordTable } from '../../organisations/index.ts'
import type { ReferenceFile } from './reference-files.ts'

/** A record that a file gives, without the file. */
export type Given = readonly [RecordTable, RecordRow]

/** Sources by the id that rows name. */
export type Sources = ReadonlyMap<string, { source: string | null; quality: string }>

export type Reader = (file: ReferenceFile, sources: Sources) => Iterable<Given>
