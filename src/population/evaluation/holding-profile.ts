// SPDX-License-Identifier: Apache-2.0
/**
 * What persons hold, as far as conditions on further credentials ask: one code for all who answer all of them alike. Most such conditions
 * ask for nothing but what a credential is ("holds a master's degree"), so a person has one of a few profiles, and a profile is a column.
 */
import { type CellState, cellsOf, type Formula, filled, type Holding } from '@passerelle/recognition'
import { shared } from '../columns/growing.ts'
import type { Codes, FactColumn, Workforce } from '../columns/workforce.ts'
import type { CellReader } from './cells/cell-reader.ts'
import { type Circumstances, isValid } from './circumstances.ts'
import { formulaSpan } from './formula-span.ts'
import { best, OPEN_SPAN, SETTLED_SPAN, type Span, spanOf, worst } from './span.ts'

const MOST_PROFILES = 65_536
const WORDS = ['unmet', 'discretion', 'met'] as const

/** A condition that asks only what credentials are, and what is said of those that are not held. */
interface Plain {
  holding: Holding
  /** By kind: 0 to 2 where it is settled for a valid credential of the kind. */
  ofKinds: Uint8Array
  /** By credential not spoken of and kind: 1 where it speaks of it. */
  spoken: Uint8Array[]
}

interface Profile {
  /** By condition: the best of the credentials held. */
  own: Uint8Array
  /** By condition and credential not spoken of. */
  spoken: Uint8Array[]
  /** By fact: the value stated. */
  said: number[]
}

/** The profiles of a workforce on a day: plain data, so that threads share them. */
export interface ProfileCodes {
  /** By person. */
  codes: Uint16Array
  /** By record: that of its person. */
  recordCodes: Uint16Array
  profiles: Profile[]
  /** Names of the conditions, and the facts under which something is said of credentials that are not stated, in the order of the profiles. */
  holdings: string[]
  said: string[]
}

/** The profiles worked out last for a workforce. */
interface Kept {
  dayCode: number
  plain: readonly Plain[]
  found: ProfileCodes | null
}

const MOST_KEPT = 4
const kept = new WeakMap<Workforce, Kept[]>()

/** Null where there is nothing to gain, or there are too many profiles. */
export function profileCodes(around: Circumstances): ProfileCodes | null {
  const plain = plainHoldings(around)
  if (plain.length === 0) return null
  const { dayCode, workforce } = around
  const list = kept.get(workforce) ?? []
  const known = list.find((one) => one.dayCode === dayCode && areSame(one.plain, plain))
  if (known !== undefined) return known.found
  const found = assign(plain, around)
  kept.set(workforce, [{ dayCode, plain, found }, ...list].slice(0, MOST_KEPT))
  return found
}

/** The profiles of another law, if its conditions mean the same under this one; null where some do not, or it is not known. */
export function sameProfiles(codes: ProfileCodes | null, around: Circumstances): ProfileCodes | null {
  const made = kept.get(around.workforce)?.find(({ found }) => found === codes && found !== null)
  if (made === undefined) return null
  const same = around.residuals.holdings().every((holding) => {
    const other = made.plain.find((one) => one.holding.name === holding.name)
    if (other === undefined) return true
    const own = plainOf(holding, around)
    return own !== null && areSame([own], [other])
  })
  return same ? codes : null
}

/** Whether two laws ask the same and mean the same by it. */
function areSame(one: readonly Plain[], other: readonly Plain[]): boolean {
  const sameBytes = (a: Uint8Array, b: Uint8Array | undefined): boolean => b !== undefined && Buffer.compare(a, b) === 0
  return (
    one.length === other.length &&
    one.every(({ holding, ofKinds, spoken }, at) => {
      const beside = other[at] as Plain
      const same = holding.name === beside.holding.name && sameBytes(ofKinds, beside.ofKinds)
      return same && spoken.every((list, index) => sameBytes(list, beside.spoken[index]))
    })
  )
}

const plainHoldings = (around: Circumstances): Plain[] =>
  around.residuals.holdings().flatMap((holding) => plainOf(holding, around) ?? [])

