// SPDX-License-Identifier: Apache-2.0
import type { Condition, CredentialSelector } from '@passerelle/recognition'
import { conditionInWords, type Pen, periodInWords, selectorInWords } from '../../finder/index.ts'
import { type ConditionChange, type Effect, engineCondition, type RuleDiff } from '../../instruments/index.ts'
import type { ChangeLine, WhomLine } from './changes.model.ts'
import { monthsIn } from './days.model.ts'

/** A condition with all that stands below it, in one line. */
export function wholeCondition(pen: Pen, condition: Condition): string {
  const text = conditionInWords(pen, condition)
  const parts = partsOf(condition)
  if (parts.length === 0) return text
  const { words } = pen
  const list = parts.map((one) =>
    partsOf(one).length > 0 ? words.t('change.bracket', { text: wholeCondition(pen, one) }) : wholeCondition(pen, one),
  )
  return words.t('change.parts', {
    text: text.replace(/[:：]\s*$/, ''),
    parts: list.join(words.t('change.parts.between')),
  })
}

/** What the words of the condition itself do not say. */
function partsOf(condition: Condition): readonly Condition[] {
  if ('all' in condition) return condition.all
  if ('any' in condition) return condition.any
  if ('of' in condition) return condition.of
  if ('normally' in condition) return partsOf(condition.normally)
  if ('not' in condition) return 'any' in condition.not ? [] : partsOf(condition.not)
  if (!('credential' in condition) || condition.where === undefined) return []
  return 'all' in condition.where ? condition.where.all : [condition.where]
}

export function conditionLine(pens: Pens, change: ConditionChange): ChangeLine {
  const { words } = pens.after
  const { before, after, role, effect } = change
  const sign = change.change === 'dropped' ? 'removed' : change.change
  const was = before === null ? null : wholeCondition(pens.before, engineCondition(before))
  const is = after === null ? null : wholeCondition(pens.after, engineCondition(after))
  return {
    sign,
    label: words.t(change.negated ? `change.condition.${role}.not` : `change.condition.${role}`),
    before: was,
    // What words leave out is not passed over.
    after: was === is && is !== null ? words.t('change.other-detail', { text: is }) : is,
    ...effectInWords(pens.after, effect),
  }
}

export function effectInWords(pen: Pen, effect: Effect | null): Pick<ChangeLine, 'effect' | 'effectWord'> {
  if (effect === null || effect === 'other') return { effect: null, effectWord: null }
  return { effect, effectWord: pen.words.t(`change.effect.${effect}`) }
}

/** One language, with the texts of either version. */
export interface Pens {
  before: Pen
  after: Pen
}

/** Who is concerned by what changed in a rule that was there before: each of those who fulfil everything else. */
export function whomOfRule(pens: Pens, diff: RuleDiff): WhomLine[] {
  const who = subjectInWords(pens.after, diff.after?.subject ?? diff.before?.subject)
  return [...whomOfSubject(pens, diff), ...diff.conditions.flatMap((change) => whomOfCondition(pens, change, who))]
}

/** `holders of technician or above`. */
export function subjectInWords(pen: Pen, subject: CredentialSelector | 'none' | undefined): string {
  if (subject === undefined || subject === 'none') return pen.words.t('change.who.anyone')
  return pen.words.t('change.who.holders', { what: selectorInWords(pen, subject) })
}

function whomOfSubject(pens: Pens, { subject, before, after }: RuleDiff): WhomLine[] {
  if (subject === null || before === null || after === null) return []
  const [was, is] = [subjectInWords(pens.before, before.subject), subjectInWords(pens.after, after.subject)]
  const other = (first: string, second: string) => pens.after.words.t('change.who.but-not-who', { first, second })
  return bothWays(pens.after, subject, false, other(was, is), other(is, was), false)
}

/** From what a change asks to those whom it concerns: who fulfilled the old and not the new loses, the reverse gains. */
function bothWays(
  pen: Pen,
  effect: Effect,
  negated: boolean,
  onlyBefore: string,
  onlyAfter: string,
  guiding: boolean,
): WhomLine[] {
  const loses = whom(pen, 'lose', guiding, negated ? onlyAfter : onlyBefore)
  const gains = whom(pen, 'gain', guiding, negated ? onlyBefore : onlyAfter)
  return effect === 'tighter' ? [loses] : effect === 'looser' ? [gains] : [loses, gains]
}

