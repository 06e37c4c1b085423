// SPDX-License-Identifier: Apache-2.0
// Signed notes (c2sp.org/signed-note): a text, an empty line, and signatures of keys that have names.
import { base64, readBase64 } from '../bytes/base64.ts'
import { type Bytes, concatBytes } from '../bytes/bytes.ts'
import { utf8 } from '../bytes/utf8.ts'
import { platformCrypto } from '../crypto/crypto.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { AttestationError } from '../error.ts'
import { readCosignature } from './cosignature.ts'
import { idBytes, isKeyName, keyIdOf, type NoteKey, type NoteSigner } from './note-key.ts'

/** A line of a note: which key it names, and what that key made; not verified. */
export interface NoteSignature {
  readonly name: string
  readonly id: number
  readonly signature: Bytes
}

/** A note that was read: its text with the last newline, and its signatures. Believe the text only after verifying. */
export interface SignedNote {
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

/** A signature that holds; of a cosignature with the time that it says, in seconds since 1970. */
export interface HeldSignature {
  readonly key: NoteKey
  readonly time: number | null
}

/** At least 16 signatures have to be read, of nearly 5 kB each. */
const limits = { characters: 1_000_000, signatures: 100 }

// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are refused (signed-note, Format)
const control = /[\u0000-\u0009\u000b-\u001f]/
const line = /^— ([^ ]+) ([^ ]+)$/

/** Reads a note without verifying it; throws `note-invalid`, or `too-large` beyond a million characters or 100 signatures. */
export function readNote(note: string, at = ''): SignedNote {
  if (note.length > limits.characters)
    throw new AttestationError('too-large', at, `this note has more than ${limits.characters} characters`)
  const end = note.lastIndexOf('\n\n')
  if (end < 0 || !note.endsWith('\n') || !isNoteText(note))
    throw new AttestationError('note-invalid', at, 'expected a text, an empty line and signatures (signed-note)')
  const lines = note.slice(end + 2, -1).split('\n')
  if (lines.length > limits.signatures)
    throw new AttestationError('too-large', at, `this note has more than ${limits.signatures} signatures`)
  return { text: note.slice(0, end + 1), signatures: lines.map((text) => readSignature(text, at)) }
}

/** Signs a text, which has to end with a newline; throws `note-invalid` for one that cannot be a note's. */
export async function signNote(text: string, { key, signer }: NoteSigner): Promise<string> {
  if (!text.endsWith('\n') || !isNoteText(text))
    throw new AttestationError('note-invalid', '', 'a note ends with a newline and has no control characters')
  const signature = await signer.sign(utf8(text))
  return `${text}\n${signatureLine(key, signature)}`
}

/** A line of a note, with its newline. */
export function signatureLine({ name, id }: NoteKey, signature: Uint8Array): string {
  return `— ${name} ${base64(concatBytes(idBytes(id), signature))}\n`
}

/** A note with more lines of signatures; throws `note-invalid` where one of them is none. */
export function withSignatures(note: string, lines: readonly string[]): string {
  const whole = note + lines.join('')
  readNote(whole)
  return whole
}

/**
 * Which keys signed this note, each once, and whose signatures do not hold; lines of keys not asked about are passed
 * over.
 */
export async function verifyNote(
  note: SignedNote,
  keys: readonly NoteKey[],
  crypto: CryptoProvider = platformCrypto,
): Promise<{ held: HeldSignature[]; wrong: NoteKey[] }> {
  const held: HeldSignature[] = []
  const wrong: NoteKey[] = []
  for (const { name, id, signature } of note.signatures) {
    const key = keys.find((known) => known.name === name && known.id === id)
    if (key === undefined || held.some((one) => one.key === key)) continue
    const { time, message, bytes } = signedBy(key, note.text, signature)
    if (message !== null && (await crypto.verify(key.key, message, bytes))) held.push({ key, time })
    else wrong.push(key)
  }
  return { held, wrong }
}

function signedBy({ type }: NoteKey, text: string, signature: Bytes) {
  if (type === 'ed25519') return { time: null, message: utf8(text), bytes: signature }
  return readCosignature(text, signature)
}

function readSignature(text: string, at: string): NoteSignature {
  const [, name = '', encoded = ''] = line.exec(text) ?? []
  const bytes = isKeyName(name) ? readBase64(encoded, at) : new Uint8Array(0)
  if (bytes.length < 5)
    throw new AttestationError('note-invalid', at, 'a signature is a dash, the name of a key and base64 (signed-note)')
  return { name, id: keyIdOf(bytes), signature: bytes.slice(4) }
}

function isNoteText(text: string): boolean {
  return text.isWellFormed() && !control.test(text)
}
