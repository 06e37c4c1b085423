// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { type RecordFilter, type RecordFolder, recordFolders, strangeName } from '../../instruments/index.ts'
import { approvedFiles } from './originals.store.ts'

/** One instrument as files. */
export interface ExportedFolder {
  /** `CN-SX/2024-5`. */
  path: string
  instrument: string
  origin: string
  /** Its files are those that were approved, byte for byte; else they are written from the record. */
  original: boolean
  /** Text by name, in the order of the names. */
  files: ReadonlyMap<string, string>
}

/** The law that stands, or stood, as folders of files: the originals where there are any. */
export async function exportLaw(db: Db, filter: RecordFilter): Promise<ExportedFolder[]> {
  const standing = await recordFolders(db, filter)
  const approved = await approvedFiles(
    db,
    standing.map(({ record }) => record),
  )
  const taken = new Set<string>()
  return standing.map((law) => {
    const { instrument, origin, record } = law
    const files = approved.get(record)
    const original = files !== undefined
    return { path: freePath(law, taken), instrument, origin, original, files: onlyLaw(files ?? law.files) }
  })
}

/** Notes beside a draft were for its authors. */
const onlyLaw = (files: ReadonlyMap<string, string>): Map<string, string> =>
  new Map([...files].filter(([name]) => strangeName(name) === null && !name.endsWith('.md')))

/** Two records may be kept under one path, as one of them was shipped and the other published here. */
function freePath({ path }: RecordFolder, taken: Set<string>): string {
  let free = path
  for (let further = 2; taken.has(free); further += 1) free = `${path}-${further}`
  taken.add(free)
  return free
}
