// SPDX-License-Identifier: Apache-2.0
import { platformCrypto } from '../crypto/crypto.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import type { LogCode } from '../error.ts'
import { problemOf } from '../jose/within.ts'
import type { Problem } from '../report.ts'
import { type Checkpoint, readCheckpoint } from './checkpoint.ts'
import { isReached, type LogPolicy, witnessesOf } from './log-policy.ts'
import { readNote, type SignedNote, verifyNote } from './note.ts'
import type { NoteKey } from './note-key.ts'

/** A witness that cosigned, and when, in seconds since 1970. */
export interface Witnessed {
  readonly name: string
  readonly time: number
}

/** What became of a checkpoint. */
export interface CheckpointReport {
  readonly problems: readonly Problem[]
  /** Null where it cannot be read. Believe it only where there is no problem. */
  readonly checkpoint: Checkpoint | null
  readonly witnessed: readonly Witnessed[]
}

/**
 * Checks the note of a checkpoint by a policy: signed by the log that it names, and by enough witnesses. A known key
 * whose signature does not hold is a problem even where others would do (signed-note, Signatures). The faults are all
 * `log-proof-wrong`.
 */
export async function checkCheckpoint(
  note: string,
  policy: LogPolicy,
  crypto: CryptoProvider = platformCrypto,
): Promise<CheckpointReport> {
  let signed: SignedNote
  let checkpoint: Checkpoint
  try {
    signed = readNote(note, 'checkpoint')
    checkpoint = readCheckpoint(signed.text, 'checkpoint')
  } catch (error) {
    return { problems: [problemOf(error, 'log-proof-wrong')], checkpoint: null, witnessed: [] }
  }
  const logs = policy.logs.filter(({ name }) => name === checkpoint.origin)
  const witnesses = witnessesOf(policy.quorum)
  const { held, wrong } = await verifyNote(signed, [...logs, ...witnesses], crypto)
  const keys = new Set(held.map(({ key }) => key))
  return {
    problems: [
      ...wrong.map((key) => wrongSignature(key, logs.includes(key))),
      ...missing(checkpoint, logs, keys),
      ...(policy.quorum === null || isReached(policy.quorum, keys) ? [] : [notWitnessed(keys, witnesses)]),
    ],
    checkpoint,
    witnessed: held.flatMap(({ key: { name }, time }) => (time === null ? [] : [{ name, time }])),
  }
}

/** A problem of what a log gave out. */
export function logProblem(code: LogCode, at: string, message: string): Problem {
  return { fault: 'log-proof-wrong', code, at, message }
}

function wrongSignature({ name }: NoteKey, isLog: boolean): Problem {
  const code = isLog ? 'log-signature-wrong' : 'witness-signature-wrong'
  return logProblem(code, 'checkpoint', `the signature of ${name} does not hold`)
}

function missing({ origin }: Checkpoint, logs: readonly NoteKey[], held: ReadonlySet<NoteKey>): Problem[] {
  if (logs.length === 0) return [logProblem('log-unknown', 'checkpoint', `the policy knows no log '${origin}'`)]
  if (logs.some((key) => held.has(key))) return []
  return [logProblem('log-signature-missing', 'checkpoint', `no key known of the log '${origin}' signed this`)]
}

function notWitnessed(held: ReadonlySet<NoteKey>, witnesses: readonly NoteKey[]): Problem {
  const names = witnesses.filter((key) => held.has(key)).map(({ name }) => name)
  const by = names.length === 0 ? 'no witness' : names.join(', ')
  return logProblem('witness-quorum-missing', 'checkpoint', `cosigned by ${by}: the policy asks for more`)
}
