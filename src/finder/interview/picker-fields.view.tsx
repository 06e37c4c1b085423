// SPDX-License-Identifier: Apache-2.0
// Fields of the short forms in which a visitor picks what to look at.
import type { Words } from '../../ui/index.ts'

interface PickerProps {
  words: Words
  name: string
  label: string
  /** `<option>` elements. */
  options: string
  /** What is chosen; empty: nothing yet. */
  value?: string
}

/** One of a long list, which narrows as one types. */
export function Picker({ words, name, label, options, value = '' }: PickerProps) {
  const chosen = value === '' ? options : options.replace(`value="${value}"`, `value="${value}" selected`)
  return (
    <div>
      <label for={name}>{label}</label>
      <select
        id={name}
        name={name}
        required
        data-filter={words.t('ask.hold.filter')}
        dangerouslySetInnerHTML={{ __html: `<option value="">${words.t('ask.hold.choose')}</option>${chosen}` }}
      />
    </div>
  )
}

/** The day whose law is meant. */
export function DayPicker({ words, asOf }: { words: Words; asOf: string }) {
  return (
    <div>
      <label for="asOf">{words.t('ask.asOf')}</label>
      <input type="date" id="asOf" name="asOf" value={asOf} aria-describedby="asOf-hint" />
      <span class="hint" id="asOf-hint">
        {words.t('ask.asOf.hint')}
      </span>
    </div>
  )
}
