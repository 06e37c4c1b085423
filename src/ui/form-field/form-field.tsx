// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from 'preact'

/** What is wrong with one field, in the reader's words. */
export interface FormError {
  field: string
  text: string
  /** Where it is mended, if that is not a field of this form. */
  href?: string
}

export interface FormFieldProps {
  /** Name and id of the control. */
  name: string
  label: string
  hint?: string | undefined
  type?: 'text' | 'email' | 'tel' | 'password' | 'date' | 'number' | 'url' | 'search' | 'datetime-local'
  value?: string | undefined
  required?: boolean
  autocomplete?: string
  inputMode?: 'text' | 'numeric' | 'email' | 'tel' | 'url'
  maxLength?: number
  pattern?: string
  autofocus?: boolean
  /** All errors of the form: the field finds its own. */
  errors?: readonly FormError[]
  /** More than one line. */
  rows?: number
  /** The id of a list of what may stand here. */
  list?: string
}

interface FrameProps {
  name: string
  label: string
  hint: string | undefined
  error: string | undefined
  children: ComponentChildren
}

/** What stands around a control: its label, its hint and what is wrong with it. */
function Frame({ name, label, hint, error, children }: FrameProps) {
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
      {children}
    </div>
  )
}

/** How a control names its hint and its error to who hears the page. */
function described(name: string, hint: string | undefined, error: string | undefined) {
  const by = [hint === undefined ? '' : `${name}-hint`, error === undefined ? '' : `${name}-error`].filter(Boolean)
  return {
    ...(by.length > 0 && { 'aria-describedby': by.join(' ') }),
    ...(error !== undefined && { 'aria-invalid': 'true' as const }),
  }
}

const errorOf = (name: string, errors: readonly FormError[] = []): string | undefined =>
  errors.find(({ field }) => field === name)?.text

/** A labelled field of a form, with its hint and what is wrong with it. */
export function FormField(props: FormFieldProps) {
  const { name, label, hint, errors, rows, value, autofocus, ...given } = props
  const error = errorOf(name, errors)
  const control = { ...given, id: name, name, autofocus: autofocus === true, ...described(name, hint, error) }
  return (
    <Frame name={name} label={label} hint={hint} error={error}>
      {rows === undefined ? (
        // Preact types every kind of input by itself; what is given here is the same for all.
        <input {...withoutType(control)} type={(props.type ?? 'text') as 'text'} value={value} />
      ) : (
        <textarea {...withoutType(control)} rows={rows}>
          {value}
        </textarea>
      )}
    </Frame>
  )
}

export interface ChoiceFieldProps {
  name: string
  label: string
  hint?: string
  options: readonly { value: string; label: string }[]
  value: string
  errors?: readonly FormError[]
}

/** A labelled list of which one is chosen. */
export function ChoiceField({ name, label, hint, options, value, errors }: ChoiceFieldProps) {
  const error = errorOf(name, errors)
  return (
    <Frame name={name} label={label} hint={hint} error={error}>
      <select id={name} name={name} {...described(name, hint, error)}>
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  )
}

export interface FileFieldProps {
  label: string
  hint: string
  /** Ends of names and types of content, as `accept` of HTML has them. */
  accept: string
  errors: readonly FormError[]
}

/** The one file of a form, named `file`. */
export function FileField({ label, hint, accept, errors }: FileFieldProps) {
  const error = errorOf('file', errors)
  return (
    <Frame name="file" label={label} hint={hint} error={error}>
      <input type="file" id="file" name="file" accept={accept} {...described('file', hint, error)} required />
    </Frame>
  )
}

function withoutType<Control extends { type?: unknown }>({ type: _type, ...rest }: Control): Omit<Control, 'type'> {
  return rest
}

/** What is wrong with a form, at its top; each entry leads to its field. */
export function FormErrors({ title, errors }: { title: string; errors: readonly FormError[] }) {
  if (errors.length === 0) return null
  return (
    <div class="error-summary" role="alert" tabIndex={-1} data-focus>
      <h2>{title}</h2>
      <ul>
        {errors.map(({ field, text, href = `#${field}` }) => (
          <li>
            <a href={href}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What has just been done, or should be known. */
export function Notice({ kind, children }: { kind: 'done' | 'heed'; children: ComponentChildren }) {
  return (
    <div class={`notice ${kind}`} role={kind === 'done' ? 'status' : undefined}>
      {children}
    </div>
  )
}
