// SPDX-License-Identifier: Apache-2.0
import type { Question } from '@passerelle/recognition'
import { type Fields, type FormState, mostHeld, readForm, withoutReplaced } from '../interview/answer-form.model.ts'

/** One screen as the reader left it; the browser's history leads through them. */
export interface Snapshot {
  screen: 'ask' | 'question' | 'answer' | 'compare'
  state: FormState
  /** Keys of questions that were passed over: not known. */
  passed: readonly string[]
}

/** What was typed into the first page, with the answers given before, as far as they still speak of the same certificate. */
export function withQuestion(before: FormState, typed: FormState): FormState {
  const answers = { ...before.answers, ...typed.answers }
  return withoutReplaced(
    { ...typed, answers },
    before.holds.map((hold) => hold.value),
  )
}

/** One more certificate to fill in. */
export function withMore(state: FormState): FormState {
  if (state.holds.length >= mostHeld) return state
  const holds = state.holds.length === 0 ? [{ value: '', issued: '' }] : state.holds
  return { ...state, holds: [...holds, { value: '', issued: '' }] }
}

/** Something that was looked up filled in: a certificate into the first field that is free, a place into its own. */
export function withPicked(state: FormState, picked: { hold: string | null; place: string | null }): FormState {
  const { hold, place } = picked
  const next = place === null ? state : { ...state, place }
  if (hold === null || state.holds.some(({ value }) => value === hold)) return next
  const free = state.holds.findIndex(({ value }) => value === '')
  if (free < 0 && state.holds.length >= mostHeld) return next
  const held = { value: hold, issued: state.holds[free]?.issued ?? '' }
  return { ...next, holds: free < 0 ? [...state.holds, held] : state.holds.with(free, held) }
}

/** The answer to one question put into the place of what was said before. */
export function withAnswer(state: FormState, key: string, fields: Fields): FormState {
  const others = Object.entries(state.answers).filter(([name]) => name.replace(/\.(years|months)$/, '') !== key)
  return { ...state, answers: { ...Object.fromEntries(others), ...readForm(fields).answers } }
}

/** The most decisive question that was not passed over. */
export function nextQuestion(questions: readonly Question[], passed: readonly string[]): Question | undefined {
  return questions.find((question) => !passed.includes(question.key))
}

const format = 'passerelle-answers'

/** What a person keeps on their own device. */
export function writeSaved(state: FormState): string {
  return `${JSON.stringify({ format, version: 1, state }, null, 2)}\n`
}

/** A file that was kept; null: it is none, or damaged. */
export function readSaved(text: string): FormState | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (!isRecord(value) || value['format'] !== format || value['version'] !== 1) return null
  const state = value['state']
  if (!isRecord(state)) return null
  const holds = Array.isArray(state['holds']) ? state['holds'].filter(isRecord) : []
  const fields: Fields = {
    hold: holds.map((hold) => textOf(hold['value'])),
    issued: holds.map((hold) => textOf(hold['issued'])),
    in: textOf(state['place']),
  }
  for (const name of ['purpose', 'asOf', 'since', 'workPlace']) fields[name] = textOf(state[name])
  const answers = isRecord(state['answers']) ? state['answers'] : {}
  for (const [key, values] of Object.entries(answers)) {
    if (Array.isArray(values)) fields[`q.${key}`] = values.map(textOf)
  }
  return readForm(fields)
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
