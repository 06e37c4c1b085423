// SPDX-License-Identifier: Apache-2.0

import { Run, type Words } from '../../../ui/index.ts'
import { Links } from '../instruments/read-instrument.view.tsx'
import { Follow } from '../library/follow.view.tsx'
import { LawEntries } from '../library/law-parts.view.tsx'
import type { FollowState, LawEntry, LinkWords } from '../library/law-views.model.ts'

interface PlaceProps {
  words: Words
  code: string
  follow: FollowState | null
  title: string
  kind: string
  demonstration: boolean
  note: string | null
  aliases: readonly string[]
  within: readonly LinkWords[]
  own: readonly LawEntry[]
  containing: readonly LawEntry[]
  agreements: readonly LinkWords[]
  inside: readonly LinkWords[]
  frameworks: readonly LinkWords[]
  bodies: readonly LinkWords[]
}

export function PlaceView(props: PlaceProps) {
  const { words, code, title, kind, note, aliases, own, containing } = props
  return (
    <>
      <p class="over-line">{kind}</p>
      <h1>
        <Run text={title} lang={words.lang} />
      </h1>
      <p class="law-facts">
        <span>{words.t('place.code', { code })}</span>
        {aliases.length === 0 ? null : <span>{words.t('place.alias', { codes: words.and(aliases) })}</span>}
      </p>
      {props.demonstration ? <p class="note">{words.t('place.demonstration')}</p> : null}
      {note === null ? null : (
        <p class="muted">
          <Run text={note} lang={words.lang} />
        </p>
      )}
      <p class="no-print">
        <a class="act" href={`/?in=${code}`}>
          {words.t('place.ask')}
        </a>
      </p>
      <Follow words={words} follow={props.follow} />
      <div class="law-columns">
        <div>
          {own.length + containing.length === 0 ? <p class="note">{words.t('place.none')}</p> : null}
          <Group words={words} id="own" title={words.t('place.own')} entries={own} />
          <Group words={words} id="containing" title={words.t('place.containing')} entries={containing} />
        </div>
        <aside aria-label={words.t('law.aside')}>
          <Links words={words} title={words.t('place.within')} links={props.within} />
          <Links words={words} title={words.t('place.agreements')} links={props.agreements} />
          <Links words={words} title={words.t('place.inside')} links={props.inside} />
          <Links words={words} title={words.t('place.frameworks')} links={props.frameworks} />
          <Links words={words} title={words.t('place.bodies')} links={props.bodies} />
          <section class="no-print">
            <ul class="links">
              <li>
                <a href={`/feeds/law.atom?place=${code}`}>{words.t('place.feed')}</a>
              </li>
              <li>
                <a href={`/overpass?place=${code}`}>{words.t('place.overpass')}</a>
              </li>
            </ul>
          </section>
        </aside>
      </div>
    </>
  )
}

interface GroupProps {
  words: Words
  id: string
  title: string
  entries: readonly LawEntry[]
}

function Group({ words, id, title, entries }: GroupProps) {
  if (entries.length === 0) return null
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <LawEntries words={words} entries={entries} />
    </section>
  )
}
