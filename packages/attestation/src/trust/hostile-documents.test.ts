// SPDX-License-Identifier: Apache-2.0
// Documents of strangers in which one place holds anything: whatever it is, they are read or refused with a code.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { methodKey, readDidDocument } from '../dids/did-document.ts'
import { AttestationError } from '../error.ts'
import { isObject, type JsonObject } from '../json/json.ts'
import { readStatusEntries } from '../status/bitstring-entry.ts'
import { readBitstringList } from '../status/bitstring-list.ts'
import { readStatusListToken, readTokenStatus, tokenStatuses } from '../status/token-list.ts'
import { changes, odd } from '../testing/hostile.ts'
import { printedBitstring, printedToken } from '../testing/printed-status-lists.ts'
import { readTrustListContent } from './read-trust-list.ts'

const did = 'did:web:authority.example'
const key = {
  id: `${did}#1`,
  type: 'Multikey',
  controller: did,
  publicKeyMultibase: 'z6Mk',
  expires: '2030-01-01T00:00:00Z',
}
const list: JsonObject = {
  id: 'https://authority.example/status/1',
  type: ['VerifiableCredential', 'BitstringStatusListCredential'],
  issuer: { id: did },
  validFrom: '2026-01-01T00:00:00Z',
  credentialSubject: {
    type: 'BitstringStatusList',
    statusPurpose: ['revocation'],
    encodedList: printedBitstring,
    ttl: 1000,
    statusSize: 1,
  },
}
const credential: JsonObject = {
  credentialStatus: [
    {
      id: 'urn:x:1',
      type: 'BitstringStatusListEntry',
      statusPurpose: 'message',
      statusListIndex: '1',
      statusListCredential: 'https://authority.example/status/1',
      statusSize: 1,
      statusMessage: [
        { status: '0x0', message: 'unset' },
        { status: '0x1', message: 'set' },
      ],
      statusReference: ['https://authority.example/messages'],
    },
  ],
}
const trustList: JsonObject = {
  version: 1,
  id: 'https://register.example/trust-list',
  operator: { id: 'did:web:register.example' },
  sequence: 1,
  issued: '2026-05-01T00:00:00Z',
  nextUpdate: '2026-08-01T00:00:00Z',
  issuers: [
    {
      id: did,
      keys: [key],
      authorisations: [{ types: ['A'], schemes: ['urn:x:1'], jurisdictions: ['FR'], from: '2024-01-01T00:00:00Z' }],
      statusLists: ['https://authority.example/status/'],
      statusKeepers: ['did:web:keeper.example'],
      logs: ['log.example+01020304+AAAA'],
    },
  ],
}

/** Whether an action ends, or throws a coded error. */
async function isCoded(action: () => unknown): Promise<void> {
  try {
    await action()
  } catch (error) {
    assert.ok(error instanceof AttestationError, String(error))
  }
}

describe('a document of a stranger', () => {
  const documents: [name: string, sound: JsonObject, read: (document: JsonObject) => unknown][] = [
    ['status list credential', list, (document) => readBitstringList(document)],
    ['certificate with a status', credential, (document) => readStatusEntries(document)],
    [
      'status of a token',
      { status_list: { idx: 1, uri: 'https://a.example' } },
      (document) => readTokenStatus(document),
    ],
    [
      'status list token',
      { iss: did, sub: 'https://a.example', iat: 1, exp: 2, ttl: 1, status_list: { bits: 1, lst: 'eNrbuRgAAhcBXQ' } },
      (claims) => tokenStatuses({ ...readStatusListToken(printedToken), claims }),
    ],
    [
      'document of a DID',
      { id: did, verificationMethod: [key], assertionMethod: [key.id], authentication: [{ ...key, id: '#2' }] },
      (document) => {
        for (const method of readDidDocument(document, did).methods.values()) methodKey(method)
      },
    ],
    ['trust list', trustList, (document) => readTrustListContent(document)],
  ]
  for (const [name, sound, read] of documents)
    it(`is read, or refused with a code: ${name}`, async () => {
      for (const other of odd)
        for (const change of changes(sound, other)) if (isObject(change)) await isCoded(() => read(change))
    })
})
