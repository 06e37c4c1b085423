// SPDX-License-Identifier: Apache-2.0
/** A person who does what one way of holding asks. What it cannot know, the engine's questions settle (show-person.ts). */
import type { Credential, Experience, ExperienceSelector, FactValue, Person, PlainDate } from '@passerelle/recognition'
import type { Literal, Places } from '../checks/domain.ts'
import { alwaysAround, containersOf, type Vocabulary } from '../law/vocabulary.ts'
import { addDays, addMonths } from './calendar.ts'
import { codesFor, identityFor, type Way } from './ways.ts'

export interface Shaping {
  day: PlainDate
  vocabulary: Vocabulary
}

/** Null: no such person was found, which does not say that there is none. */
export function personOf(way: Way, shaping: Shaping): Person | null {
  const credentials: Credential[] = []
  const experience: Experience[] = []
  for (const [index, scope] of way.scopes.entries()) {
    const credential = credentialOf(way, scope, `c${index + 1}`, shaping)
    if (credential === null) return null
    credentials.push(credential)
  }
  for (const key of way.experience.keys()) {
    const job = jobOf(way, key, credentials, shaping)
    if (job !== null) experience.push(job)
  }
  const facts = factsOf(way, shaping)
  const birthDate = birthOf(way.literals.get('age') ?? [], shaping.day)
  if (facts === null) return null
  return {
    ...(birthDate !== null && { birthDate }),
    credentials,
    ...(way.experience.size > 0 && { experience }),
    ...(Object.keys(facts).length > 0 && { facts }),
  }
}

function credentialOf(way: Way, scope: string, id: string, shaping: Shaping): Credential | null {
  const what = identityFor(way.identities.get(scope) ?? [], shaping.vocabulary)
  const field = codesFor(way.codes.get(scope) ?? [])
  if (what === null || field === null) return null
  const of = (name: string): readonly Literal[] | undefined => way.literals.get(`${scope}:${name}`)
  const country = placeOf(of('country'), shaping.vocabulary.jurisdictions)
  const awardingBody = choiceOf(of('body'))
  const issued = issueOf(way, scope, shaping.day)
  return {
    id,
    ...what,
    ...(issued !== null && { issued }),
    ...(country !== null && { country }),
    ...(awardingBody !== null && { awardingBody: String(awardingBody) }),
    ...(way.codes.has(scope) && { field }),
    ...asRecord('listed', scope, way, (value) => String(value)),
    ...asRecord('stated', scope, way, (value) => value),
  }
}

/** `listed` or `stated`, by what stands behind the scope in the key. */
function asRecord<Value>(
  name: 'listed' | 'stated',
  scope: string,
  { literals }: Way,
  read: (value: string | boolean) => Value,
): Record<string, Record<string, Value>> {
  const start = `${scope}:${name}:`
  const entries = [...literals].flatMap(([key, list]) => {
    const value = key.startsWith(start) ? choiceOf(list) : null
    return value === null ? [] : [[key.slice(start.length), read(value)] as const]
  })
  return entries.length === 0 ? {} : { [name]: Object.fromEntries(entries) }
}

/** A value that all tests allow; one of a list that is not known stands for all others. */
function choiceOf(list: readonly Literal[] | undefined): string | boolean | null {
  if (list === undefined) return null
  let left: (string | boolean)[] | null = null
  const excluded = new Set<string | boolean>()
  for (const literal of list) {
    if (literal.kind !== 'one-of') continue
    const allowed = literal.negated ? literal.universe : literal.values
    if (literal.negated) for (const value of literal.values) excluded.add(value)
    if (allowed !== null) left = left === null ? [...allowed] : left.filter((value) => allowed.includes(value))
  }
  return (left ?? ['another']).find((value) => !excluded.has(value)) ?? null
}

function placeOf(list: readonly Literal[] | undefined, places: Places): string | null {
  const tests = (list ?? []).flatMap((literal) => (literal.kind === 'within' ? [literal] : []))
  if (tests.length === 0 || places === null) return null
  const wanted = tests.filter(({ negated }) => !negated)
  const excluded = tests.filter(({ negated }) => negated).flatMap((test) => [...test.places])
  const named = wanted.flatMap((test) => [...test.places])
  for (const code of [...named, ...places.keys()]) {
    const around = containersOf(code, places)
    if (!wanted.every((test) => test.places.some((place) => around.has(place)))) continue
    const always = excluded.length === 0 ? around : alwaysAround(code, places)
    if (!excluded.some((place) => always.has(place))) return code
  }
  return null
}

interface Bounds {
  lower: number | string | null
  upper: number | string | null
  openLower: boolean
  openUpper: boolean
}

function boundsOf(list: readonly Literal[]): Bounds {
  const found: Bounds = { lower: null, upper: null, openLower: false, openUpper: false }
  for (const literal of list) {
    if (literal.kind !== 'bound') continue
    const { value, open } = literal
    if (literal.side === 'lower' && (found.lower === null || value > found.lower || (value === found.lower && open)))
      Object.assign(found, { lower: value, openLower: open })
    if (literal.side === 'upper' && (found.upper === null || value < found.upper || (value === found.upper && open)))
      Object.assign(found, { upper: value, openUpper: open })
  }
  return found
}

