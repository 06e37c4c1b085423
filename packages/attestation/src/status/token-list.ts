// SPDX-License-Identifier: Apache-2.0
// Token Status List (draft-ietf-oauth-status-list), as a JWT.
import { base64url, readBase64url } from '../bytes/base64url.ts'
import { pack, unpack } from '../bytes/gunzip.ts'
import type { PublicKey, Signer } from '../crypto/crypto-provider.ts'
import { AttestationError } from '../error.ts'
import { checkJws } from '../jose/check-jws.ts'
import { type HeaderMembers, type Jws, readJws, readObject, signJws } from '../jose/jws.ts'
import { timeProblems } from '../jose/jwt-times.ts'
import type { JwtCheck } from '../jose/vc-jwt.ts'
import { problemOf } from '../jose/within.ts'
import { isObject, type JsonObject, type JsonValue } from '../json/json.ts'
import type { Fault, Problem } from '../report.ts'
import type { StatusEntries } from './bitstring-entry.ts'
import { type StatusListReading, unpackedLimit } from './bitstring-list.ts'
import { type Statuses, tokenSizes } from './status-list.ts'

/** A status list token: what it says, before anything in it is believed. */
export interface StatusListToken {
  readonly jws: Jws
  readonly claims: JsonObject
  /** `iss`; null where the key alone tells who issued it. */
  readonly issuer: string | null
  readonly keyId: string | null
}

/** Reads a `statuslist+jwt` (§5.1); unpacks nothing. Throws what `readJws` throws, and `json-type`. */
export function readStatusListToken(text: string, at = ''): StatusListToken {
  const jws = readJws(text, at)
  const claims = readObject(jws.payload, at === '' ? 'payload' : `${at}/payload`)
  const { iss } = claims
  const { kid } = jws.header
  return { jws, claims, issuer: typeof iss === 'string' ? iss : null, keyId: typeof kid === 'string' ? kid : null }
}

/** All that is wrong with a status list token for the key of its issuer: type, algorithm, signature, `exp` (§8.3). */
export async function checkStatusListToken(
  token: StatusListToken,
  key: PublicKey,
  check: JwtCheck = {},
): Promise<Problem[]> {
  const { at = '', crypto } = check
  const expectation = { types: ['statuslist+jwt'], at, ...(crypto === undefined ? {} : { crypto }) }
  const problems = await checkJws(token.jws, key, expectation)
  return [...problems, ...timeProblems(token.claims, check, at === '' ? 'payload' : `${at}/payload`)]
}

/**
 * The list of a token that was checked: nothing is unpacked for a stranger. What is wrong with it leaves the status of
 * certificates unknown, hence `status-unreachable`: `status-list-invalid`, `base64url-invalid`, `gzip-invalid` (zlib) and
 * `too-large`.
 */
export async function tokenStatuses(
  { claims, issuer }: StatusListToken,
  { limit = unpackedLimit, at = '' }: { limit?: number; at?: string } = {},
): Promise<StatusListReading> {
  const place = at === '' ? 'payload' : `${at}/payload`
  const problems: Problem[] = []
  const invalid = (name: string, message: string): undefined => {
    problems.push({ fault: 'status-unreachable', code: 'status-list-invalid', at: `${place}/${name}`, message })
  }
  const { sub, iat, exp, ttl, status_list: list } = claims
  const { bits, lst } = isObject(list) ? list : {}
  if (typeof sub !== 'string' || sub === '') invalid('sub', 'expected the address of the list')
  if (typeof iat !== 'number') invalid('iat', 'expected when it was issued, in seconds since 1970')
  if (exp !== undefined && typeof exp !== 'number') invalid('exp', 'expected seconds since 1970')
  if (ttl !== undefined && !(typeof ttl === 'number' && ttl > 0))
    invalid('ttl', 'expected a positive number of seconds')
  if (!isBits(bits)) invalid('status_list/bits', 'expected 1, 2, 4 or 8')
  if (typeof lst !== 'string') invalid('status_list/lst', 'expected a text in base64url')
  if (problems.length > 0) return { list: null, problems }
  const where = `${place}/status_list/lst`
  try {
    const bytes = await unpack(readBase64url(lst as string, where), 'deflate', limit, where)
    const about = { address: sub as string, issuer, purposes: [], size: bits as number, lifetime: numberOf(ttl) }
    return { list: { form: 'token', bytes, ...about, from: numberOf(iat), until: numberOf(exp) }, problems }
  } catch (error) {
    return { list: null, problems: [problemOf(error, 'status-unreachable')] }
  }
}

