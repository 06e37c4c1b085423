// SPDX-License-Identifier: Apache-2.0
import { type FormError, FormErrors, FormField, Notice, type Words } from '../../ui/index.ts'

export interface AskProps {
  words: Words
  /** `/sign-up` or `/reset`, with where it goes on. */
  action: string
  address: string
  phones: boolean
  errors: readonly FormError[]
  submit: string
}

/** An address to write to. */
export function AskView({ words, action, address, phones, errors, submit }: AskProps) {
  return (
    <form method="post" action={action}>
      <FormErrors title={words.t('sign-in.errors')} errors={errors} />
      <FormField
        name="address"
        label={words.t(phones ? 'sign-in.address' : 'sign-in.email')}
        value={address}
        autocomplete="username"
        inputMode="email"
        maxLength={400}
        required
        errors={errors}
      />
      <button type="submit" class="button">
        {submit}
      </button>
      <p class="gate-ways">
        <a href="/sign-in">{words.t('corner.sign-in')}</a>
      </p>
    </form>
  )
}

/** A letter is on its way; what to do if none comes. */
export function SentView({ words, again }: { words: Words; again: string }) {
  return (
    <>
      <Notice kind="done">
        <p>{words.t('sign-in.sent')}</p>
      </Notice>
      <p>{words.t('sign-in.sent.none')}</p>
      <p class="gate-ways">
        <a href={again}>{words.t('sign-in.sent.again')}</a>
        <a href="/sign-in">{words.t('corner.sign-in')}</a>
      </p>
    </>
  )
}

/** Six digits that came by phone. */
export function CodeView({
  words,
  token,
  again,
  wrong,
}: {
  words: Words
  token: string
  again: string
  wrong: boolean
}) {
  const errors: FormError[] = wrong ? [{ field: 'code', text: words.t('sign-in.sms.wrong') }] : []
  return (
    <form method="post" action={`/code/${token}`}>
      <FormErrors title={words.t('sign-in.errors')} errors={errors} />
      <FormField
        name="code"
        label={words.t('sign-in.code')}
        autocomplete="one-time-code"
        inputMode="numeric"
        maxLength={20}
        required
        autofocus
        errors={errors}
      />
      <button type="submit" class="button">
        {words.t('security.prove.do')}
      </button>
      <p>{words.t('sign-in.sms.none')}</p>
      <p class="gate-ways">
        <a href={again}>{words.t('sign-in.sent.again')}</a>
      </p>
    </form>
  )
}

/** One button: whoever pressed it has read the letter. A program that follows links has not. */
export function VerifyView({ words, token }: { words: Words; token: string }) {
  return (
    <form method="post" action={`/verify/${token}`}>
      <button type="submit" class="button">
        {words.t('account.verify.do')}
      </button>
    </form>
  )
}

/** A way back where a link opens nothing. */
export const WayBack = ({ to, text }: { to: string; text: string }) => (
  <p>
    <a href={to} class="button">
      {text}
    </a>
  </p>
)
