// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../ui/index.ts'

export interface SearchBoxProps {
  words: Words
  label: string
  query?: string
  kind?: string | null
  /** Whether something else is the first act of the page. */
  quiet?: boolean
}

/** The search box: a form that leads to `/search`. With a script the words stay on the device, and the note says so. */
export function SearchBox({ words, label, query = '', kind = null, quiet = false }: SearchBoxProps) {
  return (
    <form method="get" action="/search" class="search-box">
      <search>
        <label for="search-q">{label}</label>
        <div class="search-line">
          <input
            type="search"
            id="search-q"
            name="q"
            value={query}
            maxLength={160}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            aria-describedby="search-note"
          />
          {kind === null ? null : <input type="hidden" name="kind" value={kind} />}
          <button type="submit" class={quiet ? 'button quiet' : 'button'}>
            {words.t('search.submit')}
          </button>
        </div>
        <p id="search-note" class="hint search-note">
          {words.t('search.sent')}
        </p>
      </search>
    </form>
  )
}
