// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hex } from '../bytes/bytes.ts'
import { pinnedContexts } from '../contexts/pinned.ts'
import { platformCrypto } from '../crypto/crypto.ts'
import { newKey } from '../crypto/signers.ts'
import { didKeyMethod, readDidKey } from '../dids/did-key.ts'
import type { JsonObject } from '../json/json.ts'
import { ContextLibrary } from '../linked-data/context-library.ts'
import { alumni, chain, examplesContext, printedKeys, printedSigner, singleProofs } from '../testing/eddsa-vectors.ts'
import { raisedLater } from '../testing/raised.ts'
import { addProof, type ProofOptions } from './add-proof.ts'
import { checkProof, type ProofExpectation } from './check-proof.ts'
import { hashData, type IntegrityTools } from './hash-data.ts'
import { readSecured } from './proof.ts'

const contexts = new Map(pinnedContexts.map(({ url, document }) => [url, document]))
const tools: IntegrityTools = { crypto: platformCrypto, library: new ContextLibrary(contexts.set(...examplesContext)) }
const now = Date.parse('2026-11-22T00:00:00Z')
const assertion: ProofExpectation = { purpose: 'assertionMethod', now }

/** Codes and places of all that is wrong with all proofs of a document, by the keys that their did:keys are. */
async function told(document: JsonObject, expectation = assertion): Promise<string[]> {
  const secured = readSecured(document)
  const problems = [...secured.problems]
  for (const proof of secured.proofs)
    problems.push(...(await checkProof(secured, proof, readDidKey(proof.verificationMethod), expectation, tools)))
  return problems.map(({ fault, code, at }) => `${fault} ${code} ${at}`)
}

const printedChain = chain.map(({ proof }) => proof) as unknown as [JsonObject, JsonObject, JsonObject, JsonObject]

describe('proofs that the Recommendation prints (VC-DI-EDDSA §B)', () => {
  for (const { section, documentHash, optionsHash, proof } of singleProofs) {
    it(`are made anew, byte for byte: ${section}, ${proof.cryptosuite}`, async () => {
      const { proofValue, ...options } = proof
      assert.equal(
        hex(await hashData(proof.cryptosuite, alumni, options as JsonObject, tools)),
        optionsHash + documentHash,
      )
      const { '@context': _, ...given } = options as JsonObject
      const signed = await addProof(
        alumni,
        given as unknown as ProofOptions,
        await printedSigner(printedKeys.single),
        tools,
      )
      assert.deepEqual(signed, { ...alumni, proof })
      assert.equal((signed['proof'] as JsonObject)['proofValue'], proofValue)
    })

    it(`hold, and not with one letter changed: ${section}, ${proof.cryptosuite}`, async () => {
      const signed = { ...alumni, proof } as unknown as JsonObject
      assert.deepEqual(await told(signed), [])
      assert.deepEqual(await told({ ...signed, name: 'Alumni credential' }), [
        'tampered signature-wrong /proof/proofValue',
      ])
      const later = { ...signed, proof: { ...proof, created: '2024-02-24T23:36:38Z' } } as unknown as JsonObject
      assert.deepEqual(await told(later), ['tampered signature-wrong /proof/proofValue'])
    })
  }

  it('stand in sets and chains: §B.4 and §B.5, the fourth resting on the third by one text', async () => {
    let signed = alumni
    for (const { key, proof } of chain) {
      const { proofValue: _, ...options } = proof
      signed = await addProof(signed, options as unknown as ProofOptions, await printedSigner(key), tools)
    }
    assert.deepEqual(signed['proof'], printedChain)
    assert.deepEqual(await told(signed), [])
  })

  it('do not hold without those that they rest on: one of a list, the one text', async () => {
    const [first, second, third, fourth] = printedChain
    const missing = 'malformed proof-previous-unknown'
    assert.deepEqual(await told({ ...alumni, proof: [second, third, fourth] }), [`${missing} /proof/1/previousProof`])
    assert.deepEqual(await told({ ...alumni, proof: [first, second, fourth] }), [`${missing} /proof/2/previousProof`])
  })

  it('fall with those that they rest on', async () => {
    const [first, second, third, fourth] = printedChain
    const wrong = (index: number) => `tampered signature-wrong /proof/${index}/proofValue`
    const bent = { ...second, created: '2023-02-24T23:36:39Z' }
    assert.deepEqual(await told({ ...alumni, proof: [first, bent, third, fourth] }), [wrong(1), wrong(2)])
    const later = { ...third, created: '2023-02-26T22:06:39Z' }
    assert.deepEqual(await told({ ...alumni, proof: [first, second, later, fourth] }), [wrong(2), wrong(3)])
  })
})

