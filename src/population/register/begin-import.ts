// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { expectAuthority } from '../asked/asked-authority.ts'
import type { HolderPurpose } from '../holders/holder.model.ts'
import { type ByteSource, fingerprintOf } from './files/byte-source.ts'
import { addImport, unfinishedImport, type WorkforceImport } from './imports.store.ts'

export type { WorkforceImport }

export interface ImportToBegin {
  authority: string
  fileName: string
  purposes: readonly HolderPurpose[]
  /** Go on with the import of the same file, where there is one that did not come to its end. */
  resume: boolean
  dryRun: boolean
}

/** Takes back what was done only to be looked at. */
class Undone extends Error {}

/**
 * The import of a file that lies here, begun or gone on with. As the owner.
 * @throws {Problem} `invalid-input` for an authority that nobody knows
 */
export async function beginImport(owner: Db, source: ByteSource, asked: ImportToBegin): Promise<WorkforceImport> {
  const { authority, fileName, purposes } = asked
  await expectAuthority(owner, authority)
  const fingerprint = await fingerprintOf(source)
  const before = asked.resume ? await unfinishedImport(owner, authority, fingerprint) : null
  if (before !== null) return before
  const added = { authority, fileName, size: source.size, fingerprint, purposes, kept: false, by: null }
  if (!asked.dryRun) return addImport(owner, added)
  const made = Promise.withResolvers<WorkforceImport>()
  const looked = owner.transaction().execute(async (transaction) => {
    made.resolve(await addImport(transaction, added))
    throw new Undone()
  })
  await looked.catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error
  })
  return made.promise
}
