// SPDX-License-Identifier: Apache-2.0

import { Cite, type CiteProps, Run, type Words } from '../../../ui/index.ts'
import { Links } from '../instruments/read-instrument.view.tsx'
import { Anchor, Origin } from '../library/law-parts.view.tsx'
import type { LinkWords } from '../library/law-views.model.ts'

export interface FrameworkEntry {
  href: string
  name: string
  status: string
  places: string[]
  levels: string | null
}

export function FrameworksView({ words, entries }: { words: Words; entries: readonly FrameworkEntry[] }) {
  return (
    <>
      <h1>{words.t('framework.title')}</h1>
      <p class="lead">{words.t('framework.lead')}</p>
      <p>
        <a class="act" href="/overpass">
          {words.t('overpass.title')}
        </a>
      </p>
      <ul class="law-list">
        {entries.map(({ href, name, status, places, levels }) => (
          <li>
            <a href={href}>
              <Run text={name} lang={words.lang} />
            </a>
            <p>
              <Run text={[status, levels, ...places].filter((one) => one !== null).join(' · ')} lang={words.lang} />
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}

/** What a source states of two levels. */
export interface ReferenceWords {
  level: string
  href: string
  other: string
  otherLevel: string | null
  status: string
  historical: boolean
  source: string
  note: string | null
}

interface FrameworkProps {
  words: Words
  title: string
  status: string
  note: string | null
  places: readonly LinkWords[]
  source: string | null
  levels: readonly { id: string; name: string; ordered: boolean }[]
  references: readonly ReferenceWords[]
  cite: CiteProps
}

export function FrameworkView(props: FrameworkProps) {
  const { words, title, status, note, places, source, levels, references, cite } = props
  return (
    <>
      <p class="over-line">{words.t('framework.title')}</p>
      <h1>
        <Run text={title} lang={words.lang} />
      </h1>
      <p class="law-facts">
        <span class="state">{status}</span>
        {source === null ? null : <Origin words={words} source={source} />}
      </p>
      {note === null ? null : (
        <p>
          <Run text={note} lang={words.lang} />
        </p>
      )}
      <div class="law-columns">
        <div>
          <section aria-labelledby="levels">
            <h2 id="levels">{words.t('framework.levels')}</h2>
            {levels.length === 0 ? <p class="muted">{words.t('framework.levels.none')}</p> : null}
            <ol class="ladder">
              {levels.map(({ id, name, ordered }) => (
                <li id={id}>
                  <Run text={name} lang={words.lang} />
                  <Anchor words={words} id={id} name={name} />
                  {ordered ? null : <span class="muted small"> · {words.t('framework.unordered')}</span>}
                </li>
              ))}
            </ol>
          </section>
          <References words={words} references={references} />
          <Cite words={words} cite={cite} />
        </div>
        <aside aria-label={words.t('law.aside')}>
          <Links words={words} title={words.t('law.where')} links={places} />
        </aside>
      </div>
    </>
  )
}

function References({ words, references }: { words: Words; references: readonly ReferenceWords[] }) {
  if (references.length === 0) {
    return (
      <section>
        <h2>{words.t('framework.references')}</h2>
        <p class="note">{words.t('framework.references.none')}</p>
      </section>
    )
  }
  return (
    <section>
      <h2>{words.t('framework.references')}</h2>
      <p class="muted">{words.t('framework.references.rest')}</p>
      <ul class="law-list">
        {references.map(({ level, href, other, otherLevel, status, historical, source, note }) => (
          <li>
            <strong>
              <Run text={level} lang={words.lang} />
            </strong>
            {' — '}
            <a href={href}>
              <Run text={other} lang={words.lang} />
            </a>
            {otherLevel === null ? null : (
              <>
                {' '}
                <strong>
                  <Run text={otherLevel} lang={words.lang} />
                </strong>
              </>
            )}
            <p>
              <span>
                {status}
                {historical ? ` · ${words.t('framework.reference.historical')}` : ''}
              </span>
              <Origin words={words} source={source} />
              {note === null ? null : (
                <span>
                  <Run text={note} lang={words.lang} />
                </span>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
