// SPDX-License-Identifier: Apache-2.0
/** What has to hold of a person for a rule to be met, or not to be: a formula whose leaves ask one value each. */
import type { Condition, CredentialSelector, ExperienceSelector, Rule } from '@passerelle/recognition'
import type { Literal } from '../checks/domain.ts'
import { literalsOf } from '../checks/literals.ts'
import type { Vocabulary } from '../law/vocabulary.ts'

/** What a credential is: its level or its qualification. One test of a selector, or its contrary. */
export interface Identity {
  selector: CredentialSelector
  negated: boolean
}

export type Formula =
  | { op: 'true' | 'false' }
  | { op: 'all' | 'any'; of: Formula[] }
  | { op: 'atLeast'; count: number; of: Formula[] }
  | { op: 'literal'; literal: Literal }
  | { op: 'identity'; scope: string; identity: Identity }
  /** The credential has a field within one of these, or none that is. */
  | { op: 'codes'; scope: string; codes: readonly string[]; negated: boolean }
  | { op: 'experience'; scope: string; selector: ExperienceSelector; literal: Literal }
  /** Some further credential for which this holds. */
  | { op: 'some'; scope: string; holds: (scope: string) => Formula }
  /** Every credential of the person fails this. */
  | { op: 'none'; fails: (scope: string) => Formula }

/** `met`: the verdict is met. `granted`: it is met or discretion. */
export type Want = 'met' | 'granted'

export interface Surroundings {
  vocabulary: Vocabulary
  /** Classes of each catalogue of the law. */
  classes: ReadonlyMap<string, readonly string[]>
}

interface Reading extends Surroundings {
  /** What `undetermined` counts as, whether it is negated or not: it is never settled. */
  undetermined: 'true' | 'false'
}

const always: Formula = { op: 'true' }
const never: Formula = { op: 'false' }

/** The credential that two rules speak of together. */
export const subjectScope = 'subject'

/** A rule surely gives this to a fully known person, however what the source leaves open turns out, for the credential in `subject` where it needs one. */
export function ruleHolds(rule: Rule, want: Want, around: Surroundings): Formula {
  const reading: Reading = { ...around, undetermined: 'false' }
  const subject = rule.subject === null ? [] : [selectorFormula(rule.subject, true, subjectScope, reading)]
  const when = rule.when === null ? [] : [formulaOf(rule.when, want, true, at(rule), reading)]
  return { op: 'all', of: [...subject, ...when] }
}

/** Some person could be given this, were what the sources leave open so too. */
export function ruleCouldHold(rule: Rule, want: Want, around: Surroundings): Formula {
  const reading: Reading = { ...around, undetermined: 'true' }
  const subject = rule.subject === null ? [] : [selectorFormula(rule.subject, true, subjectScope, reading)]
  const when = rule.when === null ? [] : [formulaOf(rule.when, want, true, at(rule), reading)]
  return { op: 'all', of: [...subject, ...when] }
}

/** A rule does not surely give this to a fully known person. */
export function ruleMayFail(rule: Rule, want: Want, around: Surroundings): Formula {
  const reading: Reading = { ...around, undetermined: 'true' }
  const subject = rule.subject === null ? [] : [selectorFormula(rule.subject, false, subjectScope, reading)]
  const when = rule.when === null ? [] : [formulaOf(rule.when, want, false, at(rule), reading)]
  return { op: 'any', of: [...subject, ...when] }
}

const at = (rule: Rule): Place => ({ scope: rule.subject === null ? '' : subjectScope, path: rule.id })

interface Place {
  scope: string
  path: string
}

function formulaOf(node: Condition, want: Want, truth: boolean, place: Place, reading: Reading): Formula {
  const below = (nodes: readonly Condition[], name: string): Formula[] =>
    nodes.map((child, index) =>
      formulaOf(child, want, truth, { ...place, path: `${place.path}.${name}.${index}` }, reading),
    )
  if ('all' in node) return { op: truth ? 'all' : 'any', of: below(node.all, 'all') }
  if ('any' in node) return { op: truth ? 'any' : 'all', of: below(node.any, 'any') }
  if ('of' in node) {
    const count = truth ? node.atLeast : node.of.length - node.atLeast + 1
    return { op: 'atLeast', count, of: below(node.of, 'of') }
  }
  const inner = { ...place, path: `${place.path}.in` }
  // `not` turns met and unmet around and leaves discretion: it is met where the inside is not granted.
  if ('not' in node) return formulaOf(node.not, want === 'met' ? 'granted' : 'met', !truth, inner, reading)
  if ('normally' in node) {
    if (want === 'met') return formulaOf(node.normally, 'met', truth, inner, reading)
    // However the inside turns out, it is granted: unmet becomes discretion.
    return truth ? always : never
  }
  if ('undetermined' in node) return { op: reading.undetermined }
  if ('credential' in node) return credentialFormula(node, want, truth, inner, reading)
  return leafFormula(node, truth, place, reading)
}

