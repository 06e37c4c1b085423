// SPDX-License-Identifier: Apache-2.0
// Made-up persons who just fulfil a rule, one for each way to fulfil it: where two versions part, one of them stands on the line.
import type {
  Condition,
  Credential,
  CredentialSelector,
  Experience,
  Person,
  PlainDate,
  Rule,
} from '@passerelle/recognition'
import { type Needed, pathsOf } from './condition-paths.model.ts'
import { daysAfter, earlier, later, monthsBefore, monthsIn } from './days.model.ts'

/** What the register and the lists have to offer to a made-up person. */
export interface Offer {
  asOf: PlainDate
  /** Levels of a framework, lowest first, as `framework/level`. */
  levels: (framework: string) => readonly { level: string; rank: number | null }[]
  /** Qualifications that a list holds in one of the classes, those that are concerned first. */
  listed: (catalogue: string, classes: readonly string[] | undefined) => readonly string[]
  /** Whether a place lies within one of others. */
  within: (place: string, places: readonly string[]) => boolean
}

/** A place that lies in no other. */
const abroad = ['XB', 'XA', 'ZZ', 'DE', 'JP', 'CN']
const mostPersons = 24
const mostListed = 4

export function boundaryPersons(rule: Rule, offer: Offer): Person[] {
  const met = rule.when === null ? [[]] : pathsOf(rule.when).slice(0, mostPersons)
  // Who fulfils all but one stands on the other side of the line.
  const missed = (met[0] ?? []).map((_, index) =>
    (met[0] ?? []).map((needed, other) => (other === index ? { ...needed, holds: !needed.holds } : needed)),
  )
  const paths = [...met, ...missed]
  return paths.flatMap((path) => heldBy(rule, offer).map((held) => new Maker(offer, rule.subject, held).make(path)))
}

/** Several persons for a list: one for each of its first items. */
function heldBy({ subject }: Rule, offer: Offer): (string | undefined)[] {
  if (subject?.listed === undefined || subject.qualification !== undefined) return [undefined]
  const items = offer.listed(subject.listed.catalogue, subject.listed.classes).slice(0, mostListed)
  return items.length === 0 ? [undefined] : [...items]
}

/** A certificate while it is being made up: what is asked of it, one thing after another. */
interface Draft {
  credential: Credential
  selectors: CredentialSelector[]
  excluded: CredentialSelector[]
  issuedMin?: PlainDate
  issuedMax?: PlainDate
}

class Maker {
  private readonly offer: Offer
  private readonly drafts: Draft[] = []
  private readonly facts: NonNullable<Person['facts']> = {}
  private readonly jobs: Experience[] = []
  private worked = false
  private birthDate: PlainDate | undefined

  constructor(offer: Offer, subject: CredentialSelector | null, qualification: string | undefined) {
    this.offer = offer
    if (subject === null) return
    const draft = this.draft(subject)
    if (qualification !== undefined) draft.credential.qualification = qualification
  }

  make(path: readonly Needed[]): Person {
    const [subject] = this.drafts
    for (const needed of path) this.need(needed, subject)
    const credentials = this.drafts.map((draft) => this.finished(draft))
    return {
      ...(this.birthDate !== undefined && { birthDate: this.birthDate }),
      credentials,
      ...(this.worked && { experience: this.jobs }),
      ...(Object.keys(this.facts).length > 0 && { facts: this.facts }),
    }
  }

  private draft(selector: CredentialSelector): Draft {
    const draft: Draft = { credential: { id: `c${this.drafts.length + 1}` }, selectors: [selector], excluded: [] }
    this.drafts.push(draft)
    return draft
  }

  private need({ node, holds }: Needed, scope: Draft | undefined): void {
    if ('held' in node) this.held(monthsIn(node.held), holds, scope)
    else if ('experience' in node) this.experience(node, holds, scope)
    else if ('age' in node) this.aged(node.age, holds)
    else if ('fact' in node) this.state(node, holds)
    else if ('stated' in node) this.stated(node, holds, scope)
    else if ('credential' in node) this.another(node, holds)
    else if ('is' in node) (holds ? scope?.selectors : scope?.excluded)?.push(node.is)
  }

  private held(months: number, holds: boolean, scope: Draft | undefined): void {
    if (scope === undefined) return
    const day = monthsBefore(this.offer.asOf, months)
    if (holds) scope.issuedMax = earlier(scope.issuedMax, day)
    else scope.issuedMin = later(scope.issuedMin, daysAfter(day, 1))
  }

  private experience(
    { experience, atLeast }: Extract<Condition, { experience: unknown }>,
    holds: boolean,
    scope: Draft | undefined,
  ): void {
    this.worked = true
    if (!holds) return
    const from = monthsBefore(this.offer.asOf, monthsIn(atLeast))
    const { relevant, occupation, place, capacity, award } = experience
    if (award === 'after' && scope !== undefined) scope.issuedMax = earlier(scope.issuedMax, from)
    if (award === 'before' && scope !== undefined) scope.issuedMin = later(scope.issuedMin, this.offer.asOf)
    this.jobs.push({
      from,
      ...(place?.[0] !== undefined && { place: place[0] }),
      ...(occupation?.[0] !== undefined && { occupation: [occupation[0]] }),
      ...(capacity?.[0] !== undefined && { capacity: capacity[0] }),
      ...(relevant === true && scope !== undefined && { relevantTo: [scope.credential.id] }),
    })
  }

