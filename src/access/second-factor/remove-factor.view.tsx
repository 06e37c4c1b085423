// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../ui/index.ts'
import { ProofFields, type ProveAgainProps } from '../security/prove-again.view.tsx'

/** Password and second factor once more, then it is gone. */
export function RemoveFactorView({ words, ways, name, refused }: Omit<ProveAgainProps, 'next'>) {
  return (
    <form method="post" action="/account/security/remove-second-factor">
      <ProofFields words={words} ways={ways} name={name} refused={refused} />
      <div class="button-row">
        <button type="submit" class="button">
          {words.t('security.factor.remove')}
        </button>
        <a class="button quiet" href="/account/security">
          {words.t('security.back')}
        </a>
      </div>
    </form>
  )
}

export const BackToSecurity = ({ words }: { words: Words }) => (
  <a class="button quiet" href="/account/security">
    {words.t('security.back')}
  </a>
)
