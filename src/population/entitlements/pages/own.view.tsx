// SPDX-License-Identifier: Apache-2.0
import { type FormError, FormErrors, Notice, type Words } from '../../../ui/index.ts'
import { Consents, type ShownConsent } from './consents.view.tsx'
import { Found } from './found.view.tsx'
import type { ShownEntitlement, ShownMissing, ShownObjection } from './shown-found.model.ts'

interface Props {
  words: Words
  /** Some register knows the reader. */
  known: boolean
  done: 'objected' | 'withdrawn' | undefined
  standing: readonly ShownEntitlement[]
  ended: readonly ShownEntitlement[]
  missing: readonly ShownMissing[]
  objections: readonly ShownObjection[]
  consents: readonly ShownConsent[]
  errors: readonly FormError[]
  /** What was to be withdrawn did not hold. */
  notWithdrawn: boolean
}

export function OwnView(props: Props) {
  const { words, known, done, standing, ended, missing, objections, consents, errors, notWithdrawn } = props
  if (!known) return <p class="note">{words.t('entitlement.unknown')}</p>
  return (
    <>
      {done === undefined ? null : <Notice kind="done">{words.t(`entitlement.done.${done}`)}</Notice>}
      {notWithdrawn ? <Notice kind="heed">{words.t('entitlement.consents.wrong')}</Notice> : null}
      <FormErrors title={words.t('entitlement.object.errors')} errors={errors} />
      <Found
        words={words}
        standing={standing}
        ended={ended}
        missing={missing}
        objections={objections}
        errors={errors}
        action="/entitlements"
      />
      <Consents words={words} consents={consents} />
    </>
  )
}
