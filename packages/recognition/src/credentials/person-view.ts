// SPDX-License-Identifier: Apache-2.0
/** A person as the engine reads them: dates as day numbers, stated answers laid over, register values filled in. */
import type { Compiled } from '../compile/compiled.ts'
import { frameworkOf } from '../compile/levels.ts'
import { type Day, parseDay } from '../dates/days.ts'
import { RecognitionError } from '../error.ts'
import type { ExperienceKey, RuleNode } from '../link/node.ts'
import type { Credential, Person } from '../person.ts'
import type { FactValue, Outcome } from '../rule.ts'

const NO_LEVELS: readonly string[] = []

/** A credential of the person, one derived from an outcome, or one that the person has not spoken of. */
export interface Held {
  id: string
  /** Id of the awarded credential behind a derived one: what working time is relevant to. */
  root: string
  kind: 'own' | 'derived' | 'hypothetical'
  /** null: none of the register's; undefined: not known. */
  qualification: string | null | undefined
  levels: readonly string[]
  /** The framework within which the level is not known. */
  openFramework: string | null
  issued: Day | undefined
  /** The credential whose day of issue this is: the source of one that counts as a level. */
  issuedAs: string
  expires: Day | undefined
  revoked: boolean
  country: string | undefined
  awardingBody: string | undefined
  field: readonly string[] | undefined
  source: Credential | null
  derivation: Derivation | null
  /** For a hypothetical one: what its key stands for. */
  hypothesis: 'level' | 'held' | null
  /** For a hypothetical qualification: whether the person said that they hold it. */
  confirmed: boolean | undefined
}

/** How a derived credential came about. */
export interface Derivation {
  rule: RuleNode
  subject: Held | null
  /** The outcome that it is. */
  outcome: Outcome
  kind: 'recognised-as' | 'counts-as-level'
  /** Rules it came by, its own last. */
  via: readonly string[]
}

export interface Job {
  from: Day | undefined
  /** First day after the job; undefined while it goes on. */
  end: Day | undefined
  occupation: readonly string[] | undefined
  place: string | undefined
  capacity: string | undefined
  relevantTo: readonly string[] | undefined
}

/** Months that surely count, and months that may; `high` null: no bound. */
export interface Span {
  low: number
  high: number | null
  /** No job may match, none lacks its start, experience is stated. */
  settled: boolean
  /** Matching work goes on after the day: `low` can still grow. */
  growing: boolean
}

/** A span with what it was counted for, and the fact key that says so. */
export interface CountedSpan {
  key: ExperienceKey
  held: Held | null
  name: string
  span: Span
}

export interface PersonView {
  birth: Day | undefined
  /** Ordered by id, so that the order in which they are stated never shows. */
  credentials: Held[]
  /** Ordered by start, those without a start first. Undefined: nothing is known. */
  jobs: Job[] | undefined
  facts: ReadonlyMap<string, FactValue>
  /** Whether answers under `credential:` keys were given. */
  answered: boolean
  /** By framework: the credential not spoken of, made once; null where the person speaks of one. */
  unspoken: Map<string, Held | null>
  /** Working time already added up, as of the assessment's day. */
  spans: CountedSpan[]
  /** Whether answers under `experience:` keys were given. */
  counted: boolean
}

type Facts = ReadonlyMap<string, FactValue>

const NO_FACTS: Facts = new Map()

export function viewPerson(person: Person, compiled: Compiled): PersonView {
  const facts = factsOf(person)
  const answered = hasKeys(facts, 'credential:')
  const birth = (facts.get('birthDate') as string | undefined) ?? person.birthDate
  const credentials: Held[] = []
  for (const credential of person.credentials) {
    if (credentials.some((one) => one.id === credential.id)) {
      throw new RecognitionError('duplicate-credential', 'credentials', `id '${credential.id}' is used twice`)
    }
    credentials.push(ownCredential(credential, compiled, answered ? facts : NO_FACTS))
  }
  if (credentials.length > 1) credentials.sort((a, b) => (a.id < b.id ? -1 : 1))
  return {
    birth: birth === undefined ? undefined : parseDay(birth, 'birthDate'),
    credentials,
    jobs: person.experience === undefined ? undefined : viewJobs(person.experience),
    facts,
    answered,
    unspoken: new Map(),
    spans: [],
    counted: hasKeys(facts, 'experience:'),
  }
}