/** The day of issue: as late as the tests allow, so that the shortest time has been held. */
function issueOf(way: Way, scope: string, day: PlainDate): PlainDate | null {
  const issued = boundsOf(way.literals.get(`${scope}:issued`) ?? [])
  const held = boundsOf(way.literals.get(`${scope}:held`) ?? [])
  const worked = [...way.experience].flatMap(([key, asked]) => {
    if (asked.scope !== scope || asked.selector.award !== 'after') return []
    return [Number(boundsOf(way.literals.get(key) ?? []).lower ?? 0)]
  })
  const asked = issued.lower !== null || issued.upper !== null || held.lower !== null || held.upper !== null
  const before = [...way.experience.values()].some((one) => one.scope === scope && one.selector.award === 'before')
  if (!asked && worked.length === 0 && !before) return null
  const months = Math.max(0, Number(held.lower ?? 0), ...worked)
  const latest = [addMonths(day, -months)]
  if (issued.upper !== null) latest.push(issued.openUpper ? addDays(String(issued.upper), -1) : String(issued.upper))
  return latest.toSorted()[0] ?? null
}

function birthOf(list: readonly Literal[], day: PlainDate): PlainDate | null {
  if (list.length === 0) return null
  const { lower, upper, openUpper } = boundsOf(list)
  const most = upper === null ? null : Number(upper) - (openUpper ? 1 : 0)
  const least = lower === null ? 0 : Number(lower) + (boundsOf(list).openLower ? 1 : 0)
  const years = Math.max(least, Math.min(30, most ?? 30))
  return addMonths(day, -12 * years)
}

function factsOf({ literals }: Way, { vocabulary }: Shaping): Record<string, FactValue> | null {
  const facts: Record<string, FactValue> = {}
  for (const [key, list] of literals) {
    if (!key.startsWith('fact:')) continue
    const [, id = '', member] = key.split(':')
    if (member !== undefined) {
      const before = facts[id]
      const set = Array.isArray(before) ? before : []
      facts[id] = choiceOf(list) === true ? [...set, member] : set
      continue
    }
    const value = answerOf(list, vocabulary.jurisdictions)
    if (value === null) return null
    facts[id] = value
  }
  return facts
}

function answerOf(list: readonly Literal[], places: Places): FactValue | null {
  const kinds = new Set(list.map(({ kind }) => kind))
  if (kinds.has('within')) return placeOf(list, places)
  if (kinds.has('one-of')) return choiceOf(list)
  const { lower, upper, openLower, openUpper } = boundsOf(list)
  if (typeof lower === 'string') return openLower ? addDays(lower, 1) : lower
  if (typeof upper === 'string') return openUpper ? addDays(upper, -1) : upper
  if (lower !== null && upper !== null && openLower !== openUpper && lower + 1 > upper) return openLower ? upper : lower
  if (lower !== null && upper !== null && (openLower || openUpper) && lower + 1 >= upper) return (lower + upper) / 2
  if (lower !== null) return openLower ? lower + 1 : lower
  return upper === null ? null : openUpper ? upper - 1 : upper
}

/** One job as long as is asked, and no other: it matches no selector that asks for less than something. */
function jobOf(way: Way, key: string, credentials: readonly Credential[], shaping: Shaping): Experience | null {
  const asked = way.experience.get(key)
  const months = Number(boundsOf(way.literals.get(key) ?? []).lower ?? 0)
  if (asked === undefined || months <= 0) return null
  const { selector } = asked
  const avoided = [...way.experience].flatMap(([other, { selector: one }]) =>
    boundsOf(way.literals.get(other) ?? []).upper === null ? [] : [one],
  )
  const own = credentials[way.scopes.indexOf(asked.scope)]
  const issued = own?.issued ?? shaping.day
  const until = selector.award === 'before' ? issued : shaping.day
  return {
    from: addMonths(until, -months),
    ...(selector.award === 'before' && { to: addDays(issued, -1) }),
    place: elsewhere(
      selector.place,
      avoided.flatMap(({ place = [] }) => place),
      shaping.vocabulary.jurisdictions,
    ),
    occupation: [
      otherThan(
        selector.occupation,
        avoided.flatMap(({ occupation = [] }) => occupation),
        otherCodes,
      ),
    ],
    capacity: otherThan(
      selector.capacity,
      avoided.flatMap(({ capacity = [] }) => capacity),
      otherWords,
    ),
    relevantTo: selector.relevant === true && own !== undefined ? [own.id] : [],
  }
}

const otherCodes = ['isco-08/9629', 'cn-2022/8', 'onet/other']
const otherWords: NonNullable<ExperienceSelector['capacity']> = ['other', 'another']

function otherThan(
  wanted: readonly string[] | undefined,
  avoided: readonly string[],
  others: readonly string[],
): string {
  const free = [...(wanted ?? others)].find((one) => !avoided.some((wider) => one.startsWith(wider)))
  return free ?? wanted?.[0] ?? others[0] ?? ''
}

function elsewhere(wanted: readonly string[] | undefined, avoided: readonly string[], places: Places): string {
  if (places === null) return wanted?.[0] ?? 'ZZ'
  const isFree = (code: string): boolean => !avoided.some((place) => containersOf(code, places).has(place))
  const within = wanted === undefined ? places.keys() : [...wanted, ...placesIn(wanted, places)]
  for (const code of within) if (isFree(code)) return code
  return wanted?.[0] ?? 'ZZ'
}

function* placesIn(wanted: readonly string[], places: NonNullable<Places>): Generator<string> {
  for (const code of places.keys()) if (wanted.some((place) => containersOf(code, places).has(place))) yield code
}
