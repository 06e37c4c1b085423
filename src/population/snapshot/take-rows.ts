// SPDX-License-Identifier: Apache-2.0
import type { Credential, Experience, FactValue, Person } from '@passerelle/recognition'
import { addPerson } from '../columns/add-person.ts'
import { dayCode, NO_DAY } from '../columns/day-code.ts'
import { type CredentialKind, type JobKind, MOST_CREDENTIALS, RELEVANT_UNKNOWN } from '../columns/workforce.ts'
import { WorkforceBuilder } from '../columns/workforce-builder.ts'
import { type CredentialRow, type HolderRow, type JobRow, jobKindMembers, kindMembers } from './workforce.store.ts'

/** A holder with what is theirs, in the order of the columns: credentials by slot, jobs earliest first. */
export interface WholeHolder {
  holder: HolderRow
  credentials: readonly CredentialRow[]
  jobs: readonly JobRow[]
}

/** Breakdowns of a holder; `purposes`: what the data may be used for, in the order of the alphabet, with spaces between. */
const groupsOf = (holder: HolderRow): Record<string, string> => {
  const { sex, district, origin, occupation } = holder
  return {
    ...{ sex: sex ?? '', district: district ?? '', origin: origin ?? '', occupation: occupation ?? '' },
    purposes: purposesOf(holder),
  }
}

const purposesOf = ({ purposes }: HolderRow): string => [...purposes].sort().join(' ')

/** Rows of the tables into columns, each distinct value looked at once. */
export class RowTaker {
  readonly builder = new WorkforceBuilder()
  private readonly kinds = new Map<string, number>()
  private readonly jobKinds = new Map<string, number>()
  private readonly facts = new Map<string, FactCodes>()
  private readonly groups = new Map<string, Map<string, number>>()
  private readonly purposes = new Map<string, string>()

  take(whole: WholeHolder): void {
    const coded = codedOf(whole)
    if (coded === null) {
      addPerson(this.builder, personOf(whole), groupsOf(whole.holder))
      return
    }
    const { builder } = this
    const { holder, credentials, jobs } = whole
    builder.begin(coded.birth, holder.workKnown)
    this.group('sex', holder.sex)
    this.group('district', holder.district)
    this.group('origin', holder.origin)
    this.group('occupation', holder.occupation)
    this.group(
      'purposes',
      found(this.purposes, holder.purposes.join(), () => purposesOf(holder)),
    )
    const { facts } = holder
    for (const fact in facts) builder.fact(fact, this.factCode(fact, facts[fact] as FactValue))
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

  private group(name: string, value: string | null): void {
    if (value === null || value === '') return
    const codes = found(this.groups, name, newCodes)
    let code = codes.get(value)
    if (code === undefined) {
      code = this.builder.groupCode(name, value)
      codes.set(value, code)
    }
    this.builder.group(name, code)
  }

  // A function made for each of millions of values would cost as much as looking them up.
  private factCode(fact: string, value: FactValue): number {
    const { plain, lists } = found(this.facts, fact, newFactCodes)
    const codes: Map<unknown, number> = typeof value === 'object' ? lists : plain
    const key = typeof value === 'object' ? JSON.stringify(value) : value
    const known = codes.get(key)
    if (known !== undefined) return known
    const code = this.builder.factCode(fact, value)
    codes.set(key, code)
    return code
  }
}

/** Codes of a fact: those of lists by their JSON, which a text may look like. */
interface FactCodes {
  plain: Map<unknown, number>
  lists: Map<unknown, number>
}

const newCodes = (): Map<string, number> => new Map()
const newFactCodes = (): FactCodes => ({ plain: new Map(), lists: new Map() })

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
  const fits = birth !== null && ![issued, expires, from, end].some((days) => days.includes(null))
  return fits ? ({ birth, issued, expires, from, end } as CodedDays) : null
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
