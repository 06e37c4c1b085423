// SPDX-License-Identifier: Apache-2.0

import { Cite, type CiteProps, Run, type Words } from '../../../ui/index.ts'
import { Links } from '../instruments/read-instrument.view.tsx'
import { Follow } from '../library/follow.view.tsx'
import { Anchor } from '../library/law-parts.view.tsx'
import type { FollowState, LinkWords, WithdrawnWords } from '../library/law-views.model.ts'
import { Withdrawn } from '../library/withdrawn.view.tsx'
import type { BatchWords, ChangeWords } from './batch-words.model.ts'
import { Batches, Changes } from './batches.view.tsx'

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
  changes: readonly ChangeWords[]
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
