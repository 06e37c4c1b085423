// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { utf8 } from '../bytes/utf8.ts'
import type { PublicKey } from '../crypto/crypto-provider.ts'
import { publicJwk } from '../crypto/jwk.ts'
import { multikey } from '../crypto/multikey.ts'
import { newKey } from '../crypto/signers.ts'
import type { Fetcher } from '../fetching/fetcher.ts'
import { guardedFetcher } from '../fetching/guarded-fetcher.ts'
import type { JsonObject, JsonValue } from '../json/json.ts'
import type { KeyPurpose } from './did-document.ts'
import { didKey, didKeyMethod } from './did-key.ts'
import { type KeySources, keyOf } from './key-of.ts'

const did = 'did:web:authority.example:issuers:1'
const now = Date.parse('2026-06-01T00:00:00Z') / 1000

describe('the key of a verification method', () => {
  let ed25519: PublicKey
  let p256: PublicKey
  before(async () => {
    ed25519 = (await newKey('Ed25519')).signer.publicKey
    p256 = (await newKey('ES256')).signer.publicKey
  })

  const documentOf = (): JsonObject => ({
    '@context': ['https://www.w3.org/ns/did/v1'],
    id: did,
    verificationMethod: [
      { id: `${did}#ed`, type: 'Multikey', controller: did, publicKeyMultibase: multikey(ed25519) },
      { id: '#p256', type: 'JsonWebKey', controller: did, publicKeyJwk: { ...publicJwk(p256) } },
      { id: `${did}#later`, type: 'Multikey', controller: did, publicKeyMultibase: multikey(p256) },
      {
        id: `${did}#other`,
        type: 'Multikey',
        controller: 'did:web:other.example',
        publicKeyMultibase: multikey(ed25519),
      },
    ],
    assertionMethod: [`${did}#ed`, '#p256', `${did}#other`, `${did}#nothing`],
    authentication: [{ id: '#login', type: 'Multikey', controller: did, publicKeyMultibase: multikey(ed25519) }],
  })
  const ask = async (method: string, purpose: KeyPurpose = 'assertionMethod', sources: KeySources = {}) => {
    const documents = new Map([[did, documentOf()]])
    const { key, problem } = await keyOf(method, purpose, { documents, now, ...sources })
    return key ?? `${problem.fault} ${problem.code} ${problem.at}`
  }
  /** What is said where one method of the document, the first, is another. */
  const askOf = (members: JsonObject) => {
    const document = documentOf()
    const [first, ...others] = document['verificationMethod'] as JsonObject[]
    const method = Object.fromEntries(Object.entries({ ...first, ...members }).filter(([, value]) => value !== null))
    const documents = new Map([[did, { ...document, verificationMethod: [method, ...others] }]])
    return ask(`${did}#ed`, 'assertionMethod', { documents })
  }

  it('is found as Multikey and as JWK, by a whole address and by a fragment', async () => {
    assert.deepEqual(await ask(`${did}#ed`), ed25519)
    assert.deepEqual(await ask(`${did}#p256`), p256)
    assert.deepEqual(await ask('#p256', 'assertionMethod', { owner: did }), p256)
    assert.deepEqual(await ask(`${did}#login`, 'authentication'), ed25519)
    assert.deepEqual(await ask(did, 'authentication'), ed25519)
  })

  it('is found in a did:key, for either purpose', async () => {
    assert.deepEqual(await ask(didKeyMethod(ed25519)), ed25519)
    assert.deepEqual(await ask(didKey(p256), 'authentication', { owner: didKey(p256) }), p256)
    assert.equal(await ask('did:key:z6Mk'), 'unsupported key-unsupported did:key:z6Mk')
    assert.equal(await ask(`${didKey(p256)}#other`), `malformed did-invalid `)
  })

  it('is the key as the document says it, of 2020 too', async () => {
    assert.deepEqual(await askOf({ type: 'Ed25519VerificationKey2020' }), ed25519)
    const jwk = { publicKeyMultibase: null, publicKeyJwk: { ...publicJwk(ed25519) } }
    assert.deepEqual(await askOf({ type: 'JsonWebKey2020', ...jwk }), ed25519)
    assert.deepEqual(await askOf({ expires: '2026-06-01T00:00:01Z', revoked: '2026-06-01T00:00:01Z' }), ed25519)
  })

  const own = `${did}#`
  const absent: [why: string, method: string, told: string, purpose?: KeyPurpose, sources?: KeySources][] = [
    ['no such key', `${own}x`, `unknown-issuer key-not-found ${own}x`],
    ['a key for no purpose', `${own}later`, `unknown-issuer key-not-for-this-purpose ${own}later`],
    ['a key for another purpose', `${own}ed`, `unknown-issuer key-not-for-this-purpose ${own}ed`, 'authentication'],
    ['a key that is named, but not there', `${own}nothing`, `unknown-issuer key-not-found ${own}nothing`],
    ['the key of another', `${own}other`, `unknown-issuer key-controller-mismatch ${own}other`],
    ['several keys', did, `unknown-issuer key-not-found ${did}`],
    ['another method of DIDs', 'did:ion:abc#1', 'unsupported did-method-unsupported did:ion:abc'],
    ['no DID', 'key-1', 'malformed did-invalid key-1'],
    ['an IP address for a host', 'did:web:127.0.0.1#1', 'malformed did-invalid did:web:127.0.0.1'],
    [
      'a key of another than the issuer',
      `${own}ed`,
      `unknown-issuer key-controller-mismatch ${own}ed`,
      'assertionMethod',
      { owner: 'did:web:authority.example' },
    ],
    [
      'no fetcher',
      'did:web:other.example#1',
      'issuer-unreachable fetch-not-possible https://other.example/.well-known/did.json',
    ],
  ]
  for (const [why, method, told, purpose, sources] of absent)
    it(`is not there: ${why}`, async () => assert.equal(await ask(method, purpose, sources), told))

  const at = `${did}/verificationMethod/0`
  const unfit: [why: string, members: JsonObject, told: string][] = [
    ['another type', { type: 'EcdsaSecp256k1VerificationKey2019' }, `unsupported key-unsupported ${at}/type`],
    ['a private key', { secretKeyMultibase: 'z' }, `unknown-issuer key-invalid ${at}`],
    ['no key', { publicKeyMultibase: null }, `unknown-issuer key-invalid ${at}`],
    ['two keys', { publicKeyJwk: {} }, `unknown-issuer key-invalid ${at}`],
    ['a key that is no text', { publicKeyMultibase: 1 }, `unknown-issuer key-invalid ${at}/publicKeyMultibase`],
    [
      'a key in another base',
      { publicKeyMultibase: 'mAA' },
      `unsupported multibase-unsupported ${at}/publicKeyMultibase`,
    ],
    ['an ended key', { expires: '2026-06-01T00:00:00Z' }, `unknown-issuer key-expired ${own}ed`],
    ['a key that was taken back', { revoked: '2026-05-31T00:00:00Z' }, `unknown-issuer key-revoked ${own}ed`],
    ['no id', { id: 1 }, `issuer-unreachable did-document-invalid ${at}/id`],
    ['no type', { type: [] }, `issuer-unreachable did-document-invalid ${at}/type`],
    ['nobody whose it is', { controller: null }, `issuer-unreachable did-document-invalid ${at}/controller`],
    ['an end that is none', { expires: 'soon' }, `issuer-unreachable did-document-invalid ${at}/expires`],
    ['an id twice', { id: '#p256' }, `issuer-unreachable did-document-invalid ${did}/verificationMethod/1/id`],
  ]
  for (const [why, members, told] of unfit)
    it(`is not taken: ${why}`, async () => assert.equal(await askOf(members), told))

  const documents: [why: string, change: JsonObject, told: string][] = [
    ["another's document", { id: 'did:web:other.example' }, '/id'],
    ['methods that are no list', { verificationMethod: {} }, '/verificationMethod'],
    ['a method that is no object', { verificationMethod: ['x'] }, '/verificationMethod/0'],
    ['a purpose of a number', { authentication: [1] }, '/authentication/0'],
    ['too many', { assertionMethod: new Array<JsonValue>(1001).fill('#x') }, '/assertionMethod'],
  ]
  for (const [why, change, place] of documents)
    it(`is not looked for in ${why}`, async () => {
      const documents = new Map([[did, { ...documentOf(), ...change }]])
      const told = await ask(`${did}#ed`, 'assertionMethod', { documents })
      assert.equal(told, `issuer-unreachable did-document-invalid ${did}${place}`)
    })

  describe('that is fetched', () => {
    const asked: string[] = []
    const serving =
      (body: string): Fetcher =>
      async (address) => {
        asked.push(address.href)
        return { bytes: utf8(body), mediaType: 'application/did+json' }
      }
    const fetching = (body: string, method = `${did}#ed`) =>
      ask(method, 'assertionMethod', { documents: new Map(), fetcher: serving(body) })

    it('is found where the DID leads, or at the https address of an issuer', async () => {
      assert.deepEqual(await fetching(JSON.stringify(documentOf())), ed25519)
      const issuer = 'https://authority.example/issuers/1'
      const document = JSON.stringify(documentOf()).replaceAll(did, issuer)
      assert.deepEqual(await fetching(document, `${issuer}#ed`), ed25519)
      assert.deepEqual(asked, ['https://authority.example/issuers/1/did.json', issuer])
    })

    it('is not believed in what is no document', async () => {
      assert.equal(await fetching('{'), `issuer-unreachable json-syntax ${did}`)
      assert.equal(await fetching('[]'), `issuer-unreachable json-type ${did}`)
      assert.equal(await fetching('{"id":1,"id":2}'), `issuer-unreachable json-duplicate-member ${did}`)
    })

    it('leads no server inside: SSRF through did:web', async () => {
      let connected = false
      const connect = () => {
        connected = true
        throw new Error('connected')
      }
      const fetcher = guardedFetcher({ resolve: async () => ['169.254.169.254'], connect })
      const sources = { documents: new Map(), fetcher }
      const told = [
        await ask('did:web:metadata.example#1', 'assertionMethod', sources),
        await ask('did:web:localhost#1', 'assertionMethod', sources),
        await ask('did:web:metadata.example%3A8080#1', 'assertionMethod', sources),
      ]
      assert.deepEqual(
        told.map((line) => String(line).replace(/ https.*/, '')),
        [
          'issuer-unreachable address-not-public',
          'issuer-unreachable address-not-public',
          'issuer-unreachable address-port-refused',
        ],
      )
      assert.equal(connected, false)
    })
  })
})
