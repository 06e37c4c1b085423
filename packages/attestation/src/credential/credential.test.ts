// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { Ajv2019 } from 'ajv/dist/2019.js'
import formats from 'ajv-formats'
import type { Bytes } from '../bytes/bytes.ts'
import { utf8 } from '../bytes/utf8.ts'
import { credentialsContext, openBadgesContext } from '../contexts/pinned.ts'
import type { JsonObject } from '../json/json.ts'
import type { Problem } from '../report.ts'
import { badge, changed } from '../testing/known-credentials.ts'
import { checkCredential } from './check-credential.ts'
import { checkPresentation } from './check-presentation.ts'
import { checkOpenBadge, isOpenBadge } from './open-badge.ts'
import { checkResourceDigests } from './resource-digests.ts'

const told = (problems: readonly Problem[]) => problems.map(({ code, at }) => `${code} ${at}`)

describe('the shape of a credential (VC Data Model 2.0)', () => {
  it('is read where it is sound', () => {
    assert.deepEqual(checkCredential(badge), {
      problems: [],
      types: ['VerifiableCredential', 'OpenBadgeCredential'],
      issuer: 'did:web:authority.example',
      validity: { from: Date.parse('2026-01-01T00:00:00Z'), until: Date.parse('2031-01-01T00:00:00Z') },
    })
  })

  const bent: [why: string, path: string, value: unknown, told: string[]][] = [
    ['no context', '@context', undefined, ['credential-context-invalid /@context']],
    [
      'another context first',
      '@context',
      [openBadgesContext, credentialsContext],
      ['credential-context-invalid /@context/0'],
    ],
    ['a number for a context', '@context', [credentialsContext, 7], ['credential-context-invalid /@context/1']],
    [
      'a context that is no address',
      '@context',
      [credentialsContext, 'https://not a url/'],
      ['credential-context-invalid /@context/1'],
    ],
    ['no type', 'type', undefined, ['credential-type-invalid /type']],
    ['a number for a type', 'type', ['VerifiableCredential', 2], ['credential-type-invalid /type/1']],
    ['types without that of credentials', 'type', ['OpenBadgeCredential'], ['credential-type-invalid /type']],
    ['null for an id', 'id', null, ['credential-id-invalid /id']],
    ['two ids', 'id', ['urn:a:1', 'urn:a:2'], ['credential-id-invalid /id']],
    ['a word for an id', 'id', 'certificate', ['credential-id-invalid /id']],
    ['no issuer', 'issuer', undefined, ['credential-issuer-invalid /issuer']],
    ['null for an issuer', 'issuer', null, ['credential-issuer-invalid /issuer']],
    ['an issuer without id', 'issuer', { name: 'School' }, ['credential-issuer-invalid /issuer/id']],
    [
      'an issuer whose name says more than words',
      'issuer',
      { id: 'did:a:b', name: { '@value': 'S', url: 'x' } },
      ['credential-wording-invalid /issuer/name'],
    ],
    ['nobody it speaks of', 'credentialSubject', undefined, ['credential-subject-invalid /credentialSubject']],
    [
      'nothing it says',
      'credentialSubject',
      [{ id: 'did:a:b' }, {}],
      ['credential-subject-invalid /credentialSubject/1'],
    ],
    [
      'two ids of whom it speaks',
      'credentialSubject',
      { id: ['did:a:b', 'did:a:c'] },
      ['credential-id-invalid /credentialSubject/id'],
    ],
    ['a day without a time', 'validFrom', '2026-01-01', ['credential-validity-invalid /validFrom']],
    ['an end before the beginning', 'validUntil', '2025-12-31T23:59:59Z', ['credential-validity-invalid /validUntil']],
    [
      'a status without type',
      'credentialStatus',
      { id: 'https://a.example/1' },
      ['credential-status-invalid /credentialStatus/type'],
    ],
    ['a status that is text', 'credentialStatus', 'valid', ['credential-status-invalid /credentialStatus']],
    [
      'a schema without type',
      'credentialSchema',
      { id: 'https://a.example/1' },
      ['credential-schema-invalid /credentialSchema/type'],
    ],
    [
      'a schema without id',
      'credentialSchema',
      [{ type: 'JsonSchema' }],
      ['credential-schema-invalid /credentialSchema/0/id'],
    ],
    ['terms without type', 'termsOfUse', [{ id: 'urn:a:1' }], ['credential-terms-invalid /termsOfUse/0/type']],
    ['evidence without type', 'evidence', {}, ['credential-evidence-invalid /evidence/type']],
    [
      'a refresh service without type',
      'refreshService',
      { id: 'https://a.example/1' },
      ['credential-refresh-invalid /refreshService/type'],
    ],
    [
      'a related resource that is text',
      'relatedResource',
      ['https://a.example/1'],
      ['credential-resource-invalid /relatedResource/0'],
    ],
    [
      'a related resource without id',
      'relatedResource',
      { digestMultibase: 'uEiAA' },
      ['credential-resource-invalid /relatedResource/id'],
    ],
    [
      'a related resource without digest',
      'relatedResource',
      { id: 'https://a.example/1' },
      ['credential-resource-invalid /relatedResource'],
    ],
    [
      'a related resource twice',
      'relatedResource',
      [1, 2].map(() => ({ id: 'https://a.example/1', digestMultibase: 'uEiAA' })),
      ['credential-resource-invalid /relatedResource/1/id'],
    ],
  ]
  for (const [why, path, value, expected] of bent)
    it(`has ${why}`, () => {
      assert.deepEqual(told(checkCredential(changed(badge, path, value)).problems), expected)
    })

  it('may have words in languages', () => {
    const name = [
      { '@value': '焊工', '@language': 'zh-Hans' },
      { '@value': 'حداد', '@language': 'ar', '@direction': 'rtl' },
    ]
    assert.deepEqual(told(checkCredential(changed(badge, 'name', name)).problems), [])
  })
})

