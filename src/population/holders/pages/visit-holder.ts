// SPDX-License-Identifier: Apache-2.0
import type { Secrets, SignedIn } from '../../../access/index.ts'
import { actingAs } from '../../../db/acting.ts'
import type { Db } from '../../../db/index.ts'
import { type Clock, today } from '../../../kernel/index.ts'
import type { HolderPurpose } from '../holder.model.ts'
import { HolderKeys } from '../holder-keys.ts'
import { type Erased, eraseHolder, findHolder, linkHolder, seeHolder, withdrawPurpose } from '../keep-holder.ts'

export interface HolderDesk {
  db: Db
  secrets: Secrets
  clock: Clock
}

export interface Whose {
  authority: string
  id: string
}

/** Whose number this is; null: nobody's. */
export const findByNumber = (
  { db, secrets }: HolderDesk,
  visitor: SignedIn,
  authority: string,
  asked: { number: string; country: string | null },
): Promise<string | null> =>
  actingAs(db, visitor, (acting) => findHolder(acting, new HolderKeys(secrets, authority), authority, asked))

export const visitHolder = ({ db }: HolderDesk, visitor: SignedIn, { authority, id }: Whose) =>
  actingAs(db, visitor, (acting) => seeHolder(acting, authority, id, visitor.person))

export const eraseFor = ({ db }: HolderDesk, visitor: SignedIn, { authority, id }: Whose): Promise<Erased> =>
  actingAs(db, visitor, (acting) => eraseHolder(acting, authority, id, visitor.person))

export const withdrawFor = (
  { db, clock }: HolderDesk,
  visitor: SignedIn,
  { authority, id, purpose }: Whose & { purpose: HolderPurpose },
): Promise<boolean> =>
  actingAs(db, visitor, (acting) =>
    withdrawPurpose(acting, authority, { id, purpose, day: today(clock), actor: visitor.person }),
  )

export const linkFor = ({ db }: HolderDesk, visitor: SignedIn, { authority, id }: Whose): Promise<boolean> =>
  actingAs(db, visitor, (acting) => linkHolder(acting, authority, id, visitor.person))
