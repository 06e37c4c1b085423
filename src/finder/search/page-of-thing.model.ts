// SPDX-License-Identifier: Apache-2.0

/** Under which address of the API a kind is described. */
const described: Record<string, string> = {
  qualification: 'qualifications',
  title: 'title-series',
  occupation: 'occupations',
  instrument: 'instruments',
  catalogue: 'catalogues',
  place: 'jurisdictions',
  framework: 'frameworks',
  level: 'frameworks',
}

export interface KnownToFinder {
  holding: (value: string) => boolean
  place: (code: string) => boolean
}

/** Where a thing is described, and the finder with it filled in. */
export function pageOfThing(
  kind: string,
  id: string,
  known: KnownToFinder,
): { address: string; finder: string | null } {
  // A level is described with its framework.
  const path = (kind === 'level' ? id.slice(0, id.indexOf('/')) : id).split('/').map(encodeURIComponent).join('/')
  const address = `/api/v1/${described[kind] ?? kind}/${path}`
  if ((kind === 'qualification' || kind === 'level') && known.holding(id)) {
    return { address, finder: `/?hold=${encodeURIComponent(id).replaceAll('%2F', '/')}` }
  }
  if (kind === 'place' && known.place(id)) return { address, finder: `/?in=${encodeURIComponent(id)}&change=1` }
  return { address, finder: null }
}
