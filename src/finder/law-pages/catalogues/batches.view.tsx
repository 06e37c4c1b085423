// SPDX-License-Identifier: Apache-2.0
import { Run, type Words } from '../../../ui/index.ts'
import type { BatchWords, ChangeWords } from './batch-words.model.ts'

export function Batches({ words, batches }: { words: Words; batches: readonly BatchWords[] }) {
  if (batches.length === 0) return null
  return (
    <section>
      <h2 id="batches">{words.t('catalogue.batches')}</h2>
      <ol class="law-list">
        {batches.map(({ href, title, here, day, does }) => (
          <li>
            <strong>
              {here ? (
                <Run text={title} lang={words.lang} />
              ) : (
                <a href={href}>
                  <Run text={title} lang={words.lang} />
                </a>
              )}
            </strong>
            <p>
              {here ? <span>{words.t('catalogue.batch.here')}</span> : null}
              {day === null ? null : <span>{day}</span>}
              {does.map((text) => (
                <span>{text}</span>
              ))}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

export function Changes({
  words,
  changes: { lines, all },
}: {
  words: Words
  changes: { lines: readonly ChangeWords[]; all: number }
}) {
  if (lines.length === 0) return null
  return (
    <section>
      <h2 id="changes">
        {words.t('catalogue.changes')} ({all})
      </h2>
      <ul class="law-list">
        {lines.map(({ name, text, earlier }) => (
          <li>
            <strong>
              <Run text={name} lang={words.lang} />
            </strong>
            <p>
              <span>{text}</span>
              {earlier === null ? null : <span>{earlier}</span>}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
