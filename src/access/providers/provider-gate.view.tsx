// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../ui/index.ts'
import type { ProviderFault } from './providers.model.ts'

/** A sign-in that led nowhere: why, and what to do. */
export function FaultView({
  words,
  fault,
  again,
  back,
}: {
  words: Words
  fault: ProviderFault
  /** Where it begins anew; null: that would not help. */
  again: string | null
  back: { href: string; label: string }
}) {
  return (
    <>
      <p>{words.t(`provider.fault.${fault}`)}</p>
      <p>
        {again === null ? null : (
          <a class="button" href={again} rel="nofollow">
            {words.t('provider.again')}
          </a>
        )}{' '}
        <a class="button quiet" href={back.href}>
          {back.label}
        </a>
      </p>
    </>
  )
}

/** On the way to the provider: a form may not lead to another site by itself, so its answer says where to. */
export function LeavingView({ words, to, host }: { words: Words; to: string; host: string }) {
  return (
    <>
      <p>{words.t('provider.leaving', { host })}</p>
      <p>
        <a class="button" href={to} rel="nofollow noreferrer">
          {words.t('provider.leave')}
        </a>
      </p>
    </>
  )
}
