// SPDX-License-Identifier: Apache-2.0
import type { Localized, PlainDate } from '../../kernel/index.ts'

export const publicationKinds = ['publication', 'corrigendum', 'withdrawal'] as const
export type PublicationKind = (typeof publicationKinds)[number]

export const publicationStates = ['proposed', 'returned', 'taken-back', 'approved', 'held', 'published'] as const
export type PublicationState = (typeof publicationStates)[number]

/** Why what was approved is held, in both languages of the program; of earlier ones in English alone. */
export type HeldReason = Localized | string

/** What everybody may know of how a record of law came about. */
export interface PublicationNotice {
  id: string
  kind: PublicationKind
  authority: string
  /** The day for which it was published. */
  on: PlainDate
  reason: Localized | null
}

/** The folder in which an instrument stands: `xa-2026-1` of XA in `XA/2026-1`. */
export function pathOf(jurisdiction: string, instrument: string): string {
  const prefix = `${jurisdiction.toLowerCase()}-`
  return `${jurisdiction}/${instrument.startsWith(prefix) ? instrument.slice(prefix.length) : instrument}`
}

/** The instant at which a day begins in a time zone: found by stepping to where the calendar there turns over. */
export function startOfDay(day: PlainDate, timeZone: string): Date {
  const noon = new Date(`${day}T12:00:00Z`)
  const there = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
    hourCycle: 'h23',
  })
  const ahead = new Date(`${there.format(noon).replace(' ', 'T')}Z`).getTime() - noon.getTime()
  return new Date(new Date(`${day}T00:00:00Z`).getTime() - ahead)
}

/** A reason is public: in one language it is shown in both. */
export function reasonOf({ en, zh }: { en: string; zh: string }): Localized | null {
  if (en === '' && zh === '') return null
  return { en: en === '' ? zh : en, 'zh-CN': zh === '' ? en : zh }
}

/** A publication as its page shows it. */
export interface ShownPublication {
  id: string
  title: string
  authority: string
  /** What the place is called. */
  place: string
  kind: PublicationKind
  state: PublicationState
  instrument: string
  /** Where its draft is, if it has one. */
  draft: string | null
  version: number | null
  on: string
  reason: string | null
  proposedBy: string
  proposedText: string
  decidedBy: string | null
  decidedText: string | null
  note: string | null
  heldFor: readonly string[]
  publishedText: string | null
}
