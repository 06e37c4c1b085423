// SPDX-License-Identifier: Apache-2.0
import { type Bytes, sameBytes } from '../bytes/bytes.ts'
import { platformCrypto } from '../crypto/crypto.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import type { Problem } from '../report.ts'
import { checkCheckpoint, logProblem } from './check-checkpoint.ts'
import { type Checkpoint, readCheckpoint } from './checkpoint.ts'
import type { LogPolicy } from './log-policy.ts'
import { readNote } from './note.ts'
import { isConsistent } from './proofs.ts'
import { emptyRoot } from './tree-hash.ts'

/** What a log shows next. */
export interface NextCheckpoint {
  readonly checkpoint: string
  /** That it goes on from the one known; empty where none is known or the size is the same. */
  readonly proof: readonly Bytes[]
}

/** What to remember of a log. */
export interface Followed {
  readonly problems: readonly Problem[]
  /** The note to keep and to hand in next time: the new one where there is no problem, otherwise the old one. */
  readonly known: string | null
}

/**
 * Follows a log from the last checkpoint known, null at the first time: the next has to satisfy the policy and to go on
 * from there. Going back is `checkpoint-rollback`; another history, or none that is proven, is `checkpoint-split-view`:
 * both notes together show what the log did, so keep them. One log at a time: another origin is `log-unknown`. A witness
 * asks this before it cosigns.
 */
export async function followLog(
  known: string | null,
  next: NextCheckpoint,
  policy: LogPolicy,
  crypto: CryptoProvider = platformCrypto,
): Promise<Followed> {
  const { problems, checkpoint } = await checkCheckpoint(next.checkpoint, policy, crypto)
  const older = known === null ? null : readCheckpoint(readNote(known, 'known').text, 'known')
  const isSigned = !problems.some(({ code }) => code === 'log-unknown' || code === 'log-signature-missing')
  const found =
    older !== null && checkpoint !== null && isSigned ? await compare(older, checkpoint, next.proof, crypto) : []
  const all = [...problems, ...found]
  return { problems: all, known: all.length === 0 ? next.checkpoint : known }
}

async function compare(
  older: Checkpoint,
  newer: Checkpoint,
  proof: readonly Bytes[],
  crypto: CryptoProvider,
): Promise<Problem[]> {
  if (older.origin !== newer.origin)
    return [logProblem('log-unknown', 'checkpoint', `this is of '${newer.origin}', '${older.origin}' is followed`)]
  if (newer.size < older.size)
    return [logProblem('checkpoint-rollback', 'checkpoint', `goes back from ${older.size} entries to ${newer.size}`)]
  const goesOn =
    older.size === 0
      ? sameBytes(older.root, await emptyRoot(crypto)) && (newer.size > 0 || sameBytes(older.root, newer.root))
      : await isConsistent(crypto, older, newer, proof)
  if (goesOn) return []
  const message =
    older.size === newer.size
      ? `another root of the same ${older.size} entries`
      : `is not shown to go on from the ${older.size} entries known`
  return [logProblem('checkpoint-split-view', 'checkpoint', message)]
}
