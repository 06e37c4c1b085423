// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { emptyDatabase, testDatabase } from '../../../test/support/database.ts'
import { systemClock } from '../../kernel/clock.ts'
import type { CommandContext } from '../../kernel/command.ts'
import { silentLogger } from '../../kernel/logger.ts'
import { readSettings } from '../../kernel/settings.ts'
import { doctorCommand } from './doctor.command.ts'
import type { Finding } from './finding.ts'

/** What doctor says under these settings, and its exit code. */
async function examine(env: Record<string, string>): Promise<{ code: number; findings: Map<string, Finding> }> {
  let text = ''
  const context: CommandContext = {
    settings: readSettings(env),
    stdin: process.stdin,
    stdout: (piece) => {
      text += piece
    },
    stderr: () => undefined,
    clock: systemClock,
    logger: silentLogger(),
    database: () => Promise.reject(new Error('doctor opens the database without loading')),
  }
  const code = await doctorCommand.run(context, { positionals: [], values: { json: true } })
  const { findings } = JSON.parse(text) as { findings: Finding[] }
  return { code, findings: new Map(findings.map((finding) => [finding.about, finding])) }
}

const states = (findings: Map<string, Finding>, names: string[]) =>
  names.map((name) => findings.get(name)?.status ?? null)

test('before the first start everything is in order and nothing is made', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'doctor-'))
  const directory = join(parent, 'data')
  const { code, findings } = await examine({ PASSERELLE_DATA: directory })
  const names = ['node', 'settings', 'data directory', 'disk', 'postgresql', 'holder', 'database', 'migrations']
  assert.deepEqual(states(findings, names), ['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'missing', null])
  assert.equal(code, 0)
  assert.equal(existsSync(directory), false)
  rmSync(parent, { recursive: true })
})

test('a database tells whether it is migrated and what is loaded, and where the rest comes from', async () => {
  const [bare, migrated] = [await emptyDatabase(), await testDatabase()]
  const [before, after] = [await examine({ DATABASE_URL: bare.url }), await examine({ DATABASE_URL: migrated.url })]
  const names = ['database', 'migrations', 'reference', 'law', 'ESCO', 'O*NET']
  assert.deepEqual(states(before.findings, names), ['ok', 'missing', null, null, null, null])
  assert.deepEqual(states(after.findings, names), ['ok', 'ok', 'missing', 'missing', 'missing', 'missing'])
  assert.match(after.findings.get('ESCO')?.advice ?? '', /https:\/\/esco\.ec\.europa\.eu\/en\/use-esco\/download/)
  assert.match(after.findings.get('O*NET')?.advice ?? '', /https:\/\/www\.onetcenter\.org\/database\.html/)
  assert.deepEqual([before.code, after.code], [0, 0])
  await bare.close()
  await migrated.close()
})

test('a server that does not answer is a problem', async () => {
  const { code, findings } = await examine({ DATABASE_URL: 'postgresql://app:secret@127.0.0.1:1/passerelle' })
  assert.deepEqual(findings.get('database'), {
    about: 'database',
    status: 'problem',
    message: 'DATABASE_URL: the PostgreSQL server does not let us in: Error: connect ECONNREFUSED 127.0.0.1:1',
    advice: '',
  })
  assert.equal(code, 1)
})
