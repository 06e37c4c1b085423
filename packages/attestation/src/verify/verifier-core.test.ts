// SPDX-License-Identifier: Apache-2.0
// The same certificates before @digitalcredentials/verifier-core and before verify(), with the same verdicts. It fetches
// schemas, registries and status lists by itself, and takes no loader of documents: all of them lie on this machine. What
// it cannot be asked: a moment (it goes by the clock of today), `eddsa-jcs-2022`, JWTs, receipts of a log, kinds and
// places that an issuer may attest.
import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { credentialsContext } from '../contexts/pinned.ts'
import { addProof, type ProofOptions } from '../integrity/add-proof.ts'
import type { JsonObject } from '../json/json.ts'
import type { Report } from '../report.ts'
import { bitstringListCredential } from '../status/bitstring-list.ts'
import { newStatuses, setStatus } from '../status/status-list.ts'
import { methodOf, type PrintedKey, printedKeys, printedSigner } from '../testing/eddsa-vectors.ts'
import { badge, changed } from '../testing/known-credentials.ts'
import { anyFetcher, Loopback } from '../testing/loopback.ts'
import {
  faultsByConsortium,
  issueByConsortium,
  listByConsortium,
  presentByConsortium,
  presentedToConsortium,
} from '../testing/verifier-core.ts'
import { readTrustList, signTrustList } from '../trust/signed-trust-list.ts'
import { trustedAuthority } from '../trust/trusted-sources.ts'
import type { Verification } from './sources.ts'
import { statusLists } from './status-lists.ts'
import { keysOfHolders, keysOfIssuers, listsByAddress, usualTools } from './usual-sources.ts'
import { verify } from './verify.ts'
import { verifyPresentation } from './verify-presentation.ts'

const [authority, stranger, holder] = [printedKeys.single, printedKeys.first, printedKeys.second]
const didOf = (key: PrintedKey) => methodOf(key).split('#')[0] as string
const date = '2026-01-01T00:00:00Z'
const always = { validFrom: date, validUntil: '2126-01-01T00:00:00Z' }
const tools = usualTools()
const keys = keysOfIssuers()
const web = await Loopback.open()
after(() => web.close())

const schema = web.publish('/schema.json', { type: 'object', required: ['credentialSubject'] })
const registry = web.publish('/registry.json', { registry: { [didOf(authority)]: { name: 'Northern authority' } } })

/** One who signs certificates and the lists that say their status. */
interface Maker {
  issue(document: JsonObject, key?: PrintedKey): Promise<JsonObject>
  list(id: string, purpose: string, set: readonly number[]): Promise<JsonObject>
}

async function prove(document: JsonObject, key: PrintedKey, more: Partial<ProofOptions> = {}): Promise<JsonObject> {
  const options = { cryptosuite: 'eddsa-rdfc-2022', verificationMethod: methodOf(key), created: date } as const
  return addProof(document, { ...options, ...more }, await printedSigner(key), tools)
}

const makers: Record<string, Maker> = {
  'made here': {
    issue: (document, key = authority) => prove(document, key),
    async list(id, purpose, set) {
      const statuses = newStatuses('bitstring', 131_072)
      for (const index of set) setStatus(statuses, index, 1)
      const about = { id, issuer: didOf(authority), purposes: [purpose], ...always }
      return bitstringListCredential(statuses, about)
    },
  },
  'made there': {
    issue: (document, key = authority) => issueByConsortium(document, key, date),
    list: async (id, purpose, set) => ({
      ...(await listByConsortium(id, purpose, set)),
      issuer: didOf(authority),
      ...always,
    }),
  },
}

/** A certificate with its place in a list that is published when it is; both before they are signed. */
interface Draft {
  credential: JsonObject
  list: JsonObject
}

const lists = { count: 0 }

async function draft(maker: Maker, { purpose = 'revocation', set = [] as number[] } = {}): Promise<Draft> {
  lists.count += 1
  const id = `${web.address}/status/${lists.count}`
  const credential = {
    ...badge,
    ...always,
    issuer: { ...(badge['issuer'] as JsonObject), id: didOf(authority) },
    credentialSchema: { id: schema, type: 'JsonSchema' },
    credentialStatus: {
      type: 'BitstringStatusListEntry',
      statusPurpose: purpose,
      statusListIndex: '94567',
      statusListCredential: id,
    },
  }
  return { credential, list: await maker.list(id, purpose, set) }
}

