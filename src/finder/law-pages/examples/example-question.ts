// SPDX-License-Identifier: Apache-2.0
import type { Credential, Experience, FactValue, Person, Rule } from '@passerelle/recognition'
import type { LawExample } from '../../../instruments/index.ts'
import { type FormState, otherCertificate } from '../../interview/answer-form.model.ts'

/**
 * The question of an example as the finder's form asks it; null where the form cannot say it all: a certificate that was revoked, work
 * that has ended, several jobs.
 */
export function exampleQuestion(
  { content }: LawExample,
  { rule, knownOn }: { rule: Rule | undefined; knownOn: string | null },
): FormState | null {
  const { person, in: place, purpose = '', asOf } = content
  const byName = rule?.subject?.qualification !== undefined
  const holds = person.credentials.map((one) => heldAs(one, byName))
  const work = workOf(person)
  if (work === null || holds.includes(null)) return null
  return {
    holds: holds.flatMap((hold) => hold ?? []),
    place,
    purpose,
    asOf,
    knownOn: knownOn ?? '',
    ...work,
    answers: answersOf(person),
  }
}

/** Which certificate it is need not be known where a rule goes by a list; where it goes by name, 'another' would say too much. */
function heldAs({ qualification, level, issued = '', expires, status = 'valid' }: Credential, byName: boolean) {
  if (qualification === 'unknown' && byName) return null
  const named = qualification === 'unknown' ? undefined : qualification
  const both = qualification !== undefined && level !== undefined
  if (both || expires !== undefined || status !== 'valid') return null
  return { value: named ?? level ?? otherCertificate, issued }
}

/** The form knows one job that goes on, relevant to all that is held. */
function workOf({ experience, credentials }: Person): Pick<FormState, 'since' | 'workPlace'> | null {
  if (experience === undefined) return { since: '', workPlace: '' }
  const [job, ...others] = experience
  if (job === undefined || others.length > 0) return null
  return goesOn(job) && isRelevantToAll(job, credentials) ? { since: job.from ?? '', workPlace: job.place ?? '' } : null
}

const goesOn = ({ from, to, occupation, capacity }: Experience): boolean =>
  from !== undefined && to === undefined && occupation === undefined && capacity === undefined

const isRelevantToAll = ({ relevantTo = [] }: Experience, credentials: readonly Credential[]): boolean =>
  credentials.every(({ id }) => relevantTo.includes(id))

function answersOf({ birthDate, credentials, facts = {} }: Person): FormState['answers'] {
  const ids = new Map(credentials.map(({ id }, index) => [id, `c${index + 1}`]))
  const said = Object.entries(facts).map(([key, value]) => [renamed(key, ids), typed(value)] as const)
  const born = birthDate === undefined ? [] : [['birthDate', [birthDate]] as const]
  const about = credentials.flatMap((credential, index) => aboutCredential(credential, `credential:c${index + 1}`))
  return Object.fromEntries([...born, ...about, ...said])
}

/** The form numbers what is held. */
function renamed(key: string, ids: ReadonlyMap<string, string>): string {
  const [about, id = '', ...rest] = key.split(':')
  return about === 'credential' ? [about, ids.get(id) ?? id, ...rest].join(':') : key
}

function aboutCredential(credential: Credential, key: string): [string, string[]][] {
  const { country, awardingBody, field, listed = {}, stated = {} } = credential
  const said: [string, FactValue | undefined][] = [
    ['country', country],
    ['awardingBody', awardingBody],
    ['field', field],
    ...Object.entries(listed).map(([catalogue, value]): [string, FactValue] => [`listed:${catalogue}`, value]),
    ...Object.entries(stated).map(([fact, value]): [string, FactValue] => [`stated:${fact}`, value]),
  ]
  return said.flatMap(([name, value]) => (value === undefined ? [] : [[`${key}:${name}`, typed(value)]]))
}

/** As it would be typed; nothing of a set is said by a dash. */
function typed(value: FactValue): string[] {
  if (Array.isArray(value)) return value.length === 0 ? ['-'] : value
  return [String(value)]
}