export const whom = (pen: Pen, kind: WhomLine['kind'], guiding: boolean, text: string): WhomLine => ({
  kind,
  head: pen.words.t(guiding ? `change.${kind}.guiding` : `change.${kind}`),
  text,
})

function whomOfCondition(pens: Pens, change: ConditionChange, who: string): WhomLine[] {
  const { words } = pens.after
  const { before, after, effect, role, guiding, negated } = change
  const open = [before, after].some((one) => one !== null && 'undetermined' in one)
  if (open) return []
  const among = (text: string) => (role !== 'needed' && !negated ? words.t('change.who.no-other', { who: text }) : text)
  if (before === null || after === null) {
    const [pen, one] = after === null ? [pens.before, before] : [pens.after, after]
    if (one === null) return []
    const whole = engineCondition(one)
    // Who does not fulfil what is asked normally is left to the authority.
    const condition = 'normally' in whole ? whole.normally : whole
    const shutsOut = 'not' in condition
    const text = wholeCondition(pen, shutsOut ? condition.not : condition)
    const fulfil = (role === 'alternative') !== shutsOut
    const concerned = among(words.t(fulfil ? 'change.who.with' : 'change.who.without', { who, text }))
    return [whom(pens.after, effect === 'tighter' ? 'lose' : 'gain', guiding || 'normally' in whole, concerned)]
  }
  const [was, is] = [engineCondition(before), engineCondition(after)]
  const softened = 'normally' in is !== 'normally' in was
  if (softened && effect !== 'other') {
    const inner = 'normally' in is ? was : is
    const without = words.t('change.who.without', { who, text: wholeCondition(pens.after, inner) })
    return [whomSoftened(pens.after, effect, among(without))]
  }
  const near = change.elsewhere ? null : between(pens.after, who, was, is)
  const apart = (one: string, other: string) => words.t('change.who.but-not', { who, first: one, second: other })
  const [first, second] = [wholeCondition(pens.before, was), wholeCondition(pens.after, is)]
  return bothWays(
    pens.after,
    effect,
    negated,
    among(near ?? apart(first, second)),
    among(near ?? apart(second, first)),
    guiding,
  )
}

function whomSoftened(pen: Pen, effect: Effect, text: string): WhomLine {
  const kind = effect === 'looser' ? 'gain' : 'lose'
  return { kind, head: pen.words.t(effect === 'looser' ? 'change.softened' : 'change.hardened'), text }
}

/** Those between two limits of the same thing, where that can be said shortly. */
function between(pen: Pen, who: string, was: Condition, is: Condition): string | null {
  const { words } = pen
  if ('held' in was && 'held' in is) {
    const [least, most] = [was.held, is.held].sort((a, b) => monthsIn(a) - monthsIn(b))
    if (least === undefined || most === undefined) return null
    return words.t('change.who.held', { who, least: periodInWords(words, least), most: periodInWords(words, most) })
  }
  if ('experience' in was && 'experience' in is && JSON.stringify(was.experience) === JSON.stringify(is.experience)) {
    const [least, most] = [was, is].sort((a, b) => monthsIn(a.atLeast) - monthsIn(b.atLeast))
    if (least === undefined || most === undefined) return null
    const work = conditionInWords(pen, least)
    return words.t('change.who.worked', { who, work, most: periodInWords(words, most.atLeast) })
  }
  return 'age' in was && 'age' in is ? betweenAges(pen, who, was.age, is.age) : null
}

function betweenAges(
  { words }: Pen,
  who: string,
  was: { atLeast?: number; atMost?: number },
  is: { atLeast?: number; atMost?: number },
): string | null {
  const sameLeast = was.atLeast === is.atLeast
  if (sameLeast === (was.atMost === is.atMost)) return null
  const [a, b] = sameLeast ? [was.atMost, is.atMost] : [was.atLeast, is.atLeast]
  if (a === undefined || b === undefined) return null
  const [low, high] = [Math.min(a, b), Math.max(a, b)]
  // Above one limit and not above the other; or old enough for one and not for the other.
  return words.t(
    'change.who.aged',
    sameLeast ? { who, least: low + 1, most: high } : { who, least: low, most: high - 1 },
  )
}
