// SPDX-License-Identifier: Apache-2.0
import type { Credential, Experience, FactValue, Person } from '@passerelle/recognition'
import { dayOfCode, NO_DAY } from './day-code.ts'
import { RELEVANT_UNKNOWN, type Workforce } from './workforce.ts'

const DAY = 86_400_000
const dateOf = (code: number, later = 0): string => new Date((dayOfCode(code) + later) * DAY).toISOString().slice(0, 10)

const at = (column: ArrayLike<number>, position: number): number => column[position] as number

/** The id of a credential in a slot. */
export const credentialId = (slot: number): string => `c${slot + 1}`

/** A person put together again from the columns, as the engine reads them. */
export function personAt(workforce: Workforce, position: number): Person {
  const whole = workforce.irregular.get(position)
  if (whole !== undefined) return JSON.parse(whole) as Person
  const { birth, firstRecord, recordOf, firstJob, workKnown } = workforce
  const person: Person = { credentials: [] }
  if (at(birth, position) !== NO_DAY) person.birthDate = dateOf(at(birth, position))
  for (let index = at(firstRecord, position); index < at(firstRecord, position + 1); index++) {
    person.credentials.push(credentialAt(workforce, at(recordOf, index)))
  }
  if (at(workKnown, position) === 1) {
    person.experience = []
    for (let job = at(firstJob, position); job < at(firstJob, position + 1); job++) {
      person.experience.push(jobAt(workforce, job))
    }
  }
  const facts = factsAt(workforce, position)
  if (Object.keys(facts).length > 0) person.facts = facts
  return person
}

function credentialAt({ kinds, kindStart, slot, issued, expires }: Workforce, record: number): Credential {
  const credential: Credential = { id: credentialId(at(slot, record)), ...kinds[kindOf(kindStart, record)] }
  if (at(issued, record) !== NO_DAY) credential.issued = dateOf(at(issued, record))
  if (at(expires, record) !== NO_DAY) credential.expires = dateOf(at(expires, record))
  return credential
}

/** The kind among whose records a record stands. */
export function kindOf(kindStart: Uint32Array, record: number): number {
  let low = 0
  let high = kindStart.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (at(kindStart, middle) <= record) low = middle
    else high = middle
  }
  return low
}

function jobAt({ jobKinds, jobKind, jobFrom, jobEnd, jobRelevant }: Workforce, job: number): Experience {
  const experience: Experience = { ...jobKinds[at(jobKind, job)] }
  if (at(jobFrom, job) !== NO_DAY) experience.from = dateOf(at(jobFrom, job))
  if (at(jobEnd, job) !== NO_DAY) experience.to = dateOf(at(jobEnd, job), -1)
  const bits = at(jobRelevant, job)
  if (bits !== RELEVANT_UNKNOWN) {
    experience.relevantTo = []
    for (let slot = 0; slot < 31; slot++) if ((bits >>> slot) & 1) experience.relevantTo.push(credentialId(slot))
  }
  return experience
}

function factsAt({ facts }: Workforce, position: number): Record<string, FactValue> {
  const stated: Record<string, FactValue> = {}
  for (const { fact, values, codes } of facts) {
    const value = values[at(codes, position)]
    if (value !== null && value !== undefined) stated[fact] = value
  }
  return stated
}
