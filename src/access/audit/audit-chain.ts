// SPDX-License-Identifier: Apache-2.0
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** One link of the chain, as the database keeps it. Nothing in it is personal. */
export interface AuditEntry {
  seq: number
  /** `2026-11-22T09:30:00.123456Z` */
  at: string
  act: string
  authority: string | null
  objectKind: string | null
  objectId: string | null
  commitment: Buffer
  previous: Buffer
  hash: Buffer
}

/** What an entry is about, in clear. */
export interface AuditContent {
  /** Who did it, on whose behalf, and whose data it is about: ids. */
  actor: string | null
  onBehalf: string | null
  person: string | null
  /** From where: what the server knows of the connection. */
  from: string | null
  /** What changed, or was asked for: field to value. */
  changed: Record<string, unknown>
}

export const noHash = Buffer.alloc(32)

/** SHA-256 over salt and content: without the salt nobody can try out contents. */
export function commitmentOf(salt: Buffer, content: AuditContent): Buffer {
  return createHash('sha256').update(salt).update(canonical(content)).digest()
}

/** The same content is the same bytes: members sorted at every depth (RFC 8785 for what stands here: strings, numbers, booleans, lists). */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  members.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`
}

/** The hash of an entry: SHA-256 over its fields as netstrings, with the commitment and the hash before it in hex. */
export function hashOf(entry: Omit<AuditEntry, 'hash'>): Buffer {
  const { seq, at, act, authority, objectKind, objectId, commitment, previous } = entry
  const fields = [
    String(seq),
    at,
    act,
    authority,
    objectKind,
    objectId,
    commitment.toString('hex'),
    previous.toString('hex'),
  ]
  return createHash('sha256').update(fields.map(netstring).join('')).digest()
}

const netstring = (value: string | null): string => (value === null ? '-,' : `${Buffer.byteLength(value)}:${value},`)

/** AES-256-GCM: nonce, tag, ciphertext. */
export function lock(key: Buffer, content: AuditContent): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const text = Buffer.concat([cipher.update(canonical(content)), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), text])
}

/** Null where the key does not fit or the bytes were altered. */
export function unlock(key: Buffer, locked: Buffer): AuditContent | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, locked.subarray(0, 12))
    decipher.setAuthTag(locked.subarray(12, 28))
    return JSON.parse(Buffer.concat([decipher.update(locked.subarray(28)), decipher.final()]).toString())
  } catch {
    return null
  }
}

export type AuditFault =
  | { seq: number; fault: 'missing' }
  | { seq: number; fault: 'altered' }
  | { seq: number; fault: 'not-linked' }
  | { seq: number; fault: 'payload-altered' }
  | { seq: number; fault: 'payload-without-key' }

/** What stands beside an entry; null: erased, which is no fault. */
export interface AuditPayload {
  salt: Buffer
  locked: Buffer
  /** Null: the key is gone though the payload is not. */
  key: Buffer | null
  /** The ids in clear, by which the log is searched. */
  actor: string | null
  onBehalf: string | null
  person: string | null
}

/** Goes through a chain entry by entry, in order, and tells every fault. */
export class ChainCheck {
  private expected = 1
  private last: Buffer = noHash
  readonly faults: AuditFault[] = []

  add(entry: AuditEntry, payload: AuditPayload | null): void {
    while (this.expected < entry.seq && this.faults.length < 1000) {
      this.faults.push({ seq: this.expected++, fault: 'missing' })
    }
    const whole = hashOf(entry).equals(entry.hash)
    if (!whole) this.faults.push({ seq: entry.seq, fault: 'altered' })
    else if (!entry.previous.equals(this.last)) this.faults.push({ seq: entry.seq, fault: 'not-linked' })
    if (payload !== null) this.checkPayload(entry, payload)
    this.expected = entry.seq + 1
    this.last = entry.hash
  }

  private checkPayload({ seq, commitment }: AuditEntry, payload: AuditPayload): void {
    if (payload.key === null) {
      this.faults.push({ seq, fault: 'payload-without-key' })
      return
    }
    const content = unlock(payload.key, payload.locked)
    const said = content !== null && commitmentOf(payload.salt, content).equals(commitment)
    const same = (['actor', 'onBehalf', 'person'] as const).every((name) => content?.[name] === payload[name])
    if (!said || !same) this.faults.push({ seq, fault: 'payload-altered' })
  }

  /** The last entry seen: kept elsewhere, it shows later whether the end was cut off. */
  get head(): { seq: number; hash: Buffer } {
    return { seq: this.expected - 1, hash: this.last }
  }
}
