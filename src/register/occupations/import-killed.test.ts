// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { testDatabase } from '../../../test/support/database.ts'
import type { Db } from '../../db/index.ts'
import { systemClock } from '../../kernel/index.ts'
import { importOnet } from './import-onet.ts'

/** A process of its own that imports the directory and says so when it begins to write. */
const program = (url: string, directory: string) => `
  import { createPool } from ${moduleUrl('../../db/pool.ts')}
  import { databaseOver } from ${moduleUrl('../../db/open-database.ts')}
  import { importOnet } from ${moduleUrl('./import-onet.ts')}
  const db = databaseOver(createPool({ connectionString: ${JSON.stringify(url)} }, () => undefined))
  process.stdout.write('begun')
  await importOnet(db, [${JSON.stringify(directory)}], { release: '99.2', clock: { now: () => new Date() }, say: () => undefined })
  await db.destroy()
`

function moduleUrl(path: string): string {
  return JSON.stringify(new URL(path, import.meta.url).href)
}

/** Invented occupations, many enough to take a while. */
function manyOccupations(count: number): string {
  const lines = Array.from({ length: count }, (_, n) => {
    const code = `${90 + (n % 9)}-${String(1000 + Math.floor(n / 9)).padStart(4, '0')}.00`
    return `${code}\tTest occupation ${n}\tInvented for a test.`
  })
  return ['O*NET-SOC Code\tTitle\tDescription', ...lines, ''].join('\n')
}

async function counts(db: Db) {
  const { rows } = await sql<{ entries: number; names: number; schemes: number }>`
    select (select count(*)::int from classification_entries) as entries,
      (select count(*)::int from classification_names) as names, (select count(*)::int from classifications) as schemes
  `.execute(db)
  return rows[0]
}

test('an import that is killed leaves nothing half done, and the next one finishes', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'passerelle-killed-'))
  const occupations = 20_000
  writeFileSync(join(directory, 'Occupation Data.txt'), manyOccupations(occupations))
  const { db, url, close } = await testDatabase()
  const whole = { entries: occupations, names: occupations, schemes: 1 }
  try {
    for (const delay of [0, 150, 400, 800]) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', program(url, directory)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      await once(child.stdout, 'data')
      await setTimeout(delay)
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      const found = await counts(db)
      if (found?.schemes !== 0) assert.deepEqual(found, whole)
      else assert.deepEqual(found, { entries: 0, names: 0, schemes: 0 })
    }
    await importOnet(db, [directory], { release: '99.2', clock: systemClock, say: () => undefined })
    assert.deepEqual(await counts(db), whole)
  } finally {
    await close()
    rmSync(directory, { recursive: true, force: true })
  }
})
