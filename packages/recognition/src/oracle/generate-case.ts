// SPDX-License-Identifier: Apache-2.0
/** Random persons and questions; the whole case of a seed. */
import type { Bundle } from '../bundle.ts'
import type { Credential, Experience, Person } from '../person.ts'
import type { FactValue, PlainDate } from '../rule.ts'
import { addMonths, dateOf, dayOf } from './calendar.ts'
import { TooManyCompletions } from './expression.ts'
import { opposing } from './generate-opposition.ts'
import { randomRule, sayingTheSame, takingUp } from './generate-rule.ts'
import {
  BODIES,
  CAPACITIES,
  FIELDS,
  levelsIn,
  MEMBERS,
  OCCUPATIONS,
  OPTIONS,
  PLACES,
  randomDate,
  randomWorld,
} from './generate-world.ts'
import { assessByBruteForce, type OracleAssessment, type OracleOptions } from './judge.ts'
import { type Dice, dice } from './prng.ts'
import type { Case } from './world.ts'

function whatItIs(roll: Dice, bundle: Bundle): Partial<Credential> {
  const framework = roll.pick(bundle.frameworks)
  const level = roll.chance(0.15) ? `${framework.id}/unknown` : roll.pick(levelsIn(framework))
  const qualification = roll.pick(bundle.qualifications).id
  return roll.pick<Partial<Credential>>([
    { level },
    { level },
    { qualification },
    { qualification },
    { qualification, level },
    roll.chance(0.4) ? { qualification: 'unknown' } : { qualification: 'unknown', level },
    {},
  ])
}

/** Now and then the very day on which an entry of a list ends. */
function dayOfIssue(roll: Dice, items: Bundle['catalogues'][number]['items'], asOf: PlainDate): PlainDate {
  const turns = items.flatMap(({ until, after }) => (until === undefined || after === undefined ? [] : [until]))
  if (turns.length > 0 && roll.chance(0.3)) return roll.pick(turns)
  return randomDate(roll, '2016-01-01', roll.chance(0.95) ? asOf : '2028-12-31')
}

function credential(roll: Dice, bundle: Bundle, id: string, asOf: PlainDate): Credential {
  const catalogue = roll.pick(bundle.catalogues)
  return {
    id,
    ...whatItIs(roll, bundle),
    ...(roll.chance(0.65) ? { issued: dayOfIssue(roll, catalogue.items, asOf) } : {}),
    ...(roll.chance(0.1) ? { expires: randomDate(roll, '2023-01-01', '2030-12-31') } : {}),
    ...(roll.chance(0.1) ? { status: roll.pick(['valid', 'revoked'] as const) } : {}),
    ...(roll.chance(0.4) ? { country: roll.chance(0.95) ? roll.pick(PLACES) : 'ZZ' } : {}),
    ...(roll.chance(0.3) ? { awardingBody: roll.pick(BODIES) } : {}),
    ...(roll.chance(0.4) ? { field: roll.some(FIELDS, roll.pick([0, 1, 1, 1, 2])) } : {}),
    ...(roll.chance(0.2) ? { listed: { [catalogue.id]: roll.pick(['a', 'b', 'no']) } } : {}),
    ...(roll.chance(0.3) ? { stated: { 'full-time': roll.chance(0.5), mode: roll.pick(['day', 'evening']) } } : {}),
  }
}

/** Jobs overlap, follow on one another, leave a gap of a day, or last a few weeks whose days are pooled. */
function job(roll: Dice, ids: string[], asOf: PlainDate, before: Experience | undefined): Experience {
  const next = before?.to && roll.chance(0.5) ? dateOf(dayOf(before.to) + roll.pick([-20, 0, 1, 1, 2, 30])) : undefined
  const from = next ?? randomDate(roll, '2017-01-01', roll.chance(0.9) ? asOf : '2027-12-31')
  const short = dateOf(dayOf(from) + 8 + roll.roll(55))
  const to = roll.chance(0.35)
    ? short
    : randomDate(roll, from, from > '2025-01-01' ? dateOf(dayOf(from) + 1500) : '2026-12-31')
  return {
    ...(roll.chance(0.9) ? { from } : {}),
    ...(roll.chance(0.65) ? { to } : {}),
    ...(roll.chance(0.75) ? { occupation: roll.some(OCCUPATIONS, 1 + roll.roll(2)) } : {}),
    ...(roll.chance(0.75) ? { place: roll.pick(PLACES) } : {}),
    ...(roll.chance(0.75) ? { capacity: roll.pick(CAPACITIES) } : {}),
    ...(roll.chance(0.75) ? { relevantTo: roll.some(ids, roll.roll(ids.length + 1)) } : {}),
  }
}

