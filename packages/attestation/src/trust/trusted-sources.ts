// SPDX-License-Identifier: Apache-2.0
// What verify() asks of a trust list.
import type { Soon } from '../crypto/crypto-provider.ts'
import { isObject, type JsonObject, type JsonValue } from '../json/json.ts'
import type { Problem } from '../report.ts'
import type { Certificate } from '../verify/read-certificate.ts'
import type { AuthoritySource, LogSource, StatusSource } from '../verify/sources.ts'
import { type Attestation, mayAttest, mayKeepStatusAt } from './may-attest.ts'
import type { TrustList } from './trust-list.ts'

export interface TrustedAuthority {
  /** Where the certificate is to count; left out: the place is not asked. */
  jurisdiction?: string
  /** What a certificate attests, where that is told otherwise than {@link attestationOf} reads it. */
  attestation?: (certificate: Certificate, now: number) => Attestation
}

/** Whether issuers may attest what they attest, by a trust list that was verified. */
export function trustedAuthority(list: TrustList, options: TrustedAuthority = {}): AuthoritySource {
  const { jurisdiction, attestation = attestationOf } = options
  return ({ issuer, certificate, now }) => {
    const asked = { ...attestation(certificate, now), ...(jurisdiction === undefined ? {} : { jurisdiction }) }
    const wallet = certificate.document['iss'] === undefined ? 'header/x5c' : 'payload/iss'
    const at = certificate.form === 'dc+sd-jwt' ? wallet : '/issuer'
    return mayAttest(list, issuer, asked, { now: now / 1000, at })
  }
}

/**
 * What a certificate says that it attests: its types with those of its achievements, the achievements themselves as
 * schemes, and when it begins to be valid (`validFrom`, `nbf`, otherwise `iat`, otherwise now). Alignments are no schemes:
 * an issuer may see a likeness to anything.
 */
export function attestationOf({ document, types, validity }: Certificate, now: number): Attestation {
  const achievements = objectsIn(document['credentialSubject']).flatMap((one) => objectsIn(one['achievement']))
  const schemes = achievements.flatMap(({ id }) => (typeof id === 'string' ? [id] : []))
  const kinds = achievements.flatMap(({ achievementType: kind }) => (typeof kind === 'string' ? [kind] : []))
  const claimed = [document['nbf'], document['iat']].find((one) => typeof one === 'number')
  const attestedAt = validity.from === null ? (claimed ?? now / 1000) : validity.from / 1000
  return { types: [...types, ...kinds], schemes, attestedAt }
}

function objectsIn(value: JsonValue | undefined): JsonObject[] {
  return [value].flat().filter(isObject)
}

/**
 * A source of status lists that keeps to a trust list: lists stand where the list says that they do
 * (`status-list-mismatch`), and those of the keepers that it names count as the issuer's own. The source itself verifies
 * them.
 */
export function trustedStatus(list: TrustList, source: StatusSource): StatusSource {
  return async (entry, certificate, now) => {
    const issuer = certificate.issuer === null ? undefined : list.issuers.get(certificate.issuer)
    if (issuer !== undefined && !mayKeepStatusAt(issuer, entry.list)) return [elsewhere(entry.list, entry.at)]
    const found = await source(entry, certificate, now)
    if (issuer === undefined || !('form' in found) || found.issuer === null) return found
    return issuer.statusKeepers.includes(found.issuer) ? { ...found, issuer: issuer.id } : found
  }
}

export interface TrustedLog {
  /** The receipt that came with the certificate, or how to come by it; null where there is none. */
  receipt: string | null | ((certificate: Certificate) => Soon<string | null>)
}

/**
 * Which logs and witnesses count for a certificate, by a trust list that was verified: the logs of its issuer, otherwise
 * those of the policy of the list, and the witnesses of that policy. Where the list asks its issuer for no log, the step
 * is waived; for an issuer whom the list does not know, no log counts but those of the policy.
 */
export function trustedLog(list: TrustList, { receipt }: TrustedLog): LogSource {
  return async (certificate) => {
    const issuer = certificate.issuer === null ? undefined : list.issuers.get(certificate.issuer)
    const { logs, quorum } = list.logPolicy ?? { logs: [], quorum: null }
    const own = issuer?.logs ?? []
    if (issuer !== undefined && own.length === 0 && logs.length === 0) return 'waived'
    const shown = typeof receipt === 'function' ? await receipt(certificate) : receipt
    return { policy: { logs: own.length > 0 ? own : logs, quorum }, receipt: shown }
  }
}

function elsewhere(address: string, at: string): Problem {
  const message = `the trust list names no status list at ${address.slice(0, 200)}`
  return { fault: 'status-unreachable', code: 'status-list-mismatch', at, message }
}
