// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { withTestDatabase } from '../../../test/support/database.ts'
import { verifyAudit } from '../audit/verify-audit.ts'
import { forgetLocked } from './forget-secrets.ts'
import { openSecrets } from './open-secrets.ts'
import { Secrets } from './secrets.ts'

const one = new Secrets('one key of the tests, long enough')
const two = new Secrets('two key of the tests, long enough')
const secret = Buffer.from('JBSWY3DPEHPK3PXP')

test('what is locked opens for its row and purpose with its key, and for nothing else', () => {
  const locked = one.lock('second-factor', 'a', secret)
  assert.deepEqual(one.unlock('second-factor', 'a', locked), secret)
  assert.notDeepEqual(one.lock('second-factor', 'a', secret), locked)
  assert.ok(!locked.includes(secret))
  for (const open of [
    () => one.unlock('second-factor', 'b', locked),
    () => one.unlock('provider', 'a', locked),
    () => two.unlock('second-factor', 'a', locked),
    () => one.unlock('second-factor', 'a', Buffer.alloc(0)),
    ...Array.from(locked, (byte, at) => () => {
      const altered = Buffer.from(locked)
      altered[at] = byte ^ 1
      return one.unlock('second-factor', 'a', altered)
    }),
    ...Array.from(locked, (_, length) => () => one.unlock('second-factor', 'a', locked.subarray(0, length))),
  ]) {
    assert.throws(open, { code: 'internal' })
  }
})

test('a keyed hash depends on key, purpose and text', () => {
  const hashes = [one.hash('a', 'x'), one.hash('a', 'y'), one.hash('b', 'x'), two.hash('a', 'x')]
  assert.equal(new Set(hashes.map((hash) => hash.toString('hex'))).size, 4)
  assert.deepEqual(one.hash('a', 'x'), new Secrets('one key of the tests, long enough').hash('a', 'x'))
})

async function withDirectory(fn: (directory: string) => Promise<void>): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'passerelle-secrets-'))
  try {
    await fn(directory)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

test('the key file is made once, for its user only, and is the key of the database', () =>
  withDirectory((directory) =>
    withTestDatabase(async (db) => {
      const settings = { secretKey: null, dataDirectory: join(directory, 'data') }
      const opened = await Promise.all([
        openSecrets(db, settings),
        openSecrets(db, settings),
        openSecrets(db, settings),
      ])
      assert.equal(new Set(opened.map(({ fingerprint }) => fingerprint.toString('hex'))).size, 1)
      const path = join(directory, 'data', 'secret.key')
      assert.deepEqual(readdirSync(join(directory, 'data')), ['secret.key'])
      assert.equal(statSync(path).mode & 0o777, 0o600)
      // The same key by the environment is the same key.
      await openSecrets(db, { ...settings, secretKey: readFileSync(path, 'utf8').trim() })
      await assert.rejects(
        openSecrets(db, { ...settings, secretKey: 'x'.repeat(40) }),
        /PASSERELLE_SECRET_KEY is not the key/,
      )
      writeFileSync(path, 'short')
      await assert.rejects(openSecrets(db, settings), /holds no key/)
      writeFileSync(path, 'y'.repeat(44))
      await assert.rejects(openSecrets(db, settings), /secret\.key is not the key/)
      chmodSync(path, 0o644)
      await assert.rejects(openSecrets(db, settings), /can be read by others: chmod 600/)
    }),
  ))

test('what a lost key had locked is forgotten, and the next key is the database’s', () =>
  withDirectory((directory) =>
    withTestDatabase(async (db) => {
      const settings = { secretKey: 'x'.repeat(40), dataDirectory: directory }
      await openSecrets(db, settings)
      const { rows } = await sql<{ id: string }>`insert into people (name) values ('王芳') returning id`.execute(db)
      const person = rows[0]?.id ?? ''
      await sql`insert into second_factors (person, locked) values (${person}, '\\x01')`.execute(db)
      const other = { ...settings, secretKey: 'y'.repeat(40) }
      await assert.rejects(openSecrets(db, other), /passerelle secrets forget/)
      assert.deepEqual(await forgetLocked(db), { factors: 1, providers: 0 })
      await openSecrets(db, other)
      await assert.rejects(openSecrets(db, settings), /is not the key/)
      assert.deepEqual((await verifyAudit(db)).faults, [])
    }),
  ))