const saidColumns = (plain: readonly Plain[], { workforce }: Circumstances): FactColumn[] => {
  const facts = new Set(plain.flatMap(({ holding }) => saidFacts(holding)))
  return workforce.facts.filter(({ fact }) => facts.has(fact))
}

/** Gives every person their code. */
function assign(plain: Plain[], around: Circumstances): ProfileCodes | null {
  const { workforce } = around
  const { firstRecord, recordKind, recordOf, person: holderOf } = workforce
  const profiles: Profile[] = []
  const steps = new Steps(plain, saidColumns(plain, around), profiles)
  const speaks = steps.kindsThatSpeak()
  const codes = shared.words(workforce.persons)
  const recordCodes = shared.words(workforce.records)
  for (let person = 0; person < workforce.persons; person++) {
    let code = steps.first(person)
    const end = firstRecord[person + 1] as number
    for (let index = firstRecord[person] as number; index < end; index++) {
      const kind = recordKind[index] as number
      if (speaks[kind] === 1) code = steps.next(code, kind, isValid(around, recordOf[index] as number))
    }
    if (code >= MOST_PROFILES) return null
    codes[person] = code
  }
  for (let record = 0; record < workforce.records; record++)
    recordCodes[record] = codes[holderOf[record] as number] as number
  return {
    ...{ codes, recordCodes, profiles },
    holdings: plain.map(({ holding }) => holding.name),
    said: saidColumns(plain, around).map(({ fact }) => fact),
  }
}

export class HoldingProfiles {
  /** By person. */
  readonly codes: Uint16Array
  /** By record: that of its person. */
  readonly recordCodes: Uint16Array
  private readonly places: Map<string, number>
  private readonly profiles: readonly Profile[]
  private readonly said: FactColumn[]

  static of(workforce: Workforce, codes: ProfileCodes | null): HoldingProfiles | null {
    return codes === null ? null : new HoldingProfiles(workforce, codes)
  }

  private constructor({ facts }: Workforce, { codes, recordCodes, profiles, holdings, said }: ProfileCodes) {
    this.places = new Map(holdings.map((name, at): [string, number] => [name, at]))
    this.said = facts.filter(({ fact }) => said.includes(fact))
    this.profiles = profiles
    this.codes = codes
    this.recordCodes = recordCodes
  }

  get count(): number {
    return this.profiles.length
  }

  holds(holding: Holding): boolean {
    return this.places.has(holding.name)
  }

  /** What a condition comes to for a profile. */
  state(holding: Holding, code: number): CellState | Formula {
    const at = this.places.get(holding.name) as number
    const { own, spoken, said } = this.profiles[code] as Profile
    const children: Formula[] = [WORDS[own[at] as number] ?? 'unmet']
    holding.unspoken.forEach((unspoken, index) => {
      if (spoken[at]?.[index] === 1) return
      children.push(
        filled(unspoken.formula, (cell) => (cell.on === 'fact' ? cell.read(this.value(cell.fact, said)) : 'unmet')),
      )
    })
    return { op: 'any', children }
  }

  span(holding: Holding, code: number): Span {
    const at = this.places.get(holding.name) as number
    const { own, spoken, said } = this.profiles[code] as Profile
    let low = own[at] as number
    let high = low
    holding.unspoken.forEach((unspoken, index) => {
      if (spoken[at]?.[index] === 1) return
      const span = formulaSpan(unspoken.formula, (cell) => {
        const state = cell.on === 'fact' ? cell.read(this.value(cell.fact, said)) : 'unmet'
        return typeof state === 'string' ? SETTLED_SPAN[state] : OPEN_SPAN
      })
      low = Math.max(low, worst(span))
      high = Math.max(high, best(span))
    })
    return spanOf(low, high)
  }

  private value(fact: string, said: readonly number[]) {
    const at = this.said.findIndex((one) => one.fact === fact)
    return this.said[at]?.values[said[at] ?? 0] ?? undefined
  }
}

/** From profile to profile, credential by credential; every step is worked out once. */
class Steps {
  private readonly plain: Plain[]
  private readonly said: { codes: Codes; count: number }[]
  private readonly profiles: Profile[]
  private readonly ids = new Map<string, number>()
  private readonly begun: number[] = []
  /** By profile: by kind and validity, the next one and 1. */
  private readonly steps: Int32Array[] = []
  private readonly kinds: number

