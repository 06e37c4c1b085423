// SPDX-License-Identifier: Apache-2.0
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { Problem } from '../../kernel/index.ts'

const derive = promisify(argon2)

/** OWASP's second choice for Argon2id (Password Storage Cheat Sheet): 19 MiB, two passes. Some 30 ms of one core here. */
const wanted = { memory: 19_456, passes: 2, parallelism: 1 }

interface Parameters {
  memory: number
  passes: number
  parallelism: number
}

/** Never more of this work at once than leaves the machine to others; who waits too long in the queue is told to come back. */
export class PasswordBench {
  private readonly atOnce: number
  private readonly mostWaiting: number
  private running = 0
  private readonly waiting: (() => void)[] = []
  /** How many were computed since the start. */
  done = 0

  constructor(atOnce: number, mostWaiting: number) {
    this.atOnce = atOnce
    this.mostWaiting = mostWaiting
  }

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.waiting.length >= this.mostWaiting) {
      throw new Problem('unavailable', 'too many are signing in at this moment', {
        told: { key: 'visit.busy', args: {} },
      })
    }
    if (this.running >= this.atOnce) await new Promise<void>((go) => this.waiting.push(go))
    else this.running++
    try {
      this.done++
      return await work()
    } finally {
      const next = this.waiting.shift()
      if (next === undefined) this.running--
      else next()
    }
  }
}

/** What all password checks of this process have in common. Tests count with it. */
export const passwordBench = new PasswordBench(2, 100)

/** The password as it is kept: a PHC string, `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return phc(wanted, salt, await compute(password, salt, wanted, 32))
}

export interface PasswordCheck {
  right: boolean
  /** The hash was made with other parameters than today's: make it anew. */
  outdated: boolean
}

/** Compares, and takes as long where there is nothing to compare with: time does not tell whether somebody has a password. */
export async function checkPassword(password: string, stored: string | null): Promise<PasswordCheck> {
  const parsed = stored === null ? null : parse(stored)
  const { parameters, salt, hash } = parsed ?? decoy
  const computed = await compute(password, salt, parameters, hash.length)
  const same = timingSafeEqual(computed, hash)
  return {
    right: same && parsed !== null,
    outdated: parsed !== null && phc(parameters, salt, hash) !== phc(wanted, salt, hash),
  }
}

const decoy = { parameters: wanted, salt: randomBytes(16), hash: randomBytes(32) }

/** NIST SP 800-63B-4, section 3.1.1.2: one Unicode form, then everything that was typed counts. */
const compute = (password: string, salt: Buffer, parameters: Parameters, tagLength: number): Promise<Buffer> =>
  passwordBench.run(() =>
    derive('argon2id', { message: password.normalize('NFKC'), nonce: salt, ...parameters, tagLength }),
  )

const phc = ({ memory, passes, parallelism }: Parameters, salt: Buffer, hash: Buffer): string =>
  `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(hash)}`

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')

function parse(stored: string): { parameters: Parameters; salt: Buffer; hash: Buffer } {
  const match = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(
    stored,
  )
  if (match === null) throw new Problem('database', 'a password is kept in a form that this version does not know')
  const [memory = 0, passes = 0, parallelism = 0] = match.slice(1, 4).map(Number)
  const [salt, hash] = [match[4], match[5]].map((text) => Buffer.from(text ?? '', 'base64')) as [Buffer, Buffer]
  return { parameters: { memory, passes, parallelism }, salt, hash }
}
