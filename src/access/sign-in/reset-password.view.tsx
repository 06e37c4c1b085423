// SPDX-License-Identifier: Apache-2.0
import { type FormError, FormErrors, type Words } from '../../ui/index.ts'
import { type Limits, NewPassword } from './set-up-account.view.tsx'

/** A new password for an account; `address` names it for the password manager. */
export function ResetView({
  words,
  action,
  address,
  limits,
  errors,
}: {
  words: Words
  action: string
  address: string
  limits: Omit<Limits, 'name'>
  errors: readonly FormError[]
}) {
  return (
    <form method="post" action={action}>
      <FormErrors title={words.t('sign-in.errors')} errors={errors} />
      <input type="text" name="username" value={address} autocomplete="username" hidden readOnly />
      <NewPassword words={words} limits={limits} errors={errors} />
      <button type="submit" class="button">
        {words.t('sign-in.reset.do')}
      </button>
    </form>
  )
}
