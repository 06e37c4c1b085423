// SPDX-License-Identifier: Apache-2.0
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import { authoritiesFor } from '../visits/may-enter.model.ts'
import type { Beginnings } from './home.model.ts'
import { findBeginnings } from './home.store.ts'

/** What a visitor has begun. */
export function readBeginnings(db: Db, visitor: SignedIn): Promise<Beginnings> {
  const administers = authoritiesFor(visitor.standings, 'grant:caseworker')
  return actingAs(db, visitor, (acting) => findBeginnings(acting, visitor.person, administers))
}
