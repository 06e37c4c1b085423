// SPDX-License-Identifier: Apache-2.0
import type { SignedIn } from '../../access/index.ts'
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import { type LawOffer, lawOffer, type RecordFolder, recordFolder } from '../../instruments/index.ts'
import { Problem } from '../../kernel/index.ts'
import { coversPlace, publishedFiles } from './begin-from-law.store.ts'
import { beginDraft, draftersFor } from './edit-draft.ts'

/** An instrument in force, as somebody may take it up. */
export interface LawToTakeUp {
  law: RecordFolder
  /** A shipped text that is newer than what the authority keeps. */
  offer: LawOffer | null
  /** Authorities for which the visitor drafts and that may correct or withdraw it. */
  authorities: string[]
}

/** What may be done with an instrument in force; a problem where there is none. */
export async function readLawToTakeUp(db: Db, visitor: SignedIn, instrument: string): Promise<LawToTakeUp> {
  const law = await recordFolder(db, instrument)
  if (law === null) throw notInForce()
  const keeper = law.origin.startsWith('authority:') ? law.origin.slice('authority:'.length) : null
  const own = draftersFor(visitor).filter((authority) => keeper === null || keeper === authority)
  const covering = await Promise.all(own.map((authority) => coversPlace(db, authority, law.jurisdiction)))
  return { law, offer: await lawOffer(db, instrument), authorities: own.filter((_, index) => covering[index]) }
}

export interface Beginning {
  instrument: string
  authority: string
  /** From the text that is in force, or from the shipped one that is offered. */
  from: 'law' | 'offer'
  /** In which language the draft is titled. */
  lang: string
}

/** Begins a draft from an instrument in force: its files as its authority wrote them, comments and all. */
export async function beginFromLaw(
  db: Db,
  visitor: SignedIn,
  { instrument, authority, from, lang }: Beginning,
): Promise<{ id: string } | { wrong: 'authority' | 'part' | 'offer' }> {
  const { law, offer, authorities } = await readLawToTakeUp(db, visitor, instrument)
  if (!authorities.includes(authority)) return { wrong: 'authority' }
  if (from === 'offer' && (offer === null || offer.waits !== null)) return { wrong: 'offer' }
  const inForce = await actingAs(db, visitor, (acting) => filesInForce(acting, law))
  const files = from === 'offer' && offer !== null ? new Map(Object.entries(offer.files)) : inForce
  const { jurisdiction, title } = law
  const done = await beginDraft(
    db,
    visitor,
    { authority, jurisdiction, title: lang === 'zh-CN' ? title['zh-CN'] : title.en },
    { files, basis: law.record },
  )
  return 'id' in done ? done : { wrong: 'part' }
}

/** The text of a record, as its authority wrote it; where that is not at hand, as the record says it. */
async function filesInForce(acting: Db, { record, files }: RecordFolder): Promise<ReadonlyMap<string, string>> {
  const written = await publishedFiles(acting, record)
  return written.size > 0 ? written : files
}

const published = (files: ReadonlyMap<string, string>) => [...files].filter(([path]) => path !== 'notes.md')

/** Whether files say in every line what is in force, so that nothing would be corrected; notes are not published. */
export async function isInForce(acting: Db, instrument: string, files: ReadonlyMap<string, string>) {
  const law = await recordFolder(acting, instrument)
  if (law === null) return false
  const inForce = new Map(published(await filesInForce(acting, law)))
  const said = published(files)
  return inForce.size === said.length && said.every(([path, text]) => inForce.get(path) === text)
}

const notInForce = (): Problem =>
  new Problem('not-found', 'there is no such instrument in force', { told: { key: 'draft.no-law', args: {} } })
