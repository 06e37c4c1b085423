// SPDX-License-Identifier: Apache-2.0
// Status lists of the W3C: Bitstring Status List v1.0 (Recommendation of 15 May 2025).
import { base64url, readBase64url } from '../bytes/base64url.ts'
import type { Bytes } from '../bytes/bytes.ts'
import { pack, unpack } from '../bytes/gunzip.ts'
import { credentialsContext } from '../contexts/pinned.ts'
import { readDateTime } from '../dates/date-time.ts'
import { AttestationError } from '../error.ts'
import { problemOf } from '../jose/within.ts'
import { isObject, type JsonObject, type JsonValue } from '../json/json.ts'
import type { Problem } from '../report.ts'
import { readSize } from './bitstring-entry.ts'
import type { Statuses, StatusList } from './status-list.ts'

/** 16 MiB: 134 million entries of one bit. */
export const unpackedLimit = 16 * 1024 * 1024

/** `encodedList` (§3.3): gzip, then multibase in base64url. */
export async function encodeBitstring(bytes: Bytes): Promise<string> {
  return `u${base64url(await pack(bytes, 'gzip'))}`
}

/**
 * The bits of `encodedList` (§3.4), no more than `limit` bytes of them. Throws `multibase-unsupported` for another
 * prefix than `u`, `base64url-invalid`, `gzip-invalid` and `too-large`.
 */
export async function decodeBitstring(encoded: string, limit = unpackedLimit, at = ''): Promise<Bytes> {
  if (!encoded.startsWith('u'))
    throw new AttestationError('multibase-unsupported', at, "expected base64url ('u…', Bitstring Status List §2.2)")
  return unpack(readBase64url(encoded.slice(1), at), 'gzip', limit, at)
}

export interface StatusListReading {
  /** Null where the problems leave nothing to ask. */
  readonly list: StatusList | null
  readonly problems: readonly Problem[]
}

/**
 * A status list credential (§2.2), whose proof the caller has verified: nothing is unpacked for a stranger. What is wrong
 * with it leaves the status of certificates unknown, hence `status-unreachable`: `status-list-invalid`, and what
 * {@link decodeBitstring} throws.
 */
export async function readBitstringList(
  credential: JsonObject,
  { limit = unpackedLimit, at = '' }: { limit?: number; at?: string } = {},
): Promise<StatusListReading> {
  const problems: Problem[] = []
  const invalid = (name: string, message: string): null => {
    problems.push({ fault: 'status-unreachable', code: 'status-list-invalid', at: `${at}${name}`, message })
    return null
  }
  const { id, type, issuer, credentialSubject: subject } = credential
  if (![type].flat().includes('BitstringStatusListCredential'))
    invalid('/type', "expected 'BitstringStatusListCredential' among the types")
  const moment = (name: string): number | null => {
    const value = credential[name]
    if (value === undefined) return null
    const milliseconds = typeof value === 'string' ? readDateTime(value) : null
    return milliseconds === null ? invalid(`/${name}`, 'expected a dateTimeStamp') : Math.floor(milliseconds / 1000)
  }
  const times = { from: moment('validFrom'), until: moment('validUntil') }
  const told = readSubject(subject, (name, message) => invalid(`/credentialSubject${name}`, message))
  if (told === null || problems.length > 0) return { list: null, problems }
  const { encoded, ...about } = told
  const place = `${at}/credentialSubject/encodedList`
  try {
    const bytes = await decodeBitstring(encoded, limit, place)
    const address = typeof id === 'string' ? id : null
    return { list: { form: 'bitstring', bytes, address, issuer: idOf(issuer), ...times, ...about }, problems }
  } catch (error) {
    return { list: null, problems: [problemOf(error, 'status-unreachable')] }
  }
}

type About = Pick<StatusList, 'size' | 'purposes' | 'lifetime'> & { encoded: string }

function readSubject(subject: JsonValue | undefined, invalid: (name: string, message: string) => null): About | null {
  if (!isObject(subject)) return invalid('', 'expected one status list')
  const { type, statusPurpose, statusSize, encodedList: encoded, ttl } = subject
  if (![type].flat().includes('BitstringStatusList')) invalid('/type', "expected 'BitstringStatusList'")
  const purposes = [statusPurpose].flat().filter((one) => typeof one === 'string' && one !== '') as string[]
  if (purposes.length === 0 || purposes.length !== [statusPurpose].flat().length)
    invalid('/statusPurpose', 'expected one text or more')
  const size = statusSize === undefined ? null : readSize(statusSize, (message) => invalid('/statusSize', message))
  if (ttl !== undefined && !(typeof ttl === 'number' && ttl >= 0)) invalid('/ttl', 'expected milliseconds')
  if (typeof encoded !== 'string') return invalid('/encodedList', 'expected a text in multibase')
  return { size, purposes, encoded, lifetime: typeof ttl === 'number' ? ttl / 1000 : null }
}

function idOf(value: JsonValue | undefined): string | null {
  const id = isObject(value) ? value['id'] : value
  return typeof id === 'string' ? id : null
}

export interface BitstringListIssue {
  /** Where it is to be published. */
  id: string
  issuer: JsonValue
  purposes: readonly string[]
  /** dateTimeStamps. */
  validFrom: string
  validUntil: string
  /** Seconds after which verifiers should ask for a newer one. */
  lifetime?: number
}

/**
 * The status list credential of statuses, to be signed as any other (§3.1). With the purpose `message` it says the size of
 * its entries (§2.2), a term that the context of credentials does not define in a list: such a list is signed by
 * `eddsa-jcs-2022` or as `vc+jwt`, and one without it is read nevertheless.
 */
export async function bitstringListCredential(statuses: Statuses, issue: BitstringListIssue): Promise<JsonObject> {
  const { id, issuer, purposes, validFrom, validUntil, lifetime } = issue
  if (statuses.form !== 'bitstring')
    throw new AttestationError('status-list-invalid', '', 'the bits of a token list stand in another order')
  const { size } = statuses
  return {
    '@context': [credentialsContext],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer,
    validFrom,
    validUntil,
    credentialSubject: {
      id: `${id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: purposes.length === 1 ? (purposes[0] as string) : [...purposes],
      ...(size !== null && purposes.includes('message') ? { statusSize: size } : {}),
      ...(lifetime === undefined ? {} : { ttl: lifetime * 1000 }),
      encodedList: await encodeBitstring(statuses.bytes),
    },
  }
}
