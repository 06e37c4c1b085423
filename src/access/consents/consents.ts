// SPDX-License-Identifier: Apache-2.0
import { type Actor, actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import { recordAct } from '../audit/record-act.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import { type ConsentPurpose, consentPurposeNames, consentPurposes } from './consent-purposes.model.ts'
import { addConsent, type ConsentRow, haveConsented, listConsents, withdrawConsent } from './consents.store.ts'

/**
 * Whether the visitor has consented to a purpose now. A room asks before it uses data for it; of others only functions of the database
 * may ask, which read as the owner (`has_consented`).
 */
export const consented = (db: Db, visitor: Actor, purpose: ConsentPurpose): Promise<boolean> =>
  actingAs(db, visitor, (acting) => haveConsented(acting, purpose))

export interface ConsentState {
  purpose: ConsentPurpose
  /** Since when it is given; null: it is not. */
  givenAt: Date | null
  /** It was given for words that have changed since. */
  outdated: boolean
  /** Of which the words are shown now. */
  version: string
}

export async function readConsents(db: Db, visitor: SignedIn): Promise<ConsentState[]> {
  const rows = await actingAs(db, visitor, listConsents)
  const open = new Map<string, ConsentRow>(
    rows.filter(({ withdrawnAt }) => withdrawnAt === null).map((row) => [row.purpose, row]),
  )
  return consentPurposeNames.map((purpose) => {
    const given = open.get(purpose)
    const { version } = consentPurposes[purpose]
    return {
      purpose,
      version,
      givenAt: given?.givenAt ?? null,
      outdated: given !== undefined && given.version !== version,
    }
  })
}

/** Gives or withdraws a consent; what is so already stays so. */
export async function setConsent(db: Db, visitor: SignedIn, purpose: ConsentPurpose, given: boolean): Promise<void> {
  const { person } = visitor
  const { version } = consentPurposes[purpose]
  await actingAs(db, visitor, async (acting) => {
    if (given) {
      if (!(await addConsent(acting, person, purpose, version))) return
      await recordAct(acting, { act: 'give-consent', actor: person, person, changed: { purpose, version } })
    } else {
      if (!(await withdrawConsent(acting, purpose))) return
      await recordAct(acting, { act: 'withdraw-consent', actor: person, person, changed: { purpose } })
    }
  })
}
