// SPDX-License-Identifier: Apache-2.0
import { base64, readBase64 } from '../bytes/base64.ts'
import { concatBytes, hex } from '../bytes/bytes.ts'
import { utf8 } from '../bytes/utf8.ts'
import { platformCrypto } from '../crypto/crypto.ts'
import type { PublicKey, Signer } from '../crypto/crypto-provider.ts'
import { AttestationError } from '../error.ts'
import type { Hasher } from './tree-hash.ts'

/** The signature types that are read (signed-note, Signature types; tlog-cosignature, Format), with their bytes. */
const typeBytes = { ed25519: 0x01, 'cosignature/v1': 0x04 } as const

/** `ed25519` signs the text itself, `cosignature/v1` the text of a checkpoint with the time at which it was seen. */
export type NoteSignatureType = keyof typeof typeBytes

/** A key that signs notes: known by its name and its id, which also says what type of signature it makes. */
export interface NoteKey {
  readonly name: string
  /** The first four bytes of SHA-256(name ‖ newline ‖ type ‖ key) as a number. */
  readonly id: number
  readonly type: NoteSignatureType
  readonly key: PublicKey
}

/** What signs notes. */
export interface NoteSigner {
  readonly key: NoteKey
  readonly signer: Signer
}

const nameRefused = /[\p{White_Space}+\p{Cc}]/u
const vkeyForm = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/s

/** Whether a key may be called so (signed-note, Format). */
export function isKeyName(name: string): boolean {
  return name !== '' && name.isWellFormed() && !nameRefused.test(name)
}

/** The key of a name, with its id; throws `note-key-invalid` for the name, `key-unsupported` for all but Ed25519. */
export async function noteKey(
  name: string,
  type: NoteSignatureType,
  key: PublicKey,
  hasher: Hasher = platformCrypto,
): Promise<NoteKey> {
  if (!isKeyName(name))
    throw new AttestationError('note-key-invalid', '', 'the name of a key is a text without spaces and plus signs')
  if (key.algorithm !== 'Ed25519')
    throw new AttestationError('key-unsupported', '', `notes are signed with Ed25519 here, not with ${key.algorithm}`)
  const digest = await hasher.sha256(concatBytes(utf8(`${name}\n`), [typeBytes[type]], key.bytes))
  return { name, id: keyIdOf(digest), type, key }
}

/** A signer of notes under a name; throws what {@link noteKey} throws. */
export async function noteSigner(name: string, type: NoteSignatureType, signer: Signer): Promise<NoteSigner> {
  return { key: await noteKey(name, type, signer.publicKey), signer }
}

/** The text of a key, `name+id+key` (signed-note, Verifier keys). */
export function noteKeyText({ name, id, type, key }: NoteKey): string {
  return `${name}+${hex(idBytes(id))}+${base64(concatBytes([typeBytes[type]], key.bytes))}`
}

/** The key of such a text; throws `note-key-invalid`, and `key-unsupported` for other types of signatures. */
export async function readNoteKey(text: string, at = '', hasher: Hasher = platformCrypto): Promise<NoteKey> {
  const [, name = '', id = '', encoded = ''] = (text.length <= 10_000 && vkeyForm.exec(text)) || []
  if (!isKeyName(name))
    throw new AttestationError('note-key-invalid', at, 'expected a verifier key: name+id+key (signed-note)')
  const bytes = readBase64(encoded, at)
  const type = (Object.keys(typeBytes) as NoteSignatureType[]).find((type) => typeBytes[type] === bytes[0])
  if (type === undefined)
    throw new AttestationError('key-unsupported', at, `signatures of type ${bytes[0] ?? 'none'} are not known here`)
  if (bytes.length !== 33)
    throw new AttestationError('note-key-invalid', at, `an Ed25519 key has 32 bytes, not ${bytes.length - 1}`)
  const key = await noteKey(name, type, { algorithm: 'Ed25519', bytes: bytes.slice(1) }, hasher)
  if (hex(idBytes(key.id)) !== id)
    throw new AttestationError('note-key-invalid', at, `the id of this key is ${hex(idBytes(key.id))}, not ${id}`)
  return key
}

/** The id at the beginning of bytes, in big-endian order. */
export function keyIdOf(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
}

/** An id as four bytes. */
export function idBytes(id: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, id)
  return bytes
}
