// SPDX-License-Identifier: Apache-2.0
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import { recordAct } from '../audit/record-act.ts'
import { type AuthoritySettings, saveAuthoritySettings } from '../authorities/authority-settings.store.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import { requireMay } from '../visits/visitor-of.ts'

/** What an authority says of itself from now on. */
export async function changeSettings(
  db: Db,
  visitor: SignedIn,
  authority: string,
  settings: AuthoritySettings,
): Promise<void> {
  requireMay(visitor, 'change-settings', { authority })
  await actingAs(db, visitor, async (acting) => {
    await saveAuthoritySettings(acting, authority, settings, visitor.person)
    await recordAct(acting, {
      act: 'change-settings',
      authority,
      object: { kind: 'authority', id: authority },
      actor: visitor.person,
      changed: { ...settings },
    })
  })
}
