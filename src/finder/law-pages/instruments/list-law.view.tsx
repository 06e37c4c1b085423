// SPDX-License-Identifier: Apache-2.0

import { Run, type Words } from '../../../ui/index.ts'
import { Follow } from '../library/follow.view.tsx'
import { LawEntries } from '../library/law-parts.view.tsx'
import type { FollowState, LawFilter, LawGroup } from '../library/law-views.model.ts'

export interface Choice {
  value: string
  text: string
}

interface ListProps {
  words: Words
  filter: LawFilter
  /** Of the place to which it is narrowed. */
  follow: FollowState | null
  choices: Record<'place' | 'kind' | 'status' | 'quality', readonly Choice[]>
  groups: readonly LawGroup[]
  carried: number
}

/** All instruments, narrowed by a form that works without the script. */
export function ListLawView({ words, filter, follow, choices, groups, carried }: ListProps) {
  const found = groups.reduce((sum, group) => sum + group.entries.length, 0)
  return (
    <>
      <h1>{words.t('law.title')}</h1>
      <p class="lead">{words.t('law.lead')}</p>
      <form class="law-filter no-print" method="get" action="/law">
        <div>
          <label for="q">{words.t('law.search')}</label>
          <input type="search" id="q" name="q" value={filter.q} />
        </div>
        {(['place', 'kind', 'status', 'quality'] as const).map((name) => (
          <Narrow words={words} name={name} value={filter[name]} choices={choices[name]} />
        ))}
        <button type="submit" class="button">
          {words.t('law.narrow')}
        </button>
      </form>
      <p class="muted" role="status">
        {words.t('law.count', { n: found, all: carried })}{' '}
        {found === carried ? null : <a href="/law">{words.t('law.all')}</a>}
      </p>
      <p>
        {words.t('law.consultations')} <a href="/consultations">{words.t('site.footer.consultations')}</a>
      </p>
      <Follow words={words} follow={follow} />
      {found > 0 ? null : <p class="note">{words.t('law.none')}</p>}
      {groups.map(({ code, name, entries }) => (
        <section class="law-group" aria-labelledby={`at-${code}`}>
          <h2 id={`at-${code}`}>
            <a href={`/places/${code}`}>
              <Run text={name} lang={words.lang} />
            </a>
          </h2>
          <LawEntries words={words} entries={entries} />
        </section>
      ))}
    </>
  )
}

interface NarrowProps {
  words: Words
  name: string
  value: string
  choices: readonly Choice[]
}

export function Narrow({ words, name, value, choices }: NarrowProps) {
  return (
    <div>
      <label for={name}>{words.t(`law.filter.${name}`)}</label>
      <select id={name} name={name}>
        <option value="">{words.t('law.filter.any')}</option>
        {choices.map((choice) => (
          <option value={choice.value} selected={choice.value === value}>
            {choice.text}
          </option>
        ))}
      </select>
    </div>
  )
}
