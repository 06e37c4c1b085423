// SPDX-License-Identifier: Apache-2.0
// The same certificates before @digitalbazaar/vc and before verify(), with the same verdicts. It says yes or no; the status
// of certificates it leaves to whoever asks (see verify/verifier-core.test.ts).
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { credentialsContext } from '../contexts/pinned.ts'
import type { JsonObject } from '../json/json.ts'
import { methodOf, type PrintedKey, printedKeys, printedSigner } from '../testing/eddsa-vectors.ts'
import { badge, changed } from '../testing/known-credentials.ts'
import {
  issueByUsualLibrary,
  presentByUsualLibrary,
  shownToUsualLibrary,
  verifiedByUsualLibrary,
} from '../testing/usual-library.ts'
import { keysOfHolders, keysOfIssuers, usualTools } from '../verify/usual-sources.ts'
import { verify } from '../verify/verify.ts'
import { verifyPresentation } from '../verify/verify-presentation.ts'
import { addProof, type ProofOptions } from './add-proof.ts'
import type { Cryptosuite } from './proof.ts'

const tools = usualTools()
const keys = keysOfIssuers()
const now = Date.parse('2026-11-22T00:00:00Z')
const { single: authority, first: stranger, second: holder } = printedKeys
const didOf = (key: PrintedKey) => methodOf(key).split('#')[0] as string
/** The usual library asks that the issuer is whose key it is. */
const credential = changed(changed(badge, 'issuer/id', didOf(authority)), 'credentialSubject/id', didOf(holder))

type Maker = (document: JsonObject, cryptosuite: Cryptosuite, key?: PrintedKey) => Promise<JsonObject>

async function prove(document: JsonObject, key: PrintedKey, options: Partial<ProofOptions> = {}): Promise<JsonObject> {
  const made = { verificationMethod: methodOf(key), created: '2026-11-01T00:00:00Z' }
  return addProof(document, { cryptosuite: 'eddsa-rdfc-2022', ...made, ...options }, await printedSigner(key), tools)
}

const makers: Record<string, Maker> = {
  'made here': (document, cryptosuite, key = authority) => prove(document, key, { cryptosuite }),
  'made there': (document, cryptosuite, key = authority) => issueByUsualLibrary(document, cryptosuite, key),
}

async function codesHere(document: JsonObject): Promise<string[]> {
  const waived = { authority: 'waived', status: 'waived', log: 'waived', holder: 'waived' } as const
  const { problems } = await verify(document, { now, tools, keys, ...waived })
  return problems.map(({ code }) => code)
}

type Making = (make: Maker, cryptosuite: Cryptosuite) => Promise<JsonObject>

const cases: [what: string, make: Making, there: boolean, here: string[]][] = [
  ['are verified', (make, suite) => make(credential, suite), true, []],
  [
    'are refused when changed',
    async (make, suite) => changed(await make(credential, suite), 'name', 'Another'),
    false,
    ['signature-wrong'],
  ],
  [
    'are refused when their proof was changed',
    async (make, suite) => changed(await make(credential, suite), 'proof/created', '2026-11-02T00:00:00Z'),
    false,
    ['signature-wrong'],
  ],
  [
    'are refused without a proof',
    async (make, suite) => changed(await make(credential, suite), 'proof', undefined),
    false,
    ['proof-missing'],
  ],
  [
    'are refused when signed by another',
    (make, suite) => make(credential, suite, stranger),
    false,
    ['key-controller-mismatch'],
  ],
  [
    'are refused when over',
    (make, suite) => make(changed(credential, 'validUntil', '2026-11-21T00:00:00Z'), suite),
    false,
    ['credential-expired'],
  ],
  [
    'are refused before they begin',
    (make, suite) => make(changed(credential, 'validFrom', '2026-11-23T00:00:00Z'), suite),
    false,
    ['credential-not-yet-valid'],
  ],
]

