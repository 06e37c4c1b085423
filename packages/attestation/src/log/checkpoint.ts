// SPDX-License-Identifier: Apache-2.0
import { base64, readBase64 } from '../bytes/base64.ts'
import type { Bytes } from '../bytes/bytes.ts'
import { AttestationError } from '../error.ts'
import { cosignatureBytes, cosignedMessage } from './cosignature.ts'
import { readNote, signatureLine } from './note.ts'
import type { NoteSigner } from './note-key.ts'
import { hashSize, isCount } from './tree-hash.ts'

/** The head of a log at one size (c2sp.org/tlog-checkpoint). */
export interface Checkpoint {
  /** The name of the log. */
  readonly origin: string
  readonly size: number
  readonly root: Bytes
  /** Lines that the log added; nobody can check them. */
  readonly extensions: readonly string[]
}

const decimal = /^(?:0|[1-9][0-9]{0,15})$/

/** The text that is signed (tlog-checkpoint, Note text). */
export function checkpointText({ origin, size, root, extensions }: Checkpoint): string {
  return `${[origin, size, base64(root), ...extensions].join('\n')}\n`
}

/** Reads the text of a note as a checkpoint; throws `checkpoint-invalid`, also for sizes beyond 2^53 − 1. */
export function readCheckpoint(text: string, at = ''): Checkpoint {
  const [origin = '', size = '', encoded = '', ...extensions] = text.slice(0, -1).split('\n')
  const count = readDecimal(size)
  if (origin === '' || count === null || !text.endsWith('\n') || extensions.includes(''))
    throw new AttestationError('checkpoint-invalid', at, 'expected an origin, a size and a root (tlog-checkpoint)')
  const root = readBase64(encoded, at)
  if (root.length !== hashSize)
    throw new AttestationError('checkpoint-invalid', at, `a root has ${hashSize} bytes, not ${root.length}`)
  return { origin, size: count, root, extensions }
}

/**
 * A cosigner's line for the note of a checkpoint, to be added by `withSignatures`. Who cosigns says that at this time,
 * in seconds since 1970, this was the largest tree seen of this log and that it is consistent with all seen before: ask
 * a `LogFollower` first. Throws `note-invalid`, `checkpoint-invalid`, and `note-key-invalid` for a key of another type.
 */
export async function cosignatureLine(note: string, { key, signer }: NoteSigner, time: number): Promise<string> {
  if (key.type !== 'cosignature/v1' || !isCount(time))
    throw new AttestationError('note-key-invalid', '', 'a cosigner has a key of its own type, and a time in seconds')
  const { text } = readNote(note)
  readCheckpoint(text)
  return signatureLine(key, cosignatureBytes(time, await signer.sign(cosignedMessage(text, time))))
}

/** A whole number as ASCII decimals without leading zeros; null for anything else, and beyond 2^53 − 1. */
export function readDecimal(text: string): number | null {
  const value = decimal.test(text) ? Number(text) : Number.NaN
  return isCount(value) ? value : null
}
