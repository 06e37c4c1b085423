// SPDX-License-Identifier: Apache-2.0
import { credentialsContext, openBadgesContext } from '../contexts/pinned.ts'
import type { JsonObject } from '../json/json.ts'

/** A certificate of the demonstration country XA, as an Open Badge. */
export const badge: JsonObject = {
  '@context': [credentialsContext, openBadgesContext],
  id: 'urn:uuid:0b2ef47c-8b3c-4f57-9c07-2a1f8b6a5e10',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'Certificate of recognition (demonstration)',
  issuer: { id: 'did:web:authority.example', type: ['Profile'], name: 'Northern authority (demonstration)' },
  validFrom: '2026-01-01T00:00:00Z',
  validUntil: '2031-01-01T00:00:00Z',
  credentialSubject: {
    id: 'did:example:holder',
    type: ['AchievementSubject'],
    achievement: {
      id: 'https://authority.example/qualifications/welder-2',
      type: ['Achievement'],
      name: 'Welder, level 2 (demonstration)',
      description: 'Counts as level 2 in XA-N.',
      criteria: { narrative: 'Decision of the northern authority (demonstration).' },
    },
  },
}

/** A copy in which one place holds something else; `undefined` takes it away. */
export function changed(document: JsonObject, path: string, value: unknown): JsonObject {
  const copy = structuredClone(document)
  const names = path.split('/')
  let place = copy
  for (const name of names.slice(0, -1)) place = place[name] as JsonObject
  const last = names.at(-1) as string
  if (value === undefined) delete place[last]
  else place[last] = value as JsonObject
  return copy
}
