// SPDX-License-Identifier: Apache-2.0
// The shape of a credential (W3C Verifiable Credentials Data Model 2.0, VCDM). What its members say is not asked here.
import { credentialsContext } from '../contexts/pinned.ts'
import type { JsonObject } from '../json/json.ts'
import type { Problem } from '../report.ts'
import { checkRelatedResources } from './related-resources.ts'
import { Shape } from './shape.ts'

/** From when until when a credential says that it is valid, in milliseconds since 1970; null where it says nothing. */
export interface ValidityPeriod {
  readonly from: number | null
  readonly until: number | null
}

/** What a credential says of itself that its verification rests on. */
export interface CredentialShape {
  readonly problems: readonly Problem[]
  readonly types: readonly string[]
  readonly issuer: string | null
  readonly validity: ValidityPeriod
}

/** All that is wrong with the shape of a credential, each with its place. */
export function checkCredential(document: JsonObject): CredentialShape {
  const problems: Problem[] = []
  const whole = new Shape(document, problems)
  checkContext(whole)
  whole.member('id').optionalAddress('credential-id-invalid')
  const types = checkTypes(whole, 'VerifiableCredential')
  const issuer = checkIssuer(whole.member('issuer'))
  checkSubjects(whole.member('credentialSubject'))
  checkWording(whole)
  const validity = checkValidity(whole)
  for (const [name, code] of parts) checkParts(whole.member(name), code)
  checkSchemas(whole.member('credentialSchema'))
  checkRelatedResources(whole.member('relatedResource'))
  return { problems, types, issuer, validity }
}

/** Members whose objects must say their type (VCDM §4.5). */
const parts = [
  ['credentialStatus', 'credential-status-invalid'],
  ['termsOfUse', 'credential-terms-invalid'],
  ['evidence', 'credential-evidence-invalid'],
  ['refreshService', 'credential-refresh-invalid'],
] as const

/** The first context is that of VCDM itself; the others are addresses or objects (VCDM §4.3). */
export function checkContext(whole: Shape): void {
  const context = whole.member('@context')
  const [first, ...others] = context.entries()
  if (first?.value !== credentialsContext)
    (first ?? context).report('credential-context-invalid', `expected '${credentialsContext}' first`)
  for (const other of others)
    if (typeof other.value === 'string') other.address('credential-context-invalid')
    else other.object('credential-context-invalid')
}

export function checkTypes(whole: Shape, wanted: string): string[] {
  const member = whole.member('type')
  const types = member.types('credential-type-invalid')
  if (!member.missing && !types.includes(wanted))
    member.report('credential-type-invalid', `expected '${wanted}' among the types`)
  return types
}

/** The id of an issuer or holder: an address, or an object with one, and names that are in order (VCDM §4.7). */
function checkIssuer(issuer: Shape): string | null {
  if (typeof issuer.value === 'string') return issuer.address('credential-issuer-invalid')
  if (issuer.missing) {
    issuer.report('credential-issuer-invalid', 'expected who issues it')
    return null
  }
  if (issuer.object('credential-issuer-invalid') === null) return null
  checkWording(issuer)
  return issuer.member('id').address('credential-issuer-invalid')
}

export function checkWording(part: Shape): void {
  part.member('name').wording('credential-wording-invalid')
  part.member('description').wording('credential-wording-invalid')
}

/** One or more objects, each saying something (VCDM §4.8). */
function checkSubjects(subjects: Shape): void {
  const entries = subjects.entries()
  if (entries.length === 0) subjects.report('credential-subject-invalid', 'expected of whom it says something')
  for (const entry of entries) {
    const object = entry.object('credential-subject-invalid')
    if (object === null) continue
    if (Object.keys(object).length === 0) entry.report('credential-subject-invalid', 'this says nothing')
    entry.member('id').optionalAddress('credential-id-invalid')
  }
}

/** Both ends are dateTimeStamps, in their order (VCDM §4.9). */
function checkValidity(whole: Shape): ValidityPeriod {
  const until = whole.member('validUntil')
  const validity = {
    from: whole.member('validFrom').moment('credential-validity-invalid'),
    until: until.moment('credential-validity-invalid'),
  }
  if (validity.from !== null && validity.until !== null && validity.until < validity.from)
    until.report('credential-validity-invalid', 'it ends before it begins')
  return validity
}

function checkParts(part: Shape, code: (typeof parts)[number][1]): void {
  for (const entry of part.entries()) {
    if (entry.object(code) === null) continue
    entry.member('type').types(code)
    entry.member('id').optionalAddress(code)
  }
}

/** Schemas say type and address (VCDM §4.11). */
function checkSchemas(schemas: Shape): void {
  for (const entry of schemas.entries()) {
    if (entry.object('credential-schema-invalid') === null) continue
    entry.member('type').types('credential-schema-invalid')
    entry.member('id').address('credential-schema-invalid')
  }
}
