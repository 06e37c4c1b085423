// SPDX-License-Identifier: Apache-2.0
/** Conditions and selectors of the rule language, written out as expressions. */
import type { Condition, CredentialSelector, FactTest, FactValue, LevelRef, Period, Rule } from '../rule.ts'
import { addMonths, type Day, dayOf, monthsIn } from './calendar.ts'
import { experienceLeaf } from './experience.ts'
import {
  constant,
  type Domain,
  type Expression,
  type Leaf,
  PRIVATE,
  type Test,
  unknown,
  type Value,
} from './expression.ts'
import { type Attribute, type Holding, hypotheticalHoldings } from './holding.ts'
import { anyPlace, codeLiesIn, fact, frameworkOf, isAtLeast, liesIn, OTHER, testsOfFact, type World } from './world.ts'

/** Where a condition stands. */
export interface Context {
  world: World
  rule: Rule
  /** What `held`, `stated`, `is` and experience speak of. */
  scope: Holding | null
  /** Credentials that conditions may take up. */
  own: readonly Holding[]
  derived: readonly Holding[]
  path: string
}

function attributeLeaf<T>(attribute: Attribute<T>, holds: (value: T) => boolean, read: (value: Value) => T): Leaf {
  if ('known' in attribute) return constant(holds(attribute.known))
  return unknown({ key: attribute.key, domain: attribute.domain, accepts: (value) => holds(read(value)) })
}

/** The last day from which so many months have passed on `day`. */
function lastStart(day: Day, months: number): Day {
  let start = addMonths(day, -months)
  while (addMonths(start + 1, months) <= day) start++
  return start
}

/** A test of the day of issue, which may move with the as-of date. */
function issuedLeaf(holding: Holding, holdsOn: (issued: Day, day: Day) => boolean, near: (day: Day) => Day): Leaf {
  const { issued } = holding
  if ('known' in issued) return { kind: 'leaf', at: (day) => holdsOn(issued.known, day), varies: true }
  const at = (day: Day): Test => ({
    key: issued.key,
    domain: issued.domain,
    accepts: (value) => holdsOn(Number(value), day),
    near: [near(day)],
  })
  return { kind: 'leaf', at, varies: true }
}

function levelLeaf(world: World, selector: CredentialSelector, holding: Holding): Leaf {
  const fits = (level: LevelRef): boolean =>
    (selector.framework === undefined || frameworkOf(level) === selector.framework) &&
    (selector.levels === undefined || selector.levels.includes(level)) &&
    (selector.atLeast === undefined || isAtLeast(world, level, selector.atLeast)) &&
    (selector.atMost === undefined || isAtLeast(world, selector.atMost, level))
  return attributeLeaf(
    holding.levels,
    (levels) => levels.some(fits),
    (value) => (value === 'none' ? [] : [String(value)]),
  )
}

function qualificationLeaf(wanted: string[], holding: Holding): Leaf {
  if (holding.supposed) return constant(true)
  return attributeLeaf(holding.qualification, (held) => held !== null && wanted.includes(held), String)
}

/** It has a level of one of these frameworks, or would have one. That is what it is, never a question. */
function isOfOneOf(frameworks: string[], { levels, supposedOf }: Holding): boolean {
  if (supposedOf !== undefined && frameworks.includes(supposedOf)) return true
  const values = 'known' in levels ? levels.known : levels.domain.kind === 'values' ? levels.domain.values : []
  return values.some((level) => frameworks.includes(frameworkOf(String(level))))
}

