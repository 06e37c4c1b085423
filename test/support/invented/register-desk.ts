// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { Secrets } from '../../../src/access/index.ts'
import type { Db } from '../../../src/db/index.ts'
import { fixedClock } from '../../../src/kernel/index.ts'
import { fingerprintOf, openFile } from '../../../src/population/register/files/byte-source.ts'
import { importRegister } from '../../../src/population/register/import-register.ts'
import { addImport, listFaults } from '../../../src/population/register/imports.store.ts'
import { loadReference } from '../../../src/register/index.ts'
import { projectRoot } from '../../../src/ui/index.ts'
import { type TestDatabase, testDatabase } from '../database.ts'

const clock = fixedClock('2026-11-23T08:00:00Z')
export const secrets = new Secrets('a key of the tests, long enough for all')

/** A database with what a register is read by, and a way to read one. */
export interface RegisterDesk extends TestDatabase {
  /** Imports bytes as a register of an authority; `from`: as if so much of it had been read before. */
  take(
    authority: string,
    bytes: Uint8Array | string,
    from?: { position: number; line: number },
  ): ReturnType<typeof take>
  /** How many persons, credentials and jobs an authority has. */
  standing(authority: string): Promise<Record<string, number>>
}

export async function registerDesk(): Promise<RegisterDesk> {
  const directory = mkdtempSync(join(tmpdir(), 'passerelle-register-'))
  const database = await testDatabase()
  await loadReference(database.db, join(projectRoot, 'reference'))
  return {
    ...database,
    take: (authority, bytes, from) => take(database.db, join(directory, 'register'), { authority, bytes, from }),
    standing: (authority) => standing(database.db, authority),
    close: async () => {
      await database.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

interface ToTake {
  authority: string
  bytes: Uint8Array | string
  from: { position: number; line: number } | undefined
}

async function take(db: Db, path: string, { authority, bytes, from }: ToTake) {
  writeFileSync(path, bytes)
  const source = await openFile(path)
  const row = await addImport(db, {
    ...{ authority, fileName: 'register', size: source.size, fingerprint: await fingerprintOf(source) },
    ...{ purposes: ['statistics'] as const, kept: false, by: null },
  })
  const within = <Result>(act: (transaction: Db) => Promise<Result>) => db.transaction().execute(act)
  const ground = { db, secrets, clock, within, actor: null, tell: () => undefined }
  const done = await importRegister(ground, source, { ...row, ...from }, { format: null })
  await source.close()
  return { ...done, faults: await listFaults(db, row.id, 0), id: row.id }
}

async function standing(db: Db, authority: string): Promise<Record<string, number>> {
  const { rows } = await sql<Record<string, number>>`
    select (select count(*)::int from population_holders where authority = ${authority} and not removed) as persons,
      (select count(*)::int from population_credentials where authority = ${authority}) as credentials,
      (select count(*)::int from population_jobs where authority = ${authority}) as jobs`.execute(db)
  return rows[0] ?? {}
}

/** Faults as line, column, code and what stood there. */
export const faultsOf = ({ faults }: Awaited<ReturnType<typeof take>>) =>
  faults.map(({ line, field, code, found }) => [line, field, code, found])
