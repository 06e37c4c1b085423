// SPDX-License-Identifier: Apache-2.0
// Open Badges 3.0 (OB), AchievementCredential: what its JSON schema requires beyond a credential.
import type { JsonObject } from '../json/json.ts'
import type { Problem } from '../report.ts'
import { Shape } from './shape.ts'

const context = /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context(-3\.\d\.\d)*\.json$/

/** Whether a credential says that it is an Open Badge, by one of the two names that mean the same (OB §B.1.1). */
export function isOpenBadge(types: readonly string[]): boolean {
  return types.includes('OpenBadgeCredential') || types.includes('AchievementCredential')
}

/** All that is wrong with a credential as an Open Badge (OB §B.1.1 to §B.1.4). */
export function checkOpenBadge(document: JsonObject): Problem[] {
  const problems: Problem[] = []
  const whole = new Shape(document, problems)
  const [, second] = whole.member('@context').entries()
  if (typeof second?.value !== 'string' || !context.test(second.value))
    (second ?? whole.member('@context')).report(
      'badge-context-invalid',
      'expected a context of Open Badges 3.0 as the second',
    )
  whole.member('id').address('badge-invalid')
  if (whole.member('validFrom').missing)
    whole.member('validFrom').report('badge-invalid', 'expected from when it is valid')
  const issuer = whole.member('issuer')
  if (typeof issuer.value !== 'string') checkType(issuer, 'Profile')
  checkSubject(whole.member('credentialSubject'))
  return problems
}

function checkSubject(subject: Shape): void {
  if (subject.object('badge-subject-invalid') === null) return
  checkType(subject, 'AchievementSubject')
  if (subject.member('id').missing && subject.member('identifier').missing)
    subject.report('badge-subject-invalid', "expected 'id' or 'identifier': whose achievement it is")
  const achievement = subject.member('achievement')
  if (achievement.object('badge-achievement-invalid') === null) return
  achievement.member('id').address('badge-achievement-invalid')
  checkType(achievement, 'Achievement')
  achievement.member('criteria').object('badge-achievement-invalid')
  for (const name of ['name', 'description']) {
    const text = achievement.member(name)
    if (typeof text.value !== 'string') text.report('badge-achievement-invalid', 'expected text')
  }
}

/** A list with the name of the type among its entries: a type by itself is no list, and the schema wants one. */
function checkType(part: Shape, wanted: string): void {
  const type = part.member('type')
  if (!Array.isArray(type.value) || !type.value.includes(wanted))
    type.report('badge-type-invalid', `expected a list with '${wanted}'`)
}
