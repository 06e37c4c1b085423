// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import jsonld from 'jsonld'
import { hex } from '../bytes/bytes.ts'
import { utf8 } from '../bytes/utf8.ts'
import { credentialsContext, pinnedContexts } from '../contexts/pinned.ts'
import { platformCrypto } from '../crypto/crypto.ts'
import { canonicalJson } from '../json/canonical-json.ts'
import type { JsonObject } from '../json/json.ts'
import { compareWithJsonld } from '../testing/compare-with-jsonld.ts'
import { raisedLater } from '../testing/raised.ts'
import { canonicalQuads } from './canonical-quads.ts'
import { ContextLibrary } from './context-library.ts'
import { jsonldFallback } from './fallback.ts'

describe('documents as statements', () => {
  it('rest on contexts of the pinned content', async () => {
    for (const { url, sha256, document } of pinnedContexts)
      assert.equal(hex(await platformCrypto.sha256(utf8(canonicalJson(document)))), sha256, url)
  })

  it('are those of jsonld, byte for byte, or refused by both: 1,500 documents', async () => {
    const result = await compareWithJsonld({ seed: 20261122, count: 1500 })
    assert.deepEqual(result.different, [])
    assert.equal(result.alike > 400, true, JSON.stringify(result))
    assert.equal(result.refused > 300, true, JSON.stringify(result))
  })
})

