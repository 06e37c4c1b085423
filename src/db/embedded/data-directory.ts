// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { accessSync, constants, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type LockHolder, lockHolder, tryLock } from '../../../scripts/launcher/pid-lock.mjs'
import type { Logger } from '../../kernel/logger.ts'
import { Problem } from '../../kernel/problem.ts'

/** A server keeps the directory; a command lends it to others while it runs. */
export type Role = 'server' | 'command'

export interface HolderNote {
  role: Role
  /** Where a server answers; the words of a command. */
  address: string
  state: 'open' | 'closing'
}

export type Holder = LockHolder<HolderNote>

/** We hold the directory and run its PostgreSQL. */
export interface Ownership {
  kind: 'owner'
  /** Tells newcomers to wait, and waits for those who use our PostgreSQL; then the directory may be let go. */
  closing(logger: Logger): Promise<void>
  release(): void
}

/** Another process holds the directory and we use its PostgreSQL. */
export interface Attachment {
  kind: 'guest'
  holder: Holder
  release(): void
}

const lockName = 'holder.lock'
const guestsName = 'guests'

export function holderOf(dataDirectory: string): Holder | null {
  return lockHolder<HolderNote>(join(dataDirectory, lockName))
}

export function makeDataDirectory(dataDirectory: string): void {
  try {
    mkdirSync(join(dataDirectory, guestsName), { recursive: true, mode: 0o700 })
    accessSync(dataDirectory, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Problem('settings', `PASSERELLE_DATA: ${dataDirectory} cannot be used: ${reason}`, { cause: error })
  }
}

/** Takes the directory, or becomes a guest of who has it; a second server is refused. */
export async function enterDataDirectory(
  dataDirectory: string,
  role: Role,
  address: string,
  logger: Logger,
): Promise<Ownership | Attachment> {
  makeDataDirectory(dataDirectory)
  const deadline = Date.now() + 15_000
  for (let told = false; ; await delay(100)) {
    const note: HolderNote = { role, address, state: 'open' }
    const lock = tryLock(join(dataDirectory, lockName), note)
    if (lock.holder === null) {
      return {
        kind: 'owner',
        closing: (log) => waitForGuests(dataDirectory, role, () => lock.update({ ...note, state: 'closing' }), log),
        release: lock.release,
      }
    }
    const guest = role === 'command' ? becomeGuest(dataDirectory) : null
    if (guest !== null) return guest
    refuseOrWait(dataDirectory, lock.holder, role, deadline)
    if (!told)
      logger.info({ pid: lock.holder.pid }, `waiting for ${describeHolder(lock.holder)} to let go of ${dataDirectory}`)
    told = true
  }
}

/** First the name in the guest book, then a look whether the holder stays: in this order nobody is overlooked. */
function becomeGuest(dataDirectory: string): Attachment | null {
  const name = join(dataDirectory, guestsName, randomUUID())
  const entry = tryLock(name, {})
  const holder = holderOf(dataDirectory)
  const release = () => entry.release?.()
  if (holder?.note.state === 'open') return { kind: 'guest', holder, release }
  release()
  return null
}

function refuseOrWait(dataDirectory: string, holder: Holder, role: Role, deadline: number): void {
  const secondServer = role === 'server' && holder.note.role === 'server' && holder.note.state === 'open'
  if (!secondServer && Date.now() < deadline) return
  throw new Problem(
    'conflict',
    `The data directory ${dataDirectory} is held by ${describeHolder(holder)}. ` +
      'End that one first, or give this one a directory of its own with PASSERELLE_DATA.',
  )
}

export function describeHolder(holder: Holder): string {
  const { role, address } = holder.note
  const who = role === 'server' ? `a Passerelle server at ${address}` : `the command '${address}'`
  return `${who} (process ${holder.pid}, since ${holder.since})`
}

async function waitForGuests(dataDirectory: string, role: Role, announce: () => void, logger: Logger): Promise<void> {
  announce()
  // A server that was told to stop does so; what a command has not committed by then is rolled back.
  const deadline = role === 'server' ? Date.now() + 5_000 : Number.POSITIVE_INFINITY
  for (let told = false; livingGuests(dataDirectory) > 0 && Date.now() < deadline; told = true) {
    if (!told) logger.info('waiting for other commands that use this database')
    await delay(50)
  }
}

function livingGuests(dataDirectory: string): number {
  const directory = join(dataDirectory, guestsName)
  const files = readdirSync(directory).map((name) => join(directory, name))
  const living = files.filter((file) => lockHolder(file) !== null)
  for (const file of files) if (!living.includes(file)) rmSync(file, { force: true })
  return living.length
}
