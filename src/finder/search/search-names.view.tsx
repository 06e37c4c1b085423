// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../ui/index.ts'
import { SearchBox } from './search-box.view.tsx'
import type { Result, ResultGroup } from './search-result.model.ts'

export interface FoundProps {
  words: Words
  query: string
  kind: string | null
  groups: readonly ResultGroup[]
  /** Whether more was written than is looked at. */
  cut: boolean
  /** On a device the words stand behind # in an address, where no server sees them. */
  onDevice?: boolean
}

/** The box, and what was found. */
export function SearchView(props: FoundProps) {
  const { words, query, kind } = props
  return (
    <div class="search">
      <h1>{words.t('search.title')}</h1>
      <p class="lead">{words.t('search.lead')}</p>
      <SearchBox words={words} query={query} kind={kind} label={words.t('search.label')} />
      <p id="search-status" class="hidden" role="status" />
      <div id="search-found">
        <FoundView {...props} />
      </div>
    </div>
  )
}

/** What was found, or what to do where nothing was. */
export function FoundView(props: FoundProps) {
  const { words, query, kind, groups, cut } = props
  return (
    <>
      {cut ? <p class="hint">{words.t('search.cut')}</p> : null}
      {query === '' ? <Suggestions {...props} /> : groups.length === 0 ? <Nothing {...props} /> : null}
      {kind !== null && query !== '' ? (
        <p>
          <a class="search-more" href={addressOf(props, { q: query })}>
            {words.t('search.all-kinds')}
          </a>
        </p>
      ) : null}
      {groups.map((group) => (
        <Group props={props} group={group} />
      ))}
    </>
  )
}

function addressOf({ onDevice = false }: FoundProps, fields: Record<string, string>): string {
  return `/search${onDevice ? '#' : '?'}${new URLSearchParams(fields)}`
}

/** Written as people write: part of a name, another language, a slip, a code. */
export const suggestions = [
  { query: '高级技师', lang: 'zh-CN' },
  { query: 'toxicologist', lang: 'en' },
  { query: 'jianzhushi', lang: 'zh-Latn-pinyin' },
  { query: 'Architekt', lang: 'de' },
  { query: 'Suzohu', lang: 'en' },
]

function Suggestions(props: FoundProps) {
  const { words } = props
  return (
    <section class="search-help" aria-labelledby="search-try">
      <h2 id="search-try">{words.t('search.try')}</h2>
      <p>{words.t('search.try.hint')}</p>
      <ul class="search-tries">
        {suggestions.map(({ query, lang }) => (
          <li>
            <a href={addressOf(props, { q: query })} lang={lang}>
              {query}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Nothing({ words, query, onDevice = false }: FoundProps) {
  return (
    <section class="search-help" role="status">
      <h2>{words.t('search.none', { query })}</h2>
      <p>{words.t('search.none.meaning')}</p>
      <ul class="search-tips">
        <li>{words.t('search.none.shorter')}</li>
        <li>{words.t('search.none.language')}</li>
        <li>
          <a href={onDevice ? '/#hold=other' : '/?hold=other&change=1'}>{words.t('search.none.other')}</a>
        </li>
      </ul>
    </section>
  )
}

function Group({ props, group }: { props: FoundProps; group: ResultGroup }) {
  const { words, query, onDevice = false } = props
  const { kind, results, more } = group
  const id = `search-${kind}`
  return (
    <section class="search-group" aria-labelledby={id}>
      <h2 id={id}>{words.t(`search.kind.${kind}`)}</h2>
      {results.some(({ finder }) => finder !== null) ? (
        <p class="muted small">{words.t(kind === 'place' ? 'search.finder.place' : 'search.finder.hold')}</p>
      ) : null}
      <ul>
        {results.map((result) => (
          <Found words={words} result={result} onDevice={onDevice} />
        ))}
      </ul>
      {more ? (
        <p>
          <a class="search-more" href={addressOf(props, { q: query, kind })}>
            {words.t(`search.more.${kind}`)}
          </a>
        </p>
      ) : null}
    </section>
  )
}

function Found({ words, result, onDevice }: { words: Words; result: Result; onDevice: boolean }) {
  const { name, nameLanguage, matched, address, page, id } = result
  const finder = onDevice ? result.pick : result.finder
  return (
    <li class="search-found">
      <a class="search-name" href={finder ?? page ?? address} lang={nameLanguage ?? undefined}>
        {name}
      </a>
      <p class="muted small">
        {matched === null ? null : (
          <span class="search-matched">
            {words.t('search.matched')} <span lang={matched.language ?? undefined}>{matched.name}</span>
          </span>
        )}
        <span>{id}</span>
        {finder === null ? null : <a href={page ?? address}>{words.t('search.record')}</a>}
      </p>
    </li>
  )
}
