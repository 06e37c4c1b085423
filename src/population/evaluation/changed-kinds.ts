// SPDX-License-Identifier: Apache-2.0
import {
  type AssessmentRequest,
  type Compiled,
  type CredentialKind,
  Residuals,
  type Rule,
} from '@passerelle/recognition'

/** Whom a change of the law can touch: everybody, or whoever holds a credential of one of these kinds. */
export type Touched = 'everybody' | CredentialKind[]

interface LawChange {
  /** Rules that say something else, or speak of a list, a qualification or a fact that does. */
  rules: ReadonlySet<string>
  /** Qualifications of which the register says something else. */
  qualifications: ReadonlySet<string>
}

/**
 * Whom the difference between two laws can touch, of holders whose credentials are of these kinds. It may be more than it does touch, and is
 * never less: what a rule says of a person stands on rules that speak of one of their credentials, or of none; all of those that have changed
 * are looked at, before and after.
 */
export function touchedKinds(
  before: Compiled,
  after: Compiled,
  request: AssessmentRequest,
  kinds: readonly CredentialKind[],
): Touched {
  const change = changeOf(before, after)
  if (change === 'everything') return 'everybody'
  if (change.rules.size === 0 && change.qualifications.size === 0) return []
  const sides = [before, after].map((law) => new Residuals(law, request))
  const isChanged = ({ id }: Rule): boolean => change.rules.has(id)
  if (sides.some((side) => side.rulesOfNobody().some(isChanged))) return 'everybody'
  return kinds.filter(
    (kind) =>
      change.qualifications.has(kind.qualification ?? '') ||
      sides.some((side) =>
        side.ofKind(kind).some(({ rule, via }) => isChanged(rule) || via.some((id) => change.rules.has(id))),
      ),
  )
}

/**
 * Of which kinds of credentials the difference between two laws can change what rules say: 1 by kind, and one more for rules without a
 * credential. Null where rows of any kind may change: more than rules has changed, or outcomes that other rules take up.
 */
export function changedKinds(
  before: Compiled,
  after: Compiled,
  request: AssessmentRequest,
  kinds: readonly CredentialKind[],
): Uint8Array | null {
  const change = changeOf(before, after)
  if (change === 'everything' || change.qualifications.size > 0) return null
  const isChanged = ({ id }: Rule): boolean => change.rules.has(id)
  if ([before, after].some((law) => isTakenUp(law, isChanged, request))) return null
  const sides = [before, after].map((law) => new Residuals(law, request))
  const found = Uint8Array.from([...kinds, null], (kind) => {
    const rules = (side: Residuals): Rule[] => (kind === null ? side.rulesOfNobody() : side.rulesOfKind(kind))
    return sides.some((side) => rules(side).some(isChanged)) ? 1 : 0
  })
  return found
}

/**
 * Whether a condition on further credentials may look at an outcome of a changed rule, at once or through rules that take outcomes up: the
 * outcomes of all others are left out, and the law is asked again.
 */
function isTakenUp(law: Compiled, isChanged: (rule: Rule) => boolean, request: AssessmentRequest): boolean {
  if (!law.rules.some((rule) => isChanged(rule) && rule.outcomes.length > 0)) return false
  const rules = law.rules.map((rule) =>
    isChanged(rule) || (rule.subject?.derived ?? []).length > 0 ? rule : { ...rule, outcomes: [] },
  )
  return new Residuals({ ...law, rules }, request).holdings().some(({ derived }) => derived)
}

/** Whether two laws say the same on their days. */
export function isSameLaw(before: Compiled, after: Compiled): boolean {
  const change = changeOf(before, after)
  return change !== 'everything' && change.rules.size === 0 && change.qualifications.size === 0
}

/** Places and frameworks reach everywhere; of the rest, what a rule speaks of by its id. */
function changeOf(before: Compiled, after: Compiled): LawChange | 'everything' {
  if (!isSame(before.frameworks, after.frameworks) || !isSame(before.within, after.within)) return 'everything'
  const qualifications = differing(before.qualifications, after.qualifications)
  const named = [
    ...differing(before.catalogues, after.catalogues),
    ...differing(before.facts, after.facts),
    ...qualifications,
  ].map((id) => JSON.stringify(id))
  const [was, is] = [before, after].map(({ rules }) => Object.fromEntries(rules.map((rule) => [rule.id, rule])))
  const rules = differing(was ?? {}, is ?? {})
  if (named.length === 0) return { rules, qualifications }
  const speaks = speakerOf(named)
  for (const rule of [...before.rules, ...after.rules]) if (speaks(JSON.stringify(rule))) rules.add(rule.id)
  return { rules, qualifications }
}

/** Whether a text names one of these, looked for as whole strings of JSON. */
function speakerOf(named: readonly string[]): (text: string) => boolean {
  const wanted = new Set(named)
  return (text) => (text.match(/"(?:[^"\\]|\\.)*"/g) ?? []).some((string) => wanted.has(string))
}

function differing(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): Set<string> {
  const ids = new Set([...Object.keys(before), ...Object.keys(after)])
  return new Set([...ids].filter((id) => !isSame(before[id], after[id])))
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
