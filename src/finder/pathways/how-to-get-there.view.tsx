// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../ui/index.ts'

export interface GetThereProps {
  words: Words
  finding: { rule: string; title: string }
  /** Id of the form that carries what was answered. */
  form: string
}

/** `How could I get there?` beside a rule that is not met: the question and its answers go along; on a device they stay on it. */
export function HowToGetThere({ words, finding, form }: GetThereProps) {
  return (
    <p class="no-print">
      <button type="submit" class="as-link" form={form} formaction="/pathway" name="to" value={finding.rule}>
        {words.t('pathway.name')}
        <span class="hidden">: {finding.title}</span>
      </button>
    </p>
  )
}
