// SPDX-License-Identifier: Apache-2.0
import { type FormError, FormErrors, FormField, Notice, type Words } from '../../ui/index.ts'

export interface ShownMandate {
  id: string
  texts: readonly { lang: string; text: string }[]
  lines: readonly string[]
  /** What can be done: taken on, declined, ended. */
  mayTake: boolean
  mayEnd: boolean
}

export interface MandatesProps {
  words: Words
  given: readonly ShownMandate[]
  received: readonly ShownMandate[]
  form: { address: string; purposes: readonly string[]; until: string }
  purposes: readonly string[]
  errors: readonly FormError[]
  done: string | null
}

/** Whom somebody lets act for them, and for whom they may act. */
export function MandatesView({ words, given, received, form, purposes, errors, done }: MandatesProps) {
  const { t } = words
  return (
    <>
      {done === null ? null : <Notice kind={done === 'unsigned' ? 'heed' : 'done'}>{t(`mandate.done.${done}`)}</Notice>}
      <FormErrors title={t('members.form.wrong')} errors={errors} />
      <Mandates words={words} title={t('mandate.received')} none={t('mandate.received.none')} mandates={received} />
      <Mandates words={words} title={t('mandate.given')} none={t('mandate.given.none')} mandates={given} />
      <section>
        <h2>{t('mandate.give')}</h2>
        <form method="post" action="/account/mandates" noValidate>
          <FormField
            name="address"
            type="email"
            label={t('mandate.address')}
            hint={t('mandate.address.hint')}
            value={form.address}
            maxLength={320}
            errors={errors}
            required
          />
          <fieldset id="purposes">
            <legend>{t('mandate.purposes')}</legend>
            <div class="choices column">
              {purposes.map((purpose) => (
                <label class="choice">
                  <input type="checkbox" name={purpose} value="on" checked={form.purposes.includes(purpose)} />
                  {t(`mandate.purpose.${purpose}`)}
                </label>
              ))}
            </div>
          </fieldset>
          <FormField name="until" type="date" label={t('mandate.until')} value={form.until} errors={errors} required />
          <button class="button" type="submit">
            {t('mandate.read.do')}
          </button>
        </form>
      </section>
    </>
  )
}

interface ListProps {
  words: Words
  title: string
  none: string
  mandates: readonly ShownMandate[]
}

function Mandates({ words, title, none, mandates }: ListProps) {
  return (
    <section>
      <h2>{title}</h2>
      {mandates.length === 0 ? <p>{none}</p> : null}
      <ul class="entries">
        {mandates.map((mandate) => (
          <li>
            <div>
              {mandate.texts.map(({ lang, text }) => (
                <p lang={lang} dir="auto">
                  {text}
                </p>
              ))}
              {mandate.lines.map((line) => (
                <p class="hint">{line}</p>
              ))}
            </div>
            <div class="submit">
              {mandate.mayTake ? (
                <form method="post" action={`/account/mandates/${mandate.id}/accept`}>
                  <button class="button" type="submit">
                    {words.t('mandate.accept')}
                  </button>
                </form>
              ) : null}
              {mandate.mayEnd ? (
                <details>
                  <summary>{words.t('mandate.end')}</summary>
                  <form method="post" action={`/account/mandates/${mandate.id}/end`}>
                    <button class="button quiet" type="submit">
                      {words.t('mandate.end.do')}
                    </button>
                  </form>
                </details>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
