// SPDX-License-Identifier: Apache-2.0
import { base64, readBase64 } from '../bytes/base64.ts'
import type { Bytes } from '../bytes/bytes.ts'
import { platformCrypto } from '../crypto/crypto.ts'
import { AttestationError } from '../error.ts'
import { readCheckpoint, readDecimal } from './checkpoint.ts'
import { readNote } from './note.ts'
import { inclusionProof } from './proofs.ts'
import { type TileReader, tileHashes } from './tiles.ts'
import { type Hasher, hashSize, isCount } from './tree-hash.ts'

/** That an entry is in a log, for whoever knows the entry: verified without the log (c2sp.org/tlog-proof). */
export interface LogProof {
  /** For the application, covered by no signature; null where there is none. */
  readonly extra: Bytes | null
  readonly index: number
  readonly hashes: readonly Bytes[]
  /** The note of a checkpoint, as it is. */
  readonly checkpoint: string
}

const header = 'c2sp.org/tlog-proof@v1'

/** A tree of 2^53 leaves is no higher. */
const mostHashes = 53

/** A note has at most a million. */
const mostCharacters = 1_100_000

/** The text of a proof, to be kept as `….tlog-proof` (tlog-proof, Format). */
export function logProofText({ extra, index, hashes, checkpoint }: LogProof): string {
  const extraLine = extra === null ? [] : [`extra ${base64(extra)}`]
  return `${[header, ...extraLine, `index ${index}`, ...hashes.map(base64)].join('\n')}\n\n${checkpoint}`
}

/** Reads a proof without verifying it; throws `log-proof-invalid`, `too-large`, and `base64-invalid`. */
export function readLogProof(text: string): LogProof {
  if (text.length > mostCharacters)
    throw new AttestationError('too-large', '', `this proof has more than ${mostCharacters} characters`)
  const end = text.indexOf('\n\n')
  const [first, ...lines] = text.slice(0, Math.max(0, end)).split('\n', mostHashes + 4)
  if (first !== header)
    throw new AttestationError('log-proof-invalid', '', `expected a proof beginning with '${header}' (tlog-proof)`)
  const extra = lines[0]?.startsWith('extra ') ? readBase64(lines.shift()?.slice(6) ?? '', 'extra') : null
  const line = lines.shift() ?? ''
  const index = line.startsWith('index ') ? readDecimal(line.slice(6)) : null
  if (index === null) throw new AttestationError('log-proof-invalid', 'index', "expected 'index' and a whole number")
  if (lines.length > mostHashes)
    throw new AttestationError('log-proof-invalid', 'hashes', `no tree has a way of more than ${mostHashes} hashes`)
  const hashes = lines.map((encoded, place) => readHash(encoded, `hashes/${place}`))
  return { extra, index, hashes, checkpoint: text.slice(end + 2) }
}

function readHash(encoded: string, at: string): Bytes {
  const hash = readBase64(encoded, at)
  if (hash.length !== hashSize)
    throw new AttestationError('log-proof-invalid', at, `a hash has ${hashSize} bytes, not ${hash.length}`)
  return hash
}

/**
 * A proof for an entry of the log, made of its tiles against a checkpoint of its own: a newer one than a receipt has, or
 * for a receipt that was lost. Throws what reading notes and tiles throws; `log-proof-invalid` where the checkpoint does
 * not reach the index.
 */
export async function proveEntry(
  reader: TileReader,
  entry: { readonly index: number; readonly extra?: Bytes },
  checkpoint: string,
  hasher: Hasher = platformCrypto,
): Promise<string> {
  const { size } = readCheckpoint(readNote(checkpoint).text)
  const { index, extra = null } = entry
  if (!isCount(index) || index >= size)
    throw new AttestationError('log-proof-invalid', 'index', `the checkpoint reaches to ${size}, not to ${index}`)
  const hashes = await inclusionProof(hasher, tileHashes(hasher, reader, size), index, size)
  return logProofText({ extra, index, hashes, checkpoint })
}
