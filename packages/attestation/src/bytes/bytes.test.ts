// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { raised, raisedLater } from '../testing/raised.ts'
import { base58, readBase58 } from './base58.ts'
import { base64, readBase64 } from './base64.ts'
import { base64url, readBase64url } from './base64url.ts'
import { concatBytes, hex } from './bytes.ts'
import { pack, unpack } from './gunzip.ts'
import { multibase58, readMultibase } from './multibase.ts'
import { readUtf8, utf8 } from './utf8.ts'

const some = fc.uint8Array({ maxLength: 80 }).map((bytes) => new Uint8Array(bytes))

describe('bytes as text', () => {
  it('come back from base64url, base58btc, multibase and packing', async () => {
    await fc.assert(
      fc.asyncProperty(some, async (bytes) => {
        assert.deepEqual(new Uint8Array(readBase64url(base64url(bytes))), bytes)
        assert.deepEqual(new Uint8Array(readBase64(base64(bytes))), bytes)
        assert.deepEqual(readBase58(base58(bytes)), bytes)
        assert.deepEqual(readMultibase(multibase58(bytes)), bytes)
        assert.deepEqual(await unpack(await pack(bytes, 'gzip'), 'gzip', 100), bytes)
      }),
      { numRuns: 300, seed: 20261122 },
    )
  })

  it('are written as RFC 4648 §10 and the base58 draft print them', () => {
    assert.equal(base64url(utf8('foobar')), 'Zm9vYmFy')
    assert.equal(base64url(utf8('fo')), 'Zm8')
    assert.equal(base58(utf8('Hello World!')), '2NEpo7TZRRrLZSi2U')
    assert.equal(
      base58(utf8('The quick brown fox jumps over the lazy dog.')),
      'USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z',
    )
    assert.equal(base58(new Uint8Array([0, 0, 0x28, 0x7f, 0xb4, 0xcd])), '11233QC4')
  })

  const refusals: [why: string, read: () => unknown, told: string][] = [
    ['padding', () => readBase64url('Zm8='), 'base64url-invalid'],
    ['the alphabet of plain base64', () => readBase64url('a+b/'), 'base64url-invalid'],
    [
      'bits behind the end, which would give one signature two texts',
      () => readBase64url('Zm9', 'signature'),
      'base64url-invalid signature',
    ],
    ['a line break', () => readBase64url('Zm9v\nYmFy'), 'base64url-invalid'],
    ['a length that no bytes have', () => readBase64url('Zm9vY'), 'base64url-invalid'],
    ['missing padding of plain base64', () => readBase64('Zm8'), 'base64-invalid'],
    ['bits behind the end of plain base64', () => readBase64('Zm9=', 'root'), 'base64-invalid root'],
    ['padding that holds nothing', () => readBase64('===='), 'base64-invalid'],
    ['padding in the middle', () => readBase64('Zg==Zg=='), 'base64-invalid'],
    ['ten million letters and a star', () => readBase64(`${'A'.repeat(9_999_999)}*`), 'base64-invalid'],
    ['the alphabet of base64url', () => readBase64('a-b_'), 'base64-invalid'],
    ['a letter that base58 leaves out', () => readBase58('0'), 'base58-invalid'],
    ['a letter of another script', () => readBase58('é'), 'base58-invalid'],
    ['base58 whose work would grow too large', () => readBase58('2'.repeat(513)), 'base58-invalid'],
    ['another multibase', () => readMultibase('mZm8'), 'multibase-unsupported'],
    ['bytes that are not UTF-8', () => readUtf8(new Uint8Array([0xc0, 0x80]), 'payload'), 'utf8-invalid payload'],
  ]
  for (const [why, read, told] of refusals)
    it(`refuse ${why}`, () => {
      assert.equal(raised(read), told)
    })

  it('keep a byte order mark: a text has one form', () => {
    assert.equal(readUtf8(new Uint8Array([0xef, 0xbb, 0xbf, 0x41])), '\ufeffA')
  })

  it('stop unpacking at the limit: 1 MB of zeros packed into 1 kB', async () => {
    const bomb = new Uint8Array(gzipSync(new Uint8Array(1_000_000)))
    assert.equal(bomb.length < 2000, true)
    assert.equal(await raisedLater(() => unpack(bomb, 'gzip', 131_072, 'list')), 'too-large list')
    assert.equal(await raisedLater(() => unpack(bomb.slice(0, 500), 'gzip', 10_000_000)), 'gzip-invalid')
    assert.equal(await raisedLater(() => unpack(concatBytes(bomb, [1]), 'gzip', 10_000_000)), 'gzip-invalid')
    assert.equal(hex(await unpack(bomb, 'gzip', 1_000_000)).startsWith('0000'), true)
  })
})
