// SPDX-License-Identifier: Apache-2.0
import { hex } from '../bytes/bytes.ts'
import { platformCrypto } from '../crypto/crypto.ts'
import type { CryptoProvider, PublicKey, Signer } from '../crypto/crypto-provider.ts'
import { AttestationError, type TrustCode } from '../error.ts'
import { checkJws } from '../jose/check-jws.ts'
import { type Jws, readJws, readObject, signJws } from '../jose/jws.ts'
import { type Moment, secondsOf, usualSkew } from '../jose/jwt-times.ts'
import type { JsonObject } from '../json/json.ts'
import type { Fault, Problem } from '../report.ts'
import { readTrustListContent } from './read-trust-list.ts'
import { type TrustList, trustListType } from './trust-list.ts'

/** A trust list with its signature, read, not yet verified. */
export interface SignedTrustList {
  readonly jws: Jws
  /** Null where it is malformed: then the problems say why. */
  readonly list: TrustList | null
  readonly problems: readonly Problem[]
  readonly keyId: string | null
}

/** What to remember of the newest list that was verified, so that no older one is taken after it. */
export interface TrustListState {
  readonly id: string
  readonly sequence: number
  /** SHA-256 of what was signed, in hexadecimal. */
  readonly digest: string
}

/** Reads a trust list; throws what `readJws` throws, and `json-type`. */
export async function readTrustList(text: string, at = ''): Promise<SignedTrustList> {
  const jws = readJws(text, at)
  const place = at === '' ? 'payload' : `${at}/payload`
  const { list, problems } = await readTrustListContent(readObject(jws.payload, place))
  const { kid } = jws.header
  const placed = problems.map((problem) => ({ ...problem, at: `${place}${problem.at}` }))
  return { jws, list, problems: placed, keyId: typeof kid === 'string' ? kid : null }
}

export interface TrustListCheck extends Moment {
  /** What was remembered; left out for the first list. */
  known?: TrustListState
  crypto?: CryptoProvider
  at?: string
}

/**
 * All that is wrong with a trust list for the key of its operator, which the relying party has by other means: what
 * reading found, type, algorithm, signature; `trust-list-not-yet-issued` and `trust-list-stale`; beside what was
 * remembered `trust-list-other` (another list), `trust-list-rolled-back` (an older one), and `trust-list-split` (two of one
 * number). Without problems there is a state, to be remembered.
 */
export async function checkTrustList(
  signed: SignedTrustList,
  key: PublicKey,
  check: TrustListCheck = {},
): Promise<{ problems: readonly Problem[]; state: TrustListState | null }> {
  const { crypto = platformCrypto, known, at = '' } = check
  const { jws, list } = signed
  const expectation = { types: [trustListType], crypto, at }
  const problems = [...signed.problems, ...(await checkJws(jws, key, expectation))]
  if (list === null) return { problems, state: null }
  const state = { id: list.id, sequence: list.sequence, digest: hex(await crypto.sha256(jws.payload)) }
  const place = at === '' ? 'payload' : `${at}/payload`
  const report = (fault: Fault, code: TrustCode, member: string, message: string) =>
    problems.push({ fault, code, at: `${place}/${member}`, message })
  const now = secondsOf(check)
  const skew = check.skew ?? usualSkew
  if (now + skew < list.issued)
    report('not-yet-valid', 'trust-list-not-yet-issued', 'issued', `issued at ${list.issued}, it is ${now}`)
  if (isStale(list, check))
    report('expired', 'trust-list-stale', 'nextUpdate', `the next one was due at ${list.nextUpdate}, it is ${now}`)
  if (known !== undefined && known.id !== list.id)
    report('unknown-issuer', 'trust-list-other', 'id', `expected the list ${known.id.slice(0, 200)}`)
  else if (known !== undefined && list.sequence < known.sequence)
    report('tampered', 'trust-list-rolled-back', 'sequence', `number ${known.sequence} is known already`)
  else if (known?.sequence === list.sequence && known.digest !== state.digest)
    report('tampered', 'trust-list-split', 'sequence', `another list with the number ${known.sequence} is known`)
  return { problems, state: problems.length === 0 ? state : null }
}

/** Whether a newer list has to be there by now. */
export function isStale({ nextUpdate }: TrustList, moment: Moment): boolean {
  return secondsOf(moment) - (moment.skew ?? usualSkew) >= nextUpdate
}

/** Signs a trust list; throws `trust-list-invalid` with the first place for what nobody would read. */
export async function signTrustList(content: JsonObject, signer: Signer, keyId?: string): Promise<string> {
  const [problem] = (await readTrustListContent(content)).problems
  if (problem !== undefined) throw new AttestationError(problem.code, problem.at, problem.message)
  return signJws({ typ: trustListType, ...(keyId === undefined ? {} : { kid: keyId }) }, content, signer)
}
