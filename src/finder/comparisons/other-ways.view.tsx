// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../ui/index.ts'

export interface OtherWaysProps {
  words: Words
  ways: { purposes: readonly string[]; rules: readonly string[] }
  /** Whether rules stand above that are not met; else nothing here speaks of what is held. */
  spoken: boolean
  /** Id of the answer's form: it carries the question on. */
  form: string
}

/** Where the answer is not yes: what else there is. */
export function OtherWaysView({ words, ways, spoken, form }: OtherWaysProps) {
  return (
    <section class="section" aria-labelledby="section-ways">
      <h2 id="section-ways">{words.t('ways.title')}</h2>
      <p class="section-lead">{words.t(spoken ? 'ways.lead' : 'ways.lead.none')}</p>
      <ul class="benefits">
        {ways.purposes.length === 0 ? null : <li>{words.t('ways.purpose', { rules: words.and(ways.purposes) })}</li>}
        {ways.rules.length === 0 ? null : <li>{words.t('ways.rule', { rules: words.and(ways.rules) })}</li>}
        <li class="no-print">
          {words.t('ways.places')}: <Way label={words.t('compare.open')} to="/compare" form={form} />
        </li>
        <li class="no-print">
          {words.t('ways.steps')}: <Way label={words.t('ways.pathway')} to="/pathway" form={form} />
        </li>
      </ul>
    </section>
  )
}

function Way({ label, to, form }: { label: string; to: string } & Pick<OtherWaysProps, 'form'>) {
  return (
    <button type="submit" class="as-link" form={form} formaction={to}>
      {label}
    </button>
  )
}
