// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import encodeQR from 'qr'
import decodeQR from 'qr/decode.js'
import { testDatabase } from '../../../test/support/database.ts'
import { atTheDoor } from '../../db/at-the-door.ts'
import { fixedClock } from '../../kernel/index.ts'
import { Secrets } from '../secrets/secrets.ts'
import { FactorDesk } from './factor-desk.ts'
import { pathOf } from './qr-path.model.ts'
import { parseCode, parseRecoveryCode, showRecoveryCode, showSecret } from './totp.model.ts'

test('what is typed as a code', () => {
  assert.deepEqual(
    ['123456', ' 123 456 ', '１２３４５６', '123-456', '12345', '1234567', '12345a', ''].map(parseCode),
    ['123456', '123456', '123456', '123456', null, null, null, null],
  )
  assert.deepEqual(
    ['7k2mf-x9q0t', '7K2MF X9QOT', '7k2mfx9q0t', 'i1l0o-00000', '7k2mf-x9q0', '7k2mf-x9q0u', ''].map(parseRecoveryCode),
    ['7k2mfx9q0t', '7k2mfx9q0t', '7k2mfx9q0t', '1110000000', null, null, null],
  )
  assert.equal(parseRecoveryCode(showRecoveryCode('7k2mfx9q0t')), '7k2mfx9q0t')
  assert.equal(showSecret('ABCDEFGHIJ'), 'ABCD EFGH IJ')
})

/** Draws the path of the page as a camera would see it: every square four pixels wide. */
function photograph({ path, size }: { path: string; size: number }) {
  const scale = 4
  const data = new Uint8Array((size * scale) ** 2 * 4).fill(255)
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)) {
    for (let dy = 0; dy < scale; dy++) {
      const from = ((Number(y) * scale + dy) * size * scale + Number(x) * scale) * 4
      for (let at = 0; at < Number(width) * scale; at++) data.fill(0, from + at * 4, from + at * 4 + 3)
    }
  }
  return { width: size * scale, height: size * scale, data }
}

test('the picture says what an app needs', () => {
  const factors = new FactorDesk(
    new Secrets('the key of the tests, which is no secret'),
    fixedClock('2026-11-22T03:00:00Z'),
  )
  const secret = factors.newSecret()
  const uri = factors.uriOf(secret, 'li.wei@example.org')
  const read = decodeQR(photograph(pathOf(encodeQR(uri, 'raw', { ecc: 'medium', border: 4 }))))
  assert.equal(read, uri)
  const { protocol, host, searchParams } = new URL(read)
  assert.deepEqual(
    [protocol, host, searchParams.get('secret'), searchParams.get('issuer')],
    ['otpauth:', 'totp', secret, 'Passerelle'],
  )
})

/** RFC 6238, appendix B: the secret of the examples, and their codes cut to six digits. */
const example = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const examples = [
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
] as const

test('codes as RFC 6238 computes them, one step to either side, and never an older one', async () => {
  const database = await testDatabase()
  try {
    const { rows } = await sql<{ id: string }>`insert into people (name) values ('王芳') returning id`.execute(
      database.db,
    )
    const person = rows[0]?.id ?? ''
    const secrets = new Secrets('the key of the tests, which is no secret')
    const at = (second: number) => new FactorDesk(secrets, fixedClock(new Date(second * 1000).toISOString()))
    const use = (second: number, code: string) => atTheDoor(database.app, (door) => at(second).use(door, person, code))
    assert.ok(await atTheDoor(database.app, (door) => at(59).confirm(door, person, example, '287082')))
    for (const [second, code] of examples) {
      const [step, wrong] = [Math.floor(second / 30), code.replace(/^./, (digit) => String((Number(digit) + 1) % 10))]
      assert.equal(await use(second, wrong), null)
      for (const late of [-2, 2]) assert.equal(await use((step + late) * 30, code), null, `${code} ${late}`)
      assert.equal(await use((step + 1) * 30, code), 'code')
      assert.equal(await use(second, code), null, 'once')
    }
    assert.equal(await use(59, '287082'), null, 'an older one')
  } finally {
    await database.close()
  }
})