function jobs(roll: Dice, ids: string[], asOf: PlainDate): Experience[] {
  const list: Experience[] = []
  for (let left = roll.roll(4); left > 0; left--) list.push(job(roll, ids, asOf, list.at(-1)))
  return roll.shuffle(list)
}

const STATED: Record<string, (roll: Dice) => FactValue> = {
  filed: (roll) => roll.chance(0.5),
  employed: (roll) => roll.chance(0.5),
  points: (roll) => roll.roll(5),
  arrived: (roll) => randomDate(roll, '2019-01-01', '2025-12-31'),
  colour: (roll) => roll.pick(OPTIONS),
  mood: (roll) => roll.pick(['calm', 'keen', 'cross']),
  home: (roll) => roll.pick(PLACES),
  honours: (roll) => roll.some(MEMBERS, roll.roll(3)),
}

function person(roll: Dice, bundle: Bundle, asOf: PlainDate): Person {
  const ids = Array.from({ length: 1 + roll.roll(3) }, (_, at) => `c${at + 1}`)
  const named = roll.some(Object.keys(STATED), roll.roll(6))
  const facts = Object.fromEntries(named.map((name) => [name, STATED[name]?.(roll) ?? false]))
  return {
    ...(roll.chance(0.6) ? { birthDate: randomDate(roll, '1974-01-01', '2008-12-31') } : {}),
    credentials: ids.map((id) => credential(roll, bundle, id, asOf)),
    ...(roll.chance(0.8) ? { experience: jobs(roll, ids, asOf) } : {}),
    ...(named.length > 0 ? { facts } : {}),
  }
}

