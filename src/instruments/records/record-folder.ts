// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Db } from '../../db/index.ts'
import { projectRoot } from '../checks/project-root.ts'
import { filesOf } from '../folders/folder-files.ts'
import { folderTexts } from '../folders/folder-texts.ts'
import { readLawFolders } from '../law/read-law.ts'
import { emptyVocabulary } from '../law/vocabulary.ts'
import { incomingFolder } from './incoming-folder.ts'
import { type RecordedLaw, type RecordFilter, recordedLaw } from './record-folder.store.ts'

/** An instrument as it stands, or stood on an instant, as files. */
export interface RecordFolder
  extends Pick<RecordedLaw, 'record' | 'origin' | 'path' | 'jurisdiction' | 'title' | 'publication'> {
  /** Its id. */
  instrument: string
  files: Map<string, string>
}

/**
 * The files of instruments, by path: of a shipped one those that it was loaded from, with their comments, while they say the same; else texts
 * made of the record.
 */
export async function recordFolders(db: Db, filter: RecordFilter): Promise<RecordFolder[]> {
  const laws = await recordedLaw(db, filter)
  return laws.map((law) => {
    const { record, origin, path, jurisdiction, title, publication } = law
    const files = (origin === 'shipped' ? shippedFiles(law) : null) ?? folderTexts(law)
    return { record, origin, path, jurisdiction, title, publication, instrument: law.instrument.id, files }
  })
}

/** One of them as it stands now. Null: there is none. */
export async function recordFolder(db: Db, instrument: string): Promise<RecordFolder | null> {
  return (await recordFolders(db, { instrument }))[0] ?? null
}

function shippedFiles({ path, sha256 }: RecordedLaw): Map<string, string> | null {
  const directory = join(projectRoot, 'law', path)
  if (!existsSync(directory)) return null
  const written = filesOf(directory, path, [])
  const folder = readLawFolders([written], emptyVocabulary).folders[0]
  return folder !== undefined && incomingFolder(folder).sha256 === sha256 ? new Map(written.files) : null
}
