// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import type { Db } from '../../db/index.ts'
import { type App, isPlainDate, type Settings } from '../../kernel/index.ts'
import { type PageProps, preferencesOf, renderPage, type Words, wordsIn } from '../../ui/index.ts'
import { type OtherWays, otherWays } from '../comparisons/other-ways.model.ts'
import { findGone, unknownHoldings, withoutHoldings } from '../gone/find-gone.ts'
import type { GoneHolding } from '../gone/gone.model.ts'
import { GoneHoldings } from '../gone/gone-holdings.view.tsx'
import {
  addressOf,
  answerFields,
  type Fields,
  type FormError,
  type FormState,
  isAsked,
  mostHeld,
  purposes,
  questionFields,
  readForm,
  readQuestion,
  sharedAddressOf,
  withoutReplaced,
} from '../interview/answer-form.model.ts'
import { answeredInWords } from '../interview/answered.model.ts'
import { AskView } from '../interview/ask-question.view.tsx'
import { finderLists } from '../interview/finder-lists.ts'
import { withHoldings } from '../interview/held-options.model.ts'
import { clientScriptPath } from '../private/client-script.ts'
import {
  type AnswerDependencies,
  type AssessedPerson,
  assessWith,
  explainAssessment,
  penFor,
  verdictsOf,
} from './assess-person.ts'
import { AnswerPage } from './assess-person.view.tsx'
import type { LoadedLaw } from './load-law.ts'

export interface PageDependencies extends AnswerDependencies {
  db: Db
  settings: Pick<Settings, 'baseUrl'>
}

interface Reader {
  words: Words
  theme: PageProps['theme']
  /** The part of the page that answers in the browser. */
  script: string | null
}

const form = 'answers'

/** `GET /` asks, or answers where the address holds a question; `POST /` answers with what the person has added. Nothing is stored. */
export function assessPersonPage(app: App, deps: PageDependencies): void {
  const page = { schema: { hide: true }, config: { produces: ['text/html'] as const } }
  app.get('/', page, async (request, reply) => answer(request, reply, deps, request.query as Fields, false))
  app.post('/', page, async (request, reply) => answer(request, reply, deps, (request.body ?? {}) as Fields, true))
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: PageDependencies,
  fields: Fields,
  sent: boolean,
) {
  const { lang, theme, cookies } = preferencesOf({
    headers: request.headers,
    lang: fields['lang'],
    theme: fields['theme'],
    secure: deps.settings.baseUrl.startsWith('https:'),
  })
  const reader: Reader = { words: wordsIn(lang), theme, script: await clientScriptPath() }
  // Answers come by the body of a form only: an address is passed on, and may be kept by anyone on its way.
  const state = sent ? withoutReplaced(readForm(fields), fields['was']) : { ...readForm(fields), answers: {} }
  const law = await deps.shelf.take(null)
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  reply
    .header('content-language', lang)
    .header('vary', 'Accept-Language, Cookie')
    // Not stored by anyone in between; the reader's own history may show it again without asking.
    .header('cache-control', 'private, no-cache')
    .type('text/html; charset=utf-8')
  if (Object.keys(fields).every((name) => own.has(name))) return reply.send(emptyPage(law, reader, state))
  const past = isAsked(state) && isPlainDate(state.knownOn) ? await deps.shelf.take(state.knownOn) : law
  // What is gone since can still be asked about as it was known on a day.
  const hold = (value: string) => [law, past].some((one) => finderLists(one).knowsHolding(value))
  const known = { hold, place: finderLists(law).knowsPlace, texts: law.texts }
  const unknown = unknownHoldings(state, hold)
  if (unknown.length > 0) {
    const gone = await findGone(deps.db, unknown, reader.words)
    const kept = withoutHoldings(state, unknown)
    const errors = isAsked(kept) ? readQuestion(kept, known).errors.filter((error) => !isFact(error)) : []
    return reply
      .code(gone.every((one) => one.known) ? 410 : 404)
      .send(askPage(law, reader, kept, errors, toldOf(gone, state, reader.words)))
  }
  if (!isAsked(state) || fields['more'] !== undefined || fields['change'] !== undefined) {
    return reply.send(askPage(law, reader, withMore(state, fields['more'] !== undefined), []))
  }
  const { question, errors } = readQuestion(state, known)
  const asked = errors.filter((error) => !isFact(error))
  if (asked.length > 0) return reply.code(400).send(askPage(law, reader, state, asked))
  const assessed = assessWith(past, deps.clock, question)
  deps.count?.('page', verdictsOf(assessed.assessment))
  return reply
    .code(errors.length > 0 ? 400 : 200)
    .send(answerPage(assessed, reader, state, errors, sent, otherWays(assessed, question, deps.clock, reader.words)))
}