const suites: readonly Cryptosuite[] = ['eddsa-rdfc-2022', 'eddsa-jcs-2022']

describe('certificates between here and @digitalbazaar/vc', () => {
  for (const suite of suites) {
    for (const [name, make] of Object.entries(makers))
      for (const [what, making, there, here] of cases)
        it(`${what}, there and here: ${suite}, ${name}`, async () => {
          const document = await making(make, suite)
          assert.deepEqual(
            [await verifiedByUsualLibrary(document, suite, now), await codesHere(document)],
            [there, here],
          )
        })

    it(`are the same, wherever they are made: ${suite}`, async () => {
      const value = (document: JsonObject) => (document['proof'] as JsonObject)['proofValue']
      const [here, there] = await Promise.all(Object.values(makers).map((make) => make(credential, suite)))
      assert.equal(value(here as JsonObject), value(there as JsonObject))
    })
  }
})

describe('presentations between here and @digitalbazaar/vc', () => {
  const occasion = { challenge: 'c-1', domain: 'employer.example' }

  const presenters: Record<string, (certificate: JsonObject, suite: Cryptosuite) => Promise<JsonObject>> = {
    'made here': (certificate, cryptosuite) => {
      const presentation = {
        '@context': [credentialsContext],
        type: ['VerifiablePresentation'],
        holder: didOf(holder),
        verifiableCredential: [certificate],
      }
      return prove(presentation, holder, { cryptosuite, proofPurpose: 'authentication', ...occasion })
    },
    'made there': (certificate, cryptosuite) =>
      presentByUsualLibrary(certificate, holder, { cryptosuite, moment: now - 3 * 86_400_000, ...occasion }),
  }

  async function verdicts(shown: JsonObject, cryptosuite: Cryptosuite, asked = occasion) {
    const waived = { authority: 'waived', status: 'waived', log: 'waived' } as const
    const { problems, credentials } = await verifyPresentation(shown, {
      ...{ now, tools, keys, holders: keysOfHolders(), occasion: asked, subject: 'is-holder', ...waived },
    })
    const codes = (all: typeof problems) => all.map(({ code }) => code)
    return {
      there: await shownToUsualLibrary(shown, { cryptosuite, moment: now, ...asked }),
      here: [codes(problems), credentials.map((report) => codes(report.problems))],
    }
  }

  for (const suite of suites)
    for (const [name, present] of Object.entries(presenters)) {
      it(`are verified, there and here: ${suite}, ${name}`, async () => {
        const shown = await present(await prove(credential, authority, { cryptosuite: suite }), suite)
        assert.deepEqual(await verdicts(shown, suite), { there: [true, [true]], here: [[], [[]]] })
      })

      it(`are refused for another occasion, to another, and when changed: ${suite}, ${name}`, async () => {
        const certificate = await prove(credential, authority, { cryptosuite: suite })
        const shown = await present(certificate, suite)
        const refused = (...codes: string[]) => ({ there: [false, [true]], here: [codes, [[]]] })
        const other = { ...occasion, challenge: 'c-2' }
        assert.deepEqual(await verdicts(shown, suite, other), refused('proof-challenge-wrong'))
        const elsewhere = { ...occasion, domain: 'other.example' }
        assert.deepEqual(await verdicts(shown, suite, elsewhere), refused('proof-domain-wrong'))
        const relabelled = { ...shown, id: 'urn:uuid:0b2ef47c-8b3c-4f57-9c07-2a1f8b6a5e11' }
        assert.deepEqual(await verdicts(relabelled, suite), refused('signature-wrong'))
      })

      it(`are as good as the certificates in them: ${suite}, ${name}`, async () => {
        const over = changed(credential, 'validUntil', '2026-11-21T00:00:00Z')
        const shown = await present(await prove(over, authority, { cryptosuite: suite }), suite)
        assert.deepEqual(await verdicts(shown, suite), { there: [true, [false]], here: [[], [['credential-expired']]] })
      })
    }
})
