// SPDX-License-Identifier: Apache-2.0
import type { PlainDate } from '@passerelle/recognition'
import type { Localized } from '../../kernel/index.ts'
import type { AgreementCourse } from '../law-pages/instruments/agreement-course.model.ts'
import { isPartOf, type World } from './mutuality.model.ts'

/** An agreement as its instrument carries it. */
export interface AgreementFact {
  instrument: string
  status: string
  places: readonly string[]
  except: readonly string[]
  effective: string | null
  until: string | null
  mode: string
  subject: Localized
  signed: string | null
  inForce: string | null
  suspended: readonly { from: string; until?: string }[]
  terminated: string | null
  /** As its text says it. */
  written: AgreementCourse
  parties: readonly { name: Localized; jurisdiction: string | null }[]
}

/** What an agreement is on the as-of day. `unverified`: whether it still holds is not said by the source. */
export type AgreementState = 'now' | 'suspended' | 'coming' | 'unverified' | 'history'

export interface Joined {
  agreement: AgreementFact
  state: AgreementState
  /** False: its parties are not all named, so the other side may be among them. */
  certain: boolean
  /** The parties that stand for the two sides, as far as they are named. */
  sides: [Localized | null, Localized | null]
}

const order: readonly AgreementState[] = ['now', 'suspended', 'coming', 'unverified', 'history']

/** Agreements that join the two; those whose parties are not all named come last. */
export function agreementsBetween(world: World, agreements: readonly AgreementFact[], a: string, b: string): Joined[] {
  const joined = agreements.flatMap((agreement) => {
    const certain = joins(world, agreement, a, b)
    if (!certain && !mayJoin(world, agreement, a, b)) return []
    const sides: Joined['sides'] = [partyOf(world, agreement, a, b), partyOf(world, agreement, b, a)]
    return [{ agreement, state: stateOf(agreement, world.asOf), certain, sides }]
  })
  return joined.sort(
    (x, y) =>
      Number(y.certain) - Number(x.certain) ||
      order.indexOf(x.state) - order.indexOf(y.state) ||
      (x.agreement.instrument < y.agreement.instrument ? -1 : 1),
  )
}

function stateOf({ status, effective, until, ...agreement }: AgreementFact, asOf: PlainDate): AgreementState {
  if (status === 'unverified') return 'unverified'
  if (status !== 'in-force' || (until !== null && until <= asOf)) return 'history'
  if (agreement.terminated !== null && agreement.terminated <= asOf) return 'history'
  if (effective !== null && effective > asOf) return 'coming'
  const closed = agreement.suspended.some(({ from, until: end }) => from <= asOf && (end === undefined || asOf < end))
  return closed ? 'suspended' : 'now'
}

/** A party that a place is, is a part of, or has as a part. */
function covers(world: World, party: string | null, place: string): boolean {
  return party !== null && (world.within(place).includes(party) || isPartOf(world, party, place))
}

/** The party that stands for one side; one that is not the other side's as well comes first. */
function partyOf(world: World, { parties }: AgreementFact, place: string, other: string): Localized | null {
  const own = parties.filter((party) => covers(world, party.jurisdiction, place))
  return (own.find((party) => !covers(world, party.jurisdiction, other)) ?? own[0])?.name ?? null
}

/**
 * Two different parties stand for the two sides, and the instrument reaches one of them: a file may carry several agreements of one
 * country with others, which do not bind those among each other. A union alone is a party for all its members.
 */
function joins(world: World, agreement: AgreementFact, a: string, b: string): boolean {
  if (isExcepted(world, agreement, a) || isExcepted(world, agreement, b)) return false
  if (!reaches(world, agreement, a) && !reaches(world, agreement, b)) return false
  const codes = agreement.parties.map((party) => party.jurisdiction)
  const one = codes.flatMap((code, index) => (covers(world, code, a) ? [index] : []))
  const other = codes.flatMap((code, index) => (covers(world, code, b) ? [index] : []))
  if (one.some((index) => other.some((second) => second !== index))) return true
  const unions = codes.every((code) => code === null || isUnion(world, code))
  return unions && one.some((index) => other.includes(index))
}

/** A union has states as members: places that lie in it without being a part of it. */
function isUnion(world: World, code: string): boolean {
  return world.bundle.jurisdictions.some(
    (one) => one.parents.some((parent) => parent.code === code) && !isPartOf(world, one.code, code),
  )
}

const reaches = (world: World, { places }: AgreementFact, place: string): boolean =>
  world.within(place).some((code) => places.includes(code))

const isExcepted = (world: World, { except }: AgreementFact, place: string): boolean =>
  world.within(place).some((code) => except.includes(code))

/** One side is a named party; others are named only in general. */
function mayJoin(world: World, agreement: AgreementFact, a: string, b: string): boolean {
  if (isExcepted(world, agreement, a) || isExcepted(world, agreement, b)) return false
  if (agreement.parties.every((party) => party.jurisdiction !== null)) return false
  const named = (place: string) => agreement.parties.some((party) => covers(world, party.jurisdiction, place))
  return named(a) !== named(b)
}
