// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from '../json/json.ts'
import { KnownAuthority } from './known-authority.ts'
import { changed } from './known-credentials.ts'

/** A certificate, and what its holder shows of the log; null where they have no receipt. */
export interface Shown {
  readonly certificate: string | JsonObject
  readonly receipt: string | null
}

/** One certificate that is good, and one of each kind that is not, by the name of the kind. */
export async function certificatesOfAllKinds(authority: KnownAuthority): Promise<Record<string, Shown>> {
  const stranger = await KnownAuthority.found()
  const good = await authority.prove(authority.credential())
  const logged = async (certificate: string | JsonObject) => ({
    certificate,
    receipt: await authority.receipt(certificate),
  })
  const proven = async (path: string, value: unknown) =>
    logged(await authority.prove(changed(authority.credential(), path, value)))
  const { credentialStatus: _, ...withoutStatus } = stranger.credential()
  authority.revoke(13)
  authority.suspendToken(14)
  return {
    good: await logged(good),
    tampered: await logged(changed(good, 'credentialSubject/achievement/name', 'Welder, level 5')),
    malformed: { certificate: '{"@context":[],"@context":[]}', receipt: null },
    'of an issuer whom nobody knows': await logged(
      await stranger.prove(changed(authority.credential(), 'issuer/id', authority.id)),
    ),
    'of an issuer whom no list names': await logged(await stranger.prove(withoutStatus)),
    'of an issuer who may not issue it': await proven('type', ['VerifiableCredential']),
    revoked: await logged(await authority.prove(authority.credential(13))),
    suspended: await logged(await authority.sdJwt({ name: 'Welder' }, 14)),
    expired: await proven('validUntil', '2026-11-22T11:59:59Z'),
    'not yet valid': await logged(
      await authority.jwt(changed(authority.credential(), 'validFrom', '2026-11-22T12:00:01Z')),
    ),
    'of a status that cannot be read': await proven(
      'credentialStatus/statusListCredential',
      'https://authority.example/gone',
    ),
    'issued in secret': { certificate: good, receipt: null },
    'logged as another one': { certificate: good, receipt: await authority.receipt(authority.credential(8)) },
  }
}
