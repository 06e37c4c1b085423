// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../ui/index.ts'

export interface OtherWaysProps {
  words: Words
  ways: { purposes: readonly string[]; rules: readonly string[] }
  /** Id of the answer's form: it carries the question on. */
  form: string
}

/** Where the answer is not yes: what else there is. */
export function OtherWaysView({ words, ways, form }: OtherWaysProps) {
  return (
    <section class="section" aria-labelledby="section-ways">
      <h2 id="section-ways">{words.t('ways.title')}</h2>
      <p class="section-lead">{words.t('ways.lead')}</p>
      <ul class="benefits">
        {ways.purposes.length === 0 ? null : <li>{words.t('ways.purpose', { rules: words.and(ways.purposes) })}</li>}
        {ways.rules.length === 0 ? null : <li>{words.t('ways.rule', { rules: words.and(ways.rules) })}</li>}
        <li class="no-print">
          {words.t('ways.places')}:{' '}
          <button type="submit" class="as-link" form={form} formaction="/compare">
            {words.t('compare.open')}
          </button>
        </li>
      </ul>
    </section>
  )
}
