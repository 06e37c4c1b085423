// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../ui/index.ts'
import type { ShownEntry, ShownLink } from './audit-entry.model.ts'

/** Entries, newest first. `link`: each leads to its own page. */
export function EntryList(props: { words: Words; entries: readonly ShownEntry[]; link?: boolean }) {
  const { words, entries, link = false } = props
  return (
    <ol class="entries log">
      {entries.map((entry) => (
        <li>
          <article>
            <h3>{link ? <a href={`/audit/${entry.seq}`}>{entry.act}</a> : entry.act}</h3>
            <p class="hint">
              <time dateTime={entry.at}>{entry.atText}</time> ·{' '}
              {words.t('audit.number', { seq: entry.seq, hash: entry.shortHash })}
            </p>
            <Facts words={words} entry={entry} />
          </article>
        </li>
      ))}
    </ol>
  )
}

function Facts({ words, entry }: { words: Words; entry: ShownEntry }) {
  return (
    <dl class="facts">
      {entry.facts.map(({ label, text }) => (
        <div>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
      {entry.changed.length === 0 ? null : (
        <div>
          <dt>{words.t('audit.changed')}</dt>
          <dd>
            <ul>
              {entry.changed.map(({ field, value }) => (
                <li>
                  {field}: {value}
                </li>
              ))}
            </ul>
          </dd>
        </div>
      )}
    </dl>
  )
}

/** One entry, with how it hangs in the chain. */
export function AuditEntryView({ words, entry }: { words: Words; entry: ShownLink }) {
  return (
    <>
      <p>
        <time dateTime={entry.at}>{entry.atText}</time>
      </p>
      {entry.erased ? <p class="notice heed">{words.t('audit.erased.means')}</p> : null}
      <Facts words={words} entry={entry} />
      <section aria-labelledby="link">
        <h2 id="link">{words.t('audit.link')}</h2>
        <p>{words.t('audit.link.means')}</p>
        <dl class="facts">
          <Hash label={words.t('audit.seq')} value={words.number(entry.seq)} />
          <Hash label={words.t('audit.hash')} value={entry.hash} />
          <Hash label={words.t('audit.previous')} value={entry.previous} />
          <Hash label={words.t('audit.commitment')} value={entry.commitment} />
        </dl>
      </section>
      <p>
        <a href="/audit">{words.t('audit.back')}</a>
      </p>
    </>
  )
}

function Hash({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <code>{value}</code>
      </dd>
    </div>
  )
}
