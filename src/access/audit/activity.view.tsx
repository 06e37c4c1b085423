// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../ui/index.ts'
import type { ShownEntry, ShownRead } from './audit-entry.model.ts'
import { EntryList } from './audit-entry.view.tsx'

export interface ActivityProps {
  words: Words
  entries: readonly ShownEntry[]
  older: number | null
  reads: readonly ShownRead[]
  /** The page of reads that follows. */
  moreReads: number | null
}

export function ActivityView({ words, entries, older, reads, moreReads }: ActivityProps) {
  return (
    <>
      <section aria-labelledby="reads">
        <h2 id="reads">{words.t('audit.reads')}</h2>
        <p>{words.t(reads.length === 0 ? 'audit.reads.none' : 'audit.reads.lead')}</p>
        {reads.length === 0 ? null : (
          <ul class="entries">
            {reads.map(({ at, atText, reader, authority, what, why }) => (
              <li>
                <div>
                  <p>
                    <strong>{authority === null ? reader : words.t('audit.reader-for', { reader, authority })}</strong>
                  </p>
                  <p>{words.t('audit.read-what', { what, why })}</p>
                  <time class="hint" dateTime={at}>
                    {atText}
                  </time>
                </div>
              </li>
            ))}
          </ul>
        )}
        {moreReads === null ? null : <a href={`/account/activity?reads=${moreReads}`}>{words.t('audit.older')}</a>}
      </section>
      <section aria-labelledby="done">
        <h2 id="done">{words.t('audit.activity.done')}</h2>
        {entries.length === 0 ? <p>{words.t('audit.activity.none')}</p> : <EntryList words={words} entries={entries} />}
        {older === null ? null : <a href={`/account/activity?before=${older}`}>{words.t('audit.older')}</a>}
      </section>
    </>
  )
}
