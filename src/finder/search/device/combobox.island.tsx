// SPDX-License-Identifier: Apache-2.0
// Results under a search box on another page: a combobox with a list box (WAI-ARIA, list autocomplete, manual selection).
import { render } from 'preact'
import type { Words } from '../../../ui/index.ts'
import type { Result } from '../search-result.model.ts'
import { searchThings } from '../search-things.model.ts'
import { names } from './device-names.island.tsx'
import { nextOption, optionsOf } from './search-options.model.ts'
import { SearchPopup } from './search-popup.view.tsx'

const shown = 7

interface Open {
  field: HTMLInputElement
  words: Words
  query: string
  results: readonly Result[]
  active: number
}

let open: Open | null = null

/** Shows what answers the words in the field; without words, or before it is typed in, nothing. */
export function showOptions(field: HTMLInputElement, words: Words): void {
  const query = field.value.trim()
  if (query === '') {
    closeOptions()
    return
  }
  const results = names.set === null ? [] : searchThings(names.set, query, { lang: words.lang, limit: shown })
  const same = open?.query === query ? open.active : -1
  open = { field, words, query, results, active: same }
  draw()
}

export function closeOptions(): void {
  if (open === null) return
  const { field } = open
  open = null
  const host = hostOf(field)
  render(null, host)
  host.hidden = true
  field.setAttribute('aria-expanded', 'false')
  field.removeAttribute('aria-activedescendant')
}

/** Made once for each field: without a script there is none. */
function hostOf(field: HTMLInputElement): HTMLElement {
  const line = field.closest<HTMLElement>('.search-line') ?? field
  const found = line.querySelector<HTMLElement>('.search-popup')
  if (found !== null) return found
  const host = document.createElement('div')
  host.className = 'search-popup'
  line.append(host)
  field.setAttribute('role', 'combobox')
  field.setAttribute('aria-autocomplete', 'list')
  field.setAttribute('aria-controls', 'search-options')
  field.setAttribute('aria-expanded', 'false')
  // The field keeps the focus while an option is pressed.
  host.addEventListener('mousedown', (event) => event.preventDefault())
  host.addEventListener('click', (event) => {
    const option = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-option]') : null
    if (option !== null) choose(Number(option.dataset['option']))
  })
  return host
}

function draw(): void {
  if (open === null) return
  const { field, words, query, results, active } = open
  const host = hostOf(field)
  render(<SearchPopup {...{ words, query, results, active }} state={names.state} />, host)
  host.hidden = false
  field.setAttribute('aria-expanded', String(names.state === 'ready'))
  if (active < 0) field.removeAttribute('aria-activedescendant')
  else field.setAttribute('aria-activedescendant', `search-option-${active}`)
  host.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
}

/** The finder on the same page takes what it can be filled in with; everything else has a page. */
function choose(at: number): void {
  if (open === null) return
  const { field, query, results } = open
  const address = optionsOf(query, results)[at]
  if (address === undefined) return
  if (address.startsWith('/#')) {
    field.value = ''
    closeOptions()
    document.dispatchEvent(new CustomEvent('passerelle:pick', { detail: address.slice(2) }))
  } else location.assign(address)
}

/** What keys do in the field; true: nothing else is to happen. */
export function optionKey(key: string, field: HTMLInputElement, words: Words): boolean {
  if (key === 'Escape' && open !== null) {
    closeOptions()
    return true
  }
  if (key === 'Enter' && open !== null && open.active >= 0) {
    choose(open.active)
    return true
  }
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return false
  if (open === null) showOptions(field, words)
  if (open === null || names.state !== 'ready') return open !== null
  open.active = nextOption(open.active, key === 'ArrowDown' ? 1 : -1, open.results.length + 1)
  draw()
  return true
}
