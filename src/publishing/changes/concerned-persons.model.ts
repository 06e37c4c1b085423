// SPDX-License-Identifier: Apache-2.0
// Whose answer is another one: persons are asked under both versions, by the engine itself. What is said of them is what was computed.
import {
  type Assessment,
  assess,
  type Compiled,
  type Finding,
  type Person,
  type Question,
  RecognitionError,
  type Verdict,
} from '@passerelle/recognition'

/** `absent`: the rule does not speak of the person, or there is no such rule. */
export type Outcome = Verdict | 'absent'

/** A person of whom a rule says something else than before. */
export interface Concerned {
  person: Person
  place: string
  before: Outcome
  after: Outcome
  /** Where the person comes from: an example beside the law, or made up on the line where the versions part. */
  from: 'example' | 'made-up'
}

/** One version of a rule: its id in the law that holds it; null: it has none. */
export interface Side {
  compiled: Compiled
  rule: string | null
}

export interface Candidate {
  person: Person
  place: string
  from: Concerned['from']
}

/** Of each way in which an answer changed, the person of whom least has to be said. */
export function concernedPersons(candidates: readonly Candidate[], before: Side, after: Side): Concerned[] {
  const found = new Map<string, Concerned>()
  for (const candidate of candidates) {
    const changed = changedFor(candidate, before, after)
    if (changed === null) continue
    const way = `${changed.before} ${changed.after} ${against(changed, before, after)}`
    const best = found.get(way)
    if (best === undefined || sizeOf(changed.person) < sizeOf(best.person)) found.set(way, changed)
  }
  const all = [...found.values()]
  const settled = all.filter((one) => one.before !== 'unknown' && one.after !== 'unknown')
  return (settled.length > 0 ? settled : all).slice(0, mostTold)
}

/** More of one rule tell no more. */
const mostTold = 6

/** Which conditions stand against the person in the version that refuses: persons refused for something else are told apart. */
function against({ person, place, before: was, after: is }: Concerned, before: Side, after: Side): string {
  const refusing = is === 'unmet' ? after : was === 'unmet' ? before : null
  const reason = refusing === null ? undefined : findingOf(ask(person, place, refusing), refusing)?.reason
  const parts = (reason?.children ?? []).flatMap((part) => (part.path === 'when' ? (part.children ?? [part]) : [part]))
  return parts.flatMap(({ path, verdict }) => (verdict === 'unmet' ? [path] : [])).join(' ')
}

function changedFor({ person, place, from }: Candidate, before: Side, after: Side): Concerned | null {
  const sides = [before, after] as const
  const was = outcomesOf(person, place, sides)
  if (was === null || was[0] === was[1]) return null
  const settled = settle(person, place, sides)
  const outcomes = outcomesOf(settled, place, sides)
  if (outcomes === null || outcomes[0] === outcomes[1]) return null
  const least = smallest(settled, place, sides, outcomes)
  return { person: least, place, before: outcomes[0], after: outcomes[1], from }
}

type Sides = readonly [Side, Side]

function ask(person: Person, place: string, { compiled }: Side): Assessment | null {
  if (!Object.hasOwn(compiled.within, place)) return null
  try {
    return assess(compiled, person, { place })
  } catch (error) {
    if (error instanceof RecognitionError) return null
    throw error
  }
}

const findingOf = (assessment: Assessment | null, { rule }: Side): Finding | undefined =>
  assessment?.findings.find((finding) => finding.rule === rule)

function outcomesOf(person: Person, place: string, [before, after]: Sides): [Outcome, Outcome] | null {
  const [was, is] = [ask(person, place, before), ask(person, place, after)]
  if (was === null || is === null) return null
  return [findingOf(was, before)?.verdict ?? 'absent', findingOf(is, after)?.verdict ?? 'absent']
}

const mostAnswers = 30

/** Answers what keeps a verdict open with no and nothing, as long as the other version says the same: what is left is a plain yes and no. */
function settle(start: Person, place: string, sides: Sides): Person {
  let person = start
  for (let turn = 0; turn < mostAnswers; turn += 1) {
    const now = outcomesOf(person, place, sides)
    const open = now?.indexOf('unknown') ?? -1
    const side = sides[open]
    if (now === null || side === undefined) return person
    const next = answered(person, ask(person, place, side), side, (one) => {
      const then = outcomesOf(one, place, sides)
      return then !== null && then[1 - open] === now[1 - open]
    })
    if (next === null) return person
    person = next
  }
  return person
}

function answered(
  person: Person,
  assessment: Assessment | null,
  side: Side,
  stays: (person: Person) => boolean,
): Person | null {
  const isDay = (key: string) => Number(key.endsWith(':issued'))
  // Days last: an answer to them refuses whatever else is open.
  const keys = [...(findingOf(assessment, side)?.questions ?? [])].sort((a, b) => isDay(a) - isDay(b))
  for (const key of keys) {
    // Members of a set are asked together, under its name.
    const question = assessment?.questions.find((one) => one.key === key || key.startsWith(`${one.key}:`))
    if (assessment === null || question === undefined || person.facts?.[key] !== undefined) continue
    const value = question.key === key ? negative(question, assessment.asOf) : false
    if (value === undefined) continue
    const next = { ...person, facts: { ...person.facts, [key]: value } }
    if (stays(next)) return next
  }
  return null
}

function negative(
  { type, about, options = [] }: Question,
  asOf: string,
): boolean | number | string | string[] | undefined {
  if (type === 'boolean') return false
  // Issued on the very day: held for no time at all.
  if (type === 'date' && about === 'credential') return asOf
  if (type === 'number' || type === 'months') return 0
  if (type === 'set') return []
  return ['none', 'no'].find((value) => options.includes(value))
}

/** Leaves out what makes no difference. */
function smallest(start: Person, place: string, sides: Sides, [was, is]: readonly [Outcome, Outcome]): Person {
  let person = start
  for (const without of omissions(start)) {
    const less = without(person)
    const outcomes = outcomesOf(less, place, sides)
    if (outcomes !== null && outcomes[0] === was && outcomes[1] === is) person = less
  }
  return person
}

type Omission = (person: Person) => Person

function omissions(person: Person): Omission[] {
  const facts = Object.keys(person.facts ?? {}).map(
    (name): Omission =>
      (one) => {
        const { [name]: _dropped, ...rest } = one.facts ?? {}
        const { facts: _facts, ...others } = one
        return Object.keys(rest).length === 0 ? others : { ...others, facts: rest }
      },
  )
  const credentials = person.credentials.flatMap(({ id, ...members }): Omission[] => [
    (one) => ({ ...one, credentials: one.credentials.filter((own) => own.id !== id) }),
    ...Object.keys(members).map(
      (member): Omission =>
        (one) => ({
          ...one,
          credentials: one.credentials.map((own) => (own.id === id ? withoutMember(own, member) : own)),
        }),
    ),
  ])
  const birth: Omission = ({ birthDate: _birth, ...rest }) => rest
  const work: Omission = ({ experience: _work, ...rest }) => rest
  const jobs = (person.experience ?? []).map(
    (job): Omission =>
      (one) =>
        one.experience === undefined ? one : { ...one, experience: one.experience.filter((own) => own !== job) },
  )
  return [birth, work, ...jobs, ...facts, ...credentials]
}

function withoutMember<Whole extends object>(whole: Whole, member: string): Whole {
  const copy = { ...whole }
  Reflect.deleteProperty(copy, member)
  return copy
}

const sizeOf = (person: Person): number => JSON.stringify(person).length
