// SPDX-License-Identifier: Apache-2.0
import type { Bytes } from '../bytes/bytes.ts'
import { platformCrypto } from '../crypto/crypto.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { problemOf } from '../jose/within.ts'
import type { Problem } from '../report.ts'
import { type CertificateEvent, eventEntry, readEventExtra } from './certificate-event.ts'
import { checkCheckpoint, logProblem, type Witnessed } from './check-checkpoint.ts'
import type { Checkpoint } from './checkpoint.ts'
import type { LogPolicy } from './log-policy.ts'
import { type LogProof, readLogProof } from './log-proof.ts'
import { isIncluded } from './proofs.ts'
import { leafHash } from './tree-hash.ts'

/** What a receipt proves. */
export interface LoggedEvent {
  readonly origin: string
  readonly index: number
  /** The log had so many entries when it was witnessed; the event is not younger. */
  readonly size: number
  readonly witnessed: readonly Witnessed[]
}

/** What became of a receipt. */
export interface ReceiptReport {
  readonly problems: readonly Problem[]
  /** Null where there is a problem. */
  readonly logged: LoggedEvent | null
}

/**
 * Whether an event of a certificate is in a log (tlog-proof, Verifying a tlog proof): the entry made anew of the
 * certificate and the receipt's salt, its inclusion, and the checkpoint by a policy. All problems are told, with the
 * fault `log-proof-wrong`, or `log-proof-missing` where there is no receipt.
 */
export async function verifyReceipt(
  receipt: string | null,
  event: CertificateEvent,
  policy: LogPolicy,
  crypto: CryptoProvider = platformCrypto,
): Promise<ReceiptReport> {
  if (receipt === null) return { problems: [noReceipt(event)], logged: null }
  let proof: LogProof
  try {
    proof = readLogProof(receipt)
  } catch (error) {
    return { problems: [problemOf(error, 'log-proof-wrong')], logged: null }
  }
  const { problems, checkpoint, witnessed } = await checkCheckpoint(proof.checkpoint, policy, crypto)
  const included = await checkEntry(proof, event, checkpoint, crypto)
  const all = [...problems, ...included]
  if (all.length > 0 || checkpoint === null) return { problems: all, logged: null }
  return { problems: [], logged: { origin: checkpoint.origin, index: proof.index, size: checkpoint.size, witnessed } }
}

async function checkEntry(
  { extra, index, hashes }: LogProof,
  event: CertificateEvent,
  checkpoint: Checkpoint | null,
  crypto: CryptoProvider,
): Promise<Problem[]> {
  let entry: Bytes
  try {
    const { kind, salt } = readEventExtra(extra)
    if (kind !== event.kind)
      return [logProblem('log-event-other', 'extra', `this is the receipt of '${kind}', not of '${event.kind}'`)]
    entry = (await eventEntry(event, crypto, salt)).data
  } catch (error) {
    return [problemOf(error, 'log-proof-wrong')]
  }
  if (checkpoint === null || (await isIncluded(crypto, await leafHash(crypto, entry), index, checkpoint, hashes)))
    return []
  return [logProblem('inclusion-wrong', 'hashes', `this event is not entry ${index} of the tree of this checkpoint`)]
}

function noReceipt({ kind }: CertificateEvent): Problem {
  const message = `there is no receipt that this was ${kind}`
  return { fault: 'log-proof-missing', code: 'log-proof-missing', at: '', message }
}
