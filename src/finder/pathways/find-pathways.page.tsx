// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type App, Problem, type Settings } from '../../kernel/index.ts'
import { type PageProps, preferencesOf, renderPage, type Words, wordsIn } from '../../ui/index.ts'
import { penFor } from '../answers/assess-person.ts'
import type { LoadedLaw } from '../answers/load-law.ts'
import {
  addressOf,
  answerFields,
  type Fields,
  type FormError,
  type FormState,
  readForm,
  readQuestion,
} from '../interview/answer-form.model.ts'
import { finderLists } from '../interview/finder-lists.ts'
import { targetsOf } from '../reverse/reverse.model.ts'
import { wantedInWords } from '../reverse/reverse-words.model.ts'
import { answerPathways, explainPathways, type PathwayDependencies, type PathwayQuery } from './answer-pathways.ts'
import { type GoalOption, PathwayForm, PathwayPage } from './find-pathways.view.tsx'
import type { Measured } from './step.model.ts'

export interface PageDependencies extends PathwayDependencies {
  settings: Pick<Settings, 'baseUrl'>
}

/** `GET /pathway` asks, or shows the ways where the address holds a question; `POST` does so with the answers given so far. Nothing is stored. */
export function findPathwaysPage(app: App, deps: PageDependencies): void {
  const page = { schema: { hide: true }, config: { produces: ['text/html'] as const } }
  app.get('/pathway', page, async (request, reply) => answer(request, reply, deps, request.query as Fields, false))
  app.post('/pathway', page, async (request, reply) =>
    answer(request, reply, deps, (request.body ?? {}) as Fields, true),
  )
}

const first = (value: string | string[] | undefined): string => (Array.isArray(value) ? value[0] : value) ?? ''

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
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  reply.header('content-language', lang).header('vary', 'Accept-Language, Cookie')
  reply.header('cache-control', 'private, no-cache').type('text/html; charset=utf-8')
  const words = wordsIn(lang)
  const law = await deps.shelf.take(null)
  const read = readForm(fields)
  // Answers come by the body of a form only: an address is passed on.
  const state = sent ? read : { ...read, answers: {} }
  const asked: Asked = { state, to: first(fields['to']).trim(), by: byOf(fields['by']), sent }
  const { title, body, status } = show(law, deps, asked, words)
  const lead = { words, theme, title, description: words.t('pathway.lead'), body }
  return reply
    .code(status)
    .send(renderPage(sent ? { ...lead, address: null, form } : { ...lead, address: addresses(asked) }))
}

/** Id of the form that carries everything. */
const form = 'pathway'

function addresses({ state, to, by }: Asked): NonNullable<PageProps['address']> {
  return (change) => {
    const rest = new URLSearchParams({ to, by, ...change }).toString()
    return `/pathway?${[addressOf(state), rest].filter((part) => part !== '').join('&')}`
  }
}

interface Asked {
  state: FormState
  to: string
  by: Measured
  /** It came by a form, with answers. */
  sent: boolean
}

const byOf = (value: string | string[] | undefined): Measured => (first(value) === 'effort' ? 'effort' : 'time')

function show(law: LoadedLaw, deps: PageDependencies, asked: Asked, words: Words) {
  const { state, to, by, sent } = asked
  const lists = finderLists(law)
  const formWith = (errors: readonly FormError[], again: boolean) => (
    <PathwayForm
      words={words}
      asked={{ ...state, to, by }}
      goals={goalOptions(law, words)}
      options={lists.options(words)}
      errors={errors.map(({ field, message, value }) => ({ field, text: words.t(message, { value }) }))}
      again={again}
      id={form}
      carried={sent ? answerFields(state) : null}
    />
  )
  const asks = (errors: readonly FormError[], status: number) => ({
    title: words.t('pathway.name'),
    body: formWith(errors, false),
    status,
  })
  if (state.place === '' || to === '') return asks([], 200)
  const known = { hold: lists.knowsHolding, place: lists.knowsPlace, texts: law.texts }
  const { question, errors } = readQuestion(state, known)
  if (errors.length > 0) return asks(errors, 400)
  const query: PathwayQuery = { person: question.person, place: question.place, to, by }
  if (question.asOf !== undefined) query.asOf = question.asOf
  try {
    const view = explainPathways(law, answerPathways(law, deps.clock, query), query, words)
    return { title: view.title, body: <PathwayPage words={words} view={view} form={formWith([], true)} />, status: 200 }
  } catch (error) {
    if (!(error instanceof Problem) || error.errors === undefined) throw error
    return asks([{ field: 'to', message: 'reverse.error.to', value: to }], 400)
  }
}

const picked = new WeakMap<LoadedLaw, Map<string, GoalOption[]>>()

/** What rules lead to; put together once for each law and language. */
function goalOptions(law: LoadedLaw, words: Words): GoalOption[] {
  const own = picked.get(law) ?? new Map<string, GoalOption[]>()
  picked.set(law, own)
  const known = own.get(words.lang)
  if (known !== undefined) return known
  const pen = penFor(law, words)
  const options = targetsOf(law.bundle).map((wanted) => ({
    value: wanted.id,
    kind: wanted.kind,
    label: wantedInWords(pen, wanted, law.bundle.rules),
  }))
  options.sort((a, b) => words.compare(a.label, b.label))
  own.set(words.lang, options)
  return options
}
