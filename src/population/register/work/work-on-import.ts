// SPDX-License-Identifier: Apache-2.0
import type { Secrets, SignedIn } from '../../../access/index.ts'
import { type Actor, actingAs } from '../../../db/acting.ts'
import type { Db } from '../../../db/index.ts'
import { type Clock, isOutage, keepRounds, type Logger, type Rounds } from '../../../kernel/index.ts'
import type { HolderPurpose } from '../../holders/holder.model.ts'
import { fingerprintOf, openFile } from '../files/byte-source.ts'
import { importRegister } from '../import-register.ts'
import {
  addImport,
  claimImport,
  endImport,
  findImport,
  importsLeft,
  releaseImport,
  type WorkforceImport,
} from '../imports.store.ts'
import { keepFile, openKept } from './kept-file.ts'

export interface ImportDesk {
  db: Db
  secrets: Secrets
  clock: Clock
}

export interface HandedIn {
  authority: string
  fileName: string
  purposes: readonly HolderPurpose[]
  /** Where it lies for now. */
  path: string
}

/** Takes a file in, to be read at once; whoever asks does not wait for the end. */
export async function takeRegisterIn(
  desk: ImportDesk,
  visitor: SignedIn,
  { path, ...file }: HandedIn,
): Promise<{ id: string; work: Promise<void> }> {
  const source = await openFile(path)
  try {
    const fingerprint = await fingerprintOf(source)
    const { id } = await actingAs(desk.db, visitor, async (acting) => {
      const added = { ...file, size: source.size, fingerprint, kept: true, by: visitor.person }
      const row = await addImport(acting, added)
      await keepFile(acting, row.id, source)
      return row
    })
    return { id, work: workOnImport(desk, visitor, id) }
  } finally {
    await source.close()
  }
}

/** The server stops: what is read goes on when it starts again. */
class Left extends Error {}

let leaving = false
const running = new Set<Promise<void>>()

/** Reads a file that waits, as whoever handed it in: what they may not do is not done. */
export function workOnImport(desk: ImportDesk, actor: Actor, id: string): Promise<void> {
  const work = workOn(desk, actor, id).finally(() => running.delete(work))
  running.add(work)
  return work
}

async function workOn({ db, secrets, clock }: ImportDesk, actor: Actor, id: string): Promise<void> {
  const within = <Result>(act: (transaction: Db) => Promise<Result>): Promise<Result> => {
    if (leaving) throw new Left()
    return actingAs(db, actor, act)
  }
  const row = await within((acting) => claimImport(acting, id))
  if (row === null) return
  const source = openKept((act) => actingAs(db, actor, act), id, row.size)
  try {
    const ground = { db, secrets, clock, within, actor: actor.person, tell: () => undefined }
    await importRegister(ground, source, row, { format: null })
  } catch (error) {
    if (error instanceof Left) await actingAs(db, actor, (acting) => releaseImport(acting, id))
    if (error instanceof Left || isOutage(error)) return
    await actingAs(db, actor, (acting) => endImport(acting, id, 'failed', { code: 'defect', args: {} }))
    throw error
  }
}

/** Ends an import; what was taken stays. */
export async function cancelRegister(db: Db, visitor: SignedIn, id: string): Promise<void> {
  await actingAs(db, visitor, async (acting) => {
    const row = await findImport(acting, id)
    if (row === null || (row.state !== 'waiting' && row.state !== 'working')) return
    await endImport(acting, id, 'cancelled')
  })
}

const everyRound = 20_000

/** Goes on with registers that were being read when a server stopped: at its start and every twenty seconds. */
export function keepTakingRegisters(desk: ImportDesk, logger: Logger): Rounds {
  leaving = false
  const work = async (): Promise<null> => {
    for (const { id, person } of await importsLeft(desk.db)) {
      await workOnImport(desk, { person }, id).catch((error: unknown) =>
        logger.error({ err: error, import: id }, 'a register could not be read'),
      )
    }
    return null
  }
  const failed = 'registers that were handed in could not be looked for'
  const { start, stop } = keepRounds(logger, everyRound, [
    { work, done: 'registers that were handed in were looked for', failed },
  ])
  return {
    start,
    stop: async () => {
      leaving = true
      await Promise.allSettled(running)
      await stop()
    },
  }
}

export type { WorkforceImport }