/** The members of a selector, one leaf each. */
export function selectorLeaves(world: World, selector: CredentialSelector, holding: Holding): Leaf[] {
  const leaves: Leaf[] = []
  const { country, notCountry, awardingBody, field, issuedFrom, issuedBefore, listed } = selector
  const asText = (leaf: Attribute<string>, holds: (value: string) => boolean): void => {
    leaves.push(attributeLeaf(leaf, holds, String))
  }
  if (selector.qualification) leaves.push(qualificationLeaf(selector.qualification, holding))
  if (selector.framework ?? selector.levels ?? selector.atLeast ?? selector.atMost)
    leaves.push(levelLeaf(world, selector, holding))
  if (selector.notFramework) leaves.push(constant(!isOfOneOf(selector.notFramework, holding)))
  if (field)
    leaves.push(
      attributeLeaf(
        holding.field,
        (codes) => codes.some((code) => codeLiesIn(code, field)),
        (value) => [String(value)],
      ),
    )
  if (country) asText(holding.country, (place) => liesIn(world, place, country))
  if (notCountry) asText(holding.country, (place) => !liesIn(world, place, notCountry))
  if (awardingBody) asText(holding.awardingBody, (body) => awardingBody.includes(body))
  if (issuedFrom) {
    const from = dayOf(issuedFrom)
    leaves.push(
      issuedLeaf(
        holding,
        (issued) => issued >= from,
        () => from,
      ),
    )
  }
  if (issuedBefore) {
    const before = dayOf(issuedBefore)
    leaves.push(
      issuedLeaf(
        holding,
        (issued) => issued < before,
        () => before,
      ),
    )
  }
  if (listed) {
    const fits = (found: string): boolean => (listed.classes ? listed.classes.includes(found) : found !== 'no')
    const found = holding.listed(listed.catalogue, holding.issued)
    if ('of' in found) {
      const { key, domain, turns } = found
      leaves.push(unknown({ key, domain, accepts: (day) => fits(found.of(Number(day))), near: turns }))
    } else asText(found, fits)
  }
  return leaves
}

/** An outcome is taken up only where its kind is listed, and a level that counts only for a purpose shared with its rule. */
export function takes(selector: CredentialSelector, rule: Rule, holding: Holding): boolean {
  if (holding.origin !== 'derived') return true
  const listed = selector.derived?.some((kind) => kind === holding.kind) ?? false
  const shared = holding.purposes?.some((purpose) => rule.purposes.includes(purpose)) ?? false
  return listed && (holding.kind !== 'counts-as-level' || shared)
}

/** `all [the finding it stands on, selector, validity, rest]`. */
export function holdsFor(world: World, selector: CredentialSelector, holding: Holding, rest: Expression[]): Expression {
  const source = holding.source ? [holding.source] : []
  const held = holding.supposed ? [heldLeaf(world, holding)] : []
  return {
    kind: 'all',
    of: [...source, ...held, ...selectorLeaves(world, selector, holding), holding.validity, ...rest],
  }
}

function heldLeaf(world: World, holding: Holding): Leaf {
  const key = `credential:${holding.id}:held`
  const stated = fact(world, key)
  if (stated !== undefined) return constant(stated === true)
  return unknown({ key, domain: { kind: 'values', values: [true, false] }, accepts: (value) => value === true })
}

function credentialExpression(
  context: Context,
  selector: CredentialSelector,
  where: Condition | undefined,
): Expression {
  const { world, rule, own, derived } = context
  const candidates = [
    ...own,
    ...derived.filter((holding) => takes(selector, rule, holding)),
    ...hypotheticalHoldings(world, selector, own),
  ]
  const each = candidates.map((scope) => {
    const rest = where ? [expressionOf(where, { ...context, scope, path: `${context.path}.where` })] : []
    return holdsFor(world, selector, scope, rest)
  })
  return { kind: 'any', of: each }
}

export function expressionOf(condition: Condition, context: Context): Expression {
  const { world, scope, path } = context
  const inner = (child: Condition, name: string): Expression =>
    expressionOf(child, { ...context, path: `${path}.${name}` })
  const each = (list: Condition[], name: string): Expression[] => list.map((child, at) => inner(child, `${name}.${at}`))
  if ('all' in condition) return { kind: 'all', of: each(condition.all, 'all') }
  if ('any' in condition) return { kind: 'any', of: each(condition.any, 'any') }
  if ('of' in condition) return { kind: 'atLeast', count: condition.atLeast, of: each(condition.of, 'of') }
  if ('not' in condition) return { kind: 'not', of: [inner(condition.not, 'not')] }
  if ('normally' in condition) return { kind: 'normally', of: [inner(condition.normally, 'normally')] }
  if ('credential' in condition) return credentialExpression(context, condition.credential, condition.where)
  if ('experience' in condition) return experienceLeaf(world, condition.experience, condition.atLeast, scope)
  if ('age' in condition) return ageExpression(world, condition.age)
  if ('fact' in condition) return factLeaf(world, condition)
  if ('undetermined' in condition) return undetermined(context)
  if (!scope) throw new Error(`no credential in scope at ${path}`)
  if ('held' in condition) return heldSince(scope, condition.held)
  if ('is' in condition && !('stated' in condition))
    return { kind: 'all', of: selectorLeaves(world, condition.is, scope) }
  const { is } = condition
  return attributeLeaf<boolean | string>(
    scope.stated(condition.stated),
    (value) => value === is,
    (value) => (typeof value === 'boolean' ? value : String(value)),
  )
}