  /** Just old enough, or just not too old. */
  private aged({ atLeast, atMost }: { atLeast?: number; atMost?: number }, holds: boolean): void {
    const years = holds ? (atLeast ?? atMost ?? 0) : atMost === undefined ? (atLeast ?? 1) - 1 : atMost + 1
    this.birthDate ??= monthsBefore(this.offer.asOf, years * 12)
  }

  private state(test: Extract<Condition, { fact: string }>, holds: boolean): void {
    const { fact } = test
    if (test.includes !== undefined) this.facts[`${fact}:${test.includes}`] = holds
    else if (typeof test.is === 'boolean') this.facts[fact] = holds ? test.is : !test.is
    else if (test.atLeast !== undefined) this.facts[fact] = holds ? test.atLeast : test.atLeast - 1
    else if (test.atMost !== undefined) this.facts[fact] = holds ? test.atMost : test.atMost + 1
    else if (test.from !== undefined) this.facts[fact] = holds ? test.from : daysAfter(test.from, -1)
    else if (test.before !== undefined) this.facts[fact] = holds ? daysAfter(test.before, -1) : test.before
    else if (test.within !== undefined) this.place(fact, holds ? test.within[0] : this.outside(test.within))
    else if (holds) this.place(fact, test.is ?? test.in?.[0])
  }

  private place(fact: string, value: string | undefined): void {
    if (value !== undefined) this.facts[fact] = value
  }

  private outside(places: readonly string[]): string | undefined {
    return abroad.find((place) => !this.offer.within(place, places))
  }

  private stated(
    { stated, is }: { stated: string; is: boolean | string },
    holds: boolean,
    scope: Draft | undefined,
  ): void {
    if (scope === undefined || (!holds && typeof is !== 'boolean')) return
    scope.credential.stated = { ...scope.credential.stated, [stated]: holds ? is : !is }
  }

  /** One certificate more; a shorter way to hold none than not to state any is what the engine asks for. */
  private another(node: Extract<Condition, { credential: unknown }>, holds: boolean): void {
    if (!holds) return
    const draft = this.draft(node.credential)
    const [path = []] = node.where === undefined ? [] : pathsOf(node.where)
    for (const needed of path) this.need(needed, draft)
  }

  /** A certificate of which everything holds that is asked of it, as far as one can be found. */
  private finished({ credential, selectors, excluded, issuedMin, issuedMax }: Draft): Credential {
    const made: Credential = { ...credential }
    let [least, most] = [issuedMin, issuedMax]
    for (const selector of selectors) {
      this.named(made, selector)
      const { country, notCountry, awardingBody, field, issuedFrom, issuedBefore } = selector
      if (country?.[0] !== undefined) made.country ??= country[0]
      const other = notCountry === undefined ? undefined : this.outside(notCountry)
      if (other !== undefined) made.country ??= other
      if (awardingBody?.[0] !== undefined) made.awardingBody ??= awardingBody[0]
      if (field?.[0] !== undefined) made.field ??= [field[0]]
      if (issuedFrom !== undefined) least = later(least, issuedFrom)
      if (issuedBefore !== undefined) most = earlier(most, daysAfter(issuedBefore, -1))
    }
    if (made.qualification === undefined) {
      const level = this.levelOf(selectors, excluded)
      if (level !== undefined) made.level = level
    }
    const issued = most ?? least
    return issued === undefined ? made : { ...made, issued }
  }

  private named(made: Credential, { qualification, listed }: CredentialSelector): void {
    if (qualification?.[0] !== undefined) made.qualification ??= qualification[0]
    if (listed === undefined || made.qualification !== undefined) return
    const [first] = this.offer.listed(listed.catalogue, listed.classes)
    if (first !== undefined) made.qualification = first
    else if (listed.classes?.[0] !== undefined) made.listed = { [listed.catalogue]: listed.classes[0] }
  }

  private levelOf(selectors: readonly CredentialSelector[], excluded: readonly CredentialSelector[]) {
    const sets = selectors.map((one) => this.levelsOf(one)).filter((set) => set !== null)
    const [first, ...rest] = sets
    const barred = excluded.map((one) => this.levelsOf(one)).filter((set) => set !== null)
    return first?.find(
      (level) => rest.every((set) => set.includes(level)) && !barred.some((set) => set.includes(level)),
    )
  }

  private levelsOf({ framework, levels, atLeast, atMost }: CredentialSelector): string[] | null {
    const bound = atLeast ?? atMost
    if (levels !== undefined) return [...levels]
    const of = framework ?? bound?.slice(0, bound.indexOf('/'))
    if (of === undefined) return null
    const ladder = this.offer.levels(of)
    const rank = (level: string | undefined) => ladder.find((one) => one.level === level)?.rank ?? null
    const [least, most] = [rank(atLeast), rank(atMost)]
    const fits = (one: number | null) =>
      bound === undefined || (one !== null && (least === null || one >= least) && (most === null || one <= most))
    return ladder.filter((one) => fits(one.rank)).map(({ level }) => level)
  }
}
