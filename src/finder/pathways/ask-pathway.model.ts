// SPDX-License-Identifier: Apache-2.0
import { type Clock, Problem } from '../../kernel/index.ts'
import type { LawWithRules } from '../answers/assessed.model.ts'
import type { Words } from '../answers/words.model.ts'
import {
  type Fields,
  type FormError,
  type FormState,
  mostHeld,
  readForm,
  readQuestion,
} from '../interview/answer-form.model.ts'
import { answerPathways, explainPathways, type PathwayQuery } from './answer-pathways.model.ts'
import type { PathwayView } from './describe-pathways.model.ts'
import type { Measured } from './step.model.ts'

/** What the form of the page says. */
export interface AskedPathway {
  state: FormState
  to: string
  by: Measured
}

const first = (value: string | string[] | undefined): string => (Array.isArray(value) ? value[0] : value) ?? ''

export function readAsked(fields: Fields): AskedPathway {
  const by = first(fields['by']) === 'effort' ? 'effort' : 'time'
  const state = readForm(fields)
  const holds = state.holds.length === 0 ? [{ value: '', issued: '' }] : state.holds
  const more = fields['more'] !== undefined && holds.length < mostHeld
  return {
    state: more ? { ...state, holds: [...holds, { value: '', issued: '' }] } : state,
    to: first(fields['to']).trim().slice(0, 200),
    by,
  }
}

/** What the register knows, to refuse what it does not. */
export interface KnownToRegister {
  knowsHolding(value: string): boolean
  knowsPlace(code: string): boolean
}

export type Shown = { view: PathwayView } | { errors: FormError[] }

/** The ways to what was asked for, or everything that is wrong with the question: the same on the server and on a device. */
export function showPathways(
  law: LawWithRules,
  clock: Clock,
  { state, to, by }: AskedPathway,
  words: Words,
  { knowsHolding, knowsPlace }: KnownToRegister,
): Shown {
  const known = { hold: knowsHolding, place: knowsPlace, texts: law.texts }
  const { question, errors } = readQuestion(state, known)
  if (to === '') errors.push({ field: 'to', message: 'pathway.error.to', value: '' })
  if (errors.length > 0) return { errors }
  const query: PathwayQuery = { person: question.person, place: question.place, to, by }
  if (question.asOf !== undefined) query.asOf = question.asOf
  try {
    return { view: explainPathways(law, answerPathways(law, clock, query), query, words) }
  } catch (error) {
    if (!(error instanceof Problem) || error.errors === undefined) throw error
    return { errors: [{ field: 'to', message: 'reverse.error.to', value: to }] }
  }
}
