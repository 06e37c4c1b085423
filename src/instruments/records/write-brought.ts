// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import { awardingBodyTable, Incoming, type RecordRow, reconcile } from '../../organisations/index.ts'
import { qualificationTable } from '../../register/index.ts'
import type { Brought } from '../folders/folder-lists.ts'
import type { LawInstrument } from '../law/instrument-schema.ts'

/** Where an entry of the register says it comes from, if an instrument has brought it. */
export const broughtBy = (instrument: string): string => `brought/${instrument}`

/** What an instrument brings with it; nothing: it is gone, or brings nothing any more. */
export interface Bringing {
  instrument: string
  quality: string
  brings: Brought
}

/** How good an entry is known: as good as the first source of what brings it. */
export const bringingBy = ({ instrument, brings }: { instrument: LawInstrument; brings: Brought }): Bringing => ({
  instrument: instrument.id,
  quality: instrument.sources[0]?.quality ?? '',
  brings,
})

/** Makes the register say what these instruments bring; what they brought before and bring no more is superseded. */
export async function writeBrought(transaction: Db, all: readonly Bringing[], at: string): Promise<void> {
  if (all.length === 0) return
  const origins = all.map(({ instrument }) => broughtBy(instrument))
  const qualifications = await Incoming.open(transaction, qualificationTable)
  const bodies = await Incoming.open(transaction, awardingBodyTable)
  for (const { instrument, quality, brings } of all) {
    const from = { quality, note: null, valid_from: null, valid_until: null, origin: broughtBy(instrument) }
    for (const { entry } of brings.bodies) await bodies.add({ ...from, ...bodyRow(entry) })
    for (const { entry } of brings.qualifications) await qualifications.add({ ...from, ...qualificationRow(entry) })
  }
  await reconcile(transaction, bodies, origins, at)
  await reconcile(transaction, qualifications, origins, at)
}

function bodyRow(entry: Brought['bodies'][number]['entry']): RecordRow {
  return { id: entry.id, names: namesOf(entry), country: entry.country, url: null, source: entry.source }
}

function qualificationRow(entry: Brought['qualifications'][number]['entry']): RecordRow {
  return {
    id: entry.id,
    names: namesOf(entry),
    country: entry.country,
    awarding_body: entry.awardingBody,
    awarding_body_name: null,
    levels: entry.levels,
    fields: entry.fields,
    family: entry.family,
    class: null,
    stated_level: null,
    source: entry.source,
  }
}

const namesOf = (entry: { 'name.en': string; 'name.zh-CN': string }) => ({
  en: entry['name.en'],
  'zh-CN': entry['name.zh-CN'],
})
