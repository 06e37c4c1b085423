// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../../ui/index.ts'
import type { Result } from '../search-result.model.ts'

export interface PopupProps {
  words: Words
  query: string
  state: 'loading' | 'failed' | 'ready'
  results: readonly Result[]
  /** The option that Enter takes; -1: none. The last one is all results. */
  active: number
}

/** Names under a search box while it is typed in: a list box, whose option in question the field points at. */
export function SearchPopup(props: PopupProps) {
  const { words, query, state, results, active } = props
  if (state === 'loading') return <p class="search-wait">{words.t('search.loading')}</p>
  if (state === 'failed') return <Failed words={words} query={query} />
  return (
    <div class="search-options" role="listbox" id="search-options" aria-label={words.t('search.options')}>
      {results.map((result, at) => (
        <Option words={words} result={result} at={at} active={active === at} />
      ))}
      <div
        role="option"
        tabIndex={-1}
        id={`search-option-${results.length}`}
        class="search-option all"
        data-option={results.length}
        aria-selected={active === results.length}
      >
        {results.length === 0 ? words.t('search.none', { query }) : words.t('search.all', { query })}
      </div>
    </div>
  )
}

function Option({ words, result, at, active }: { words: Words; result: Result; at: number; active: boolean }) {
  const { kind, name, nameLanguage, matched } = result
  return (
    <div
      role="option"
      tabIndex={-1}
      id={`search-option-${at}`}
      class="search-option"
      data-option={at}
      aria-selected={active}
    >
      <span class="search-option-name" lang={nameLanguage ?? undefined}>
        {name}
      </span>
      <span class="muted small">
        {words.t(`search.kind.one.${kind}`)}
        {matched === null ? null : (
          <>
            {' · '}
            <span lang={matched.language ?? undefined}>{matched.name}</span>
          </>
        )}
      </span>
    </div>
  )
}

/** The names are not here: to search them the words would have to leave, which only the reader decides. */
export function Failed({ words, query }: { words: Words; query: string }) {
  return (
    <div class="search-wait" role="alert">
      <p>{words.t('search.failed')}</p>
      <p>
        <a class="search-more" href={`/search?${new URLSearchParams({ q: query })}`} data-sends>
          {words.t('search.failed.send')}
        </a>
      </p>
    </div>
  )
}