describe('a proof', () => {
  const suites = ['eddsa-rdfc-2022', 'eddsa-jcs-2022'] as const
  const made = async (more: Partial<ProofOptions> = {}) => {
    const { signer } = await newKey('Ed25519')
    const verificationMethod = didKeyMethod(signer.publicKey)
    const options: ProofOptions = {
      cryptosuite: 'eddsa-jcs-2022',
      verificationMethod,
      created: '2026-11-01T00:00:00Z',
      ...more,
    }
    return addProof(alumni, options, signer, tools)
  }

  for (const cryptosuite of suites)
    it(`made here holds here: ${cryptosuite}`, async () => {
      assert.deepEqual(await told(await made({ cryptosuite })), [])
    })

  it('of a key that is not Ed25519 is not made', async () => {
    const { signer } = await newKey('ES256')
    const options: ProofOptions = { cryptosuite: 'eddsa-jcs-2022', verificationMethod: didKeyMethod(signer.publicKey) }
    assert.equal(await raisedLater(() => addProof(alumni, options, signer, tools)), 'proof-key-unfit')
  })

  it('resting on one that is not there is not made', async () => {
    assert.equal(
      await raisedLater(() => made({ previousProof: 'urn:uuid:0' })),
      'proof-previous-unknown /previousProof',
    )
  })

  it('tells all that is wrong with its circumstances at once', async () => {
    const signed = await made({
      created: '2027-01-01T00:00:00Z',
      expires: '2026-11-20T00:00:00Z',
      challenge: 'a',
      domain: 'b.example',
    })
    const expectation = { purpose: 'authentication', now, challenge: 'c', domain: 'd.example' }
    assert.deepEqual(await told(signed, expectation), [
      'tampered proof-purpose-wrong /proof/proofPurpose',
      'expired proof-expired /proof/expires',
      'not-yet-valid proof-not-yet-made /proof/created',
      'holder-not-proven proof-challenge-wrong /proof/challenge',
      'holder-not-proven proof-domain-wrong /proof/domain',
    ])
  })

  const bent: [why: string, change: (proof: JsonObject) => unknown, told: string[]][] = [
    ['is no object', () => 'proof', ['malformed proof-invalid /proof']],
    [
      'is of another type',
      (proof) => ({ ...proof, type: 'Ed25519Signature2020' }),
      ['unsupported proof-type-unsupported /proof/type'],
    ],
    [
      'is of another suite',
      (proof) => ({ ...proof, cryptosuite: 'bbs-2023' }),
      ['unsupported cryptosuite-unsupported /proof/cryptosuite'],
    ],
    [
      'names no key',
      ({ verificationMethod: _, ...proof }) => proof,
      ['malformed proof-invalid /proof/verificationMethod'],
    ],
    [
      'names a key by half an address',
      (proof) => ({ ...proof, verificationMethod: '#key' }),
      ['malformed proof-invalid /proof/verificationMethod'],
    ],
    ['has no purpose', ({ proofPurpose: _, ...proof }) => proof, ['malformed proof-invalid /proof/proofPurpose']],
    [
      'is in another base',
      (proof) => ({ ...proof, proofValue: `u${'A'.repeat(86)}` }),
      ['malformed proof-value-invalid /proof/proofValue'],
    ],
    [
      'is one byte short',
      (proof) => ({ ...proof, proofValue: 'z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3' }),
      ['malformed proof-value-invalid /proof/proofValue'],
    ],
    [
      'was made on a day without a time',
      (proof) => ({ ...proof, created: '2026-11-01' }),
      ['malformed proof-invalid /proof/created'],
    ],
    [
      'was made on the thirtieth of February',
      (proof) => ({ ...proof, created: '2026-02-30T00:00:00Z' }),
      ['malformed proof-invalid /proof/created'],
    ],
    [
      'rests on a number',
      (proof) => ({ ...proof, previousProof: 7 }),
      ['malformed proof-invalid /proof/previousProof'],
    ],
    [
      'rests on nothing',
      (proof) => ({ ...proof, previousProof: [] }),
      ['malformed proof-invalid /proof/previousProof'],
    ],
    [
      'names other contexts than the document',
      (proof) => ({ ...proof, '@context': ['https://example.org/v1'] }),
      ['tampered proof-context-mismatch /proof/@context'],
    ],
  ]
  for (const [why, change, expected] of bent)
    it(`that ${why} is told apart`, async () => {
      const signed = await made()
      assert.deepEqual(await told({ ...signed, proof: change(signed['proof'] as JsonObject) } as JsonObject), expected)
    })

  it('of more than sixteen is not read at all', async () => {
    const signed = await made()
    const proofs = Array.from({ length: 17 }, () => signed['proof'] as JsonObject)
    assert.deepEqual(await told({ ...alumni, proof: proofs }), ['malformed too-large /proof'])
    assert.deepEqual(await told({ ...alumni, proof: proofs.slice(1) }), [])
  })

  it('that is missing is told', async () => {
    assert.deepEqual(await told(alumni), ['malformed proof-missing /proof'])
    assert.deepEqual(await told({ ...alumni, proof: [] }), ['malformed proof-missing /proof'])
  })

  it('does not hold when a context is swapped for one that means something else', async () => {
    const signed = await made({ cryptosuite: 'eddsa-rdfc-2022' })
    const swapped = {
      ...signed,
      '@context': ['https://www.w3.org/ns/credentials/v2', { '@vocab': 'https://evil.example/#' }],
    }
    assert.deepEqual(await told(swapped), [
      'unsupported context-inline /@context/1',
      'tampered signature-wrong /proof/proofValue',
    ])
  })

  it('says what makes a document unfit to be read as statements, instead of leaving it out', async () => {
    const signed = await made({ cryptosuite: 'eddsa-rdfc-2022' })
    const unknown = { ...signed, '@context': ['https://www.w3.org/ns/credentials/v2'] }
    assert.deepEqual(await told(unknown), ['malformed term-undefined /proof'])
    const foreign = { ...signed, '@context': ['https://www.w3.org/ns/credentials/v2', 'https://example.org/v1'] }
    assert.deepEqual(await told(foreign), ['unsupported context-unknown /proof'])
  })
})