  constructor(plain: Plain[], said: FactColumn[], profiles: Profile[]) {
    this.plain = plain
    this.said = said.map(({ codes, values }) => ({ codes, count: values.length }))
    this.profiles = profiles
    this.kinds = plain[0]?.ofKinds.length ?? 0
  }

  kindsThatSpeak(): Uint8Array {
    const lists = this.plain.flatMap(({ ofKinds, spoken }) => [ofKinds, ...spoken])
    return Uint8Array.from({ length: this.kinds }, (_, kind) => (lists.some((list) => list[kind] !== 0) ? 1 : 0))
  }

  first(person: number): number {
    let mixed = 0
    for (const { codes, count } of this.said) mixed = mixed * count + (codes[person] as number)
    const known = this.begun[mixed]
    if (known !== undefined) return known
    const own = new Uint8Array(this.plain.length)
    const spoken = this.plain.map((one) => new Uint8Array(one.spoken.length))
    const code = this.enter({ own, spoken, said: this.said.map(({ codes }) => codes[person] as number) })
    this.begun[mixed] = code
    return code
  }

  next(code: number, kind: number, valid: boolean): number {
    const place = kind * 2 + (valid ? 1 : 0)
    const known = (this.steps[code] as Int32Array)[place] as number
    if (known > 0) return known - 1
    const { own, spoken, said } = this.profiles[code] as Profile
    const after: Profile = {
      own: own.map((best, at) => Math.max(best, valid ? ((this.plain[at] as Plain).ofKinds[kind] as number) : 0)),
      spoken: spoken.map((list, at) =>
        list.map((one, index) => one | ((this.plain[at] as Plain).spoken[index]?.[kind] ?? 0)),
      ),
      said,
    }
    const found = this.enter(after)
    ;(this.steps[code] as Int32Array)[place] = found + 1
    return found
  }

  private enter(profile: Profile): number {
    const key = `${profile.own.join('')} ${profile.spoken.map((list) => list.join('')).join(',')} ${profile.said.join()}`
    const known = this.ids.get(key)
    if (known !== undefined) return known
    const code = this.profiles.length
    this.ids.set(key, code)
    this.profiles.push(profile)
    this.steps.push(new Int32Array(this.kinds * 2))
    return code
  }
}

const saidFacts = ({ unspoken }: Holding): string[] =>
  unspoken.flatMap(({ formula }) => cellsOf(formula).flatMap((cell) => (cell.on === 'fact' ? [cell.fact] : [])))

/** Null where the condition asks for days, work or facts. */
function plainOf(holding: Holding, { workforce }: Circumstances): Plain | null {
  if (holding.derived) return null
  const saysMore = holding.unspoken.some(({ formula }) =>
    cellsOf(formula).some((cell) => cell.on !== 'fact' || !cell.fact.startsWith('credential:?')),
  )
  if (saysMore) return null
  const ofKinds = new Uint8Array(workforce.kinds.length)
  for (const [at, kind] of workforce.kinds.entries()) {
    const formula = holding.forKind(kind)
    if (typeof formula !== 'string') return null
    ofKinds[at] = WORDS.indexOf(formula)
  }
  const spoken = holding.unspoken.map((one) => Uint8Array.from(workforce.kinds, (kind) => (one.spokenBy(kind) ? 1 : 0)))
  return { holding, ofKinds, spoken }
}

/** Reads a condition by the profile of the person. */
export class ProfileReader implements CellReader {
  private readonly holding: Holding
  private readonly profiles: HoldingProfiles
  private readonly spans: Uint8Array

  constructor(holding: Holding, profiles: HoldingProfiles) {
    this.holding = holding
    this.profiles = profiles
    this.spans = Uint8Array.from({ length: profiles.count }, (_, code) => profiles.span(holding, code))
  }

  span(person: number): Span {
    return this.spans[this.profiles.codes[person] as number] as number
  }
  /** Whoever says the same of the same credentials has the same profile. */
  key(person: number): string {
    return `${this.profiles.codes[person]}p`
  }
  state(person: number): CellState | Formula {
    return this.profiles.state(this.holding, this.profiles.codes[person] as number)
  }
}
