// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { countGuess, forgetGuesses, type GuessLimit, sweepGuesses, takeBackGuess } from './guesses.store.ts'

/** What somebody guesses at, or from where. */
export interface GuessedAt {
  kind: 'address' | 'network' | 'second-step' | 'proof' | 'asked-address' | 'asked-network'
  value: string
}

/** A whole office may come from one network; an address is one person's. Asking for letters is limited like guessing. */
const limits: Readonly<Record<GuessedAt['kind'], GuessLimit>> = {
  address: { free: 5, first: 'PT1M', longest: 'PT1H' },
  'second-step': { free: 5, first: 'PT1M', longest: 'PT1H' },
  proof: { free: 5, first: 'PT1M', longest: 'PT1H' },
  network: { free: 60, first: 'PT1M', longest: 'PT15M' },
  'asked-address': { free: 3, first: 'PT5M', longest: 'PT6H' },
  'asked-network': { free: 30, first: 'PT5M', longest: 'PT1H' },
}

export interface Guess {
  /** It may be looked at; otherwise a wait is on. */
  allowed: boolean
  /** If it is wrong, a wait begins now that was not on before. */
  last: boolean
}

/** Counts guesses, in the database and by keyed hashes: over servers and restarts, and without saying at what. */
export class GuessDesk {
  private readonly secrets: Secrets

  constructor(secrets: Secrets) {
    this.secrets = secrets
  }

  /** At the door. Commit it before the guess is looked at. */
  async count(door: Db, at: GuessedAt): Promise<Guess> {
    await sweepGuesses(door)
    const { counted, wrong } = await countGuess(door, this.idOf(at), limits[at.kind])
    return { allowed: counted, last: counted && wrong === limits[at.kind].free }
  }

  /** It was right, or somebody has shown otherwise who they are: the count begins anew. */
  forgive(door: Db, at: readonly GuessedAt[]): Promise<void> {
    return forgetGuesses(
      door,
      at.map((guessed) => this.idOf(guessed)),
    )
  }

  /** It was right: of a network only this guess is taken back, for others may be guessing there. */
  takeBack(door: Db, at: GuessedAt): Promise<void> {
    return takeBackGuess(door, this.idOf(at))
  }

  private idOf({ kind, value }: GuessedAt): Buffer {
    return this.secrets.hash('guesses', `${kind} ${value}`)
  }
}
