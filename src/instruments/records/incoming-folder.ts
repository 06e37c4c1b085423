// SPDX-License-Identifier: Apache-2.0
import { basename } from 'node:path'
import type { IncomingExample } from '../examples/examples.store.ts'
import type { Brought } from '../folders/folder-lists.ts'
import { contentHash } from '../law/law-hash.ts'
import type { LawFolder } from '../law/read-law.ts'
import type { IncomingInstrument } from '../law/write-law.store.ts'

/** Raise it when the same files give other records. */
export const loaderVersion = 1

/** A folder as it shall stand; the hash is of everything that it says. */
export function incomingFolder({ path, instrument, rules, lists: { brings } }: LawFolder): IncomingInstrument {
  const nothing = brings.qualifications.length + brings.bodies.length === 0
  const said = { path, instrument, rules, ...(nothing ? {} : { brings: onlyEntries(brings) }), loaderVersion }
  return { path, instrument, rules, brings, sha256: contentHash(said) }
}

/** In which order they stand says nothing. */
const onlyEntries = ({ qualifications, bodies }: Brought) => ({
  qualifications: qualifications.map(({ entry }) => entry).sort(byId),
  bodies: bodies.map(({ entry }) => entry).sort(byId),
})

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1)

/** Examples of persons who are refused before anything is asked are tests of the reader: they show nothing of a rule. */
export function incomingExamples({ instrument: { id: instrument }, examples }: LawFolder): IncomingExample[] {
  return examples.flatMap((one) => {
    if (one.folder === 'invalid') return []
    const { folder, example, file } = one
    const id = `${instrument}/${folder}/${basename(file, '.yaml')}`
    return [{ id, instrument, folder, example, sha256: contentHash({ id, example, loaderVersion }) }]
  })
}
