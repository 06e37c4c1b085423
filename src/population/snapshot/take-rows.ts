// SPDX-License-Identifier: Apache-2.0
import type { Credential, Experience, FactValue, Person } from '@passerelle/recognition'
import { addPerson } from '../columns/add-person.ts'
import { dayCode, NO_DAY } from '../columns/day-code.ts'
import { type CredentialKind, type JobKind, MOST_CREDENTIALS, RELEVANT_UNKNOWN } from '../columns/workforce.ts'
import { canonical, WorkforceBuilder } from '../columns/workforce-builder.ts'
import { type CredentialRow, type HolderRow, type JobRow, jobKindMembers, kindMembers } from './workforce.store.ts'

/** A holder with what is theirs, in the order of the columns: credentials by slot, jobs earliest first. */
export interface WholeHolder {
  holder: HolderRow
  credentials: readonly CredentialRow[]
  jobs: readonly JobRow[]
}

/** Breakdowns of a holder; `purposes`: what the data may be used for, in the order of the alphabet, with spaces between. */
const groupsOf = ({ sex, district, origin, occupation, purposes }: HolderRow): Record<string, string> => ({
  ...{ sex: sex ?? '', district: district ?? '', origin: origin ?? '', occupation: occupation ?? '' },
  purposes: [...purposes].sort().join(' '),
})

/** Rows of the tables into columns, each distinct value looked at once. */
export class RowTaker {
  readonly builder = new WorkforceBuilder()
  private readonly kinds = new Map<string, number>()
  private readonly jobKinds = new Map<string, number>()
  private readonly facts = new Map<string, Map<unknown, number>>()
  private readonly groups = new Map<string, number>()

  take(whole: WholeHolder): void {
    const coded = codedOf(whole)
    if (coded === null) {
      addPerson(this.builder, personOf(whole), groupsOf(whole.holder))
      return
    }
    const { builder } = this
    const { holder, credentials, jobs } = whole
    builder.begin(coded.birth, holder.workKnown)
    const groups = groupsOf(holder)
    for (const name in groups) builder.group(name, this.groupCode(name, groups[name] as string))
    for (const fact in holder.facts) builder.fact(fact, this.factCode(fact, holder.facts[fact] as FactValue))
    credentials.forEach(({ kind }, at) => {
      builder.credential(this.kindCode(kind), coded.issued[at] as number, coded.expires[at] as number)
    })
    if (!holder.workKnown) return
    jobs.forEach(({ kind, relevant }, at) => {
      const bits = relevant === null ? RELEVANT_UNKNOWN : bitsOf(relevant, credentials)
      builder.job(this.jobKindCode(kind), coded.from[at] as number, coded.end[at] as number, bits)
    })
  }

  private kindCode(text: string): number {
    return found(this.kinds, text, () => this.builder.kindCode(kindOf<CredentialKind>(text, kindMembers)))
  }

  private jobKindCode(text: string): number {
    return found(this.jobKinds, text, () => this.builder.jobKindCode(kindOf<JobKind>(text, jobKindMembers)))
  }

  private groupCode(name: string, value: string): number {
    return found(this.groups, `${name} ${value}`, () => this.builder.groupCode(name, value))
  }

  private factCode(fact: string, value: FactValue): number {
    const codes = found(this.facts, fact, () => new Map<unknown, number>())
    const key = typeof value === 'object' ? canonical(value) : value
    // A text that looks like a list is another key than the list.
    return found(codes, typeof value === 'string' ? `"${value}` : key, () => this.builder.factCode(fact, value))
  }
}

/** What rows have in common; a member that is not there is absent. */
function kindOf<Kind>(text: string, members: readonly string[]): Kind {
  const values = JSON.parse(text) as unknown[]
  return Object.fromEntries(members.map((name, at) => [name, values[at]]).filter(([, value]) => value !== null)) as Kind
}

function found<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const value = known.get(key)
  if (value !== undefined) return value
  const made = make()
  known.set(key, made)
  return made
}

interface CodedDays {
  birth: number
  issued: number[]
  expires: number[]
  from: number[]
  end: number[]
}

const codeOf = (day: number | null): number | null => (day === null ? NO_DAY : dayCode(day))

/** Days as codes; null: the holder does not fit in columns. */
function codedOf({ holder, credentials, jobs }: WholeHolder): CodedDays | null {
  if (credentials.length > MOST_CREDENTIALS) return null
  for (const fact in holder.facts) if (fact === 'birthDate' || fact.includes(':')) return null
  const birth = codeOf(holder.birth)
  const issued = credentials.map((one) => codeOf(one.issued))
  const expires = credentials.map((one) => codeOf(one.expires))
  const from = jobs.map((one) => codeOf(one.started))
  const end = jobs.map((one) => codeOf(one.ended === null ? null : one.ended + 1))
  const days = [birth, ...issued, ...expires, ...from, ...end]
  return days.includes(null) ? null : ({ birth, issued, expires, from, end } as CodedDays)
}

/** Slots that no credential has mean nothing. */
function bitsOf(slots: readonly number[], credentials: readonly CredentialRow[]): number {
  let bits = 0
  credentials.forEach(({ slot }, at) => {
    if (slots.includes(slot)) bits |= 1 << at
  })
  return bits
}

const DAY = 86_400_000
const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)

/** As the engine reads them. */
export function personOf({ holder, credentials, jobs }: WholeHolder): Person {
  const idOf = (slot: number): string => `c${`${slot + 1}`.padStart(4, '0')}`
  return {
    ...(holder.birth !== null && { birthDate: dateOf(holder.birth) }),
    credentials: credentials.map(
      ({ slot, kind, issued, expires }): Credential => ({
        ...{ id: idOf(slot), ...kindOf<CredentialKind>(kind, kindMembers) },
        ...(issued !== null && { issued: dateOf(issued) }),
        ...(expires !== null && { expires: dateOf(expires) }),
      }),
    ),
    ...(holder.workKnown && {
      experience: jobs.map(
        ({ kind, started, ended, relevant }): Experience => ({
          ...kindOf<JobKind>(kind, jobKindMembers),
          ...(started !== null && { from: dateOf(started) }),
          ...(ended !== null && { to: dateOf(ended) }),
          ...(relevant !== null && { relevantTo: relevant.map(idOf) }),
        }),
      ),
    }),
    ...(Object.keys(holder.facts).length > 0 && { facts: holder.facts }),
  }
}
