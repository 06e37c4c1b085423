// SPDX-License-Identifier: Apache-2.0
import { type FormError, FormErrors, FormField, type Words } from '../../ui/index.ts'

export interface ProveAgainProps {
  words: Words
  ways: { password: boolean; code: boolean }
  name: string
  next: string
  refused: boolean
}

/** Everything that the person can show is asked for. */
export function ProveAgainView({ words, ways, name, next, refused }: ProveAgainProps) {
  if (!ways.password && !ways.code) return <p>{words.t('security.prove.otherwise')}</p>
  return (
    <form method="post" action={`/account/prove?next=${encodeURIComponent(next)}`}>
      <ProofFields words={words} ways={ways} name={name} refused={refused} />
      <button type="submit" class="button">
        {words.t('security.prove.do')}
      </button>
    </form>
  )
}

/** Password and code, as far as there are any. */
export function ProofFields({ words, ways, name, refused }: Omit<ProveAgainProps, 'next'>) {
  const field = ways.password ? 'password' : 'code'
  const errors: FormError[] = refused ? [{ field, text: words.t('security.prove.refused') }] : []
  return (
    <>
      <FormErrors title={words.t('security.refused')} errors={errors} />
      <input type="text" name="username" value={name} autocomplete="username" hidden readOnly />
      {ways.password ? (
        <FormField
          name="password"
          type="password"
          label={words.t('security.password.now')}
          autocomplete="current-password"
          maxLength={1000}
          required
        />
      ) : null}
      {ways.code ? (
        <FormField
          name="code"
          label={words.t('sign-in.code')}
          hint={words.t('sign-in.second.hint')}
          autocomplete="one-time-code"
          maxLength={40}
          required
        />
      ) : null}
    </>
  )
}
