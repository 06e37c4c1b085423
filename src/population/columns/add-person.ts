// SPDX-License-Identifier: Apache-2.0
import type { Credential, Experience, Person } from '@passerelle/recognition'
import { parsePlainDate } from '../../kernel/index.ts'
import { dayCode, NO_DAY } from './day-code.ts'
import { MOST_CREDENTIALS, RELEVANT_UNKNOWN } from './workforce.ts'
import type { WorkforceBuilder } from './workforce-builder.ts'

const DAY = 86_400_000

/** Day number since 1970-01-01. @throws {Problem} `invalid-input` */
function dayOf(date: string, name: string): number {
  return Date.parse(`${parsePlainDate(date, name)}T00:00:00Z`) / DAY
}

/** Thrown inside only: the person is kept whole instead. */
class DoesNotFit extends RangeError {}

function codeOf(date: string | undefined, name: string, later = 0): number {
  if (date === undefined) return NO_DAY
  const code = dayCode(dayOf(date, name) + later)
  if (code === null) throw new DoesNotFit(name)
  return code
}

/**
 * Adds a person, with what figures are broken down by. A person whom columns do not hold is kept whole.
 * The ids of credentials are not kept: they become `c1`, `c2` … in the order of their ids.
 * @returns position of the person
 * @throws {Problem} `invalid-input` for a day that the calendar does not have
 */
export function addPerson(builder: WorkforceBuilder, person: Person, groups: Record<string, string> = {}): number {
  const credentials = [...person.credentials].sort((a, b) => (a.id < b.id ? -1 : 1))
  let coded: Coded | null = null
  try {
    coded = encode(person, credentials)
  } catch (error) {
    if (!(error instanceof DoesNotFit)) throw error
  }
  const position = builder.begin(coded?.birth ?? NO_DAY, person.experience !== undefined)
  for (const name in groups) builder.group(name, builder.groupCode(name, groups[name] ?? ''))
  if (coded === null) {
    builder.keepWhole(JSON.stringify(person))
    return position
  }
  for (const fact in person.facts) {
    const value = person.facts[fact]
    if (value !== undefined) builder.fact(fact, builder.factCode(fact, value))
  }
  for (const { kind, issued, expires } of coded.credentials) builder.credential(builder.kindCode(kind), issued, expires)
  for (const { kind, from, end, relevant } of coded.jobs) builder.job(builder.jobKindCode(kind), from, end, relevant)
  return position
}

/** Answers under the keys of questions, but for what somebody says of a credential that the register does not have: that they hold none. */
const isApart = (key: string): boolean =>
  key === 'birthDate' || (key.includes(':') && !/^credential:\?[^:]+:(level|held)$/.test(key))

interface Coded {
  birth: number
  credentials: { kind: Omit<Credential, 'id' | 'issued' | 'expires'>; issued: number; expires: number }[]
  jobs: { kind: Omit<Experience, 'from' | 'to' | 'relevantTo'>; from: number; end: number; relevant: number }[]
}

function encode(person: Person, credentials: Credential[]): Coded {
  if (credentials.length > MOST_CREDENTIALS) throw new DoesNotFit('credentials')
  if (Object.keys(person.facts ?? {}).some(isApart)) throw new DoesNotFit('facts')
  const slots = new Map(credentials.map(({ id }, slot): [string, number] => [id, slot]))
  const jobs = (person.experience ?? []).map(({ from, to, relevantTo, ...kind }) => ({
    kind,
    from: codeOf(from, 'experience.from'),
    end: codeOf(to, 'experience.to', 1),
    relevant: relevantTo === undefined ? RELEVANT_UNKNOWN : bitsOf(relevantTo, slots),
  }))
  return {
    birth: codeOf(person.birthDate, 'birthDate'),
    credentials: credentials.map(({ id: _, issued, expires, ...kind }) => ({
      kind,
      issued: codeOf(issued, 'credentials.issued'),
      expires: codeOf(expires, 'credentials.expires'),
    })),
    jobs: jobs.sort((a, b) => a.from - b.from),
  }
}

/** Ids of no credential of the person's mean nothing to the engine either. */
function bitsOf(ids: readonly string[], slots: ReadonlyMap<string, number>): number {
  let bits = 0
  for (const id of ids) {
    const slot = slots.get(id)
    if (slot !== undefined) bits |= 1 << slot
  }
  return bits
}