describe('a document', () => {
  const library = new ContextLibrary(new Map(pinnedContexts.map(({ url, document }) => [url, document])))
  const of = (members: JsonObject): JsonObject => ({
    '@context': credentialsContext,
    type: 'VerifiableCredential',
    ...members,
  })
  const refusals: [why: string, document: JsonObject, told: string][] = [
    [
      'a term that no context knows',
      of({ credentialSubject: { occupation: 'welder' } }),
      'term-undefined /credentialSubject/occupation',
    ],
    ['a type that no context knows', of({ type: ['VerifiableCredential', 'Diploma'] }), 'term-undefined /type'],
    ['an issuer that is no absolute IRI', of({ issuer: 'school' }), 'iri-relative /issuer'],
    ['a context that is not at hand', of({ '@context': ['https://example.org/v1'] }), 'context-unknown /@context'],
    [
      'a context that changes a protected term',
      of({ '@context': [credentialsContext, { name: 'https://example.org/x' }] }),
      'linked-data-invalid /@context',
    ],
    [
      'a context that takes back all others',
      of({ '@context': [credentialsContext, null] }),
      'linked-data-invalid /@context',
    ],
    ['a proof that says nothing', of({ proof: {} }), 'linked-data-invalid /proof'],
    ['a number that jsonld would write as 0', of({ name: 1e-7 }), 'number-not-portable /name'],
    ['a reversed property', of({ '@reverse': { issuer: 'did:key:a' } }), 'linked-data-unsupported /@reverse'],
    ['a direction of none', of({ name: { '@value': 'حداد', '@direction': 'up' } }), 'linked-data-invalid /name'],
    ['a direction of null', of({ name: { '@value': 'حداد', '@direction': null } }), 'linked-data-invalid /name'],
    [
      'texts of one property that are apart in direction alone, of which jsonld would keep one',
      of({ name: ['Welder', { '@value': 'Welder', '@direction': 'rtl' }] }),
      'text-not-portable',
    ],
    [
      'such texts of one node that is described twice',
      of({
        evidence: [
          { id: 'urn:a', name: { '@value': 'حداد', '@language': 'ar', '@direction': 'rtl' } },
          { id: 'urn:a', name: { '@value': 'حداد', '@language': 'ar', '@direction': 'ltr' } },
        ],
      }),
      'text-not-portable',
    ],
    [
      'text of rdf:langString without a language',
      of({ name: { '@value': 'Welder', '@type': 'http://www.w3.org/1999/02/22-rdf-syntax-ns#langString' } }),
      'linked-data-unsupported /name',
    ],
    [
      'a type that a vocabulary makes no IRI of',
      of({
        '@context': [credentialsContext, { '@vocab': 'https://example.org/' }],
        type: ['VerifiableCredential', 'a b'],
      }),
      'term-undefined /type',
    ],
    [
      'a term whose name a vocabulary makes no IRI of',
      of({ '@context': [credentialsContext, { '@vocab': 'https://example.org/', 'a b': {} }], 'a b': 'Welder' }),
      'term-undefined /a b',
    ],
    ['a number with a direction', of({ name: { '@value': 7, '@direction': 'rtl' } }), 'linked-data-invalid /name'],
    [
      'a direction beside a type',
      of({ name: { '@value': 'حداد', '@type': 'https://example.org/t', '@direction': 'rtl' } }),
      'linked-data-invalid /name',
    ],
    ['a direction of a node', of({ evidence: { id: 'urn:a', '@direction': 'rtl' } }), 'linked-data-invalid /evidence'],
  ]
  for (const [why, document, told] of refusals)
    it(`is refused for ${why}`, async () => {
      assert.equal(await raisedLater(() => canonicalQuads(document, library)), told)
    })

  it('keeps the direction of texts, in the namespace i18n', async () => {
    const names = [
      { '@value': 'حداد', '@language': 'AR-eg', '@direction': 'rtl' },
      { '@value': 'Welder', '@direction': 'ltr' },
    ]
    const quads = await canonicalQuads(of({ name: names }), library)
    const said = [...quads.matchAll(/name> (".*) \.$/gm)].map(([, literal]) => literal)
    const i18n = 'https://www.w3.org/ns/i18n#'
    assert.deepEqual(said, [`"Welder"^^<${i18n}_ltr>`, `"حداد"^^<${i18n}ar-eg_rtl>`])
  })

  it('reads members by the contexts of types, and types in the order of the names that say them', async () => {
    const example = 'https://example.org'
    const contexts = [
      credentialsContext,
      {
        sort: '@type',
        Trade: { '@id': `${example}/Trade`, '@context': { sort: `${example}/sort`, rank: `${example}/rank` } },
        Rank: { '@id': `${example}/Rank`, '@context': { kind: '@type', rank: `${example}/rank-of-rank` } },
      },
    ]
    const said = async (evidence: JsonObject) => {
      const quads = await canonicalQuads(of({ '@context': contexts, evidence: { id: 'urn:a', ...evidence } }), library)
      return [...quads.matchAll(/^<urn:a> <\S*[#/](.*)> (.*) \.$/gm)].map(([, name, value]) => `${name} ${value}`)
    }
    const trade = `type <${example}/Trade>`
    assert.deepEqual(await said({ sort: 'Rank', rank: '2' }), [`type <${example}/Rank>`, 'rank-of-rank "2"'])
    assert.deepEqual(await said({ '@type': 'Trade', rank: '2' }), [trade, 'rank "2"'])
    assert.deepEqual(await said({ sort: 'Rank', rank: '2', '@type': 'Trade' }), [trade, 'rank "2"', 'sort "Rank"'])
    const twice = await raisedLater(() => said({ kind: 'Trade', '@type': 'Rank' }))
    assert.equal(twice, 'linked-data-invalid /evidence/@type')
  })

  it('says once what it says twice, with one blank node or several', async () => {
    const once = { id: 'urn:a', name: 'Welder' }
    for (const evidence of [[once], [once, { name: ['Welder', 'Welder'] }]]) {
      const lines = await canonicalQuads(of({ evidence }), library)
      assert.equal(await canonicalQuads(of({ evidence: [...evidence, once] }), library), lines)
      assert.equal(new Set(lines.split('\n')).size, lines.split('\n').length)
    }
  })

  it('whose blank nodes cannot be told apart costs no more than a bounded work', async () => {
    const knot = Array.from({ length: 40 }, (_, left) => ({
      id: `_:n${left}`,
      evidence: Array.from({ length: 40 }, (_, right) => `_:n${right}`).filter((id) => id !== `_:n${left}`),
      type: 'VerifiableCredential',
    }))
    assert.equal(await raisedLater(() => canonicalQuads(of({ evidence: knot }), library)), 'graph-too-complex')
  })
})

describe('what is not followed here', () => {
  const documents = new Map(pinnedContexts.map(({ url, document }) => [url, document]))
  const library = new ContextLibrary(documents)
  const reversed: JsonObject = {
    '@context': credentialsContext,
    type: 'VerifiableCredential',
    name: 'Welder',
    '@reverse': { 'https://example.org/supersedes': { id: 'urn:uuid:1' } },
  }

  it('is read by jsonld, where it is handed in', async () => {
    const quads = await canonicalQuads(reversed, library, jsonldFallback(jsonld, library))
    assert.equal(quads.includes('<urn:uuid:1> <https://example.org/supersedes> _:c14n0 .'), true, quads)
  })

  it('is refused by its safe mode as it would be here', async () => {
    const fallback = jsonldFallback(jsonld, library)
    const unknown = { occupation: 'welder', ...reversed }
    assert.equal(await raisedLater(() => canonicalQuads(unknown, library, fallback)), 'term-undefined /occupation')
    const behind = { ...reversed, '@reverse': { occupation: { id: 'urn:uuid:1' } } }
    assert.equal(await raisedLater(() => canonicalQuads(behind, library, fallback)), 'linked-data-invalid')
    const foreign = { '@graph': [reversed], '@context': ['https://example.org/v1'] }
    assert.equal(await raisedLater(() => canonicalQuads(foreign, library, fallback)), 'context-unknown /@context')
  })
})
