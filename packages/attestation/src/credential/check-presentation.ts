// SPDX-License-Identifier: Apache-2.0
import { isObject, type JsonObject } from '../json/json.ts'
import type { Problem } from '../report.ts'
import { checkContext, checkTypes } from './check-credential.ts'
import { Shape } from './shape.ts'

/** A presentation, and the credentials in it as they stand: objects, secured or enveloped. */
export interface PresentationShape {
  readonly problems: readonly Problem[]
  readonly holder: string | null
  readonly credentials: readonly { readonly at: string; readonly document: JsonObject }[]
}

/** All that is wrong with the shape of a presentation (VCDM §4.13); the credentials in it are checked by themselves. */
export function checkPresentation(document: JsonObject): PresentationShape {
  const problems: Problem[] = []
  const whole = new Shape(document, problems)
  checkContext(whole)
  checkTypes(whole, 'VerifiablePresentation')
  whole.member('id').optionalAddress('presentation-invalid')
  const holder = checkHolder(whole.member('holder'))
  for (const terms of whole.member('termsOfUse').entries())
    if (terms.object('credential-terms-invalid') !== null) terms.member('type').types('credential-terms-invalid')
  const member = whole.member('verifiableCredential')
  const credentials = member.entries().flatMap((entry, index) => {
    const credential = entry.object('presentation-invalid')
    if (credential === null) return []
    return [
      {
        at: Array.isArray(member.value) ? `/verifiableCredential/${index}` : '/verifiableCredential',
        document: credential,
      },
    ]
  })
  return { problems, holder, credentials }
}

function checkHolder(holder: Shape): string | null {
  if (holder.missing) return null
  if (isObject(holder.value)) return holder.member('id').address('presentation-holder-invalid')
  return holder.address('presentation-holder-invalid')
}