async function published(maker: Maker, { credential, list }: Draft, key?: PrintedKey): Promise<JsonObject> {
  publish(await maker.issue(list))
  return maker.issue(credential, key)
}

function publish(list: JsonObject): void {
  web.publish(new URL(list['id'] as string).pathname, list)
}

async function asked(): Promise<Verification> {
  const issuers = [{ id: didOf(authority), authorisations: [{ jurisdictions: ['*'], from: date }] }]
  const about = {
    version: 1,
    id: 'https://ministry.example/trust-list',
    operator: { id: 'did:web:ministry.example' },
    sequence: 1,
  }
  const content = { ...about, issued: date, nextUpdate: '2126-01-01T00:00:00Z', issuers }
  const { list, problems } = await readTrustList(await signTrustList(content, await printedSigner(authority)))
  assert.deepEqual(problems, [])
  assert.ok(list)
  const status = statusLists({ keys, tools, lists: listsByAddress({ fetcher: anyFetcher }) })
  return { tools, keys, authority: trustedAuthority(list), status, log: 'waived', holder: 'waived' }
}

/** The steps that failed, with a question mark those that could not be done. */
function faultsIn({ steps }: Report): string[] {
  const wrong = steps.filter(({ verdict }) => verdict === 'failed' || verdict === 'undetermined')
  return wrong.map(({ name, verdict }) => `${name}${verdict === 'undetermined' ? '?' : ''}`)
}

type Faults = [there: string[], here: string[]]

async function faults(certificate: JsonObject): Promise<Faults> {
  return [await faultsByConsortium(certificate, registry), faultsIn(await verify(certificate, await asked()))]
}

const both = (...steps: string[]): Faults => [steps, steps]

const cases: [what: string, make: (maker: Maker) => Promise<JsonObject>, expected: Faults][] = [
  ['are verified', async (maker) => published(maker, await draft(maker)), both()],
  [
    'are refused when changed',
    async (maker) => changed(await published(maker, await draft(maker)), 'name', 'Another'),
    both('signature'),
  ],
  [
    'are refused when something is added that nobody defines',
    async (maker) => ({ ...(await published(maker, await draft(maker))), grade: 'good' }),
    both('signature'),
  ],
  [
    'are refused without a proof',
    async (maker) => changed(await published(maker, await draft(maker)), 'proof', undefined),
    both('shape'),
  ],
  [
    'are refused when signed by somebody else',
    async (maker) => published(maker, await draft(maker), stranger),
    // Here it is told whose key it is not.
    [['signature'], ['issuer']],
  ],
  [
    'are refused when over',
    async (maker) => {
      const { credential, list } = await draft(maker)
      const early = { validFrom: '2020-01-01T00:00:00Z', validUntil: '2021-01-01T00:00:00Z' }
      return published(maker, { credential: { ...credential, ...early }, list })
    },
    // Here the trust list says from when on the issuer may attest.
    [['period'], ['period', 'authority']],
  ],
  [
    'are refused before they begin',
    async (maker) => {
      const { credential, list } = await draft(maker)
      return published(maker, { credential: { ...credential, validFrom: '2125-01-01T00:00:00Z' }, list })
    },
    both('period'),
  ],
  ['are refused when revoked', async (maker) => published(maker, await draft(maker, { set: [94567] })), both('status')],
  [
    'are refused when suspended',
    async (maker) => published(maker, await draft(maker, { purpose: 'suspension', set: [94567] })),
    both('status'),
  ],
  [
    'are verified when others are revoked',
    async (maker) => published(maker, await draft(maker, { set: [94566, 94568] })),
    both(),
  ],
  [
    'have no status when the list was changed',
    async (maker) => {
      const made = await draft(maker, { set: [94567] })
      const certificate = await published(maker, made)
      const signed = await maker.issue(made.list)
      const { credentialSubject } = await maker.list(made.list['id'] as string, 'revocation', [])
      publish({ ...signed, credentialSubject: credentialSubject as JsonObject })
      return certificate
    },
    both('status?'),
  ],
  [
    'have no status when the list is over',
    async (maker) => {
      const { credential, list } = await draft(maker)
      return published(maker, { credential, list: { ...list, validUntil: '2026-01-02T00:00:00Z' } })
    },
    both('status?'),
  ],
  [
    'have no status when the list is not there',
    async (maker) => maker.issue((await draft(maker)).credential),
    both('status?'),
  ],
  [
    'are refused when nobody knows who issued them',
    async (maker) => {
      const { credential, list } = await draft(maker)
      const issuer = { ...(credential['issuer'] as JsonObject), id: didOf(stranger) }
      publish(await maker.issue({ ...list, issuer: didOf(stranger) }, stranger))
      return maker.issue({ ...credential, issuer }, stranger)
    },
    both('authority'),
  ],
  [
    "have no status when the list is another one's",
    async (maker) => {
      const { credential, list } = await draft(maker)
      publish(await maker.issue({ ...list, issuer: didOf(stranger) }, stranger))
      return maker.issue(credential)
    },
    // There, anybody may keep it; here, whom the trust list names.
    [[], ['status?']],
  ],
]

