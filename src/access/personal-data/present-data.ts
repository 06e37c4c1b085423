// SPDX-License-Identifier: Apache-2.0
import { momentIn, type Words } from '../../ui/index.ts'
import type { Naming } from '../authorities/name-authorities.ts'
import type { ConsentState } from '../consents/consents.ts'
import type { ErasureState } from './erase-account.ts'
import { type PersonalTable, personalColumns } from './fields/personal-table.model.ts'
import { personalTables } from './fields.model.ts'
import type { HoldRow } from './place-hold.ts'
import type { ShownConsent, ShownErasure, ShownHold, ShownTable } from './shown-data.model.ts'

export const presentTables = (words: Words): ShownTable[] => personalTables.map((table) => presentTable(words, table))

function presentTable(words: Words, table: PersonalTable): ShownTable {
  const { name, purpose, ground, seenBy, erasure } = table
  return {
    name,
    title: words.t(`data.table.${name}`),
    fields: personalColumns(table).map((column) => fieldName(words, column)),
    purpose: words.t(`data.purpose.${purpose}`),
    ground: words.t(`data.ground.${ground}`),
    seenBy: words.and(seenBy.map((one) => words.t(`data.seen.${one}`))),
    retention: retentionOf(words, table),
    erasure: words.t(`data.erased.${typeof erasure === 'string' ? erasure : 'clear'}`),
  }
}

export const fieldName = (words: Words, column: string): string =>
  words.has(`data.field.${column}`) ? words.t(`data.field.${column}`) : column

function retentionOf(words: Words, { retained }: PersonalTable): string {
  if (retained === undefined) return words.t('data.kept.account')
  const [, count = '0', unit = 'D'] = /^P(\d+)([DMY])$/.exec(retained.lasting) ?? []
  if (count === '0') return words.t('data.kept.until', { from: fieldName(words, retained.from) })
  return words.t('data.kept.after', { n: Number(count), unit, from: fieldName(words, retained.from) })
}

export const presentConsents = (words: Words, states: readonly ConsentState[]): ShownConsent[] =>
  states.map(({ purpose, givenAt, outdated }) => ({
    purpose,
    given: givenAt !== null && !outdated,
    text:
      givenAt === null
        ? words.t('data.consent.not')
        : words.t(outdated ? 'data.consent.outdated' : 'data.consent.since', { at: momentIn(words.lang, givenAt) }),
  }))

export function presentErasure(
  words: Words,
  { asked, handOver, held, holds }: ErasureState,
  naming: Naming,
): ShownErasure {
  return {
    due: asked === null ? null : momentIn(words.lang, asked.dueAt),
    handOver: handOver.map((authority) =>
      authority === '' ? words.t('data.erase.platform') : naming(words, authority),
    ),
    held,
    holds: holds.map((hold) => presentHold(words, hold, naming)),
  }
}

export function presentHold(words: Words, hold: HoldRow, naming: Naming): ShownHold {
  const { id, name, authority, reason, confidential, until, stands } = hold
  // It holds through its last day.
  const lastDay = new Date(until.getTime() - 1).toISOString().slice(0, 10)
  const holder = authority === null ? null : naming(words, authority)
  return { id, name, authority, holder, reason, confidential, stands, until: words.date(lastDay) }
}
