// SPDX-License-Identifier: Apache-2.0
import type { SignedIn } from '../../access/index.ts'
import { actingAs } from '../../db/acting.ts'
import type { Db } from '../../db/index.ts'
import type { LoadedLaw } from '../../finder/index.ts'
import { type Localized, Problem } from '../../kernel/index.ts'
import { type Followed, mostFollowed } from './following.model.ts'
import { addFollowed, countFollowed, isFollowed, listFollowed, removeFollowed } from './following.store.ts'

/** What a thing is called; undefined: there is no such thing in the law. */
export function titleOf({ texts }: Pick<LoadedLaw, 'texts'>, { kind, thing }: Followed): Localized | undefined {
  if (kind === 'place') return texts.name('jurisdiction', thing)
  return (kind === 'instrument' ? texts.instrument(thing) : texts.catalogue(thing))?.title
}

/** Follows something from now on; false: they follow too much already. What is followed already stays so. */
export async function followLaw(db: Db, visitor: SignedIn, law: LoadedLaw, followed: Followed): Promise<boolean> {
  if (titleOf(law, followed) === undefined) {
    const { kind, thing } = followed
    const told = { key: `following.unknown.${kind}`, args: { id: thing } }
    throw new Problem('not-found', `there is no ${kind} '${thing}' to follow`, { told })
  }
  return actingAs(db, visitor, async (acting) => {
    if ((await countFollowed(acting)) >= mostFollowed && !(await isFollowed(acting, followed))) return false
    await addFollowed(acting, visitor.person, followed)
    return true
  })
}

/** Ends it: of what is published from now on they are not told. */
export const endFollowing = (db: Db, visitor: SignedIn, followed: Followed): Promise<void> =>
  actingAs(db, visitor, (acting) => removeFollowed(acting, followed))

/** All that a visitor follows. */
export const readFollowed = (db: Db, visitor: SignedIn): Promise<(Followed & { since: Date })[]> =>
  actingAs(db, visitor, listFollowed)

/** Whether a visitor follows something, for the button beside it. */
export const followsIn =
  (db: Db) =>
  (visitor: SignedIn, followed: Followed): Promise<boolean> =>
    actingAs(db, visitor, (acting) => isFollowed(acting, followed))
