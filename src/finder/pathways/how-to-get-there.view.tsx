// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../ui/index.ts'

export interface GetThereProps {
  words: Words
  finding: { rule: string; title: string }
  /** Id of the form that carries what was answered. */
  form: string
  place: string
  onDevice: boolean
}

/** `How could I get there?` beside a rule that is not met: the answers go along only where they come from the server anyway. */
export function HowToGetThere({ words, finding, form, place, onDevice }: GetThereProps) {
  const label = (
    <>
      {words.t('pathway.name')}
      <span class="hidden">: {finding.title}</span>
    </>
  )
  return (
    <p class="no-print">
      {onDevice ? (
        <a href={`/pathway?${new URLSearchParams({ to: finding.rule, in: place })}`}>{label}</a>
      ) : (
        <button type="submit" class="as-link" form={form} formaction="/pathway" name="to" value={finding.rule}>
          {label}
        </button>
      )}
    </p>
  )
}
