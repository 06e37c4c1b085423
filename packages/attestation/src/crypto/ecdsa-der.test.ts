// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { hex } from '../bytes/bytes.ts'
import { ecdsaAsDer, ecdsaFromDer } from './ecdsa-der.ts'

it('ECDSA signatures go to DER and back, with zeros and high bits where integers begin', () => {
  const byte = fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.integer({ min: 0, max: 255 }))
  const sizes = fc.constantFrom(64, 96, 132)
  fc.assert(
    fc.property(
      fc.nat(31),
      fc.nat(31),
      sizes.chain((size) => fc.array(byte, { minLength: size, maxLength: size })),
      (zeros, more, bytes) => {
        const half = bytes.length / 2
        const signature = new Uint8Array(bytes).fill(0, 0, zeros).fill(0, half, half + more)
        const der = ecdsaAsDer(signature)
        assert.equal(der[1] === 0x81 ? der[2] : der[1], der.length - (der[1] === 0x81 ? 3 : 2))
        assert.equal(hex(ecdsaFromDer(der, bytes.length)), hex(signature))
      },
    ),
    { numRuns: 1000, seed: 20261122 },
  )
  const small = new Uint8Array(64)
  small[31] = 0x80
  assert.equal(hex(ecdsaAsDer(small)), '3007' + '02020080' + '020100')
})
