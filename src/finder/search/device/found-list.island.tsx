// SPDX-License-Identifier: Apache-2.0
// The page of results, drawn on the device while the box is typed in.
import { render } from 'preact'
import type { Words } from '../../../ui/index.ts'
import { longestText } from '../name-text.model.ts'
import { FoundView } from '../search-names.view.tsx'
import { type ResultGroup, type SearchKind, searchKinds } from '../search-result.model.ts'
import { groupsFor } from '../search-things.model.ts'
import { names } from './device-names.island.tsx'
import { allResults } from './search-options.model.ts'
import { Failed } from './search-popup.view.tsx'

const host = document.getElementById('search-found')
const status = document.getElementById('search-status')
let kind: SearchKind | null = null
let drawn = false

/** Whether this is the page of results. */
export const isResultsPage = host !== null

/** What the address says behind #; null: nothing. */
export function wordsInAddress(): string | null {
  const fields = new URLSearchParams(location.hash.slice(1))
  kind = searchKinds.find((one) => one === fields.get('kind')) ?? null
  return fields.get('q')
}

/** Whether the words of the address are those of the server: then what it found stands until something is typed. */
export const servedWords = (): boolean => new URLSearchParams(location.search).get('q') !== null

export function showFound(written: string, words: Words): void {
  if (host === null) return
  const query = written.trim().slice(0, longestText)
  if (query === '') kind = null
  const address = query === '' ? '/search' : allResults(query, kind)
  if (location.pathname + location.search + location.hash !== address) history.replaceState(null, '', address)
  document.title = `${query === '' ? words.t('search.title') : words.t('search.title.for', { query })} · Passerelle`
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.switches a')) link.hash = location.hash
  if (!drawn) host.replaceChildren()
  drawn = true
  const groups = names.set === null ? [] : groupsFor(names.set, query, { kind, lang: words.lang })
  render(viewOf(query, groups, written.trim().length > longestText, words), host)
  const count = groups.reduce((sum, { results }) => sum + results.length, 0)
  if (status !== null) status.textContent = query === '' || names.set === null ? '' : words.t('search.count', { count })
}

function viewOf(query: string, groups: ResultGroup[], cut: boolean, words: Words) {
  if (query !== '' && names.state === 'loading') return <p class="search-wait">{words.t('search.loading')}</p>
  if (query !== '' && names.state === 'failed') return <Failed words={words} query={query} />
  return <FoundView words={words} query={query} kind={kind} groups={groups} cut={cut} onDevice />
}

/** Arrows lead from the field through the results and back; Escape leads back at once. */
export function foundKey(key: string, from: Element): boolean {
  const field = document.querySelector<HTMLInputElement>('.search-box input[type=search]')
  const stops = [...(field === null ? [] : [field]), ...(host?.querySelectorAll<HTMLElement>('.search-name') ?? [])]
  const at = stops.indexOf(from as HTMLElement)
  const to = key === 'Escape' && at > 0 ? 0 : key === 'ArrowDown' ? at + 1 : key === 'ArrowUp' ? at - 1 : -1
  if (at < 0 || stops[to] === undefined) return false
  stops[to].focus()
  return true
}