/** A day on which, or beside which, one of the periods of the rules ends for one of the person's dates. */
function dayOfDecision(roll: Dice, bundle: Bundle, holder: Person, otherwise: PlainDate): PlainDate {
  const read = (node: unknown, pattern: RegExp): string[] => JSON.stringify(node).match(pattern) ?? []
  const dates = read(holder, /\d{4}-\d\d-\d\d/g)
  const lengths = read(bundle.rules, /"(years|months)":\d+|"age":\{"at\w+":\d+/g)
  if (dates.length === 0 || lengths.length === 0) return otherwise
  const length = roll.pick(lengths)
  const months = Number(/\d+$/.exec(length)) * (length.startsWith('"months') ? 1 : 12)
  const day = addMonths(dayOf(roll.pick(dates)), months) + roll.pick([-1, 0, 0, 1, 2])
  const date = dateOf(day)
  return date > '2017-01-01' && date < '2030-01-01' ? date : otherwise
}

function draw(roll: Dice): Case {
  const known = randomWorld(roll)
  const names = roll.shuffle(['a', 'b', 'c', 'd']).slice(0, roll.pick([1, 2, 3, 3, 4]))
  const drawn = names.map((name) => randomRule(roll, known, name))
  const linked = drawn.map((rule, at) =>
    at > 0 && roll.chance(0.4) ? takingUp(roll, rule, drawn[at - 1] ?? rule) : rule,
  )
  const shared = linked.map((rule) => (roll.chance(0.12) ? sayingTheSame(roll, rule, roll.pick(linked)) : rule))
  const opposed = roll.chance(0.4) ? shared.map((rule) => opposing(roll, rule, shared)) : shared
  const bundle = { ...known, rules: roll.shuffle(opposed) }
  const asOf = randomDate(roll, '2024-02-28', '2026-12-31')
  const purpose = roll.pick([undefined, undefined, 'employment', 'title', 'study', 'practice'] as const)
  const place = roll.pick(['XA', 'XA-1', 'XA-1', 'XA-11', 'XA-2', 'XB-1', 'XA-11', 'XA-1'])
  const holder = person(roll, bundle, asOf)
  const decided = roll.chance(0.4) ? dayOfDecision(roll, bundle, holder, asOf) : asOf
  return { bundle, person: holder, asOf: decided, request: { place, ...(purpose ? { purpose } : {}) } }
}

/** Many persons in one world: for those who evaluate them together. */
export interface Crowd extends Omit<Case, 'person'> {
  persons: Person[]
}

export function crowdOf(seed: number, count: number): Crowd {
  const roll = dice(seed * 64 + 63)
  const { bundle, asOf, request, person: first } = draw(roll)
  const others = Array.from({ length: count - 1 }, () => saying(roll, bundle, person(roll, bundle, asOf)))
  return { bundle, asOf, request, persons: [first, ...others] }
}

/** Some say what they hold beside what they state, or that they hold none. */
function saying(roll: Dice, bundle: Bundle, holder: Person): Person {
  const facts = { ...holder.facts }
  for (const framework of bundle.frameworks) {
    if (roll.chance(0.2))
      facts[`credential:?${framework.id}:level`] = roll.pick([...levelsIn(framework), 'none', 'none'])
  }
  for (const { id } of bundle.qualifications) if (roll.chance(0.1)) facts[`credential:?${id}:held`] = roll.chance(0.3)
  return Object.keys(facts).length > 0 ? { ...holder, facts } : holder
}

/** A value that a person might answer a question with. */
export function answer(roll: Dice, input: Case, key: string): FactValue {
  const name = key.startsWith('credential:') ? (key.split(':')[2] ?? '') : key.split(':')[0]
  switch (name) {
    case 'experience':
      return roll.roll(60)
    case 'birthDate':
      return randomDate(roll, '1974-01-01', '2008-12-31')
    case 'issued':
      return randomDate(roll, '2016-01-01', input.asOf)
    case 'country':
      return roll.pick(PLACES)
    case 'awardingBody':
      return roll.pick(BODIES)
    case 'field':
      return roll.pick(FIELDS)
    case 'held':
      return roll.chance(0.5)
    case 'qualification':
      return roll.pick(input.bundle.qualifications).id
    case 'level':
      return levelAnswer(roll, input, key)
    case 'listed':
      return roll.pick(['a', 'b', 'no'])
    case 'stated':
      return key.endsWith('mode') ? roll.pick(['day', 'evening']) : roll.chance(0.5)
    default:
      return key.includes(':') ? roll.chance(0.5) : (STATED[key]?.(roll) ?? roll.chance(0.5))
  }
}

function levelAnswer(roll: Dice, { bundle, person: holder }: Case, key: string): FactValue {
  const id = key.split(':')[1] ?? ''
  const own = holder.credentials.find((each) => each.id === id)
  const named = own?.level?.split('/')[0] ?? id.slice(1)
  const framework = bundle.frameworks.find((each) => each.id === named) ?? roll.pick(bundle.frameworks)
  return roll.pick(own ? levelsIn(framework) : [...levelsIn(framework), 'none'])
}

export function withFacts(input: Case, facts: Record<string, FactValue>): Case {
  return { ...input, person: { ...input.person, facts: { ...input.person.facts, ...facts } } }
}

/** A fact that may be known otherwise: what is stated under the key wins. */
function overruledKey(roll: Dice, { person: holder }: Case): string {
  const names = ['issued', 'country', 'awardingBody', 'field', 'level', 'qualification', 'listed:list-1', 'stated:mode']
  return `credential:${roll.pick(holder.credentials).id}:${roll.pick(names)}`
}

export interface Drawn {
  input: Case
  expected: OracleAssessment
}

/** The case of a seed: drawn again where it would need too many completions or nothing was found; some have their questions answered. */
export function caseOf(seed: number, options: OracleOptions = {}): Drawn {
  for (let attempt = 0; ; attempt++) {
    const roll = dice(seed * 64 + attempt)
    const input = draw(roll)
    try {
      const expected = assessByBruteForce(input, options)
      if (expected.findings.length === 0 && attempt < 40) continue
      const questions = expected.findings.flatMap((finding) => finding.questions)
      const asked = questions.length > 0 && roll.chance(0.3)
      const overruled = roll.chance(0.06)
      if (!asked && !overruled) return { input, expected }
      const chosen = overruled ? [overruledKey(roll, input)] : roll.some([...new Set(questions)], 1 + roll.roll(2))
      const answered = withFacts(input, Object.fromEntries(chosen.map((key) => [key, answer(roll, input, key)])))
      return { input: answered, expected: assessByBruteForce(answered, options) }
    } catch (problem) {
      if (!(problem instanceof TooManyCompletions)) throw problem
    }
  }
}
