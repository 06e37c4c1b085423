// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../ui/index.ts'
import type { PasskeyRefusal } from './passkeys.model.ts'
import { PasskeyNeed, type PasskeyNeedProps, UsePasskey } from './use-passkey.view.tsx'

export interface SignInWithPasskeyProps extends PasskeyNeedProps {
  words: Words
  /** Where its user wants to go. */
  next: string
  refused?: PasskeyRefusal | undefined
}

/** The way in without a name: for the page of sign-in. */
export function SignInWithPasskey(props: SignInWithPasskeyProps) {
  const { words, next, refused, here } = props
  return (
    <div>
      {refused === undefined ? null : (
        <div class="error-summary" role="alert" tabIndex={-1} data-focus>
          <p>{words.t(`passkey.refused.${refused}`)}</p>
        </div>
      )}
      {here ? (
        <UsePasskey
          words={words}
          way="enter"
          action="/sign-in/passkey"
          options="/sign-in/passkey/options"
          label={words.t('passkey.enter')}
          quiet
        >
          <input type="hidden" name="next" value={next} />
        </UsePasskey>
      ) : null}
      <PasskeyNeed {...props} toEnter />
    </div>
  )
}