function factsOf({ facts }: Person): Facts {
  if (facts === undefined) return NO_FACTS
  const map = new Map<string, FactValue>()
  for (const key in facts) if (Object.hasOwn(facts, key)) map.set(key, facts[key] as FactValue)
  return map
}

function hasKeys(facts: Facts, prefix: string): boolean {
  for (const key of facts.keys()) if (key.startsWith(prefix)) return true
  return false
}

/** `given`: answers under the keys of credentials. */
export function ownCredential(credential: Credential, compiled: Compiled, given: Facts = NO_FACTS): Held {
  const facts = given !== NO_FACTS && hasKeys(given, `credential:${credential.id}:`) ? given : NO_FACTS
  const stated = <T extends FactValue>(name: string, value: T | undefined): T | undefined =>
    facts === NO_FACTS ? value : ((facts.get(`credential:${credential.id}:${name}`) as T | undefined) ?? value)
  const identity = stated('qualification', credential.qualification)
  const entry = identity === undefined ? undefined : compiled.qualifications[identity]
  const level = stated('level', credential.level)
  const open = level?.endsWith('/unknown') ? frameworkOf(level) : null
  const issued = stated('issued', credential.issued)
  return {
    id: credential.id,
    root: credential.id,
    kind: 'own',
    qualification: identity === undefined ? null : identity === 'unknown' ? undefined : identity,
    levels: level === undefined ? (entry?.levels ?? NO_LEVELS) : open === null ? [level] : NO_LEVELS,
    openFramework: open,
    issued: issued === undefined ? undefined : parseDay(issued, credential.id, 'issued'),
    issuedAs: credential.id,
    expires: credential.expires === undefined ? undefined : parseDay(credential.expires, credential.id, 'expires'),
    revoked: credential.status === 'revoked',
    country: stated('country', credential.country) ?? entry?.country ?? undefined,
    awardingBody: stated('awardingBody', credential.awardingBody) ?? entry?.awardingBody ?? undefined,
    field: codes(stated<FactValue>('field', credential.field)) ?? registerField(entry?.field),
    source: credential,
    derivation: null,
    hypothesis: null,
    confirmed: undefined,
  }
}

export const codes = (value: FactValue | undefined): readonly string[] | undefined =>
  value === undefined || Array.isArray(value) ? value : [String(value)]

const registerField = (field: string[] | undefined): string[] | undefined =>
  field === undefined || field.length === 0 ? undefined : field

function viewJobs(experience: NonNullable<Person['experience']>): Job[] {
  const jobs = experience.map((job, index) => ({
    from: job.from === undefined ? undefined : parseDay(job.from, `experience[${index}].from`),
    end: job.to === undefined ? undefined : parseDay(job.to, `experience[${index}].to`) + 1,
    occupation: job.occupation,
    place: job.place,
    capacity: job.capacity,
    relevantTo: job.relevantTo,
  }))
  return jobs.length < 2 ? jobs : jobs.sort((a, b) => (a.from ?? -Infinity) - (b.from ?? -Infinity) || 0)
}

/** A credential that the person has not spoken of, with every attribute open but for what was answered. */
export function hypothetical(id: string, hypothesis: 'level' | 'held', view: PersonView, identity: string): Held {
  const stated = (name: string): FactValue | undefined =>
    view.answered ? view.facts.get(`credential:${id}:${name}`) : undefined
  const level = stated('level') as string | undefined
  const issued = stated('issued') as string | undefined
  return {
    id,
    root: id,
    kind: 'hypothetical',
    qualification: hypothesis === 'held' ? identity : null,
    levels: hypothesis === 'level' && level !== undefined && level !== 'none' ? [level] : NO_LEVELS,
    openFramework: hypothesis === 'level' && level === undefined ? identity : null,
    issued: issued === undefined ? undefined : parseDay(issued, `facts.credential:${id}:issued`),
    issuedAs: id,
    expires: undefined,
    revoked: false,
    country: stated('country') as string | undefined,
    awardingBody: stated('awardingBody') as string | undefined,
    field: codes(stated('field')),
    source: null,
    derivation: null,
    hypothesis,
    confirmed: hypothesis === 'held' ? (stated('held') as boolean | undefined) : undefined,
  }
}
