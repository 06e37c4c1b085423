// SPDX-License-Identifier: Apache-2.0
import { type FormError, FormErrors, FormField, Notice, type Words } from '../../ui/index.ts'

export interface AccountProps {
  words: Words
  /** What was just done: a message `account.done.KEY`. */
  done: string | null
  name: string
  longestName: number
  language: string | null
  languages: readonly { code: string; name: string }[]
  identifiers: readonly { id: string; kind: 'email' | 'phone'; value: string }[]
  phones: boolean
  /** What was typed as a new address. */
  typed: string
  errors: readonly FormError[]
}

/** Name, language, and the addresses by which somebody signs in. */
export function AccountView(props: AccountProps) {
  const { words, done, errors } = props
  return (
    <>
      {done === null ? null : (
        <Notice kind="done">
          <p>{words.t(`account.done.${done}`)}</p>
        </Notice>
      )}
      <FormErrors title={words.t('sign-in.errors')} errors={errors} />
      <NameForm {...props} />
      <Addresses {...props} />
    </>
  )
}

function NameForm({ words, name, longestName, language, languages, errors }: AccountProps) {
  return (
    <form method="post" action="/account">
      <FormField
        name="name"
        label={words.t('sign-in.name')}
        hint={words.t('sign-in.name.hint')}
        value={name}
        autocomplete="name"
        maxLength={longestName}
        required
        errors={errors}
      />
      <div class="form-field">
        <label for="language">{words.t('account.language')}</label>
        <select id="language" name="language">
          {language === null ? <option value="">{words.t('account.language.none')}</option> : null}
          {languages.map(({ code, name: own }) => (
            <option value={code} selected={code === language} lang={code}>
              {own}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" class="button">
        {words.t('account.save')}
      </button>
    </form>
  )
}

function Addresses({ words, identifiers, phones, typed, errors }: AccountProps) {
  return (
    <section class="area-part" aria-labelledby="addresses">
      <h2 id="addresses">{words.t('account.addresses')}</h2>
      <p>{words.t('account.addresses.lead')}</p>
      <ul class="entries">
        {identifiers.map(({ id, value }) => (
          <li>
            <span>{value}</span>
            {identifiers.length < 2 ? null : (
              <details class="harm">
                <summary aria-label={words.t('account.remove.this', { address: value })}>
                  {words.t('account.remove')}
                </summary>
                <p>{words.t('account.remove.means')}</p>
                <form method="post" action="/account/addresses/remove">
                  <input type="hidden" name="id" value={id} />
                  <button type="submit" class="button quiet">
                    {words.t('account.remove.do')}
                  </button>
                </form>
              </details>
            )}
          </li>
        ))}
      </ul>
      <form method="post" action="/account/addresses">
        <FormField
          name="address"
          label={words.t(phones ? 'account.add.address' : 'account.add.email')}
          value={typed}
          maxLength={400}
          inputMode="email"
          required
          errors={errors}
        />
        <button type="submit" class="button quiet">
          {words.t('account.add.do')}
        </button>
      </form>
    </section>
  )
}
