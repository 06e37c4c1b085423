// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { argon2Sync } from 'node:crypto'
import { test } from 'node:test'
import { checkPassword, hashPassword, PasswordBench, passwordBench } from './hash-password.ts'
import { passwordFlaw } from './password-rules.model.ts'

test('a password is known again, another is not, and nothing is stored twice alike', async () => {
  const [one, two] = [await hashPassword('correct horse battery'), await hashPassword('correct horse battery')]
  assert.match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  assert.notEqual(one, two)
  assert.deepEqual(await checkPassword('correct horse battery', one), { right: true, outdated: false })
  assert.deepEqual(await checkPassword('correct horse batterY', one), { right: false, outdated: false })
  assert.deepEqual(await checkPassword('correct horse battery', null), { right: false, outdated: false })
})

test('however a keyboard composes its characters', async () => {
  const stored = await hashPassword('Gänseblümchen ＡＢＣ')
  assert.ok((await checkPassword('Ga\u0308nseblu\u0308mchen ABC', stored)).right)
})

test('a hash of older parameters still opens, and says that it is old', async () => {
  const parameters = { nonce: Buffer.alloc(16, 7), memory: 8192, passes: 1, parallelism: 1, tagLength: 32 }
  const hash = argon2Sync('argon2id', { message: 'an old password', ...parameters })
  const text = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
  const stored = `$argon2id$v=19$m=8192,t=1,p=1$${text(parameters.nonce)}$${text(hash)}`
  assert.deepEqual(await checkPassword('an old password', stored), { right: true, outdated: true })
  assert.deepEqual(await checkPassword('a new password', stored), { right: false, outdated: true })
})

test('the same work is done where there is nothing to compare with', async () => {
  const stored = await hashPassword('correct horse battery')
  const before = passwordBench.done
  await checkPassword('x', stored)
  const known = passwordBench.done - before
  await checkPassword('x', null)
  assert.deepEqual([known, passwordBench.done - before - known], [1, 1])
})

test('so many at once, so many wait, and the others are told to come back', async () => {
  const bench = new PasswordBench(2, 3)
  let running = 0
  let most = 0
  const work = async () => {
    most = Math.max(most, ++running)
    await new Promise((go) => setImmediate(go))
    running--
  }
  const many = await Promise.allSettled(Array.from({ length: 9 }, () => bench.run(work)))
  assert.deepEqual(
    many.map((result) => (result.status === 'rejected' ? result.reason.code : 'done')),
    ['done', 'done', 'done', 'done', 'done', 'unavailable', 'unavailable', 'unavailable', 'unavailable'],
  )
  assert.deepEqual([most, bench.done], [2, 5])
  await assert.rejects(
    bench.run(() => Promise.reject(new TypeError('broken'))),
    TypeError,
  )
  await bench.run(work)
  assert.equal(running, 0)
})

test('what others would guess first is refused, length is what counts', () => {
  const own = ['Li Wei', 'li.wei@example.org', '王小明']
  const flaws = (passwords: string[]) => passwords.map((password) => passwordFlaw(password, own))
  assert.deepEqual(flaws(['', 'Xk7$qP2!z', '五个字的密']), ['short', 'short', 'short'])
  assert.equal(passwordFlaw('词'.repeat(201), own), 'long')
  assert.deepEqual(
    flaws(['li.wei@example.org', 'liwei@example.org', 'liwei12345', 'example.org1', 'WEIexample2']).filter(
      (flaw) => flaw !== 'own',
    ),
    [],
  )
  assert.deepEqual(
    flaws([
      'password123',
      'P@ssw0rd2026!',
      '1234567890',
      'qwertyuiop',
      'aaaaaaaaaaaa',
      'abcabcabcabc',
      'asdfghjkl1',
      '0987654321',
      'woaini5201314',
      'Passerelle2026',
      '111111222222',
      'abcd1234efgh',
    ]).filter((flaw) => flaw !== 'common'),
    [],
  )
  assert.deepEqual(
    flaws([
      'correct horse battery',
      '山高月小水落石出清风徐来',
      'vK93-mmq2-xx',
      'the quick fox at nine',
      'zug nach bremen',
    ]),
    [null, null, null, null, null],
  )
})
