// SPDX-License-Identifier: Apache-2.0
import { ChoiceField, type FormError, FormErrors, FormField, type Words } from '../../ui/index.ts'
import type { Named } from '../editor/names/pick.model.ts'
import { NameList, PickField } from '../editor/names/pick-field.view.tsx'
import type { ShownNomination, TypedNomination } from './shown-nomination.model.ts'

export interface NominationsProps {
  words: Words
  own: readonly ShownNomination[]
  received: readonly ShownNomination[]
}

export function NominationsView({ words, own, received }: NominationsProps) {
  return (
    <>
      <p class="button-row">
        <a class="button" href="/nominations/new">
          {words.t('nomination.new')}
        </a>
        <a href="/consultations">{words.t('consultation.title')}</a>
      </p>
      {received.length === 0 ? null : (
        <section aria-labelledby="received">
          <h2 id="received">{words.t('nomination.received')}</h2>
          <NominationList rows={received} />
        </section>
      )}
      <section aria-labelledby="own">
        <h2 id="own">{words.t('nomination.own')}</h2>
        {own.length === 0 ? <p>{words.t('nomination.none')}</p> : <NominationList rows={own} />}
      </section>
    </>
  )
}

function NominationList({ rows }: { rows: readonly ShownNomination[] }) {
  return (
    <ul class="entries">
      {rows.map(({ id, title, stateText, place, authority, countsAs, createdText }) => (
        <li>
          <div>
            <a href={`/nominations/${id}`}>{title}</a>
            <p class="hint">
              <strong>{stateText}</strong> · {countsAs} · {place} · {authority}
            </p>
            <p class="hint">{createdText}</p>
          </div>
        </li>
      ))}
    </ul>
  )
}

interface Option {
  value: string
  label: string
}

export interface NewNominationProps {
  places: readonly Named[]
  countries: readonly Named[]
  words: Words
  typed: TypedNomination
  /** Where several authorities could take it. */
  receivers: readonly Option[]
  purposes: readonly Option[]
  capacities: readonly Option[]
  errors: readonly FormError[]
}

export function NewNominationView(props: NewNominationProps) {
  const { words, errors } = props
  return (
    <>
      <FormErrors title={words.t('nomination.not-nominated')} errors={errors} />
      <form method="post" action="/nominations/new">
        <Qualification {...props} />
        <Wanted {...props} />
        <Nominator {...props} />
        <NameList id="places" names={props.places} />
        <NameList id="countries" names={props.countries} />
        <div class="submit acts">
          <button class="button" type="submit">
            {words.t('nomination.do')}
          </button>
          <a href="/nominations">{words.t('nomination.back')}</a>
        </div>
      </form>
    </>
  )
}

/** Where, as what and why it should count. */
function Wanted({ words, typed, receivers, purposes, errors }: NewNominationProps) {
  const { t } = words
  const field = (name: 'place' | 'countsAs' | 'why' | 'evidence') => ({
    name,
    label: t(`nomination.field.${name}`),
    hint: t(`nomination.field.${name}.hint`),
    value: typed[name],
    errors,
  })
  return (
    <fieldset>
      <legend>{t('nomination.part.asked')}</legend>
      <PickField {...field('place')} list="places" required />
      {receivers.length === 0 ? null : (
        <ChoiceField
          name="authority"
          label={t('nomination.field.authority')}
          options={receivers}
          value={typed.authority}
          errors={errors}
        />
      )}
      <FormField {...field('countsAs')} maxLength={300} required />
      <ChoiceField name="purpose" label={t('nomination.field.purpose')} options={purposes} value={typed.purpose} />
      <FormField {...field('why')} rows={6} maxLength={8000} required />
      <FormField {...field('evidence')} rows={3} maxLength={20000} />
    </fieldset>
  )
}

function Nominator({ words, typed, capacities, errors }: NewNominationProps) {
  const { t } = words
  return (
    <fieldset>
      <legend>{t('nomination.part.by')}</legend>
      <ChoiceField name="capacity" label={t('nomination.field.capacity')} options={capacities} value={typed.capacity} />
      <FormField
        name="organisation"
        label={t('nomination.field.organisation')}
        hint={t('nomination.field.organisation.hint')}
        maxLength={300}
        autocomplete="organization"
        value={typed.organisation}
        errors={errors}
      />
    </fieldset>
  )
}

function Qualification({ words, typed, errors }: NewNominationProps) {
  const { t } = words
  const fields = [
    { name: 'name', required: true, hint: t('nomination.field.name.hint') },
    { name: 'zh', hint: t('nomination.field.zh.hint') },
    { name: 'en' },
    { name: 'body', required: true },
    { name: 'country', required: true, hint: t('nomination.field.country.hint') },
    { name: 'link', required: true, type: 'url', hint: t('nomination.field.link.hint') },
  ] as const
  return (
    <fieldset>
      <legend>{t('nomination.part.qualification')}</legend>
      {fields.map((field) => (
        <FormField
          {...field}
          {...(field.name === 'country' && { list: 'countries', autocomplete: 'off' })}
          label={t(`nomination.field.${field.name}`)}
          maxLength={field.name === 'link' ? 2000 : 300}
          value={typed[field.name]}
          errors={errors}
        />
      ))}
    </fieldset>
  )
}
