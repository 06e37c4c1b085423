// SPDX-License-Identifier: Apache-2.0
// Proofs within a document (W3C Verifiable Credential Data Integrity 1.0, VC-DI §2.1), as eddsa-rdfc-2022 and
// eddsa-jcs-2022 make them (VC-DI-EDDSA §3.2, §3.3).

import type { Bytes } from '../bytes/bytes.ts'
import { readMultibase } from '../bytes/multibase.ts'
import { readDateTime } from '../dates/date-time.ts'
import { AttestationError, type AttestationErrorCode } from '../error.ts'
import { isObject, type JsonObject, type JsonValue } from '../json/json.ts'
import type { Fault, Problem } from '../report.ts'

export type Cryptosuite = 'eddsa-rdfc-2022' | 'eddsa-jcs-2022'

export const cryptosuites: readonly string[] = ['eddsa-rdfc-2022', 'eddsa-jcs-2022'] satisfies Cryptosuite[]

/** A proof whose members have the shapes that they must have; nothing in it is believed yet. */
export interface Proof {
  readonly cryptosuite: Cryptosuite
  readonly verificationMethod: string
  readonly proofPurpose: string
  /** 64 bytes. */
  readonly proofValue: Bytes
  /** Ids of the proofs that this one was put upon; empty for one that stands by itself. */
  readonly previous: readonly string[]
  /** Milliseconds since 1970. */
  readonly created: number | null
  readonly expires: number | null
  readonly challenge: string | null
  readonly domains: readonly string[]
  /** The proof as it stands in the document. */
  readonly written: JsonObject
  /** Where it stands. */
  readonly at: string
}

/** A document, what it was before it was secured, and its proofs; those that cannot be read are among the problems. */
export interface SecuredDocument {
  readonly unsecured: JsonObject
  readonly proofs: readonly Proof[]
  readonly problems: readonly Problem[]
}

/** More proofs than a document has: each costs a signature, a key, and the whole document once more. */
export const mostProofs = 16

/** Takes a document and its proofs apart. One without a proof has the problem `proof-missing`, one of too many `too-large`. */
export function readSecured(document: JsonObject): SecuredDocument {
  const { proof, ...unsecured } = document
  const problems: Problem[] = []
  const written = proof === undefined ? [] : [proof].flat()
  if (written.length === 0)
    problems.push({ fault: 'malformed', code: 'proof-missing', at: '/proof', message: 'expected a proof' })
  if (written.length > mostProofs) {
    const message = `at most ${mostProofs} proofs are read, not ${written.length}`
    return { unsecured, proofs: [], problems: [{ fault: 'malformed', code: 'too-large', at: '/proof', message }] }
  }
  const place = (index: number) => (Array.isArray(proof) ? `/proof/${index}` : '/proof')
  const proofs = written.map((one, index) => readProof(one as JsonValue, place(index), problems))
  return { unsecured, proofs: proofs.filter((one) => one !== null), problems }
}

function readProof(written: JsonValue, at: string, problems: Problem[]): Proof | null {
  const before = problems.length
  const report = (fault: Fault, code: AttestationErrorCode, member: string, message: string) => {
    problems.push({ fault, code, at: member === '' ? at : `${at}/${member}`, message })
  }
  if (!isObject(written)) {
    report('malformed', 'proof-invalid', '', 'a proof is no object')
    return null
  }
  const members = new Members(written, report)
  if (members.text('type') !== 'DataIntegrityProof')
    report('unsupported', 'proof-type-unsupported', 'type', "expected 'DataIntegrityProof'")
  const cryptosuite = members.text('cryptosuite')
  if (cryptosuite !== '' && !cryptosuites.includes(cryptosuite))
    report(
      'unsupported',
      'cryptosuite-unsupported',
      'cryptosuite',
      `'${cryptosuite.slice(0, 60)}' is not verified here`,
    )
  const proof: Proof = {
    cryptosuite: cryptosuite as Cryptosuite,
    verificationMethod: members.address('verificationMethod'),
    proofPurpose: members.text('proofPurpose'),
    proofValue: members.signature('proofValue'),
    previous: members.texts('previousProof'),
    created: members.dateTime('created'),
    expires: members.dateTime('expires'),
    challenge: members.optionalText('challenge'),
    domains: members.texts('domain'),
    written,
    at,
  }
  return problems.length === before ? proof : null
}

/** The members of a proof by their shapes; what has another is reported by its name. */
class Members {
  private readonly written: JsonObject
  private readonly report: (fault: Fault, code: AttestationErrorCode, member: string, message: string) => void

  constructor(written: JsonObject, report: Members['report']) {
    this.written = written
    this.report = report
  }

  text(name: string): string {
    const value = this.written[name]
    if (typeof value === 'string' && value !== '') return value
    this.wrong(name, 'expected text')
    return ''
  }

  optionalText(name: string): string | null {
    return this.written[name] === undefined ? null : this.text(name)
  }

  address(name: string): string {
    const value = this.text(name)
    if (value !== '' && !/^[a-zA-Z][a-zA-Z0-9+.-]*:\S+$/.test(value)) this.wrong(name, 'expected an absolute address')
    return value
  }

  texts(name: string): string[] {
    const value = this.written[name]
    if (value === undefined) return []
    const entries = [value].flat()
    const texts = entries.filter((entry): entry is string => typeof entry === 'string' && entry !== '')
    if (texts.length !== entries.length || texts.length === 0) this.wrong(name, 'expected text, or several')
    return texts
  }

  dateTime(name: string): number | null {
    const value = this.written[name]
    if (value === undefined) return null
    const moment = typeof value === 'string' ? readDateTime(value) : null
    if (moment === null) this.wrong(name, 'expected a day with time and offset (XML Schema dateTimeStamp)')
    return moment
  }

  /** `proofValue` of both suites: base58btc of 64 bytes (VC-DI-EDDSA §3.2.2, step 5). */
  signature(name: string): Bytes {
    const value = this.text(name)
    try {
      const bytes = value.startsWith('z') ? readMultibase(value) : undefined
      if (bytes?.length === 64) return bytes
    } catch (error) {
      if (!(error instanceof AttestationError)) throw error
    }
    this.report('malformed', 'proof-value-invalid', name, 'expected 64 bytes in base58btc')
    return new Uint8Array()
  }

  private wrong(name: string, message: string): void {
    this.report('malformed', 'proof-invalid', name, message)
  }
}
