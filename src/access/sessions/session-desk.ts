// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto'
import { atTheDoor } from '../../db/at-the-door.ts'
import type { Db } from '../../db/index.ts'
import type { Clock } from '../../kernel/index.ts'
import type { Connection } from './connection.model.ts'
import {
  endSession,
  findSession,
  type Lifetime,
  type Proof,
  type SignedIn,
  startSession,
  touchSession,
} from './sessions.store.ts'

export type { SignedIn }

export const lifetime: Lifetime = { idle: 'PT12H', lasting: 'P14D' }

/** How long what the database said of a session is believed, should its news of a change not reach us. */
const believed = 15_000

/** A session that is used is noted as seen this often. */
const noted = 5 * 60_000

/** More sessions than this are not kept in hand; the oldest go. */
const mostKept = 50_000

interface Kept {
  who: SignedIn
  until: number
  notedAt: number
}

/** Knows who a token belongs to: asked for every request, so what the database said is kept for a moment. */
export class SessionDesk {
  private readonly db: Db
  private readonly clock: Clock
  private readonly kept = new Map<string, Kept>()
  /** How often it was told of a change. */
  private news = 0

  constructor(db: Db, clock: Clock) {
    this.db = db
    this.clock = clock
  }

  /**
   * A new session and its token, which is told once. An old token is never taken over (session fixation). In a transaction at the door,
   * where one is given: then the session is there when that is committed.
   */
  async start(person: string, proof: Proof, from: Connection, within?: Db): Promise<string> {
    const token = randomBytes(32)
    const begin = (door: Db) => startSession(door, { id: idOf(token), person, proof, ...from }, lifetime)
    await (within === undefined ? atTheDoor(this.db, begin) : begin(within))
    return token.toString('base64url')
  }

  /** Who has this token; null: nobody, or no longer. */
  async who(token: string): Promise<SignedIn | null> {
    if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null
    const now = this.clock.now().getTime()
    const known = this.kept.get(token)
    if (known !== undefined && now < known.until) return known.who
    const id = idOf(Buffer.from(token, 'base64url'))
    const heard = this.news
    const who = await findSession(this.db, id)
    // Tokens that are nobody's are not kept: made-up ones would push out those of people.
    if (who === null) {
      this.kept.delete(token)
      return null
    }
    const notedAt = known?.notedAt ?? 0
    const stale = now - Math.max(notedAt, who.seenAt.getTime()) > noted
    if (stale) await touchSession(this.db, id, lifetime)
    // What the database said may be older than news that came meanwhile.
    if (heard === this.news) this.keep(token, { who, until: now + believed, notedAt: stale ? now : notedAt })
    return who
  }

  async end(token: string, within = this.db): Promise<void> {
    this.kept.delete(token)
    await endSession(within, idOf(Buffer.from(token, 'base64url')))
  }

  /** Somebody's rights or sessions have changed: they are asked for anew. */
  forget(person: string): void {
    this.news++
    for (const [token, { who }] of this.kept) if (who.person === person) this.kept.delete(token)
  }

  /** Whatever is in hand may be old. */
  forgetAll(): void {
    this.news++
    this.kept.clear()
  }

  private keep(token: string, kept: Kept): void {
    this.kept.delete(token)
    this.kept.set(token, kept)
    if (this.kept.size <= mostKept) return
    const [oldest] = this.kept.keys()
    if (oldest !== undefined) this.kept.delete(oldest)
  }
}

export const idOf = (token: Buffer): Buffer => createHash('sha256').update(token).digest()
