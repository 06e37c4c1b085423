// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from 'preact'
import type { Words } from '../../ui/index.ts'

export interface UsePasskeyProps {
  words: Words
  /** Whether one is made, or shown to come in. */
  way: 'add' | 'enter'
  action: string
  /** Where the script asks what to ask for. */
  options: string
  /** Whether the button is the main one of the page. */
  quiet?: boolean
  label: string
  /** Fields of the form. */
  children?: ComponentChildren
}

/** A form that an authenticator fills in. It is shown by its script, where there is one and the browser knows passkeys. */
export function UsePasskey({ words, way, action, options, quiet = false, label, children }: UsePasskeyProps) {
  return (
    <form method="post" action={action} hidden data-passkey={way} data-options={options}>
      {children}
      <input type="hidden" name="response" />
      <button type="submit" class={quiet ? 'button quiet' : 'button'}>
        {label}
      </button>
      <p
        class="hint"
        role="status"
        data-said
        data-asking={words.t('passkey.asking')}
        data-cancelled={words.t('passkey.cancelled')}
        data-known={words.t('passkey.refused.known')}
        data-failed={words.t('passkey.failed')}
      />
    </form>
  )
}

export interface PasskeyNeedProps {
  words: Words
  /** An address at which there are passkeys; null: this installation has none. */
  elsewhere: string | null
  /** Whether there are passkeys at this address. */
  here: boolean
  /** What is needed for the way in, rather than for all of passkeys. */
  toEnter?: boolean
}

/** What is needed, for whom the form does not show. */
export function PasskeyNeed({ words, elsewhere, here, toEnter = false }: PasskeyNeedProps) {
  if (here) {
    return (
      <p class="hint" data-passkey-needs>
        {words.t(toEnter ? 'passkey.needs-to-enter' : 'passkey.needs')}
      </p>
    )
  }
  if (elsewhere === null && toEnter) return null
  if (elsewhere === null) return <p class="hint">{words.t('passkey.none-here')}</p>
  return (
    <p class="hint">
      {words.t('passkey.elsewhere')} <a href={elsewhere}>{elsewhere}</a>
    </p>
  )
}
