// SPDX-License-Identifier: Apache-2.0
import type { SearchKind } from './search-result.model.ts'
import type { FoundThing } from './search-set.model.ts'

/** Where a kind is described to programs, and on which page to people; null: there is no page of its own. */
const described: Record<SearchKind, { api: string; page: string | null }> = {
  qualification: { api: 'qualifications', page: null },
  title: { api: 'title-series', page: null },
  occupation: { api: 'occupations', page: null },
  instrument: { api: 'instruments', page: 'law' },
  catalogue: { api: 'catalogues', page: 'catalogues' },
  place: { api: 'jurisdictions', page: 'places' },
  framework: { api: 'frameworks', page: 'frameworks' },
  // A level is described with its framework.
  level: { api: 'frameworks', page: 'frameworks' },
}

export interface Addresses {
  address: string
  page: string | null
  finder: string | null
  /** As the finder's script reads it: behind #, so that it does not travel. */
  pick: string | null
}

/** Where a thing is described, and the finder with it filled in. */
export function pageOfThing({ kind, id, inFinder }: FoundThing, name: string): Addresses {
  const path = (kind === 'level' ? id.slice(0, id.indexOf('/')) : id).split('/').map(encodeURIComponent).join('/')
  const { api, page } = described[kind]
  const addresses = { address: `/api/v1/${api}/${path}`, page: page === null ? null : `/${page}/${path}` }
  if (!inFinder) return { ...addresses, finder: null, pick: null }
  const field = `${kind === 'place' ? 'in' : 'hold'}=${encodeURIComponent(id).replaceAll('%2F', '/')}`
  if (kind === 'place') return { ...addresses, finder: `/?${field}&change=1`, pick: `/#${field}` }
  return { ...addresses, finder: `/?${field}`, pick: `/#${field}&name=${encodeURIComponent(name)}` }
}