function isBits(bits: JsonValue | undefined): boolean {
  return typeof bits === 'number' && tokenSizes.has(bits)
}

function numberOf(value: JsonValue | undefined): number | null {
  return typeof value === 'number' ? value : null
}

/**
 * Where the status of a token stands: the claim `status` (§6.1, §6.2). Tells `status-entry-invalid` for what is malformed,
 * and `status-type-unknown` where there is another mechanism only. No `status`, no entries.
 */
export function readTokenStatus(status: JsonValue | null, at = ''): StatusEntries {
  if (status === null) return { entries: [], problems: [] }
  const problem = (fault: Fault, code: 'status-entry-invalid' | 'status-type-unknown', name: string, message: string) =>
    ({ entries: [], problems: [{ fault, code, at: `${at}${name}`, message }] }) satisfies StatusEntries
  if (!isObject(status)) return problem('malformed', 'status-entry-invalid', '', 'expected an object')
  if (status['status_list'] === undefined)
    return problem('unsupported', 'status-type-unknown', '', "only 'status_list' is known here")
  const entry = isObject(status['status_list']) ? status['status_list'] : {}
  const { idx, uri } = entry
  if (typeof idx !== 'number' || !Number.isSafeInteger(idx) || idx < 0)
    return problem('malformed', 'status-entry-invalid', '/status_list/idx', 'expected a whole number, not negative')
  if (typeof uri !== 'string' || !/^[a-z][a-z0-9+.-]*:[!-~]+$/i.test(uri))
    return problem('malformed', 'status-entry-invalid', '/status_list/uri', 'expected an address')
  const about = { purpose: null, size: null, messages: null, at: `${at}/status_list` }
  return { entries: [{ form: 'token', list: uri, index: idx, ...about }], problems: [] }
}

/** `status_list` of statuses (§4.2). */
export async function encodeTokenStatuses({ form, size, bytes }: Statuses): Promise<{ bits: number; lst: string }> {
  if (form !== 'token' || size === null || !tokenSizes.has(size))
    throw new AttestationError('status-list-invalid', '', 'expected a token list with entries of 1, 2, 4 or 8 bits')
  return { bits: size, lst: base64url(await pack(bytes, 'deflate')) }
}

export interface TokenListIssue {
  /** Where it is to be published; `uri` of those who point into it. */
  address: string
  issuer?: string
  /** Seconds since 1970. */
  issuedAt: number
  expires: number
  /** Seconds after which verifiers should ask for a newer one. */
  lifetime?: number
  keyId?: string
  x5c?: string[]
}

/** Signs statuses as a `statuslist+jwt` (§5.1). */
export async function issueTokenList(statuses: Statuses, issue: TokenListIssue, signer: Signer): Promise<string> {
  const { address, issuer, issuedAt, expires, lifetime, keyId, x5c } = issue
  const header: HeaderMembers = { typ: 'statuslist+jwt' }
  if (keyId !== undefined) header.kid = keyId
  if (x5c !== undefined) header.x5c = x5c
  const claims = {
    ...(issuer === undefined ? {} : { iss: issuer }),
    sub: address,
    iat: issuedAt,
    exp: expires,
    ...(lifetime === undefined ? {} : { ttl: lifetime }),
    status_list: await encodeTokenStatuses(statuses),
  }
  return signJws(header, claims, signer)
}
