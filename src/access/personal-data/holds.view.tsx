// SPDX-License-Identifier: Apache-2.0
import { type FormError, FormErrors, FormField, Notice, type Words } from '../../ui/index.ts'
import type { ShownHold } from './shown-data.model.ts'

export interface HoldsProps {
  words: Words
  done: string | undefined
  holds: readonly ShownHold[]
  /** For whom the reader may place one; null: the platform. Empty: they only look. */
  holders: readonly (string | null)[]
  /** What an authority is called. */
  nameOf(id: string): string
  fields: { who?: string; authority?: string; reason?: string; until?: string; confidential?: string | undefined }
  /** Those who may be meant, where it is not clear. */
  people: readonly { id: string; name: string }[]
  errors: readonly FormError[]
}

export function HoldsView(props: HoldsProps) {
  const { words, done, holds, holders, errors } = props
  return (
    <>
      {done === undefined ? null : <Notice kind="done">{words.t(`data.holds.done.${done}`)}</Notice>}
      <FormErrors title={words.t('data.holds.wrong')} errors={errors} />
      {holds.length === 0 ? (
        <p>{words.t('data.holds.none')}</p>
      ) : (
        <ul class="entries">
          {holds.map((hold) => (
            <Hold words={words} hold={hold} mayLift={holders.includes(hold.authority)} />
          ))}
        </ul>
      )}
      {holders.length === 0 ? null : <Place {...props} />}
    </>
  )
}

function Hold({ words, hold, mayLift }: { words: Words; hold: ShownHold; mayLift: boolean }) {
  const name = hold.name ?? words.t('data.holds.somebody')
  return (
    <li>
      <div>
        <h2>{name}</h2>
        <p>
          <span title={hold.authority ?? undefined}>{hold.holder ?? words.t('data.held.platform')}</span>: {hold.reason}
        </p>
        <p class="hint">
          {words.t(hold.stands ? 'data.held.until' : 'data.holds.ended', { until: hold.until })}
          {hold.confidential ? ` · ${words.t('data.holds.confidential')}` : ''}
        </p>
      </div>
      {hold.stands && mayLift ? (
        <details>
          <summary class="button quiet">{words.t('data.holds.lift')}</summary>
          <p>{words.t('data.holds.lift.means')}</p>
          <form method="post" action="/holds/lift">
            <input type="hidden" name="id" value={hold.id} />
            <button class="button" type="submit" aria-label={words.t('data.holds.lift.this', { name })}>
              {words.t('data.holds.lift')}
            </button>
          </form>
        </details>
      ) : null}
    </li>
  )
}

function Place({ words, holders, nameOf, fields, people, errors }: HoldsProps) {
  return (
    <section aria-labelledby="place">
      <h2 id="place">{words.t('data.holds.place')}</h2>
      <form method="post" action="/holds">
        <FormField
          name="who"
          label={words.t('data.holds.who')}
          hint={words.t('data.holds.who.hint')}
          value={fields.who}
          errors={errors}
        />
        {people.length < 2 ? null : (
          <fieldset>
            <legend>{words.t('data.holds.which')}</legend>
            {people.map(({ id, name }) => (
              <label class="choice">
                <input type="radio" name="person" value={id} />
                <span>
                  {name} · {id.slice(0, 8)}
                </span>
              </label>
            ))}
          </fieldset>
        )}
        <div class="form-field">
          <label for="authority">{words.t('data.holds.for')}</label>
          <select id="authority" name="authority">
            {holders.map((holder) => (
              <option value={holder ?? ''} selected={(holder ?? '') === (fields.authority ?? '')}>
                {holder === null ? words.t('data.held.platform') : nameOf(holder)}
              </option>
            ))}
          </select>
        </div>
        <FormField
          name="reason"
          rows={3}
          label={words.t('data.holds.reason')}
          hint={words.t('data.holds.reason.hint')}
          value={fields.reason}
          errors={errors}
        />
        <FormField name="until" type="date" label={words.t('data.holds.until')} value={fields.until} errors={errors} />
        <label class="choice">
          <input type="checkbox" name="confidential" checked={fields.confidential === 'on'} />
          <span>{words.t('data.holds.confidential.choice')}</span>
        </label>
        <div class="submit acts">
          <button class="button" type="submit">
            {words.t('data.holds.place')}
          </button>
        </div>
      </form>
    </section>
  )
}