describe('certificates between here and @digitalcredentials/verifier-core', () => {
  for (const [name, maker] of Object.entries(makers))
    for (const [what, make, expected] of cases)
      it(`${what}, there and here: ${name}`, async () => {
        assert.deepEqual(await faults(await make(maker)), expected)
      })

  it('by eddsa-jcs-2022 are not known there', async () => {
    const { credential, list } = await draft(makers['made here'] as Maker)
    publish(await prove(list, authority, { cryptosuite: 'eddsa-jcs-2022' }))
    const certificate = await prove(credential, authority, { cryptosuite: 'eddsa-jcs-2022' })
    assert.deepEqual(await faults(certificate), [['signature'], []])
  })
})

describe('presentations between here and @digitalcredentials/verifier-core', () => {
  const occasion = { challenge: 'c-1', domain: 'employer.example' }
  const made = async (maker: Maker, set: number[] = []) => {
    const { credential, list } = await draft(maker, { set })
    return published(maker, { credential: changed(credential, 'credentialSubject/id', didOf(holder)), list })
  }
  const presentation = (...verifiableCredential: JsonObject[]): JsonObject => ({
    '@context': [credentialsContext],
    type: ['VerifiablePresentation'],
    holder: didOf(holder),
    verifiableCredential,
  })
  const here = async (presented: JsonObject) => {
    const { holder: _, ...other } = await asked()
    const verification = { ...other, holders: keysOfHolders(), occasion, subject: 'is-holder' } as const
    const { problems, credentials } = await verifyPresentation(presented, verification)
    return [problems.map(({ code }) => code), credentials.map(faultsIn)]
  }

  for (const [name, maker] of Object.entries(makers))
    it(`have their certificates looked at there as here: ${name}`, async () => {
      const shown = presentation(await made(maker), await made(maker, [94567]))
      assert.deepEqual(await presentedToConsortium(shown, { registry, unsigned: true }), ['unsigned', [[], ['status']]])
      assert.deepEqual(await here(shown), [['proof-missing'], [[], ['status']]])
    })

  it('made there are verified here, and refused when changed', async () => {
    const certificate = await made(makers['made there'] as Maker)
    const shown = await presentByConsortium(certificate, holder, { ...occasion, date })
    assert.deepEqual(await here(shown), [[], [[]]])
    const seen = await presentByConsortium(certificate, holder, { ...occasion, challenge: 'c-0', date })
    assert.deepEqual(await here(seen), [['proof-challenge-wrong'], [[]]])
    assert.deepEqual(await here({ ...shown, id: 'urn:uuid:0b2ef47c-8b3c-4f57-9c07-2a1f8b6a5e11' }), [
      ['signature-wrong'],
      [[]],
    ])
  })

  // There, a presentation is to be signed as an assertion and no challenge is compared; VC Data Model 2.0 and its own
  // library sign it to authenticate. One that is verified here is therefore never verified there, whoever made it.
  it('made here are verified there as assertions alone, and refused when changed', async () => {
    const document = presentation(await made(makers['made here'] as Maker))
    const asserted = await prove(document, holder)
    assert.deepEqual(await presentedToConsortium(asserted, { registry }), ['valid', [[]]])
    assert.deepEqual(await here(asserted), [
      ['proof-purpose-wrong', 'proof-challenge-wrong', 'proof-domain-wrong'],
      [[]],
    ])
    const changed = { ...asserted, id: 'urn:uuid:0b2ef47c-8b3c-4f57-9c07-2a1f8b6a5e11' }
    assert.deepEqual(await presentedToConsortium(changed, { registry }), ['invalid', [[]]])
    const shown = await prove(document, holder, { ...occasion, proofPurpose: 'authentication' })
    assert.deepEqual(await here(shown), [[], [[]]])
    assert.deepEqual(await presentedToConsortium(shown, { registry }), ['invalid', [[]]])
  })
})
