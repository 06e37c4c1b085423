// SPDX-License-Identifier: Apache-2.0
import { recordAct } from '../../access/index.ts'
import type { Db } from '../../db/index.ts'
import { changeHolders, holdWorkforce, loadHolders } from './holders.store.ts'
import { findMatch, type MatchState, noteDecision, type Pair, setMerged } from './matches.store.ts'
import { noParts } from './merge-holder.model.ts'
import { type Given, giveOf, takeBack } from './one-person.model.ts'

/** `stale`: the pair is not as it was shown, or one of them is gone. */
export type Decided = 'decided' | 'stale'

/**
 * Says of two holders that they are one person, or not, or takes back what was said (`open`). One person: the first keeps what both have, the
 * other counts no more and is found as the first. Taken back: what the first got goes, as far as it is still as it was given; what registers have
 * said since under the other's numbers stays with the first, and comes to the other with their next register.
 */
export async function decideMatch(acting: Db, pair: Pair, state: MatchState, actor: string | null): Promise<Decided> {
  const { authority, holder, other } = pair
  await holdWorkforce(acting, authority)
  const match = await findMatch(acting, pair)
  if (match === null || match.state === state || (match.state !== 'open' && state !== 'open')) return 'stale'
  let given: Given | null = null
  if (state === 'same') {
    given = await join(acting, pair)
    if (given === null) return 'stale'
  }
  if (match.state === 'same' && !(await part(acting, pair, match.given))) return 'stale'
  await noteDecision(acting, pair, { state, by: actor, given })
  await recordAct(acting, {
    ...{ act: 'decide-match', authority, object: { kind: 'holder', id: holder }, actor },
    changed: { other, state },
  })
  return 'decided'
}

const all = { ...noParts(), data: true, credentials: true, jobs: true }

async function join(acting: Db, { authority, holder, other }: Pair): Promise<Given | null> {
  const both = await loadHolders(acting, authority, [holder, other])
  const [first, second] = [both.get(holder), both.get(other)]
  if (first === undefined || second === undefined) return null
  const given = giveOf(first, second)
  await changeHolders(acting, authority, [{ holder: first, parts: all }])
  await setMerged(acting, authority, other, holder)
  return given
}

async function part(acting: Db, { authority, holder, other }: Pair, given: Given | null): Promise<boolean> {
  const first = (await loadHolders(acting, authority, [holder])).get(holder)
  if (first === undefined || given === null) return false
  takeBack(first, given)
  await changeHolders(acting, authority, [{ holder: first, parts: all }])
  await setMerged(acting, authority, other, null)
  return true
}
