// SPDX-License-Identifier: Apache-2.0
import type { TrustCode } from '../error.ts'
import type { Moment } from '../jose/jwt-times.ts'
import type { JsonObject } from '../json/json.ts'
import type { Fault, Problem } from '../report.ts'
import { isStale } from './signed-trust-list.ts'
import type { Authorisation, TrustedIssuer, TrustList } from './trust-list.ts'

/** What someone attests, of which a permission is asked. */
export interface Attestation {
  /** All types of the credential; the general ones are passed over beside others. */
  types: readonly string[]
  /** The qualification schemes that it names. */
  schemes?: readonly string[]
  /** Where it is to count: `FR`, `FR-BRE`. Left out: the place is not asked. */
  jurisdiction?: string
  /** When it was attested, in seconds since 1970. */
  attestedAt: number
}

/**
 * Whether an issuer may attest something by a list that was verified. Nothing, or why not: `unknown-issuer` with
 * `issuer-not-listed`; `issuer-not-authorised` with the part that is missing: `issuer-not-for-this-kind`,
 * `issuer-not-for-this-place`, `issuer-not-yet-authorised` or `issuer-no-longer-authorised`; and `issuer-unreachable` with
 * `trust-list-stale` where the list itself has ended by now.
 */
export function mayAttest(
  list: TrustList,
  issuer: string,
  attestation: Attestation,
  moment: Moment & { at?: string } = {},
): Problem[] {
  const problems: Problem[] = []
  const report = (fault: Fault, code: TrustCode, message: string) =>
    problems.push({ fault, code, at: moment.at ?? '', message })
  if (isStale(list, moment))
    report('issuer-unreachable', 'trust-list-stale', `a newer list was due at ${list.nextUpdate}`)
  const known = list.issuers.get(issuer)
  if (known === undefined) {
    report('unknown-issuer', 'issuer-not-listed', `'${issuer.slice(0, 200)}' is not in the list`)
    return problems
  }
  const refusal = refusalOf(known.authorisations, attestation)
  if (refusal !== undefined) report('issuer-not-authorised', ...refusal)
  return problems
}

function refusalOf(all: readonly Authorisation[], attestation: Attestation): [TrustCode, string] | undefined {
  const { schemes = [], jurisdiction, attestedAt } = attestation
  const types = kindsOf(attestation.types)
  const kind = all.filter((one) => meets(one.types, types) && meets(one.schemes, schemes))
  if (kind.length === 0) return ['issuer-not-for-this-kind', 'it may attest other kinds alone']
  const here = kind.filter((one) => jurisdiction === undefined || covers(one.jurisdictions, jurisdiction))
  if (here.length === 0) return ['issuer-not-for-this-place', `it may attest this elsewhere, not in ${jurisdiction}`]
  const begun = here.filter(({ from }) => from <= attestedAt)
  if (begun.length === 0) return ['issuer-not-yet-authorised', 'it may attest this from a later day on']
  if (begun.some(({ until }) => until === null || attestedAt < until)) return undefined
  return ['issuer-no-longer-authorised', 'it may attest this until an earlier day']
}

/** All of them, or one that may be attested would carry others that may not. */
function meets(allowed: ReadonlySet<string> | null, all: readonly string[]): boolean {
  return allowed === null || (all.length > 0 && all.every((one) => allowed.has(one)))
}

/** Types that say nothing of what is attested. */
const general: ReadonlySet<string> = new Set(['VerifiableCredential', 'OpenBadgeCredential', 'AchievementCredential'])

/** The types that say what is attested; of general ones alone those of Open Badges. */
function kindsOf(types: readonly string[]): string[] {
  const kinds = types.filter((type) => !general.has(type))
  return kinds.length > 0 ? kinds : types.filter((type) => type !== 'VerifiableCredential')
}

/** A country covers its parts. */
function covers(places: ReadonlySet<string>, place: string): boolean {
  return places.has('*') || places.has(place) || places.has(place.split('-', 1)[0] ?? '')
}

/** The documents of the issuers whose keys the list holds: what `keyOf` takes, so that nothing is fetched for them. */
export function trustedDocuments(list: TrustList): ReadonlyMap<string, JsonObject> {
  const documents = new Map<string, JsonObject>()
  for (const { id, document } of list.issuers.values()) if (document !== null) documents.set(id, document)
  return documents
}

/** Whether an issuer's status lists may stand at an address: one that is named, or behind a beginning that is. */
export function mayKeepStatusAt({ statusLists }: TrustedIssuer, address: string): boolean {
  const href = URL.parse(address)?.href
  if (href === undefined) return false
  return (
    statusLists.length === 0 ||
    statusLists.some((one) => {
      const named = URL.parse(one)?.href
      return named !== undefined && (href === named || (named.endsWith('/') && href.startsWith(named)))
    })
  )
}
