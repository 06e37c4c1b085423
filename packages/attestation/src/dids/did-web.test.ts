// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { raised } from '../testing/raised.ts'
import { didWebAddress } from './did-web.ts'

describe('a did:web', () => {
  // did:web §2.5.2, examples 5 to 7.
  const addresses: [did: string, address: string][] = [
    ['did:web:w3c-ccg.github.io', 'https://w3c-ccg.github.io/.well-known/did.json'],
    ['did:web:w3c-ccg.github.io:user:alice', 'https://w3c-ccg.github.io/user/alice/did.json'],
    ['did:web:example.com%3A3000:user:alice', 'https://example.com:3000/user/alice/did.json'],
    ['did:web:example.com%3a3000', 'https://example.com:3000/.well-known/did.json'],
    ['did:web:Example.com:a%20b', 'https://example.com/a%20b/did.json'],
  ]
  for (const [did, address] of addresses)
    it(`${did} has its document at ${address}`, () => assert.equal(didWebAddress(did).href, address))

  const refused = [
    ...[
      'did:web:',
      'did:web',
      'did:key:z6Mk',
      'did:web:example.com:',
      'did:web:example.com::a',
      'did:web:example.com/a',
    ],
    ...[
      'did:web:127.0.0.1',
      'did:web:0x7f.1',
      'did:web:2130706433',
      'did:web:%5B::1%5D',
      'did:web:example.com%3A99999',
    ],
    ...[
      'did:web:example.com%2Fpath',
      'did:web:user%40example.com',
      'did:web:example.com:..:b',
      'did:web:example.com:%2e%2E',
    ],
    ...[
      'did:web:example.com:a%2Fb',
      'did:web:example.com:a%5Cb',
      'did:web:example.com:a%00',
      'did:web:example.com:%ff',
    ],
    ...['did:web:example.com:a%252Fb', 'did:web:example.com?a', 'did:web:example.com#key', 'did:web:exämple.com'],
    ...['did:web:example.com%3A', `did:web:${'a.'.repeat(2000)}com`, 'DID:web:example.com'],
  ]
  for (const did of refused)
    it(`is not ${did.slice(0, 60)}`, () =>
      assert.equal(
        raised(() => didWebAddress(did)),
        `did-invalid ${did.slice(0, 200)}`,
      ))
})
