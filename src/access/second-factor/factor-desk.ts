// SPDX-License-Identifier: Apache-2.0
import { randomInt } from 'node:crypto'
import { generateSecret, generateURI, verify } from 'otplib'
import type { Db } from '../../db/index.ts'
import type { Clock } from '../../kernel/index.ts'
import type { Secrets } from '../secrets/secrets.ts'
import { findFactor, noteStep, putFactor, putRecoveryCodes, useRecoveryCode } from './second-factors.store.ts'
import { parseCode, parseRecoveryCode, recoveryAlphabet } from './totp.model.ts'

const purpose = 'second-factor'
const recoveryCodes = 10

/** One step of 30 seconds to either side: clocks of phones are not quite right (RFC 6238, section 5.2). */
const tolerance = 30

export type UsedFactor = 'code' | 'recovery-code'

/** Codes of an authenticator app, and the recovery codes that stand for them. Everything at the door. */
export class FactorDesk {
  private readonly secrets: Secrets
  private readonly clock: Clock

  constructor(secrets: Secrets, clock: Clock) {
    this.secrets = secrets
    this.clock = clock
  }

  /** A secret that nobody has yet: 160 bits (RFC 4226, section 4). */
  newSecret(): string {
    return generateSecret({ length: 20 })
  }

  /** What an app reads from the picture. */
  uriOf(secret: string, label: string): string {
    return generateURI({ issuer: 'Passerelle', label, secret })
  }

  /** A secret on its way to an app, for a ticket of its person. */
  wrap(person: string, secret: string): string {
    return this.secrets.lock(`${purpose} set-up`, person, Buffer.from(secret)).toString('base64')
  }

  unwrap(person: string, wrapped: string): string {
    return this.secrets.unlock(`${purpose} set-up`, person, Buffer.from(wrapped, 'base64')).toString()
  }

  /** Keeps a secret once its app has shown a code of it; that code is used up. False: the code is not of this secret. */
  async confirm(door: Db, person: string, secret: string, typed: string): Promise<boolean> {
    const step = await this.stepOf(secret, typed, null)
    if (step === null) return false
    await putFactor(door, person, { locked: this.secrets.lock(purpose, person, Buffer.from(secret)), lastStep: step })
    return true
  }

  /** Takes a code of the app, or a recovery code: each is good once. Null: neither. */
  async use(door: Db, person: string, typed: string): Promise<UsedFactor | null> {
    const factor = await findFactor(door, person)
    if (factor === null) return null
    const secret = this.secrets.unlock(purpose, person, factor.locked).toString()
    const step = await this.stepOf(secret, typed, factor.lastStep)
    if (step !== null) {
      await noteStep(door, person, step)
      return 'code'
    }
    const recovery = parseRecoveryCode(typed)
    if (recovery === null) return null
    return (await useRecoveryCode(door, person, this.recoveryHash(person, recovery))) ? 'recovery-code' : null
  }

  /** Ten new ones, told once. */
  async renewRecoveryCodes(door: Db, person: string): Promise<string[]> {
    const sign = () => recoveryAlphabet[randomInt(recoveryAlphabet.length)] ?? ''
    const codes = Array.from({ length: recoveryCodes }, () => Array.from({ length: 10 }, sign).join(''))
    await putRecoveryCodes(
      door,
      person,
      codes.map((code) => this.recoveryHash(person, code)),
    )
    return codes
  }

  private recoveryHash(person: string, code: string): Buffer {
    return this.secrets.hash('recovery-code', `${person} ${code}`)
  }

  /** The time step of a code; null: it is of no step that is still good. */
  private async stepOf(secret: string, typed: string, after: number | null): Promise<number | null> {
    const token = parseCode(typed)
    if (token === null) return null
    const epoch = Math.floor(this.clock.now().getTime() / 1000)
    const result = await verify({ secret, token, epoch, epochTolerance: tolerance })
    const step = result.valid && 'timeStep' in result ? result.timeStep : null
    // Compared here: a clock that was put back is no fault of who signs in.
    return step !== null && (after === null || step > after) ? step : null
  }
}
