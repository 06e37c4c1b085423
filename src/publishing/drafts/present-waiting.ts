// SPDX-License-Identifier: Apache-2.0
import type { Naming } from '../../access/index.ts'
import type { LawOffer } from '../../instruments/index.ts'
import type { Words } from '../../ui/index.ts'
import type { ShownOffer } from './waiting.model.ts'

/** Authorities whose law stands against shipped texts. */
export const authoritiesAgainst = (offers: readonly LawOffer[]): string[] =>
  offers.flatMap(({ waits }) => (waits?.by ?? []).flatMap(({ authority }) => authority ?? []))

export const presentOffer = (
  words: Words,
  { instrument, title, offeredAt, waits }: LawOffer & { title?: string },
  naming: Naming,
): ShownOffer => ({
  instrument,
  title: title ?? instrument,
  why: waits?.why ?? 'offered',
  since: words.date(offeredAt.toISOString().slice(0, 10)),
  by: (waits?.by ?? []).map(({ authority, title: named, ...one }) => ({
    ...one,
    title: words.pick(named),
    authority: authority === null ? null : naming(words, authority),
  })),
})
