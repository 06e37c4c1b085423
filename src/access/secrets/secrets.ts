// SPDX-License-Identifier: Apache-2.0
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'
import { Problem } from '../../kernel/index.ts'

/** Which form a locked secret has; another one would be another number. */
const version = 1
const nonceLength = 12
const tagLength = 16

/**
 * The key of the installation, and what is done with it. Every purpose has a key of its own, so that what was locked or hashed for one
 * is worth nothing for another.
 */
export class Secrets {
  private readonly key: Buffer
  private readonly keys = new Map<string, KeyObject>()

  constructor(key: string) {
    this.key = createHash('sha256').update(key, 'utf8').digest()
  }

  /** Tells one key from another, and nothing of it. */
  get fingerprint(): Buffer {
    return this.hash('fingerprint', '')
  }

  /** A keyed hash: who reads the database cannot try out what it was made of (RFC 2104). */
  hash(purpose: string, text: string): Buffer {
    return createHmac('sha256', this.keyFor(purpose)).update(text, 'utf8').digest()
  }

  /** Locks a secret; `whose` is not kept in it, and unlocks it again: one row's secret does not open in another row (AES-256-GCM). */
  lock(purpose: string, whose: string, secret: Buffer): Buffer {
    const nonce = randomBytes(nonceLength)
    const cipher = createCipheriv('aes-256-gcm', this.keyFor(purpose), nonce, { authTagLength: tagLength })
    cipher.setAAD(Buffer.from(whose, 'utf8'))
    const locked = Buffer.concat([cipher.update(secret), cipher.final()])
    return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), locked])
  }

  unlock(purpose: string, whose: string, locked: Buffer): Buffer {
    const nonce = locked.subarray(1, 1 + nonceLength)
    const tag = locked.subarray(1 + nonceLength, 1 + nonceLength + tagLength)
    if (locked[0] !== version || tag.length !== tagLength) throw doesNotOpen()
    const decipher = createDecipheriv('aes-256-gcm', this.keyFor(purpose), nonce, { authTagLength: tagLength })
    decipher.setAAD(Buffer.from(whose, 'utf8'))
    decipher.setAuthTag(tag)
    try {
      return Buffer.concat([decipher.update(locked.subarray(1 + nonceLength + tagLength)), decipher.final()])
    } catch (error) {
      throw doesNotOpen(error)
    }
  }

  /** As an object: bytes would be made one again at each use, which costs more than the use. */
  private keyFor(purpose: string): KeyObject {
    const known = this.keys.get(purpose)
    if (known !== undefined) return known
    const key = createSecretKey(
      new Uint8Array(hkdfSync('sha256', this.key, Buffer.alloc(0), `passerelle ${purpose}`, 32)),
    )
    this.keys.set(purpose, key)
    return key
  }
}

const doesNotOpen = (cause?: unknown): Problem =>
  new Problem('internal', 'a secret in the database was locked with another key, or altered', { cause })
