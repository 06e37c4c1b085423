// SPDX-License-Identifier: Apache-2.0
import { type App, isPlainDate, Problem, type Settings } from '../../kernel/index.ts'
import { greetReader, type PageProps, renderPage, type Words } from '../../ui/index.ts'
import { finderLists } from '../interview/finder-lists.ts'
import { compareJurisdictions, type MutualityDependencies, type MutualityQuestion } from './compare-jurisdictions.ts'
import { MutualityPage, PairForm } from './compare-jurisdictions.view.tsx'
import { drawn } from './drawing.model.ts'

export interface PageDependencies extends MutualityDependencies {
  settings: Pick<Settings, 'baseUrl'>
}

type Query = Partial<Record<string, string>>

/** `GET /mutuality`: pick two places, or read what they recognise of each other. */
export function compareJurisdictionsPage(app: App, deps: PageDependencies): void {
  const page = { schema: { hide: true }, config: { produces: ['text/html'] as const } }
  app.get('/mutuality', page, async (request, reply) => {
    const query = request.query as Query
    const asked = { headers: request.headers, fields: query, baseUrl: deps.settings.baseUrl }
    const { words, theme } = greetReader(reply, { ...asked, kept: 'private, no-cache' })
    const { title, description, body, status } = await show(deps, query, words)
    return reply.code(status).send(renderPage({ words, theme, title, description, body, address: addressOf(query) }))
  })
}

async function show(deps: PageDependencies, query: Query, words: Words) {
  const { a = '', b = '', asOf = '' } = query
  const law = await deps.shelf.take(null)
  const form = (errors: { field: string; text: string }[]) => (
    <PairForm
      words={words}
      a={law.aliases[a] ?? a}
      b={law.aliases[b] ?? b}
      asOf={asOf}
      places={finderLists(law).options(words).places}
      errors={errors}
    />
  )
  const empty = {
    title: words.t('mutuality.name'),
    description: words.t('mutuality.lead'),
    body: form([]),
    status: 200,
  }
  if (a === '' || b === '') return empty
  if (asOf !== '' && !isPlainDate(asOf)) {
    return { ...empty, status: 400, body: form([{ field: 'asOf', text: words.t('ask.error.date', { value: asOf }) }]) }
  }
  const question: MutualityQuestion = asOf === '' ? { a, b } : { a, b, asOf }
  try {
    const view = await compareJurisdictions(deps, question, words)
    const body = <MutualityPage words={words} view={view} rows={drawn(view, words)} />
    return { title: view.title, description: view.summary, body, status: 200 }
  } catch (error) {
    if (!(error instanceof Problem) || error.errors === undefined) throw error
    const errors = error.errors.map(({ path, message }) => ({
      field: path,
      text: message.endsWith('twice')
        ? words.t('mutuality.error.same')
        : words.t('ask.error.place', { value: query[path] ?? '' }),
    }))
    return { ...empty, status: 400, body: form(errors) }
  }
}

function addressOf(query: Query): NonNullable<PageProps['address']> {
  const kept = ['a', 'b', 'asOf'].flatMap((name) => (query[name] ? [[name, query[name]]] : []))
  return (change) => `/mutuality?${new URLSearchParams([...kept, ...Object.entries(change)])}`
}
