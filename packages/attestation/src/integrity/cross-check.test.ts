// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { pinnedContexts } from '../contexts/pinned.ts'
import { platformCrypto } from '../crypto/crypto.ts'
import { readDidKey } from '../dids/did-key.ts'
import type { JsonObject } from '../json/json.ts'
import { ContextLibrary } from '../linked-data/context-library.ts'
import { methodOf, printedKeys, printedSigner } from '../testing/eddsa-vectors.ts'
import { badge, changed } from '../testing/known-credentials.ts'
import { issueByUsualLibrary, verifiedByUsualLibrary } from '../testing/usual-library.ts'
import { addProof } from './add-proof.ts'
import { checkProof } from './check-proof.ts'
import type { IntegrityTools } from './hash-data.ts'
import { readSecured } from './proof.ts'

const library = new ContextLibrary(new Map(pinnedContexts.map(({ url, document }) => [url, document])))
const tools: IntegrityTools = { crypto: platformCrypto, library }
const verificationMethod = methodOf(printedKeys.single)
/** The usual library asks that the issuer is whose key it is. */
const credential = changed(badge, 'issuer/id', verificationMethod.split('#')[0])

async function codes(document: JsonObject): Promise<string[]> {
  const secured = readSecured(document)
  const [proof] = secured.proofs
  assert.ok(proof)
  const expectation = { purpose: 'assertionMethod', now: Date.parse('2026-11-22T00:00:00Z') }
  const problems = await checkProof(secured, proof, readDidKey(proof.verificationMethod), expectation, tools)
  return problems.map(({ code }) => code)
}

describe('certificates between here and @digitalbazaar/vc', () => {
  for (const cryptosuite of ['eddsa-rdfc-2022', 'eddsa-jcs-2022'] as const) {
    it(`made here are verified there: ${cryptosuite}`, async () => {
      const options = { cryptosuite, verificationMethod, created: '2026-11-01T00:00:00Z' }
      const signed = await addProof(credential, options, await printedSigner(printedKeys.single), tools)
      assert.equal(await verifiedByUsualLibrary(signed, cryptosuite), true)
      assert.equal(await verifiedByUsualLibrary(changed(signed, 'name', 'Another'), cryptosuite), false)
    })

    it(`say the direction of their texts: ${cryptosuite}`, async () => {
      const name = { '@value': 'حداد', '@language': 'ar', '@direction': 'rtl' }
      const theirs = await issueByUsualLibrary(changed(credential, 'name', name), cryptosuite, printedKeys.single)
      assert.deepEqual(await codes(theirs), [])
      const turned = changed(theirs, 'name', { ...name, '@direction': 'ltr' })
      assert.deepEqual(await codes(turned), ['signature-wrong'])
      assert.equal(await verifiedByUsualLibrary(turned, cryptosuite), false)
    })

    it(`made there are verified here, and are the same: ${cryptosuite}`, async () => {
      const theirs = await issueByUsualLibrary(credential, cryptosuite, printedKeys.single)
      assert.deepEqual(await codes(theirs), [])
      assert.deepEqual(await codes(changed(theirs, 'name', 'Another')), ['signature-wrong'])
      const options = { cryptosuite, verificationMethod, created: '2026-11-01T00:00:00Z' }
      const ours = await addProof(credential, options, await printedSigner(printedKeys.single), tools)
      const value = (document: JsonObject) => (document['proof'] as JsonObject)['proofValue']
      assert.equal(value(ours), value(theirs))
    })
  }
})
