// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from 'preact'
import { type FormError, FormErrors, FormField, Notice, type Words } from '../../ui/index.ts'

export interface SignInProps {
  words: Words
  /** What was just done, and leads here. */
  done: 'out' | 'reset' | 'gone' | null
  /** Where it goes on. */
  next: string
  address: string
  refused: boolean
  /** Whether phones are written to: then a number is an address too. */
  phones: boolean
  /** Ways in without a password. */
  children?: ComponentChildren
}

/** Address and password; how to get an account, and how to get in again. */
export function SignInView({ words, done, next, address, refused, phones, children }: SignInProps) {
  const errors: FormError[] = refused ? [{ field: 'address', text: words.t('sign-in.refused') }] : []
  const query = next === '' ? '' : `?next=${encodeURIComponent(next)}`
  return (
    <>
      {done === null ? null : (
        <Notice kind={done === 'gone' ? 'heed' : 'done'}>
          <p>{words.t(`sign-in.done.${done}`)}</p>
        </Notice>
      )}
      <form method="post" action={`/sign-in${query}`}>
        <FormErrors title={words.t('sign-in.refused.title')} errors={errors} />
        <FormField
          name="address"
          label={words.t(phones ? 'sign-in.address' : 'sign-in.email')}
          value={address}
          autocomplete="username webauthn"
          inputMode="email"
          maxLength={400}
          required
        />
        <FormField
          name="password"
          type="password"
          label={words.t('sign-in.password')}
          autocomplete="current-password"
          maxLength={1000}
          required
        />
        <button type="submit" class="button">
          {words.t('sign-in.do')}
        </button>
      </form>
      {children}
      <p class="gate-ways">
        <a href="/reset">{words.t('sign-in.forgotten')}</a>
        <a href={`/sign-up${query}`}>{words.t('sign-in.sign-up.do')}</a>
      </p>
    </>
  )
}

/** The second factor of half a sign-in. */
export function SecondStepView({ words, next, wrong }: { words: Words; next: string; wrong: boolean }) {
  const errors: FormError[] = wrong ? [{ field: 'code', text: words.t('sign-in.second.wrong') }] : []
  return (
    <form method="post" action={`/sign-in/second?next=${encodeURIComponent(next)}`}>
      <FormErrors title={words.t('sign-in.refused.title')} errors={errors} />
      <FormField
        name="code"
        label={words.t('sign-in.code')}
        hint={words.t('sign-in.second.hint')}
        autocomplete="one-time-code"
        maxLength={40}
        required
        autofocus
        errors={errors}
      />
      <button type="submit" class="button">
        {words.t('sign-in.do')}
      </button>
      <p class="gate-ways">
        <a href="/sign-in">{words.t('sign-in.second.back')}</a>
      </p>
    </form>
  )
}
