// SPDX-License-Identifier: Apache-2.0
// Attacks on those who read, as a relying party sees them through verify(); docs/security.md lists them.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { platformCrypto } from '../crypto/crypto.ts'
import type { JsonObject, JsonValue } from '../json/json.ts'
import { digestOf, writeDisclosure } from '../sd-jwt/disclosures.ts'
import { attacked, authority } from '../testing/attacked.ts'
import { forgedJws } from '../testing/forged.ts'
import { changed } from '../testing/known-credentials.ts'

const credential = authority.credential()
const proven = await authority.prove(credential)
const jcs = await authority.prove(credential, 'eddsa-jcs-2022')
const text = JSON.stringify(proven)
const ours = JSON.stringify({ typ: 'vc+jwt', alg: 'EdDSA', kid: authority.keyId })
const withMember = (member: string) => `{${member},${JSON.stringify(credential).slice(1)}`
const signed = (payload: string) => forgedJws(ours, payload, authority.signer)
const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`

describe('duplicate JSON members', () => {
  it('duplicate JSON members: two issuers in a document', async () => {
    assert.deepEqual(await attacked(`{"issuer":"did:web:thief.example",${text.slice(1)}`), [
      'malformed json-duplicate-member',
    ])
  })

  it('duplicate JSON members: two issuers in what was signed', async () => {
    assert.deepEqual(await attacked(await signed(withMember('"issuer":"did:web:thief.example"'))), [
      'malformed json-duplicate-member payload',
    ])
  })
})

describe('deep nesting', () => {
  const tooDeep = (told: string[]) => told.map((line) => line.replace(/(\/0)+$/, ' …'))

  it('deep nesting: 100,000 arrays in a text', async () => {
    assert.deepEqual(tooDeep(await attacked(`{"a":${nested},${text.slice(1)}`)), ['malformed json-too-deep /a …'])
  })

  it('deep nesting: 100,000 arrays in what was signed', async () => {
    const told = tooDeep(await attacked(await signed(withMember(`"a":${nested}`))))
    assert.deepEqual(told, ['malformed json-too-deep payload/a …'])
  })

  it('deep nesting: 20,000 objects that the caller has parsed', async () => {
    let deep: JsonValue = {}
    for (let level = 0; level < 20_000; level++) deep = { a: deep }
    for (const certificate of [proven, jcs]) {
      const [told = ''] = await attacked({ ...certificate, evidence: deep })
      assert.equal(told.startsWith('malformed json-too-deep /evidence/a/a/a'), true, told)
    }
  })
})

describe('huge numbers', () => {
  it('huge numbers: those that programs read in several ways', async () => {
    for (const number of ['1e400', '9007199254740993']) {
      assert.deepEqual(await attacked(`{"a":${number},${text.slice(1)}`), ['malformed json-number-out-of-range /a'])
      assert.deepEqual(await attacked(await signed(withMember(`"a":${number}`))), [
        'malformed json-number-out-of-range payload/a',
      ])
    }
  })

  it('huge numbers: one that the caller has parsed', async () => {
    assert.deepEqual(await attacked({ ...jcs, a: Number.POSITIVE_INFINITY }), ['malformed json-number-out-of-range /a'])
  })
})

describe('lone surrogates', () => {
  it('lone surrogates: half of a pair in a text, which programs write as the same letter', async () => {
    assert.deepEqual(await attacked(`{"name":"\\ud800",${text.slice(1)}`), ['malformed json-lone-surrogate /name'])
    assert.deepEqual(await attacked(await signed(withMember('"a":"\\udfff"'))), [
      'malformed json-lone-surrogate payload/a',
    ])
  })

  it('lone surrogates: half of a pair that the caller has parsed', async () => {
    for (const certificate of [proven, jcs])
      assert.deepEqual(await attacked({ ...certificate, name: '\ud800' }), ['malformed json-lone-surrogate /name'])
  })
})

describe('context swap', () => {
  const { '@context': known, credentialSubject: subject } = credential
  const marked = (reached: string, possible: string, ...terms: string[]) => ({
    '@context': [...(known as string[]), { [terms[0] as string]: 'urn:reached', [terms[1] as string]: 'urn:possible' }],
    credentialSubject: { ...(subject as JsonObject), reached, possible },
  })
  const swapped = marked('6', '1', 'possible', 'reached')

  it('context swap: two names are exchanged in a document signed as statements, which stay the same', async () => {
    const signedSo = await authority.prove({ ...credential, ...marked('1', '6', 'reached', 'possible') })
    assert.deepEqual(await attacked({ ...signedSo, ...swapped }), ['unsupported context-inline /@context/2'])
  })

  it('context swap: further in', async () => {
    const inside = { '@context': { reached: 'urn:reached' }, ...(subject as JsonObject), reached: '1' }
    const signedSo = await authority.prove({ ...credential, credentialSubject: inside })
    assert.deepEqual(await attacked(signedSo), ['unsupported context-inline /credentialSubject/@context'])
  })

  it('context swap: two names are exchanged in a document signed as JSON', async () => {
    const signedSo = await authority.prove(
      { ...credential, ...marked('1', '6', 'reached', 'possible') },
      'eddsa-jcs-2022',
    )
    assert.deepEqual(await attacked({ ...signedSo, ...swapped }), ['tampered proof-context-mismatch /proof/@context'])
  })

  it('context swap: a context at an address of the attacker', async () => {
    const contexts = [...(known as string[]), 'https://thief.example/context']
    assert.deepEqual(await attacked({ ...proven, '@context': contexts }), ['unsupported context-unknown /proof'])
  })
})

describe('dropped terms', () => {
  it('dropped terms: what no context knows is added, and would be left out of what is signed', async () => {
    const told = await attacked(changed(proven, 'credentialSubject/grade', 'excellent'))
    assert.deepEqual(told, ['malformed term-undefined /proof'])
  })
})

describe('blank-node bombs in canonicalisation', () => {
  it('blank-node bombs in canonicalisation: forty nodes that cannot be told apart', async () => {
    const knot = Array.from({ length: 40 }, (_, left) => ({
      id: `_:n${left}`,
      type: 'VerifiableCredential',
      evidence: Array.from({ length: 40 }, (_, right) => `_:n${right}`).filter((id) => id !== `_:n${left}`),
    }))
    const told = await attacked({ ...proven, evidence: knot })
    assert.equal(told.includes('malformed graph-too-complex /proof'), true, told.join())
  })
})

describe('disclosures', () => {
  const disclosure = writeDisclosure('salt', { name: 'grade', value: 'excellent' })
  const claims = { vct: 'welder', iss: authority.id }
  const wallet = async (payload: object, ...shown: string[]) => {
    const header = JSON.stringify({ typ: 'dc+sd-jwt', alg: 'EdDSA', kid: authority.keyId })
    return [await forgedJws(header, JSON.stringify(payload), authority.signer), ...shown, ''].join('~')
  }

  it('disclosure digests duplicated: one disclosure counts in two places', async () => {
    const digest = await digestOf(disclosure, platformCrypto)
    const payload = { ...claims, _sd: [digest], training: { _sd: [digest] } }
    assert.deepEqual(await attacked(await wallet(payload, disclosure)), ['malformed sd-digest-duplicated payload/_sd'])
  })

  it('disclosures unreferenced: one that the issuer did not sign is added', async () => {
    assert.deepEqual(await attacked(await wallet(claims, disclosure)), [
      'tampered disclosure-unreferenced disclosures/0',
    ])
  })

  it('disclosures duplicated: one is shown twice', async () => {
    const payload = { ...claims, _sd: [await digestOf(disclosure, platformCrypto)] }
    assert.deepEqual(await attacked(await wallet(payload, disclosure, disclosure)), [
      'malformed disclosure-duplicated disclosures/1',
    ])
  })
})
