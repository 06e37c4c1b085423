// SPDX-License-Identifier: Apache-2.0
import { Shape } from '../credential/shape.ts'
import { methodKey, readDidDocument } from '../dids/did-document.ts'
import { AttestationError } from '../error.ts'
import type { JsonObject, JsonValue } from '../json/json.ts'
import { type LogPolicy, readLogPolicy } from '../log/log-policy.ts'
import { readNoteKey } from '../log/note-key.ts'
import type { Problem } from '../report.ts'
import { type Authorisation, type TrustedIssuer, type TrustList, trustListVersion } from './trust-list.ts'

const code = 'trust-list-invalid'
const jurisdiction = /^(?:\*|[A-Z]{2}(?:-[A-Z0-9]{1,3})?)$/

/** More than there are authorities that attest qualifications; what is read costs no more than this. */
const most = { issuers: 10_000, authorisations: 1000, values: 10_000 }

/**
 * Reads the content of a trust list. All that is wrong with it is told, each `trust-list-invalid` with its place; then
 * there is no list: one with a hole would let through, or hold up, whoever stood there.
 */
export async function readTrustListContent(
  content: JsonObject,
): Promise<{ list: TrustList | null; problems: readonly Problem[] }> {
  const problems: Problem[] = []
  const whole = new Shape(content, problems)
  if (content['version'] !== trustListVersion)
    whole.member('version').report(code, `expected ${trustListVersion}: another version may mean something else`)
  const head = {
    id: https(whole.member('id')) ?? '',
    operator: whole.member('operator').member('id').address(code) ?? '',
    sequence: sequenceOf(whole.member('sequence')),
    issued: seconds(whole.member('issued')) ?? 0,
    nextUpdate: seconds(whole.member('nextUpdate')) ?? 0,
    logPolicy: await readPolicy(whole.member('logPolicy')),
  }
  if (problems.length === 0 && head.nextUpdate <= head.issued)
    whole.member('nextUpdate').report(code, 'the next one is due before this one is issued')
  const issuers = new Map<string, TrustedIssuer>()
  for (const entry of listed(whole.member('issuers'), most.issuers)) {
    const issuer = await readIssuer(entry)
    if (issuers.has(issuer.id)) entry.member('id').report(code, 'this issuer stands there twice')
    issuers.set(issuer.id, issuer)
  }
  return { list: problems.length === 0 ? { ...head, issuers } : null, problems }
}

async function readPolicy(policy: Shape): Promise<LogPolicy | null> {
  const { value } = policy
  return policy.missing ? null : tried(policy, () => readLogPolicy(typeof value === 'string' ? value : ''))
}

async function readIssuer(entry: Shape): Promise<TrustedIssuer> {
  const id = entry.member('id').address(code) ?? ''
  const authorisations = listed(entry.member('authorisations'), most.authorisations).map(readAuthorisation)
  const keepers = optional(entry.member('statusKeepers')).map((one) => one.address(code) ?? '')
  const addresses = optional(entry.member('statusLists')).map((one) => https(one) ?? '')
  const logs = await Promise.all(
    optional(entry.member('logs')).map((one) =>
      tried(one, () => readNoteKey(typeof one.value === 'string' ? one.value : '')),
    ),
  )
  return {
    id,
    authorisations,
    document: readKeys(entry.member('keys'), id),
    statusLists: addresses,
    statusKeepers: keepers,
    logs: logs.filter((key) => key !== null),
  }
}

/** Keys stand there as verification methods do in the document of a DID; all of them are for certificates. */
function readKeys(keys: Shape, owner: string): JsonObject | null {
  if (keys.missing) return null
  const methods = optional(keys).map((one): JsonValue => {
    const method = one.object(code) ?? {}
    return { controller: owner, ...method }
  })
  const assertionMethod = methods.map((method) => (method as JsonObject)['id'] ?? null)
  const document = { id: owner, verificationMethod: methods, assertionMethod }
  try {
    for (const method of readDidDocument(document, owner).methods.values()) {
      methodKey(method)
      if (method.controller !== owner || !method.id.startsWith(`${owner}#`))
        throw new AttestationError('key-controller-mismatch', method.at, 'this key is not its own')
    }
  } catch (error) {
    if (!(error instanceof AttestationError)) throw error
    keys.report(code, error.message.replace('/verificationMethod', ''))
  }
  return document
}

function readAuthorisation(entry: Shape): Authorisation {
  const until = entry.member('until')
  const read = {
    types: names(entry.member('types'), (one) => one.types(code)[0] ?? ''),
    schemes: names(entry.member('schemes'), (one) => one.address(code) ?? ''),
    jurisdictions: new Set(listed(entry.member('jurisdictions'), most.values).map(placeName)),
    from: seconds(entry.member('from')) ?? 0,
    until: until.missing ? null : seconds(until),
  }
  if (read.until !== null && read.until <= read.from) until.report(code, 'it ends before it begins')
  return read
}

function placeName(one: Shape): string {
  if (typeof one.value === 'string' && jurisdiction.test(one.value)) return one.value
  one.report(code, "expected a country ('FR'), a part of one ('FR-BRE'), or '*'")
  return ''
}

function names(member: Shape, read: (one: Shape) => string): ReadonlySet<string> | null {
  return member.missing ? null : new Set(listed(member, most.values).map(read))
}

function sequenceOf(member: Shape): number {
  const { value } = member
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) return value
  member.report(code, 'expected a whole number from 1 on')
  return 0
}

function seconds(member: Shape): number | null {
  if (member.missing) member.report(code, 'expected a day with time and offset')
  const milliseconds = member.moment(code)
  return milliseconds === null ? null : Math.floor(milliseconds / 1000)
}

function https(member: Shape): string | null {
  if (typeof member.value === 'string' && URL.parse(member.value)?.protocol === 'https:') return member.value
  member.report(code, 'expected an https address')
  return null
}

/** The entries of a list that has at least one, and no more than are read. */
function listed(member: Shape, limit: number): Shape[] {
  const entries = Array.isArray(member.value) ? member.entries() : []
  if (entries.length > 0 && entries.length <= limit) return entries
  member.report(code, `expected a list of 1 to ${limit}`)
  return []
}

function optional(member: Shape): Shape[] {
  return member.missing ? [] : listed(member, most.values)
}

async function tried<Value>(place: Shape, action: () => Promise<Value>): Promise<Value | null> {
  try {
    return await action()
  } catch (error) {
    if (!(error instanceof AttestationError)) throw error
    place.report(code, error.message)
    return null
  }
}
