// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App, Settings } from '../../kernel/index.ts'
import { greetReader, type PageProps, renderPage, type Words } from '../../ui/index.ts'
import type { LoadedLaw } from '../answers/load-law.ts'
import { addressOf, answerFields, type Fields, type FormError } from '../interview/answer-form.model.ts'
import { finderLists } from '../interview/finder-lists.ts'
import { clientScriptPath } from '../private/client-script.ts'
import { type GoalOption, goalOptions } from './answer-pathways.model.ts'
import { type AskedPathway, readAsked, showPathways } from './ask-pathway.model.ts'
import type { PathwayDependencies } from './find-pathways.route.ts'
import { PathwayForm, PathwayPage } from './find-pathways.view.tsx'

export interface PageDependencies extends PathwayDependencies {
  settings: Pick<Settings, 'baseUrl'>
}

/**
 * `GET /pathway` asks, or shows the ways where the address holds a question; `POST` does so with the answers given so far. Nothing
 * is stored. With a script the page answers by itself, and neither is sent (`private/pathway.island.tsx`).
 */
export function findPathwaysPage(app: App, deps: PageDependencies): void {
  const page = { schema: { hide: true }, config: { produces: ['text/html'] as const } }
  app.get('/pathway', page, async (request, reply) => answer(request, reply, deps, request.query as Fields, false))
  app.post('/pathway', page, async (request, reply) =>
    answer(request, reply, deps, (request.body ?? {}) as Fields, true),
  )
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: PageDependencies,
  fields: Fields,
  sent: boolean,
) {
  const reader = { headers: request.headers, fields, baseUrl: deps.settings.baseUrl }
  const { words, theme } = greetReader(reply, { ...reader, kept: 'private, no-cache' })
  const law = await deps.shelf.take(null)
  const read = readAsked(fields)
  // Answers come by the body of a form only: an address is passed on.
  const state = sent ? read.state : { ...read.state, answers: {} }
  const named = state.place !== '' && read.to !== ''
  const filled = fields['more'] === undefined && (named || (sent && fields['by'] !== undefined))
  const asked: Asked = { ...read, state, filled }
  const { title, body, status } = show(law, deps, asked, words)
  const script = await clientScriptPath('pathway')
  const lead = { words, theme, title, description: words.t('pathway.lead'), body, script }
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

interface Asked extends AskedPathway {
  /** The form was filled in and sent; what comes from another page is still to be added to. */
  filled: boolean
}

function show(law: LoadedLaw, deps: PageDependencies, asked: Asked, words: Words) {
  const { state, to, by, filled } = asked
  const lists = finderLists(law)
  const formWith = (errors: readonly FormError[], again: boolean) => (
    <PathwayForm
      words={words}
      asked={{ ...state, to, by }}
      goals={goalsOf(law, words)}
      options={lists.options(words)}
      errors={errors.map(({ field, message, value }) => ({ field, text: words.t(message, { value }) }))}
      again={again}
      id={form}
      carried={answerFields(state)}
    />
  )
  const asks = (errors: readonly FormError[], status: number) => ({
    title: words.t('pathway.name'),
    body: formWith(errors, false),
    status,
  })
  if (!filled) return asks([], 200)
  const shown = showPathways(law, deps.clock, asked, words, lists)
  if ('errors' in shown) return asks(shown.errors, 400)
  const body = <PathwayPage words={words} view={shown.view} form={formWith([], true)} />
  return { title: shown.view.title, body, status: 200 }
}

const picked = new WeakMap<LoadedLaw, Map<string, GoalOption[]>>()

/** What rules lead to; put together once for each law and language. */
function goalsOf(law: LoadedLaw, words: Words): GoalOption[] {
  const own = picked.get(law) ?? new Map<string, GoalOption[]>()
  picked.set(law, own)
  const options = own.get(words.lang) ?? goalOptions(law, words)
  own.set(words.lang, options)
  return options
}
