// SPDX-License-Identifier: Apache-2.0
import { type App, isPlainDate, Problem, type Settings } from '../../kernel/index.ts'
import { greetReader, type PageProps, renderPage, type Words } from '../../ui/index.ts'
import { penFor } from '../answers/assess-person.ts'
import type { LoadedLaw } from '../answers/load-law.ts'
import { finderLists } from '../interview/finder-lists.ts'
import { findWaysWith, type ReverseDependencies, type ReverseQuestion } from './find-ways.ts'
import { ReverseView, WantedForm, type WantedOption } from './find-ways.view.tsx'
import { targetsOf } from './reverse.model.ts'
import { wantedInWords } from './reverse-words.model.ts'

export interface PageDependencies extends ReverseDependencies {
  settings: Pick<Settings, 'baseUrl'>
}

type Query = Partial<Record<string, string>>

/** `GET /reverse`: pick what is wanted and where, or read what leads to it. */
export function findWaysPage(app: App, deps: PageDependencies): void {
  const page = { schema: { hide: true }, config: { produces: ['text/html'] as const } }
  app.get('/reverse', page, async (request, reply) => {
    const query = request.query as Query
    const asked = { headers: request.headers, fields: query, baseUrl: deps.settings.baseUrl }
    const { words, theme } = greetReader(reply, { ...asked, kept: 'private, no-cache' })
    const law = await deps.shelf.take(null)
    const shown = show(law, deps, query, words)
    const { title, body, status } = shown
    return reply.code(status).send(renderPage({ words, theme, title, body, address: addressOf(query) }))
  })
}

function show(law: LoadedLaw, deps: PageDependencies, query: Query, words: Words) {
  const { to = '', in: place = '', asOf = '' } = query
  const form = (errors: { field: string; text: string }[]) => (
    <WantedForm
      words={words}
      to={to}
      place={law.aliases[place] ?? place}
      asOf={asOf}
      targets={targetOptions(law, words)}
      places={finderLists(law).options(words).places}
      errors={errors}
    />
  )
  const empty = { title: words.t('reverse.name'), body: form([]), status: 200 }
  if (to === '' || place === '') return empty
  if (asOf !== '' && !isPlainDate(asOf)) {
    return { ...empty, status: 400, body: form([{ field: 'asOf', text: words.t('ask.error.date', { value: asOf }) }]) }
  }
  const question: ReverseQuestion = asOf === '' ? { to, place } : { to, place, asOf }
  try {
    const view = findWaysWith(law, deps.clock, question, words)
    return { title: view.title, body: <ReverseView words={words} view={view} />, status: 200 }
  } catch (error) {
    if (!(error instanceof Problem) || error.errors === undefined) throw error
    const errors = error.errors.map(({ path }) => ({
      field: path,
      text: path === 'in' ? words.t('ask.error.place', { value: place }) : words.t('reverse.error.to', { value: to }),
    }))
    return { ...empty, status: 400, body: form(errors) }
  }
}

function addressOf(query: Query): NonNullable<PageProps['address']> {
  const kept = ['to', 'in', 'asOf'].flatMap((name) => (query[name] ? [[name, query[name]]] : []))
  return (change) => `/reverse?${new URLSearchParams([...kept, ...Object.entries(change)])}`
}

const picked = new WeakMap<LoadedLaw, Map<string, WantedOption[]>>()

/** What rules lead to, by its kind and name; put together once for each law and language. */
function targetOptions(law: LoadedLaw, words: Words): WantedOption[] {
  let own = picked.get(law)
  if (own === undefined) {
    own = new Map()
    picked.set(law, own)
  }
  let options = own.get(words.lang)
  if (options === undefined) {
    const pen = penFor(law, words)
    options = targetsOf(law.bundle).map((wanted) => ({
      value: wanted.id,
      kind: wanted.kind,
      label: wantedInWords(pen, wanted, law.bundle.rules),
    }))
    options.sort((a, b) => words.compare(a.label, b.label))
    own.set(words.lang, options)
  }
  return options
}
