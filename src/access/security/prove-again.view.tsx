// SPDX-License-Identifier: Apache-2.0
import { type FormError, FormErrors, FormField, type Words } from '../../ui/index.ts'

export interface ProveAgainProps {
  words: Words
  ways: { password: boolean; code: boolean }
  name: string
  next: string
  refused: boolean
  /** The account, where it is one that anybody may enter at `/demo`. */
  demonstration?: string | undefined
}

/** Everything that the person can show is asked for. */
export function ProveAgainView({ words, ways, name, next, refused, demonstration }: ProveAgainProps) {
  if (!ways.password && !ways.code)
    return demonstration === undefined ? (
      <p>{words.t('security.prove.otherwise')}</p>
    ) : (
      <EnterAgain words={words} account={demonstration} next={next} />
    )
  return (
    <form method="post" action={`/account/prove?next=${encodeURIComponent(next)}`}>
      <ProofFields words={words} ways={ways} name={name} refused={refused} />
      <button type="submit" class="button">
        {words.t('security.prove.do')}
      </button>
    </form>
  )
}

/** Nobody proves anything in a demonstration: the same account is entered again, and leads back. */
function EnterAgain({ words, account, next }: { words: Words; account: string; next: string }) {
  return (
    <form method="post" action={`/demo?next=${encodeURIComponent(next)}`}>
      <p>{words.t('security.prove.demonstration')}</p>
      <input type="hidden" name="account" value={account} />
      <button type="submit" class="button">
        {words.t('security.prove.demonstration.do')}
      </button>
    </form>
  )
}

/** Password and code, as far as there are any. */
export function ProofFields({ words, ways, name, refused }: Omit<ProveAgainProps, 'next' | 'demonstration'>) {
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
