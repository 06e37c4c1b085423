// SPDX-License-Identifier: Apache-2.0
import type { FormError } from '../../ui/index.ts'

export interface ChoiceFieldProps {
  name: string
  label: string
  hint?: string
  options: readonly { value: string; label: string }[]
  value: string
  errors?: readonly FormError[]
}

/** A labelled list of which one is chosen. */
export function ChoiceField({ name, label, hint, options, value, errors = [] }: ChoiceFieldProps) {
  const error = errors.find(({ field }) => field === name)?.text
  const described = [hint === undefined ? '' : `${name}-hint`, error === undefined ? '' : `${name}-error`]
  const by = described.filter(Boolean).join(' ')
  return (
    <div class="form-field">
      <label for={name}>{label}</label>
      {hint === undefined ? null : (
        <span class="hint" id={`${name}-hint`}>
          {hint}
        </span>
      )}
      {error === undefined ? null : (
        <p class="field-error" id={`${name}-error`}>
          {error}
        </p>
      )}
      <select
        id={name}
        name={name}
        {...(by !== '' && { 'aria-describedby': by })}
        {...(error !== undefined && { 'aria-invalid': 'true' as const })}
      >
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}