function credentialFormula(
  node: { credential: CredentialSelector; where?: Condition },
  want: Want,
  truth: boolean,
  place: Place,
  reading: Reading,
): Formula {
  const inside = (scope: string): Formula => {
    const parts = [selectorFormula(node.credential, truth, scope, reading)]
    if (node.where !== undefined) parts.push(formulaOf(node.where, want, truth, { scope, path: place.path }, reading))
    return { op: truth ? 'all' : 'any', of: parts }
  }
  return truth ? { op: 'some', scope: place.path, holds: inside } : { op: 'none', fails: inside }
}

function leafFormula(node: Condition, truth: boolean, { scope, path }: Place, reading: Reading): Formula {
  if ('is' in node && typeof node.is === 'object') return selectorFormula(node.is, truth, scope, reading)
  if ('experience' in node) {
    const { experience: selector } = node
    const own = selector.relevant === true || selector.award !== undefined ? scope : ''
    const [literal] = literalsOf(node, !truth, path, own, reading.vocabulary)
    return literal === undefined ? always : { op: 'experience', scope: own, selector, literal }
  }
  // An age outside both ends is a choice of two, which a literal cannot say.
  if ('age' in node && !truth && node.age.atLeast !== undefined && node.age.atMost !== undefined) {
    const { atLeast, atMost } = node.age
    const ends = [{ age: { atLeast } }, { age: { atMost } }]
    return { op: 'any', of: ends.map((end) => leafFormula(end, false, { scope, path }, reading)) }
  }
  const literals = literalsOf(node, !truth, path, scope, reading.vocabulary)
  return { op: 'all', of: literals.map((literal) => ({ op: 'literal', literal })) }
}

/** A selector as the conjunction of its members, or what makes it fail. */
function selectorFormula(selector: CredentialSelector, truth: boolean, scope: string, reading: Reading): Formula {
  const { classes } = reading
  const { qualification, notFramework, field, country, notCountry, awardingBody, issuedFrom, issuedBefore } = selector
  const negated = !truth
  const members: Formula[] = []
  const literal = (one: Literal): unknown => members.push({ op: 'literal', literal: one })
  const same = { path: scope, key: `${scope}:country` }
  if (qualification !== undefined)
    members.push({ op: 'identity', scope, identity: { selector: { qualification }, negated } })
  if (asksLevel(selector)) {
    const { qualification: _, notFramework: __, ...levels } = selector
    members.push({ op: 'identity', scope, identity: { selector: levels, negated } })
  }
  if (notFramework !== undefined)
    members.push({ op: 'identity', scope, identity: { selector: { notFramework }, negated } })
  if (field !== undefined) members.push({ op: 'codes', scope, codes: field, negated })
  if (country !== undefined) literal({ ...same, kind: 'within', places: country, negated })
  if (notCountry !== undefined) literal({ ...same, kind: 'within', places: notCountry, negated: truth })
  if (awardingBody !== undefined)
    literal({ key: `${scope}:body`, path: scope, kind: 'one-of', values: awardingBody, universe: null, negated })
  if (issuedFrom !== undefined) literal(dayBound(scope, truth ? 'lower' : 'upper', issuedFrom, negated))
  if (issuedBefore !== undefined) literal(dayBound(scope, truth ? 'upper' : 'lower', issuedBefore, truth))
  if (selector.listed !== undefined) {
    const { catalogue, classes: named } = selector.listed
    const all = classes.get(catalogue) ?? noClasses
    const universe = [...all, 'no']
    literal({
      key: `${scope}:listed:${catalogue}`,
      path: scope,
      kind: 'one-of',
      values: named ?? all,
      universe,
      negated,
    })
  }
  return { op: truth ? 'all' : 'any', of: members }
}

const noClasses: readonly string[] = []

function dayBound(scope: string, side: 'lower' | 'upper', value: string, open: boolean): Literal {
  return { key: `${scope}:issued`, path: scope, kind: 'bound', side, value, open, whole: false }
}

export function asksLevel({ levels, framework, atLeast, atMost }: CredentialSelector): boolean {
  return levels !== undefined || framework !== undefined || atLeast !== undefined || atMost !== undefined
}
