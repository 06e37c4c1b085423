// SPDX-License-Identifier: Apache-2.0

import { Cite, type CiteProps, Run, type Words } from '../../../ui/index.ts'
import { Links } from '../instruments/read-instrument.view.tsx'
import { Follow } from '../library/follow.view.tsx'
import { Anchor } from '../library/law-parts.view.tsx'
import type { FollowState, LinkWords, WithdrawnWords } from '../library/law-views.model.ts'
import { Withdrawn } from '../library/withdrawn.view.tsx'
import type { BatchWords, ChangeWords } from './batch-words.model.ts'
import { Batches, Changes } from './batches.view.tsx'

interface ShownPart {
  path: string
  q: string
  found: number
  all: number
  page: number
  pages: number
}

interface Entry {
  id: string
  name: string
  body: { href: string; text: string } | null
  notes: string[]
}

export interface CatalogueProps {
  words: Words
  title: string
  /** Null: it stands. */
  withdrawn: WithdrawnWords | null
  follow: FollowState | null
  complete: boolean
  facts: readonly string[]
  note: string | null
  classes: readonly { id: string; name: string; items: readonly Entry[] }[]
  /** Entries that are no longer on the list today. */
  over: readonly Entry[]
  /** All batches of the list; empty where it has only one. */
  batches: readonly BatchWords[]
  /** What this batch does to entries of earlier ones. */
  changes: { lines: readonly ChangeWords[]; all: number }
  /** What of it is on this page. */
  shown: ShownPart
  publishedIn: LinkWords
  siblings: readonly LinkWords[]
  usedBy: readonly LinkWords[]
  cite: CiteProps
}

export function CatalogueView(props: CatalogueProps) {
  const { words, title, complete, facts, note, classes, over, batches, changes, publishedIn, siblings, usedBy, cite } =
    props
  return (
    <>
      <p class="over-line">{words.t('catalogue.title')}</p>
      <h1>
        <Run text={title} lang={words.lang} />
      </h1>
      <p class="law-facts">
        {facts.map((fact) => (
          <span>{fact}</span>
        ))}
      </p>
      <Follow words={words} follow={props.follow} />
      <Withdrawn words={words} withdrawn={props.withdrawn} />
      <p class={complete ? 'muted' : 'note'}>{words.t(complete ? 'catalogue.complete' : 'catalogue.partial')}</p>
      {note === null ? null : (
        <p>
          <Run text={note} lang={words.lang} />
        </p>
      )}
      <div class="law-columns">
        <div>
          <Batches words={words} batches={batches} />
          <FindEntries words={words} shown={props.shown} />
          {classes.map(({ id, name, items }) => (
            <section>
              <h2 id={id}>
                <Run text={name} lang={words.lang} />
                <Anchor words={words} id={id} name={name} />
              </h2>
              {items.length === 0 ? (
                <p class="muted">{words.t('catalogue.class.none')}</p>
              ) : (
                <Entries words={words} items={items} />
              )}
            </section>
          ))}
          {over.length === 0 ? null : (
            <section>
              <h2 id="ended">{words.t('catalogue.over')}</h2>
              <Entries words={words} items={over} />
            </section>
          )}
          <Changes words={words} changes={changes} />
          <Pager words={words} shown={props.shown} />
          <Cite words={words} cite={cite} />
        </div>
        <aside aria-label={words.t('law.aside')}>
          <Links words={words} title={words.t('catalogue.published-by')} links={[publishedIn]} />
          <Links words={words} title={words.t('catalogue.used-by')} links={usedBy} />
          <Links words={words} title={words.t('catalogue.siblings')} links={siblings} />
        </aside>
      </div>
    </>
  )
}

/** A list of this length is looked through by a name. */
const longList = 20

function FindEntries({ words, shown: { path, q, found, all, page, pages } }: { words: Words; shown: ShownPart }) {
  if (all <= longList && q === '') return null
  return (
    <>
      <form class="law-filter no-print" method="get" action={path}>
        <div>
          <label for="q">{words.t('catalogue.find')}</label>
          <input type="search" id="q" name="q" value={q} />
        </div>
        <button type="submit" class="button">
          {words.t('catalogue.find.do')}
        </button>
      </form>
      <p class="muted" role="status">
        {words.t('catalogue.found', { found, all })}
        {pages > 1 ? ` ${words.t('catalogue.page', { page, pages })}` : null}{' '}
        {q === '' ? null : <a href={path}>{words.t('catalogue.find.all')}</a>}
      </p>
    </>
  )
}

function Pager({ words, shown: { path, q, page, pages } }: { words: Words; shown: ShownPart }) {
  if (pages < 2) return null
  const to = (number: number) => `${path}?${new URLSearchParams({ ...(q !== '' && { q }), page: String(number) })}`
  return (
    <nav class="button-row no-print" aria-label={words.t('catalogue.pages')}>
      {page > 1 ? (
        <a class="button quiet" href={to(page - 1)} rel="prev">
          {words.t('catalogue.page.before')}
        </a>
      ) : null}
      <span>{words.t('catalogue.page', { page, pages })}</span>
      {page < pages ? (
        <a class="button quiet" href={to(page + 1)} rel="next">
          {words.t('catalogue.page.next')}
        </a>
      ) : null}
    </nav>
  )
}

function Entries({ words, items }: { words: Words; items: readonly Entry[] }) {
  return (
    <ul class="law-list">
      {items.map(({ id, name, body, notes }) => (
        <li id={id}>
          <strong>
            <Run text={name} lang={words.lang} />
          </strong>
          <Anchor words={words} id={id} name={name} />
          <p>
            {body === null ? null : body.href === '' ? (
              <Run text={body.text} lang={words.lang} />
            ) : (
              <a href={body.href}>
                <Run text={body.text} lang={words.lang} />
              </a>
            )}
            {notes.map((note) => (
              <span>
                <Run text={note} lang={words.lang} />
              </span>
            ))}
          </p>
        </li>
      ))}
    </ul>
  )
}
