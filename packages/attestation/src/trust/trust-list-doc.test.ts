// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { JsonObject } from '../json/json.ts'
import { readTrustListContent } from './read-trust-list.ts'

const folder = new URL('../../docs/', import.meta.url)

describe('the description of the trust list', () => {
  it('has a schema that takes what is read, and nothing that is not', async () => {
    const schema = JSON.parse(readFileSync(new URL('trust-list.schema.json', folder), 'utf8')) as JsonObject
    const validate = new Ajv2020({ strict: false }).compile(schema)
    const sound: JsonObject = {
      version: 1,
      id: 'https://register.example/trust-list',
      operator: { id: 'did:web:register.example' },
      sequence: 1,
      issued: '2026-05-01T00:00:00Z',
      nextUpdate: '2026-08-01T00:00:00Z',
      issuers: [{ id: 'did:web:a.example', authorisations: [{ jurisdictions: ['*'], from: '2024-01-01T00:00:00Z' }] }],
    }
    assert.ok(validate(sound), JSON.stringify(validate.errors))
    assert.deepEqual((await readTrustListContent(sound)).problems, [])
    const others: JsonObject[] = [
      ...Object.keys(sound).map((name) => Object.fromEntries(Object.entries(sound).filter(([key]) => key !== name))),
      { ...sound, version: 2 },
      { ...sound, id: 'http://register.example' },
      { ...sound, sequence: 0.5 },
      { ...sound, issuers: [{ id: 'did:web:a.example', authorisations: [{ jurisdictions: ['*'] }] }] },
      {
        ...sound,
        issuers: [
          { id: 'did:web:a.example', authorisations: [{ jurisdictions: ['France'], from: sound['issued'] as string }] },
        ],
      },
    ]
    for (const other of others) {
      assert.equal(validate(other), false, JSON.stringify(other))
      assert.notDeepEqual((await readTrustListContent(other)).problems, [], JSON.stringify(other))
    }
  })
})
