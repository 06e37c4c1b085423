// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from 'preact'
import type { Words } from '../../ui/index.ts'
import { SearchBox } from '../search/search-box.view.tsx'

export interface AskProps {
  words: Words
  holds: readonly { value: string; issued: string }[]
  place: string
  purpose: string
  asOf: string
  since: string
  workPlace: string
  purposes: readonly string[]
  /** `<option>` elements in the reader's language, put together once. */
  options: { holdings: string; places: string; placesWithLaw: string }
  errors: readonly { field: string; text: string }[]
  examples: readonly { href: string; label: string; note: string }[]
  empty: boolean
  /** Answers given before, which stay while the question is changed. */
  carried?: readonly { name: string; value: string }[]
  /** What there is to say before it is asked. */
  told?: ComponentChildren
}

/** What do you hold, where, and what for. */
export function AskView(props: AskProps) {
  const { words, errors, examples, carried = [] } = props
  return (
    <>
      <h1>{words.t('site.title')}</h1>
      <p class="lead">{words.t('ask.lead')}</p>
      {props.told}
      <SearchBox words={words} label={words.t('search.from-finder')} quiet />
      <div class="ask">
        {/* What is held travels in the body of a form only; with a script it does not travel at all. */}
        <form method="post" action="/" id="ask">
          {carried.map(({ name, value }) => (
            <input type="hidden" name={name} value={value} />
          ))}
          {/* Pressing Enter in a field sends by the first button of the form. */}
          <button type="submit" class="hidden" tabIndex={-1} aria-hidden="true">
            {words.t('ask.submit')}
          </button>
          <ErrorSummary words={words} errors={errors} />
          {props.empty ? (
            <div class="note">
              <h2>{words.t('ask.empty.title')}</h2>
              <p>{words.t('ask.empty')}</p>
            </div>
          ) : null}
          <div class="steps">
            <Held {...props} />
            <Place {...props} />
            <Purpose {...props} />
          </div>
          <div class="submit">
            <button type="submit" class="button">
              {words.t('ask.submit')}
            </button>
            <p class="muted small sends">{words.t('ask.stored')}</p>
          </div>
        </form>
        {examples.length === 0 ? null : (
          <aside aria-labelledby="examples">
            <h2 id="examples">{words.t('ask.examples')}</h2>
            <ul class="examples">
              {examples.map((example) => (
                <li>
                  <a href={example.href}>
                    {example.label}
                    <span>{example.note}</span>
                  </a>
                </li>
              ))}
            </ul>
          </aside>
        )}
      </div>
    </>
  )
}

export function ErrorSummary({ words, errors }: Pick<AskProps, 'words' | 'errors'>) {
  if (errors.length === 0) return null
  return (
    <div class="error-summary" role="alert">
      <h2>{words.t('ask.error.title')}</h2>
      <ul>
        {errors.map((error) => (
          <li>
            <a href={`#${error.field}`}>{error.text}</a>
          </li>
        ))}
      </ul>
      <p>{words.t('ask.error.kept')}</p>
    </div>
  )
}

function Problem({ props, field }: { props: AskProps; field: string }) {
  const error = props.errors.find((one) => one.field === field)
  return error === undefined ? null : (
    <span class="field-error" id={`${field}-error`}>
      {error.text}
    </span>
  )
}

const invalid = (props: AskProps, field: string) =>
  props.errors.some((error) => error.field === field)
    ? { 'aria-invalid': 'true' as const, 'aria-describedby': `${field}-error` }
    : {}

