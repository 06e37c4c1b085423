// SPDX-License-Identifier: Apache-2.0
import { ChoiceField, type FormError, FormErrors, FormField, type Words } from '../../../ui/index.ts'
import { Proposal } from '../proposal.view.tsx'
import type { ShownNomination } from '../shown-nomination.model.ts'

interface Option {
  value: string
  label: string
}

export interface TakeUpProps {
  words: Words
  shown: ShownNomination
  /** It can be taken up now. */
  open: boolean
  /** Catalogues and classes of drafts. */
  targets: readonly Option[]
  /** What may be an entry that is known already. */
  choose: readonly { of: 'qualification' | 'body'; options: readonly Option[] }[]
  fields: { target: string; from: string }
  errors: readonly FormError[]
}

export function TakeUpView(props: TakeUpProps) {
  const { words, shown, open, targets, errors } = props
  const { t } = words
  return (
    <>
      <FormErrors title={t('nomination.not-taken-up')} errors={errors} />
      {open ? null : <p>{t('nomination.done.late')}</p>}
      {open && targets.length === 0 ? <p>{t('nomination.take-up.no-draft')}</p> : null}
      {open && targets.length > 0 ? <Form {...props} /> : null}
      {open ? (
        <p>
          <a href="/drafts/new">{t('draft.begin')}</a>
        </p>
      ) : null}
      <section aria-labelledby="proposal">
        <h2 id="proposal">{t('nomination.proposal')}</h2>
        <Proposal words={words} shown={shown} />
      </section>
      <p>
        <a href={`/nominations/${shown.id}`}>{t('nomination.to-nomination')}</a>
      </p>
    </>
  )
}

function Form({ words, shown, targets, choose, fields, errors }: TakeUpProps) {
  const { t } = words
  return (
    <form method="post" action={`/nominations/${shown.id}/take-up`}>
      <p>{t('nomination.take-up.means')}</p>
      <ChoiceField
        name="target"
        label={t('nomination.field.target')}
        options={targets}
        value={fields.target}
        errors={errors}
      />
      <FormField
        name="from"
        type="date"
        label={t('nomination.field.from')}
        hint={t('nomination.field.from.hint')}
        value={fields.from}
        errors={errors}
      />
      {choose.map(({ of, options }) => (
        <fieldset>
          <legend>{t(`nomination.take-up.which.${of}`)}</legend>
          {options.map(({ value, label }) => (
            <label class="choice">
              <input type="radio" name={of} value={value} required />
              <span>{label}</span>
            </label>
          ))}
        </fieldset>
      ))}
      <div class="submit acts">
        <button class="button" type="submit">
          {t('nomination.take-up')}
        </button>
      </div>
    </form>
  )
}
