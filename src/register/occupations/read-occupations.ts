// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import {
  foundOr404,
  named,
  type Page,
  type PageRequest,
  pageKey,
  type Reading,
  toPage,
} from '../../organisations/index.ts'
import { findClassification } from './find-classification.ts'
import {
  allClassifications,
  type Classification,
  type Entry,
  type EntryRelation,
  listEntries,
  namesOf,
  relationsOf,
  type Subject,
} from './occupations.store.ts'

export interface EntriesRequest extends Reading {
  /** Id, or family for its newest version. */
  scheme: string
  codePrefix: string | undefined
  /** Directly below this code; null: the highest. */
  parent: string | null | undefined
  /** Beginning of a name in any language. */
  namePrefix: string | undefined
}

export interface WholeEntry extends Entry {
  /** By language. */
  names: Record<string, string>
  alternatives: Record<string, string[]>
  relations: EntryRelation[]
}

/** Every scheme, by id, with its name in the reader's language. */
export async function readClassifications(
  db: Db,
  filter: Reading & { subject: Subject | undefined },
): Promise<Page<Classification & { name: string }>> {
  const items = await allClassifications(db, filter)
  return { items: items.map((item) => named(item, filter.lang)), next: null }
}

/** A page of the codes of one scheme, by code. */
export async function readEntries(
  db: Db,
  subject: Subject,
  request: EntriesRequest,
  page: PageRequest,
): Promise<Page<Entry>> {
  const { id, family } = await findClassification(db, request.scheme, subject, request)
  const rows = await listEntries(db, { ...request, scheme: id, family }, page)
  return toPage(rows, page.limit, (row) => pageKey(row.code, row.validFrom))
}

/** One code with all its names and what it is to codes of other schemes, or `not-found`. */
export async function readEntry(
  db: Db,
  subject: Subject,
  asked: { scheme: string; code: string },
  reading: Reading,
): Promise<WholeEntry> {
  const { id, family } = await findClassification(db, asked.scheme, subject, reading)
  const filter = { ...reading, scheme: id, family, code: asked.code }
  const rows = await listEntries(db, filter, { after: null, limit: 1 })
  const entry = foundOr404(rows[0], subject, `${asked.scheme}/${asked.code}`)
  const [names, relations] = await Promise.all([namesOf(db, filter), relationsOf(db, filter)])
  return {
    ...entry,
    names: Object.fromEntries(names.map(({ lang, name }) => [lang, name])),
    alternatives: Object.fromEntries(names.map(({ lang, alternatives }) => [lang, alternatives])),
    relations,
  }
}
