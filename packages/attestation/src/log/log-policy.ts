// SPDX-License-Identifier: Apache-2.0
import { hex } from '../bytes/bytes.ts'
import { AttestationError } from '../error.ts'
import { type NoteKey, type NoteSignatureType, readNoteKey } from './note-key.ts'

/** Which witnesses suffice: one, or at least so many of some, each of which may be a quorum itself. */
export type Quorum = { readonly witness: NoteKey } | { readonly atLeast: number; readonly of: readonly Quorum[] }

/** Which logs are believed, and whose cosignatures a checkpoint needs (c2sp.org/tlog-policy). */
export interface LogPolicy {
  /** Keys of type `ed25519`; the name of each is the origin of its log. */
  readonly logs: readonly NoteKey[]
  /** Null where no witness is needed: then one log could show two histories to two people. */
  readonly quorum: Quorum | null
}

/** Whether these keys suffice. */
export function isReached(quorum: Quorum, held: ReadonlySet<NoteKey>): boolean {
  if ('witness' in quorum) return held.has(quorum.witness)
  return quorum.of.filter((member) => isReached(member, held)).length >= quorum.atLeast
}

/** Every witness of a quorum. */
export function witnessesOf(quorum: Quorum | null): NoteKey[] {
  if (quorum === null) return []
  return 'witness' in quorum ? [quorum.witness] : quorum.of.flatMap(witnessesOf)
}

/** tlog-policy, Implementation limits: at least 32 of each have to be read. */
const limits = { characters: 100_000, definitions: 512 }

// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are refused (tlog-policy, Character set)
const control = /[\u0000-\u0008\u000b-\u001f\u007f]/
const blanks = /[ \t]+/
const threshold = /^[1-9][0-9]{0,3}$/

/**
 * Reads a policy file (tlog-policy). Throws `log-policy-invalid` with the line, `too-large` beyond 100,000 characters or
 * 512 definitions, and what keys throw: witnesses that sign with ML-DSA-44 are `key-unsupported`.
 */
export async function readLogPolicy(text: string): Promise<LogPolicy> {
  if (text.length > limits.characters)
    throw new AttestationError('too-large', '', `this policy has more than ${limits.characters} characters`)
  const reader = new PolicyReader()
  for (const [place, line] of text.split('\n').entries()) await reader.readLine(line, `line ${place + 1}`)
  return reader.policy()
}

class PolicyReader {
  private readonly logs: NoteKey[] = []
  private readonly names = new Map<string, Quorum>()
  private readonly members = new Set<string>()
  private readonly publicKeys = new Set<string>()
  private quorum: Quorum | null | undefined

  policy(): LogPolicy {
    if (this.quorum === undefined) throw refused('', 'a policy has one quorum line')
    return { logs: this.logs, quorum: this.quorum }
  }

  async readLine(line: string, at: string): Promise<void> {
    if (control.test(line)) throw refused(at, 'the only control characters are tab and newline')
    const [keyword = '', ...words] = line.split(blanks).filter((word) => word !== '')
    if (keyword === '' || keyword.startsWith('#')) return
    if (keyword === 'log' && words.length > 0 && words.length < 3) {
      this.logs.push(await this.key(words[0] as string, 'ed25519', at))
    } else if (keyword === 'witness' && words.length > 1 && words.length < 4) {
      const [name, vkey] = words as [string, string]
      this.define(name, { witness: await this.key(vkey, 'cosignature/v1', at) }, at)
    } else if (keyword === 'group' && words.length > 2) {
      this.readGroup(words as [string, string, ...string[]], at)
    } else if (keyword === 'quorum' && words.length === 1 && this.quorum === undefined) {
      this.quorum = words[0] === 'none' ? null : this.named(words[0] as string, at)
    } else throw refused(at, `expected 'log', 'witness', 'group' or one 'quorum' with what belongs to it`)
  }

  private readGroup([name, least, ...members]: [string, string, ...string[]], at: string): void {
    const of = members.map((member) => this.member(member, at))
    const atLeast = least === 'any' ? 1 : least === 'all' ? of.length : threshold.test(least) ? Number(least) : 0
    if (atLeast < 1 || atLeast > of.length)
      throw refused(at, `a group has any, all, or 1 to ${of.length} of its members`)
    this.define(name, { atLeast, of }, at)
  }

  /** Each name is a member once: nobody counts twice. */
  private member(name: string, at: string): Quorum {
    if (this.members.has(name)) throw refused(at, `'${name}' is a member already`)
    this.members.add(name)
    return this.named(name, at)
  }

  private named(name: string, at: string): Quorum {
    const quorum = this.names.get(name)
    if (quorum === undefined) throw refused(at, `no line before defines '${name}'`)
    return quorum
  }

  private define(name: string, quorum: Quorum, at: string): void {
    if (name === 'none' || this.names.has(name)) throw refused(at, `'${name}' is taken`)
    this.names.set(name, quorum)
  }

  private async key(vkey: string, type: NoteSignatureType, at: string): Promise<NoteKey> {
    if (this.publicKeys.size >= limits.definitions)
      throw new AttestationError('too-large', at, `at most ${limits.definitions} keys are read`)
    const key = await readNoteKey(vkey, at)
    const bytes = `${type} ${hex(key.key.bytes)}`
    if (key.type !== type) throw refused(at, `expected a key for ${type}, not for ${key.type}`)
    if (this.publicKeys.has(bytes)) throw refused(at, 'this public key stands in a line before')
    this.publicKeys.add(bytes)
    return key
  }
}

function refused(at: string, message: string): AttestationError {
  return new AttestationError('log-policy-invalid', at, message)
}
