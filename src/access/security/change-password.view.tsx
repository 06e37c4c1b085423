// SPDX-License-Identifier: Apache-2.0
import { type FormError, FormErrors, FormField, type Words } from '../../ui/index.ts'
import { type Limits, NewPassword } from '../sign-in/set-up-account.view.tsx'

export interface ChangePasswordProps {
  words: Words
  /** Whether there is one to replace. */
  has: boolean
  name: string
  limits: Omit<Limits, 'name'>
  errors: readonly FormError[]
}

/** The old password, and the new one. */
export function ChangePasswordView({ words, has, name, limits, errors }: ChangePasswordProps) {
  return (
    <form method="post" action="/account/security/password">
      <FormErrors title={words.t('sign-in.errors')} errors={errors} />
      <input type="text" name="username" value={name} autocomplete="username" hidden readOnly />
      {has ? (
        <FormField
          name="old"
          type="password"
          label={words.t('security.password.now')}
          autocomplete="current-password"
          maxLength={1000}
          required
          errors={errors}
        />
      ) : null}
      <NewPassword words={words} limits={limits} errors={errors} />
      <div class="button-row">
        <button type="submit" class="button">
          {words.t('security.password.change')}
        </button>
        <a class="button quiet" href="/account/security">
          {words.t('security.back')}
        </a>
      </div>
    </form>
  )
}
