// SPDX-License-Identifier: Apache-2.0

import { type FormError, FormErrors, FormField, type Words } from '../../ui/index.ts'
import { PasskeyNeed, UsePasskey } from '../passkeys/use-passkey.view.tsx'

/** How long what is typed may be. */
export interface Limits {
  name: number
  shortestPassword: number
  longestPassword: number
}

export interface SetUpProps {
  limits: Limits
  words: Words
  action: string
  /** Whose account it becomes. */
  address: string
  name: string
  errors: readonly FormError[]
}

export interface SetUpByPasskeyProps {
  words: Words
  /** Address of the set-up, without what is asked after it. */
  path: string
  /** Where it goes on: `?next=…`, or nothing. */
  query: string
  here: boolean
  elsewhere: string | null
}

/** The same without a password. The name is that of the form above. */
export function SetUpByPasskey({ words, path, query, here, elsewhere }: SetUpByPasskeyProps) {
  if (!here && elsewhere === null) return null
  return (
    <section aria-labelledby="by-passkey">
      <h2 id="by-passkey">{words.t('sign-in.set-up.passkey')}</h2>
      <p>{words.t('passkey.what')}</p>
      {here ? (
        <UsePasskey
          words={words}
          way="add"
          action={`${path}/passkey${query}`}
          options={`${path}/passkey/options`}
          label={words.t('sign-in.set-up.passkey.do')}
          quiet
        >
          <input type="hidden" name="name" data-from="name" />
        </UsePasskey>
      ) : null}
      <PasskeyNeed words={words} here={here} elsewhere={elsewhere} />
    </section>
  )
}

/** Name and password: then somebody has an account. */
export function SetUpView({ words, limits, action, address, name, errors }: SetUpProps) {
  return (
    <form method="post" action={action}>
      <FormErrors title={words.t('sign-in.errors')} errors={errors} />
      <p class="hint">{words.t('sign-in.set-up.for', { address })}</p>
      {/* Password managers file the password under this. */}
      <input type="text" name="username" value={address} autocomplete="username" hidden readOnly />
      <FormField
        name="name"
        label={words.t('sign-in.name')}
        hint={words.t('sign-in.name.hint')}
        value={name}
        autocomplete="name"
        maxLength={limits.name}
        required
        errors={errors}
      />
      <NewPassword words={words} limits={limits} errors={errors} />
      <button type="submit" class="button">
        {words.t('sign-in.set-up.do')}
      </button>
    </form>
  )
}

/** A password that somebody chooses. */
export function NewPassword({
  words,
  limits,
  errors,
}: {
  words: Words
  limits: Omit<Limits, 'name'>
  errors: readonly FormError[]
}) {
  return (
    <FormField
      name="password"
      type="password"
      label={words.t('sign-in.new-password')}
      hint={words.t('sign-in.new-password.hint', { least: limits.shortestPassword })}
      autocomplete="new-password"
      maxLength={limits.longestPassword * 4}
      required
      errors={errors}
    />
  )
}

/** A link that opens nothing any more: what to do instead. */
export function GoneView({ words, again, way }: { words: Words; again: string; way: string }) {
  return (
    <p>
      <a href={again} class="button">
        {way}
      </a>{' '}
      <a href="/sign-in" class="button quiet">
        {words.t('corner.sign-in')}
      </a>
    </p>
  )
}
