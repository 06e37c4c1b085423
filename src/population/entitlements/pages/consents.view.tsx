// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../../ui/index.ts'

export interface ShownConsent {
  authority: string
  purpose: string
  /** As the page says them. */
  named: { authority: string; purpose: string }
  /** Since when, until when, and when it was withdrawn. */
  days: string
  /** It holds, and is theirs to withdraw. */
  holds: boolean
}

/** What a register may use the reader's data for, and how they end that. */
export function Consents({ words, consents }: { words: Words; consents: readonly ShownConsent[] }) {
  if (consents.length === 0) return null
  return (
    <section class="area-part" aria-labelledby="consents">
      <h2 id="consents">{words.t('entitlement.consents')}</h2>
      <p>{words.t('entitlement.consents.lead')}</p>
      <ul class="entries">
        {consents.map((one) => (
          <li>
            <div>
              <strong>{one.named.purpose}</strong>
              <p class="hint">
                {one.named.authority} · {one.days}
              </p>
              {one.holds ? <Withdraw words={words} consent={one} /> : null}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Said first what follows, then done. */
function Withdraw({ words, consent }: { words: Words; consent: ShownConsent }) {
  const { authority, purpose, named } = consent
  return (
    <details>
      <summary>{words.t('workforce.holder.withdraw.this', { purpose: named.purpose })}</summary>
      <p>{words.t(`entitlement.consents.means.${purpose}`)}</p>
      <form method="post" action="/entitlements/withdraw">
        <input type="hidden" name="authority" value={authority} />
        <input type="hidden" name="purpose" value={purpose} />
        <button
          class="button quiet"
          type="submit"
          aria-label={words.t('entitlement.consents.confirm.this', { purpose: named.purpose })}
        >
          {words.t('entitlement.consents.confirm')}
        </button>
      </form>
    </details>
  )
}
