// SPDX-License-Identifier: Apache-2.0
import type { StatusCode } from '../error.ts'
import { type Moment, secondsOf, usualSkew } from '../jose/jwt-times.ts'
import type { Fault, Problem } from '../report.ts'
import { entryCount, fewestEntries, type StatusEntry, type StatusList, statusAt } from './status-list.ts'

export interface StatusExpectation extends Moment {
  /** Who issued the certificate. */
  issuer: string | null
  /** Who else may keep the status of this issuer's certificates. */
  keepers?: readonly string[]
  /** The fewest entries of a bitstring list; an ecosystem may say another number (Bitstring Status List §3.2). */
  fewest?: number
}

/** What a list says about a certificate. */
export interface StatusAnswer {
  /** Null where nothing can be said. */
  readonly value: number | null
  readonly purpose: string | null
  readonly message: string | null
  readonly problems: readonly Problem[]
}

/**
 * What a list, whose signature was verified, says about a certificate (Bitstring Status List §3.2, Token Status List
 * §8.3). A list that is another one, another issuer's, of another purpose, too short or out of its time says nothing:
 * `status-unreachable`. The purposes `refresh` and `message` tell something without invalidating.
 */
export function lookUpStatus(entry: StatusEntry, list: StatusList, expectation: StatusExpectation): StatusAnswer {
  const problems: Problem[] = []
  const report = (fault: Fault, code: StatusCode, message: string) =>
    problems.push({ fault, code, at: entry.at, message })
  const size = entry.size ?? list.size ?? 1
  for (const [code, message] of unfitness(entry, list, size, expectation)) report('status-unreachable', code, message)
  if (problems.length > 0) return { value: null, purpose: entry.purpose, message: null, problems }
  const value = statusAt(list, entry.index, size)
  const message = entry.messages?.[value] ?? null
  const told = value === 0 ? undefined : verdict(entry, value)
  if (told !== undefined) report(...told)
  return { value, purpose: entry.purpose, message, problems }
}

function verdict({ form, purpose }: StatusEntry, value: number): [Fault, StatusCode, string] | undefined {
  const kind = form === 'token' ? tokenKinds.get(value) : purpose
  if (kind === 'revocation') return ['revoked', 'status-revoked', 'its issuer has revoked it']
  if (kind === 'suspension') return ['suspended', 'status-suspended', 'its issuer has suspended it']
  if (form === 'token')
    return ['unsupported', 'status-value-unknown', `what the status ${value} means is not known here`]
  if (kind === 'refresh' || kind === 'message') return undefined
  const message = `a status is set for '${String(purpose).slice(0, 100)}', which is not known here`
  return ['unsupported', 'status-purpose-unknown', message]
}

/** Status types (Token Status List §7.1). */
const tokenKinds: ReadonlyMap<number, string> = new Map([
  [1, 'revocation'],
  [2, 'suspension'],
])

function* unfitness(
  entry: StatusEntry,
  list: StatusList,
  size: number,
  expectation: StatusExpectation,
): Generator<[StatusCode, string]> {
  const { issuer, keepers = [], fewest = fewestEntries, skew = usualSkew } = expectation
  // A bitstring list may be without id (§2.2); a token list must name itself (§5.1).
  const named =
    entry.form === list.form && (list.address === entry.list || (list.address === null && list.form === 'bitstring'))
  if (!named) yield ['status-list-mismatch', `expected the list ${shown(entry.list)}, not ${shown(list.address)}`]
  if (list.issuer !== issuer && !(list.issuer !== null && keepers.includes(list.issuer)))
    yield ['status-issuer-mismatch', `the list is by ${shown(list.issuer)}, not by ${shown(issuer)}`]
  if (entry.purpose !== null && !list.purposes.includes(entry.purpose))
    yield ['status-purpose-mismatch', `the list is not for ${shown(entry.purpose)}`]
  if (list.size !== null && size !== list.size)
    yield ['status-size-mismatch', `the entries of the list have ${list.size} bits, not ${size}`]
  if (list.form === 'bitstring' && entryCount(list, size) < fewest)
    yield ['status-list-too-short', `the list has ${entryCount(list, size)} entries, at least ${fewest} are needed`]
  if (entry.index >= entryCount(list, size)) yield ['status-index-out-of-range', `the list has no entry ${entry.index}`]
  const now = secondsOf(expectation)
  if (list.from !== null && now + skew < list.from)
    yield ['status-list-not-yet-valid', `the list begins at ${list.from}`]
  if (list.until !== null && now - skew >= list.until) yield ['status-list-expired', `the list ended at ${list.until}`]
}

function shown(text: string | null): string {
  return text === null ? 'nobody named' : `'${text.slice(0, 200)}'`
}