describe('a related resource', () => {
  const text = utf8('abc')
  const digests = async (entry: JsonObject, held: Uint8Array | null = text) => {
    const document = changed(badge, 'relatedResource', { id: 'https://a.example/1', ...entry })
    return told(await checkResourceDigests(document, () => held as Bytes | null))
  }
  const sha384 = 'sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn'
  const wrong = 'resource-digest-wrong /relatedResource'

  it('is what its digest says (FIPS 180-4 prints those of "abc")', async () => {
    assert.deepEqual(await digests({ digestSRI: sha384 }), [])
    assert.deepEqual(await digests({ digestSRI: `sha256-${'A'.repeat(43)}= ${sha384}` }), [])
    assert.deepEqual(await digests({ digestMultibase: 'uungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0' }), [])
    assert.deepEqual(await digests({ digestMultibase: 'uEiC6eBa_jwHP6kFBQN5driIjsANho5YXepy0EP9h8gAVrQ' }), [])
  })

  it('is told where it is another one, and not judged where it is not at hand', async () => {
    assert.deepEqual(await digests({ digestSRI: sha384 }, utf8('abd')), [`${wrong}/digestSRI`])
    assert.deepEqual(await digests({ digestSRI: 'sha1-qZk+NkcGgWq6PiVxeFDCbJzQ2J0=' }), [`${wrong}/digestSRI`])
    assert.deepEqual(await digests({ digestMultibase: 'uAAAA' }), [`${wrong}/digestMultibase`])
    assert.deepEqual(await digests({ digestSRI: sha384 }, null), [])
  })
})

describe('the shape of a presentation', () => {
  const presentation = {
    '@context': [credentialsContext],
    type: 'VerifiablePresentation',
    holder: { id: 'did:example:holder' },
  }

  it('is read with the places of its credentials', () => {
    assert.deepEqual(checkPresentation({ ...presentation, verifiableCredential: [badge] }), {
      problems: [],
      holder: 'did:example:holder',
      credentials: [{ at: '/verifiableCredential/0', document: badge }],
    })
  })

  it('tells what is wrong', () => {
    const wrong = {
      ...presentation,
      type: 'Presentation',
      holder: { name: 'Acme' },
      verifiableCredential: ['a'],
      termsOfUse: [{}],
    }
    assert.deepEqual(told(checkPresentation(wrong).problems), [
      'credential-type-invalid /type',
      'presentation-holder-invalid /holder/id',
      'credential-terms-invalid /termsOfUse/0/type',
      'presentation-invalid /verifiableCredential/0',
    ])
  })
})

describe('the shape of an Open Badge', () => {
  const schema = new URL(
    '../../../../../shared/data/schemas/ob_v3p0_achievementcredential_schema.json',
    import.meta.url,
  )
  const skip = existsSync(schema)
    ? false
    : 'the published schema is not here: lay it beside the project as ../shared/data/schemas'
  const bent: [path: string, value: unknown, told: string][] = [
    ['@context', [credentialsContext], 'badge-context-invalid /@context'],
    ['@context', [credentialsContext, 'https://example.org/v1'], 'badge-context-invalid /@context/1'],
    ['id', undefined, 'badge-invalid /id'],
    ['validFrom', undefined, 'badge-invalid /validFrom'],
    ['issuer/type', undefined, 'badge-type-invalid /issuer/type'],
    ['credentialSubject/type', ['Person'], 'badge-type-invalid /credentialSubject/type'],
    ['credentialSubject/achievement', undefined, 'badge-achievement-invalid /credentialSubject/achievement'],
    ['credentialSubject/achievement/id', undefined, 'badge-achievement-invalid /credentialSubject/achievement/id'],
    ['credentialSubject/achievement/type', ['Course'], 'badge-type-invalid /credentialSubject/achievement/type'],
    [
      'credentialSubject/achievement/criteria',
      undefined,
      'badge-achievement-invalid /credentialSubject/achievement/criteria',
    ],
    ['credentialSubject/achievement/name', undefined, 'badge-achievement-invalid /credentialSubject/achievement/name'],
    [
      'credentialSubject/achievement/description',
      7,
      'badge-achievement-invalid /credentialSubject/achievement/description',
    ],
  ]

  it('is known by either name', () => {
    assert.deepEqual([['OpenBadgeCredential'], ['AchievementCredential'], ['Diploma']].map(isOpenBadge), [
      true,
      true,
      false,
    ])
  })

  it('is sound, and whose achievement it is has to be said', () => {
    assert.deepEqual(told(checkOpenBadge(badge)), [])
    assert.deepEqual(told(checkOpenBadge(changed(badge, 'credentialSubject/id', undefined))), [
      'badge-subject-invalid /credentialSubject',
    ])
  })

  for (const [path, value, expected] of bent)
    it(`tells what is wrong with ${path}`, () => {
      assert.deepEqual(told(checkOpenBadge(changed(badge, path, value))), [expected])
    })

  it('is judged as the published schema judges it', { skip }, () => {
    const ajv = new Ajv2019({ strict: false, allErrors: true })
    formats.default(ajv)
    const sound = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')))
    assert.equal(sound(badge), true, JSON.stringify(sound.errors))
    for (const [path, value] of bent) assert.equal(sound(changed(badge, path, value)), false, path)
  })
})
