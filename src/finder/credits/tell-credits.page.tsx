// SPDX-License-Identifier: Apache-2.0
import { type App, isPlainDate, Problem, type Settings } from '../../kernel/index.ts'
import { greetReader, renderPage, type Words } from '../../ui/index.ts'
import type { ProgrammeView } from './credit-view.model.ts'
import { type CreditDependencies, type CreditQuestion, creditProgrammes, tellCredits } from './tell-credits.ts'
import { CreditAnswer, CreditForm, ProgrammeHead, ProgrammeList } from './tell-credits.view.tsx'

interface PageDependencies extends CreditDependencies {
  settings: Pick<Settings, 'baseUrl'>
}

type Query = Partial<Record<string, string>>

/** `GET /credits`: what learning and work count for in a programme. What is entered stands in the address alone. */
export function tellCreditsPage(app: App, deps: PageDependencies): void {
  app.get('/credits', { schema: { hide: true }, config: { produces: ['text/html'] } }, async (request, reply) => {
    const query = request.query as Query
    const asked = { headers: request.headers, fields: query, baseUrl: deps.settings.baseUrl }
    const { words, theme } = greetReader(reply, { ...asked, kept: 'private, no-cache' })
    const { status, title, body } = await show(deps, query, words)
    const kept = Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as [string, string]],
    )
    const address = (change: Record<string, string>) =>
      `/credits?${new URLSearchParams([...kept, ...Object.entries(change)])}`
    return reply.code(status).send(renderPage({ words, theme, title, body, address }))
  })
}

async function show(deps: PageDependencies, query: Query, words: Words) {
  const programmes = await creditProgrammes(deps, words)
  const programme = programmes.find(({ id }) => id === query['programme'])
  if (programme === undefined) {
    if (query['programme'] !== undefined) throw new Problem('not-found', words.t('credit.unknown'))
    const body = <ProgrammeList words={words} programmes={programmes} />
    return { status: 200, title: words.t('credit.name'), body }
  }
  const errors = faultsIn(programme, query, words)
  const answered = query['count'] === '1' && errors.length === 0
  const view = answered ? await tellCredits(deps, questionOf(programme, query), words) : null
  const body = (
    <>
      <ProgrammeHead words={words} programme={programme} />
      {view === null ? null : <CreditAnswer words={words} view={view} />}
      <CreditForm words={words} programme={programme} fields={query} errors={errors} />
    </>
  )
  return { status: errors.length > 0 ? 400 : 200, title: programme.title, body }
}

function faultsIn({ rows }: ProgrammeView, query: Query, words: Words): { field: string; text: string }[] {
  return rows.flatMap(({ id }) => {
    const [amount, issued] = [query[`amount.${id}`] ?? '', query[`issued.${id}`] ?? '']
    return [
      ...(amount === '' || /^\d{1,6}$/.test(amount)
        ? []
        : [{ field: `amount.${id}`, text: words.t('credit.error.amount', { value: amount }) }]),
      ...(issued === '' || isPlainDate(issued)
        ? []
        : [{ field: `issued.${id}`, text: words.t('ask.error.date', { value: issued }) }]),
    ]
  })
}

function questionOf({ id: programme, rows }: ProgrammeView, query: Query): CreditQuestion {
  const evidence = rows.flatMap(({ id, amount }) => {
    const [much, issued] = [query[`amount.${id}`] ?? '', query[`issued.${id}`] ?? '']
    if (amount === null ? query[`has.${id}`] !== '1' : much === '') return []
    return [{ id, row: id, ...(amount !== null && { amount: Number(much) }), ...(issued !== '' && { issued }) }]
  })
  return { programme, evidence }
}