function heldSince(scope: Holding, period: Period): Leaf {
  const months = monthsIn(period)
  return issuedLeaf(
    scope,
    (issued, day) => addMonths(issued, months) <= day,
    (day) => lastStart(day, months),
  )
}

/** Completed years: `atMost n` holds until the day before birthday n + 1. */
function ageExpression(world: World, age: { atLeast?: number; atMost?: number }): Expression {
  const { atLeast, atMost } = age
  const reached = (years: number, wanted: boolean): Leaf => {
    const stated = world.person.birthDate ?? fact(world, 'birthDate')
    const holds = (birth: Day, day: Day): boolean => addMonths(birth, years * 12) <= day === wanted
    if (stated !== undefined) return { kind: 'leaf', at: (day) => holds(dayOf(String(stated)), day), varies: true }
    const at = (day: Day): Test => ({
      key: 'birthDate',
      domain: { kind: 'days' },
      accepts: (value) => holds(Number(value), day),
      near: [lastStart(day, years * 12)],
    })
    return { kind: 'leaf', at, varies: true }
  }
  const least = atLeast === undefined ? [] : [reached(atLeast, true)]
  const most = atMost === undefined ? [] : [reached(atMost + 1, false)]
  return { kind: 'all', of: [...least, ...most] }
}

function factLeaf(world: World, test: FactTest): Leaf {
  const { includes } = test
  if (includes !== undefined) return memberLeaf(world, test.fact, includes)
  const declared = world.bundle.facts.find(({ id }) => id === test.fact)
  const stated = fact(world, test.fact)
  const holds = (value: FactValue): boolean => factHolds(world, test, value)
  if (stated !== undefined) return constant(holds(stated))
  const open = { key: test.fact, near: [] as number[] }
  if (declared?.type === 'date') {
    const bound = dayOf(test.from ?? test.before ?? '')
    const accepts = (value: Value): boolean =>
      test.from === undefined ? Number(value) < bound : Number(value) >= bound
    return unknown({ ...open, domain: { kind: 'days' }, accepts, near: [bound] })
  }
  if (declared?.type === 'number') {
    const near = [test.atLeast ?? test.atMost ?? 0]
    return unknown({ ...open, domain: { kind: 'numbers' }, accepts: holds, near })
  }
  return unknown({ ...open, domain: factDomain(world, test.fact, declared), accepts: holds })
}

function factDomain(world: World, id: string, declared: { type: string; options?: string[] } | undefined): Domain {
  if (declared?.type === 'place') return { kind: 'values', values: anyPlace(world) }
  if (declared?.type === 'boolean') return { kind: 'values', values: [true, false] }
  return { kind: 'values', values: declared?.options ?? [...testsOfFact(world, id), OTHER] }
}

function memberLeaf(world: World, set: string, member: string): Leaf {
  const key = `${set}:${member}`
  const [whole, single] = [fact(world, set), fact(world, key)]
  if (Array.isArray(whole)) return constant(whole.includes(member))
  if (single !== undefined) return constant(single === true)
  return unknown({ key, domain: { kind: 'values', values: [true, false] }, accepts: (value) => value === true })
}

function factHolds(world: World, test: FactTest, value: FactValue): boolean {
  if (test.is !== undefined) return value === test.is
  if (test.in) return test.in.includes(String(value))
  if (test.atLeast !== undefined) return Number(value) >= test.atLeast
  if (test.atMost !== undefined) return Number(value) <= test.atMost
  if (test.within) return liesIn(world, String(value), test.within)
  if (test.from !== undefined) return String(value) >= test.from
  return test.before !== undefined && String(value) < test.before
}

/** A private unknown of its own: the same condition for the same credential is the same unknown. */
function undetermined({ rule, scope, path }: Context): Leaf {
  const key = `${PRIVATE}${rule.id}|${path}|${scope?.id}`
  return unknown({ key, domain: { kind: 'values', values: [true, false] }, accepts: (value) => value === true })
}
