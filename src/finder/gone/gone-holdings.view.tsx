// SPDX-License-Identifier: Apache-2.0
import { Run, type Words } from '../../ui/index.ts'
import type { GoneHolding } from './gone.model.ts'

/** Above the question: which of what was asked about is not known here, and where to read on. */
export function GoneHoldings({ words, gone }: { words: Words; gone: readonly GoneHolding[] }) {
  return (
    <div class="error-summary" id="gone" role="alert">
      {gone.map(({ heading, said, law }, at) => (
        <section aria-labelledby={`gone-${at}`}>
          <h2 id={`gone-${at}`}>
            <Run text={heading} lang={words.lang} />
          </h2>
          <p>
            <Run text={said} lang={words.lang} />
          </p>
          <p>
            {law === null ? (
              <a href="/search">{words.t('gone.search')}</a>
            ) : (
              <>
                <a href={law.href}>
                  <Run text={law.title} lang={words.lang} />
                </a>{' '}
                · <a href={law.history}>{words.t('law.history')}</a>
              </>
            )}
          </p>
        </section>
      ))}
      <p>{words.t('gone.below')}</p>
    </div>
  )
}
