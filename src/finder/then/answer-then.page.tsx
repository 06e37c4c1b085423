// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Db } from '../../db/index.ts'
import { type App, isPlainDate, Problem, type Problem as Refusal, today } from '../../kernel/index.ts'
import { renderPage, type Words } from '../../ui/index.ts'
import { addressOf, answerFields, type FormState, questionFields } from '../interview/answer-form.model.ts'
import { type Asked, type AskedDependencies, addressesOf, askedQuestion } from '../interview/asked-question.ts'
import { answerThen, type ThenView } from './answer-then.ts'
import { AnswerThen, AskDay } from './answer-then.view.tsx'

interface ThenPageDependencies extends AskedDependencies {
  db: Db
}

interface Sent {
  body: unknown
  query: unknown
  method: string
}

/** `POST /then` with a question, its answers and a day, `GET /then` with the address of a question and the day: the answer of that day and that of today. Nothing is stored. */
export function answerThenPage(app: App, deps: ThenPageDependencies): void {
  const page = { schema: { hide: true }, config: { produces: ['text/html'] as const } }
  const send = async (request: FastifyRequest, reply: FastifyReply) => {
    const asked = await askedQuestion(deps, request, reply)
    // What is wrong with a question is said at the question.
    if (asked.state.place !== '' && asked.errors.length > 0) return reply.redirect(`/?${addressOf(asked.state)}`, 303)
    const now = today(deps.clock, 'UTC')
    const day = dayOf(request)
    if (asked.state.place === '' || day === null) return reply.send(askDay(asked, { day: '', now, errors: [] }))
    const wrong = isPlainDate(day) ? (day > now ? 'thennow.error.future' : null) : 'ask.error.date'
    const found = wrong === null ? await compare(deps, asked, day) : asked.words.t(wrong, { value: day })
    if (typeof found !== 'string') return reply.send(comparison(asked, found, now))
    return reply.code(400).send(askDay(asked, { day, now, errors: [{ field: 'day', text: found }] }))
  }
  app.get('/then', page, send)
  app.post('/then', page, send)
}

function dayOf({ method, body, query }: Sent): string | null {
  const value: unknown = Reflect.get(((method === 'POST' ? body : query) ?? {}) as object, 'day')
  const text = Array.isArray(value) ? value[0] : value
  return typeof text === 'string' && text.trim() !== '' ? text.trim().slice(0, 40) : null
}

/** The comparison, or why there is none. */
async function compare(
  deps: ThenPageDependencies,
  { question, words }: Asked,
  day: string,
): Promise<ThenView | string> {
  try {
    return await answerThen(deps, question, day, words)
  } catch (error) {
    const said = error instanceof Problem ? reasonOf(error, words) : null
    if (said === null) throw error
    return said
  }
}

/** Before the first record there was nothing to answer from; a person may not have been born on that day. */
function reasonOf({ code, told }: Refusal, words: Words): string | null {
  return code === 'invalid-input' && typeof told === 'object' && 'key' in told ? words.t(told.key, told.args) : null
}

interface Asking {
  day: string
  now: string
  errors: readonly { field: string; text: string }[]
}

function askDay({ words, theme, state }: Asked, { day, now, errors }: Asking): string {
  const title = words.t('thennow.name')
  const fields = state.place === '' ? [] : fieldsOf({ ...state, knownOn: '' })
  const body = <AskDay words={words} title={title} day={day} today={now} fields={fields} errors={errors} />
  return renderPage({ words, theme, title, address: addressesOf('/then', addressOf({ ...state, knownOn: '' })), body })
}

const fieldsOf = (state: FormState) => [...questionFields(state), ...answerFields(state)]

function comparison({ words, theme, state }: Asked, view: ThenView, now: string): string {
  const asked = { ...state, knownOn: '' }
  const past = { ...state, knownOn: view.day, asOf: state.asOf === '' ? view.day : state.asOf }
  const body = (
    <AnswerThen {...view} words={words} today={now} fields={{ before: fieldsOf(past), now: fieldsOf(asked) }} />
  )
  const title = `${view.title} · ${words.t('thennow.name')}`
  const address = addressesOf('/then', `${addressOf(asked)}&day=${view.day}`)
  return renderPage({ words, theme, title, address, body })
}
