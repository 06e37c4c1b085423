// SPDX-License-Identifier: Apache-2.0
import type { Localized } from '../../kernel/index.ts'
import type { PublicationKind } from '../publications/publication.model.ts'

export const followedKinds = ['instrument', 'catalogue', 'place'] as const
export type FollowedKind = (typeof followedKinds)[number]

/** Something of which somebody wants to be told when it changes. */
export interface Followed {
  kind: FollowedKind
  /** The code of the place, or the id. */
  thing: string
}

/** So many things somebody may follow: whoever wants more of it follows the place. */
export const mostFollowed = 200

/** What took effect. */
export interface LawNews {
  publication: string
  kind: PublicationKind
  instrument: string
  title: Localized
  reason: Localized | null
  /** The records of law before and after; null: none. */
  basis: string | null
  record: string | null
}

/** What happened, as its sentence says it. */
export type NewsKind = 'new' | 'changed' | 'corrigendum' | 'withdrawal'

export const newsKind = ({ kind, basis }: Pick<LawNews, 'kind' | 'basis'>): NewsKind =>
  kind === 'publication' ? (basis === null ? 'new' : 'changed') : kind

/** Where it is read what changed: what is new as it is, the rest beside what stood before. */
export function newsPath({ instrument, basis, record }: Pick<LawNews, 'instrument' | 'basis' | 'record'>): string {
  if (record === null) return `/law/${instrument}/history`
  return basis === null ? `/law/${instrument}` : `/law/${instrument}/history?from=${basis}&to=${record}#compared`
}

/** Where a thing that is followed is read. */
export const pathOfFollowed = ({ kind, thing }: Followed): string =>
  `/${{ instrument: 'law', catalogue: 'catalogues', place: 'places' }[kind]}/${encodeURIComponent(thing)}`

/** Something that is followed, as its page shows it. */
export interface ShownFollowed extends Followed {
  kindText: string
  title: string
  /** Null: it is not here any more. */
  path: string | null
  sinceText: string
}
