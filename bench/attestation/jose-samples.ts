// SPDX-License-Identifier: Apache-2.0
// Certificates as an authority issues them, each with a number of its own.
import { type JsonObject, publicJwk, type Signer } from '../../packages/attestation/src/index.ts'

/** Seconds since 1970 at which all is verified. */
export const now = 1_800_000_000
const issuer = 'did:web:authority.example'
export const keyId = `${issuer}#key-1`

/** An Open Badge of about 1.1 kB. */
export const credentialOf = (index: number): JsonObject => ({
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
  id: `urn:uuid:0b1f7d0e-3c84-4c13-9d7f-${String(index).padStart(12, '0')}`,
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  issuer: { id: issuer, type: ['Profile'], name: 'Authority of vocational qualifications' },
  validFrom: '2026-01-01T00:00:00Z',
  validUntil: '2036-01-01T00:00:00Z',
  name: 'Welder, level 3',
  credentialSubject: {
    id: `did:example:${index}`,
    type: ['AchievementSubject'],
    achievement: {
      id: 'https://authority.example/achievements/welder-3',
      type: ['Achievement'],
      name: 'Welder, level 3',
      description: 'Joins metal by manual arc, MAG and TIG welding to drawings, and tests what was joined.',
      criteria: { narrative: 'Final examination of theory and practice, 1,200 hours of training at work.' },
    },
  },
  credentialStatus: {
    id: `https://authority.example/status/3#${index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: String(index),
    statusListCredential: 'https://authority.example/status/3',
  },
})

/** What a wallet holds. */
export const claimsOf = (index: number, holder: Signer) => ({
  vct: 'https://authority.example/types/qualification/1',
  iss: 'https://authority.example',
  iat: now - 100,
  exp: now + 100_000_000,
  status: { status_list: { idx: index, uri: 'https://authority.example/status/3' } },
  cnf: { jwk: { ...publicJwk(holder.publicKey) } },
  ...personOf(index),
})

const personOf = (index: number) => ({
  given_name: 'Zoë',
  family_name: `Müller ${index}`,
  birthdate: '2001-02-03',
  qualification: 'Welder, level 3',
  awarded_on: '2026-01-01',
  place: 'Chamber of crafts, Lyon',
  grade: 'good',
  hours: 1200,
  eqf_level: 3,
  isco: '7212',
})
/** What its holder discloses one by one. */
export const concealed = Object.keys(personOf(0))
