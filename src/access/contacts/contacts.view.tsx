// SPDX-License-Identifier: Apache-2.0
import { ChoiceField, type FormError, FormErrors, FormField, languages, ownName, type Words } from '../../ui/index.ts'
import type { ShownContact } from './shown-contact.model.ts'

export interface ContactsProps {
  words: Words
  /** Id of the authority. */
  of: string
  contacts: readonly ShownContact[]
}

/** Who answers for awarding bodies: a part of the page of members. */
export function ContactsView({ words, of, contacts }: ContactsProps) {
  const { t } = words
  return (
    <section>
      <h2>{t('contact.list')}</h2>
      <p class="hint">{t('contact.list.means')}</p>
      <p>
        <a class="button quiet" href={`/members/contacts/ask?authority=${encodeURIComponent(of)}`}>
          {t('contact.ask')}
        </a>
      </p>
      {contacts.length === 0 ? <p>{t('contact.none')}</p> : null}
      <ul class="entries">
        {contacts.map(({ id, body, name, address, waits, state, lines }) => (
          <li>
            <div>
              <h3>{name}</h3>
              <p>
                {body} <span class="tag">{state}</span>
              </p>
              <p class="hint">{address}</p>
              {lines.map((line) => (
                <p class="hint">{line}</p>
              ))}
            </div>
            <div class="submit">
              {waits ? (
                <form method="post" action={`/members/contacts/${id}/again`}>
                  <button class="button quiet" type="submit" aria-label={t('contact.again.this', { name })}>
                    {t('contact.again')}
                  </button>
                </form>
              ) : null}
              <details>
                <summary aria-label={t('contact.withdraw.this', { name })}>{t('contact.withdraw')}</summary>
                <form method="post" action={`/members/contacts/${id}/withdraw`}>
                  <p>{t('contact.withdraw.sure')}</p>
                  <button class="button" type="submit">
                    {t('contact.withdraw.do')}
                  </button>
                </form>
              </details>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What was typed. */
export interface ContactForm {
  body: string
  name: string
  address: string
  lang: string
}

export interface AskContactProps {
  words: Words
  of: string
  /** What the bodies were searched by. */
  q: string
  bodies: readonly { id: string; name: string }[]
  form: ContactForm
  errors: readonly FormError[]
}

/** Which body, and who is asked to answer for it. */
export function AskContactView({ words, of, q, bodies, form, errors }: AskContactProps) {
  const { t } = words
  const here = '/members/contacts/ask'
  return (
    <>
      <form method="get" action={here}>
        <input type="hidden" name="authority" value={of} />
        <div class="form-field">
          <label for="q">{t('contact.search')}</label>
          <input type="search" id="q" name="q" value={q} maxLength={200} />
        </div>
        <button class="button quiet" type="submit">
          {t('contact.search.do')}
        </button>
      </form>
      {bodies.length === 0 ? (
        <p role="status">{t('contact.no-body', { q })}</p>
      ) : (
        <form
          method="post"
          action={`${here}?authority=${encodeURIComponent(of)}&q=${encodeURIComponent(q)}`}
          noValidate
        >
          <FormErrors title={t('members.form.wrong')} errors={errors} />
          <ChoiceField
            name="body"
            label={t('contact.body')}
            hint={t('contact.body.hint', { n: bodies.length })}
            options={bodies.map(({ id, name }) => ({ value: id, label: `${name} (${id})` }))}
            value={form.body}
            errors={errors}
          />
          <FormField name="name" label={t('contact.name')} value={form.name} maxLength={200} errors={errors} required />
          <FormField
            name="address"
            type="email"
            label={t('contact.address')}
            hint={t('contact.address.hint')}
            value={form.address}
            maxLength={320}
            errors={errors}
            required
          />
          <ChoiceField
            name="lang"
            label={t('invitation.lang')}
            options={languages.map((lang) => ({ value: lang, label: ownName(lang) }))}
            value={form.lang}
          />
          <div class="submit">
            <button class="button" type="submit">
              {t('contact.send')}
            </button>
            <a href={`/members?authority=${encodeURIComponent(of)}`}>{t('members.back')}</a>
          </div>
        </form>
      )}
    </>
  )
}
