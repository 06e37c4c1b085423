// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hex } from '../bytes/bytes.ts'
import { utf8 } from '../bytes/utf8.ts'
import { raised } from '../testing/raised.ts'
import { skipWithoutVectors, vectorNames, vectorText } from '../testing/vectors.ts'
import { canonicalJson } from './canonical-json.ts'
import type { JsonValue } from './json.ts'
import { readJson } from './read-json.ts'

describe('canonical JSON (RFC 8785)', () => {
  it('writes the sample of §3.2.2 as §3.2.3 prints it', () => {
    const sample = String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`
    assert.equal(
      canonicalJson(readJson(sample)),
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    )
  })

  it('sorts members by UTF-16 code units, as the sample of §3.2.3', () => {
    const names = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6']
    const text = canonicalJson(Object.fromEntries(names.map((name) => [name, name])))
    assert.deepEqual(
      Object.keys(JSON.parse(text)).filter((name) => name !== '1'),
      ['\r', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33'],
    )
    assert.equal(text.startsWith('{"\\r":"\\r","1":"1",'), true)
  })

  /** Appendix B: the bits of a double, and how it is written. */
  const numbers: [bits: string, written: string][] = [
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['41b3de4355555554', '333333333.33333325'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ]
  for (const [bits, written] of numbers)
    it(`writes the double ${bits} as ${written}`, () => {
      const view = new DataView(new ArrayBuffer(8))
      view.setBigUint64(0, BigInt(`0x${bits}`))
      assert.equal(canonicalJson(view.getFloat64(0)), written)
    })

  it('refuses what has no form (§3.2.2.2, §3.2.2.3)', () => {
    assert.equal(
      raised(() => canonicalJson({ a: ['\ud800'] })),
      'json-lone-surrogate /a/0',
    )
    assert.equal(
      raised(() => canonicalJson([Number.NaN])),
      'json-number-out-of-range /0',
    )
  })

  it('writes the published vectors byte for byte', { skip: skipWithoutVectors }, () => {
    const names = vectorNames('jcs/input/')
    assert.equal(names.length, 6)
    for (const name of names) {
      const written = canonicalJson(JSON.parse(vectorText(`jcs/input/${name}`)) as JsonValue)
      assert.equal(written, vectorText(`jcs/output/${name}`).trimEnd(), name)
      const expected = vectorText(`jcs/outhex/${name.replace('.json', '.txt')}`).replaceAll(/\s/g, '')
      assert.equal(hex(utf8(written)), expected, name)
    }
  })
})
