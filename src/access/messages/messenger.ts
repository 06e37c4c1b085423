// SPDX-License-Identifier: Apache-2.0
import { setTimeout as pauseFor } from 'node:timers/promises'
import type { Db } from '../../db/index.ts'
import type { Logger, MessageSettings } from '../../kernel/index.ts'
import type { Carrier } from './carriers/carrier.model.ts'
import { mailCarrier } from './carriers/mail-carrier.ts'
import { smsCarrier } from './carriers/sms-carrier.ts'
import {
  carryingMessages,
  type MessageKind,
  noteFailed,
  noteLeft,
  sweepMessages,
  takeDueMessage,
} from './outgoing.store.ts'
import { pauseAfter } from './retry.model.ts'

const seconds = 1000

export interface Rhythm {
  /** Milliseconds between two looks whether something is due. */
  looking: number
  /** Between two sweeps. */
  sweeping: number
  /** How long a stop waits for a message that is on its way. */
  leaving: number
}

const rhythm: Rhythm = { looking: seconds, sweeping: 60 * seconds, leaving: 10 * seconds }

/**
 * Carries messages out of the house while the server runs. A message is held by its row from the moment it is taken until what came
 * of it is noted, in one transaction: several servers never send one twice. Where the process or the database dies in between, it is
 * taken again: then it may arrive twice, under the same number, and is never lost.
 */
export class Messenger {
  private readonly db: Db
  private readonly logger: Logger
  private readonly rhythm: Rhythm
  private readonly carriers: [MessageKind, Carrier][]
  /** Take nothing more. */
  private readonly stopping = new AbortController()
  /** Break off what is on its way. */
  private readonly breaking = new AbortController()
  private rounds: Promise<void>[] = []

  constructor(db: Db, logger: Logger, { mail, sms }: MessageSettings, given: Partial<Rhythm> = {}) {
    this.db = db
    this.logger = logger
    this.rhythm = { ...rhythm, ...given }
    this.carriers = [
      ...(mail === null ? [] : [['email', mailCarrier(mail)] as [MessageKind, Carrier]]),
      ...(sms === null ? [] : [['phone', smsCarrier(sms)] as [MessageKind, Carrier]]),
    ]
  }

  /** Each kind goes its own rounds: a gateway that hangs keeps no mail waiting. */
  start(): void {
    const { looking, sweeping } = this.rhythm
    this.rounds = this.carriers.map(([kind, carrier]) => this.goRounds(() => this.carryNext(kind, carrier), looking))
    this.rounds.push(this.goRounds(() => this.sweep(), sweeping))
  }

  async stop(): Promise<void> {
    this.stopping.abort()
    const patience = setTimeout(() => this.breaking.abort(), this.rhythm.leaving)
    await Promise.all(this.rounds)
    clearTimeout(patience)
  }

  /** Again at once while there is something to do. */
  private async goRounds(round: () => Promise<boolean>, pause: number): Promise<void> {
    const { signal } = this.stopping
    while (!signal.aborted) {
      const more = await round().catch((error: unknown) => {
        this.logger.warn({ err: error }, 'the messages that are to leave could not be looked at')
        return false
      })
      if (!more) await pauseFor(pause, undefined, { signal }).catch(() => undefined)
    }
  }

  /** False: nothing was due. */
  private carryNext(kind: MessageKind, carrier: Carrier): Promise<boolean> {
    return carryingMessages(this.db, async (carrying) => {
      const message = await takeDueMessage(carrying, kind)
      if (message === null) return false
      const { id, about } = message
      const outcome = await carrier.carry(message, this.breaking.signal)
      if (outcome.left) {
        await noteLeft(carrying, id)
        return true
      }
      const { fault, reply, forGood } = outcome
      const tries = message.tries + 1
      await noteFailed(carrying, id, { fault, reply, again: forGood ? null : pauseAfter(tries) })
      // What the other side said may name the recipient: it stands in the outbox only.
      this.logger.warn({ message: id, kind, about, fault, tries }, 'a message did not leave')
      return true
    })
  }

  private async sweep(): Promise<boolean> {
    await carryingMessages(this.db, sweepMessages)
    return false
  }
}