/** The list with one entry chosen. */
function choose(options: string, value: string): string {
  return value === ''
    ? options
    : options.replace(`value="${escapeHtml(value)}"`, `value="${escapeHtml(value)}" selected`)
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

function Held(props: AskProps) {
  const { words, holds } = props
  const rows = holds.length === 0 ? [{ value: '', issued: '' }] : holds
  return (
    <section class="step" aria-labelledby="step-hold">
      <h2 id="step-hold">{words.t('ask.hold')}</h2>
      {rows.map((hold, index) => (
        <div class="held">
          <div>
            <label for={`hold-${index}`}>
              {rows.length === 1 ? words.t('ask.hold.one') : words.t('ask.hold.nth', { n: index + 1 })}
              {index === 0 ? <span class="hint">{words.t('ask.hold.hint')}</span> : null}
            </label>
            <Problem props={props} field={`hold-${index}`} />
            <select
              id={`hold-${index}`}
              name="hold"
              data-filter={words.t('ask.hold.filter')}
              {...invalid(props, `hold-${index}`)}
              dangerouslySetInnerHTML={{
                __html: `<option value="">${words.t('ask.hold.choose')}</option>${choose(props.options.holdings, hold.value)}`,
              }}
            />
          </div>
          <div>
            <label for={`issued-${index}`}>
              {words.t('ask.issued')}
              <span class="hint">{words.t('ask.issued.hint')}</span>
            </label>
            <Problem props={props} field={`issued-${index}`} />
            <input
              type="date"
              id={`issued-${index}`}
              name="issued"
              value={hold.issued}
              max="2100-12-31"
              {...invalid(props, `issued-${index}`)}
            />
          </div>
        </div>
      ))}
      <button type="submit" class="button quiet" name="more" value="1" formnovalidate>
        {words.t('ask.more')}
      </button>
      <Work {...props} />
    </section>
  )
}

/** Work that goes on: enough for the rules that count years. */
function Work(props: AskProps) {
  const { words, since, workPlace, options } = props
  return (
    <details open={since !== '' || workPlace !== '' || props.errors.some((error) => error.field === 'since')}>
      <summary>{words.t('ask.work')}</summary>
      <div class="held">
        <div>
          <label for="workPlace">{words.t('ask.work.place')}</label>
          <select
            id="workPlace"
            name="workPlace"
            dangerouslySetInnerHTML={{
              __html: `<option value="">${words.t('question.unknown')}</option>${choose(options.placesWithLaw, workPlace)}`,
            }}
          />
        </div>
        <div>
          <label for="since">{words.t('ask.work.since')}</label>
          <Problem props={props} field="since" />
          <input type="date" id="since" name="since" value={since} max="2100-12-31" {...invalid(props, 'since')} />
        </div>
      </div>
      <p class="hint">{words.t('ask.work.hint')}</p>
    </details>
  )
}

function Place(props: AskProps) {
  const { words, place, options } = props
  return (
    <section class="step" aria-labelledby="step-in">
      <h2 id="step-in">{words.t('ask.in')}</h2>
      <label for="in">{words.t('ask.in.one')}</label>
      <Problem props={props} field="in" />
      <select
        id="in"
        name="in"
        data-filter={words.t('ask.hold.filter')}
        required
        {...invalid(props, 'in')}
        dangerouslySetInnerHTML={{
          __html: `<option value="">${words.t('ask.hold.choose')}</option>${choose(options.places, place)}`,
        }}
      />
    </section>
  )
}

function Purpose(props: AskProps) {
  const { words, purpose, purposes, asOf } = props
  const all = purposes.map((one) => ({ value: one, label: words.t(`purpose.${one}`) }))
  return (
    <section class="step last" aria-labelledby="step-purpose">
      <h2 id="step-purpose">{words.t('ask.purpose')}</h2>
      <Problem props={props} field="purpose" />
      <fieldset class="choices" id="purpose" aria-labelledby="step-purpose">
        {[...all, { value: '', label: words.t('ask.purpose.any') }].map((option) => (
          <label class="choice">
            <input type="radio" name="purpose" value={option.value} checked={option.value === purpose} />
            <span>{option.label}</span>
          </label>
        ))}
      </fieldset>
      <details open={asOf !== ''}>
        <summary>{words.t('ask.asOf.other')}</summary>
        <label for="asOf">
          {words.t('ask.asOf')}
          <span class="hint">{words.t('ask.asOf.hint')}</span>
        </label>
        <Problem props={props} field="asOf" />
        <input type="date" id="asOf" name="asOf" class="short" value={asOf} {...invalid(props, 'asOf')} />
      </details>
    </section>
  )
}