/** Errors in answers are shown at the answer, the others at the question. */
const isFact = (error: FormError): boolean => error.message === 'ask.error.value'

function withMore(state: FormState, more: boolean): FormState {
  if (!more || state.holds.length >= mostHeld) return state
  const holds = state.holds.length === 0 ? [{ value: '', issued: '' }] : state.holds
  return { ...state, holds: [...holds, { value: '', issued: '' }] }
}

const errorTexts = (words: Words, errors: readonly FormError[]) =>
  errors.map(({ field, message, value }) => ({ field, text: words.t(message, { value }) }))

/** The address of the page with another language or other colours. */
function addresses(state: FormState): NonNullable<PageProps['address']> {
  const base = addressOf(state)
  return (change) => {
    const changed = Object.entries(change).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    return `/?${[base, ...changed].filter((part) => part !== '').join('&')}`
  }
}

/** What was answered stays with the question while it is changed; `was`: what the answers were about. */
function carriedAnswers(state: FormState): { name: string; value: string }[] {
  const answers = answerFields(state)
  // Whoever came to ask as the law was known on a day goes on asking so.
  const known = state.knownOn === '' ? [] : [{ name: 'knownOn', value: state.knownOn }]
  if (answers.length === 0) return known
  return [...known, ...answers, ...state.holds.map(({ value }) => ({ name: 'was', value }))]
}

const emptyPages = new WeakMap<LoadedLaw, Map<string, Buffer>>()

/** The first page as everyone sees it who has not picked anything yet: written once for each language and theme. */
function emptyPage(law: LoadedLaw, reader: Reader, state: FormState): Buffer {
  let pages = emptyPages.get(law)
  if (pages === undefined) {
    pages = new Map()
    emptyPages.set(law, pages)
  }
  const key = `${reader.words.lang} ${reader.theme}`
  let page = pages.get(key)
  if (page === undefined) {
    page = Buffer.from(askPage(law, reader, state, []))
    pages.set(key, page)
  }
  return page
}

const own = new Set(['lang', 'theme'])

/** What is held by its name, as far as the register knows it. */
function heldIn({ texts }: LoadedLaw, { holds }: FormState, words: Words): [string, string][] {
  return holds.flatMap(({ value }): [string, string][] => {
    const name = texts.name(value.includes('/') ? 'level' : 'qualification', value)
    return name === undefined ? [] : [[value, words.pick(name)]]
  })
}

interface Told {
  title: string
  body: VNode
  address: PageProps['address']
}

/** What became of what is not known here; another language asks for the same again. */
const toldOf = (gone: readonly GoneHolding[], state: FormState, words: Words): Told => ({
  title: gone.map(({ heading }) => heading).join(' · '),
  body: <GoneHoldings words={words} gone={gone} />,
  address: addresses(state),
})

function askPage(
  law: LoadedLaw,
  reader: Reader,
  state: FormState,
  errors: readonly FormError[],
  told: Told | null = null,
): string {
  const { words, theme, script } = reader
  const lists = finderLists(law)
  const body = (
    <AskView
      words={words}
      holds={state.holds}
      place={state.place}
      purpose={state.purpose === '' && state.place === '' ? 'title' : state.purpose}
      asOf={state.asOf}
      since={state.since}
      workPlace={state.workPlace}
      purposes={purposes}
      options={withHoldings(lists.options(words), heldIn(law, state, words))}
      errors={errorTexts(words, errors)}
      examples={lists.examples(words)}
      empty={law.bundle.rules.length === 0}
      carried={carriedAnswers(state)}
      told={told?.body}
    />
  )
  const address = told?.address ?? addresses(state)
  return renderPage({ words, theme, script, title: told?.title ?? words.t('site.title'), address, body })
}

function answerPage(
  assessed: AssessedPerson,
  reader: Reader,
  state: FormState,
  errors: readonly FormError[],
  sent: boolean,
  ways: OtherWays | null,
): string {
  const { words, theme, script } = reader
  const { law, assessment, person } = assessed
  const pen = penFor(law, words)
  const answered = answeredInWords(pen, assessment, { person, rule: law.rule }, law.bundle)
  const view = explainAssessment(assessed, words)
  const body = (
    <AnswerPage
      words={words}
      answer={view}
      answered={answered}
      carried={questionFields(state)}
      errors={errorTexts(words, errors)}
      places={finderLists(law).options(words).places}
      ways={ways}
      share={`/?${sharedAddressOf(state)}`}
      form={form}
    />
  )
  const address = sent ? null : addresses(state)
  return renderPage({
    words,
    theme,
    script,
    title: view.title,
    description: view.summary[0]?.text ?? '',
    address,
    form,
    body,
  })
}
