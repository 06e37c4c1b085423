// SPDX-License-Identifier: Apache-2.0
import { type App, isPlainDate, Problem, type Settings } from '../../kernel/index.ts'
import { greetReader, renderPage, type Words } from '../../ui/index.ts'
import type { Fields } from '../interview/answer-form.model.ts'
import type { ProgrammeView } from './credit-view.model.ts'
import { type CreditDependencies, type CreditQuestion, creditProgrammes, tellCredits } from './tell-credits.ts'
import { CreditAnswer, CreditForm, ProgrammeHead, ProgrammeList } from './tell-credits.view.tsx'

interface PageDependencies extends CreditDependencies {
  settings: Pick<Settings, 'baseUrl'>
}

type Query = Partial<Record<string, string>>

/** A question of the finder: what is held, since when and where it is asked. */
const fromAnswer = ['hold', 'issued', 'in'] as const

/** `GET /credits`: what learning and work count for in a programme. What is entered stands in the address alone. */
export function tellCreditsPage(app: App, deps: PageDependencies): void {
  app.get('/credits', { schema: { hide: true }, config: { produces: ['text/html'] } }, async (request, reply) => {
    const query = onceEach(request.query as Fields)
    const asked = { headers: request.headers, fields: query, baseUrl: deps.settings.baseUrl }
    const { words, theme } = greetReader(reply, { ...asked, kept: 'private, no-cache' })
    const { status, title, body } = await show(deps, query, request.query as Fields, words)
    const kept = Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as [string, string]],
    )
    const address = (change: Record<string, string>) =>
      `/credits?${new URLSearchParams([...kept, ...Object.entries(change)])}`
    return reply.code(status).send(renderPage({ words, theme, title, body, address }))
  })
  // From an answer: of all that the form carries only what counts here goes into the address.
  app.post('/credits', { schema: { hide: true }, config: { produces: [] } }, async (request, reply) =>
    reply.redirect(`/credits?${carriedFrom(request.body as Fields)}`, 303),
  )
}

function carriedFrom(fields: Fields): URLSearchParams {
  const carried = new URLSearchParams()
  for (const name of fromAnswer) for (const value of listOf(fields[name])) carried.append(name, value.slice(0, 200))
  return carried
}

const listOf = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

const onceEach = (fields: Fields): Query =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      listOf(value)
        .slice(0, 1)
        .map((one) => [name, one]),
    ),
  )

async function show(deps: PageDependencies, query: Query, given: Fields, words: Words) {
  const all = await creditProgrammes(deps, words)
  const carried = carriedFrom(given)
  const programmes = nearestFirst(all, query['in'])
  const programme = programmes.find(({ id }) => id === query['programme'])
  if (programme === undefined) {
    if (query['programme'] !== undefined) throw new Problem('not-found', words.t('credit.unknown'))
    const along = carried.size === 0 ? '' : `&${carried}`
    const body = <ProgrammeList words={words} programmes={programmes} carried={along} />
    return { status: 200, title: words.t('credit.name'), body }
  }
  const errors = faultsIn(programme, query, words)
  const held = query['count'] === undefined ? fieldsFrom(programme, given) : {}
  const note = Object.keys(held).length === 0 ? null : words.t('credit.from-answer')
  const answered = query['count'] === '1' && errors.length === 0
  const view = answered ? await tellCredits(deps, questionOf(programme, query), words) : null
  const body = (
    <>
      <ProgrammeHead words={words} programme={programme} />
      {view === null ? null : <CreditAnswer words={words} view={view} />}
      <CreditForm words={words} programme={programme} fields={{ ...held, ...query }} errors={errors} note={note} />
    </>
  )
  return { status: errors.length > 0 ? 400 : 200, title: programme.title, body }
}

/** Programmes of the place that is asked about, or of one that it lies in by its code, come first. */
function nearestFirst(programmes: ProgrammeView[], place: string | undefined): ProgrammeView[] {
  const near = ({ place: { code } }: ProgrammeView): number =>
    place === undefined || (place !== code && !place.startsWith(`${code}-`)) ? 0 : -code.length
  return programmes.toSorted((a, b) => near(a) - near(b))
}

/** What an answer knew already: certificates of the table with their day, and the level. */
function fieldsFrom({ rows, level }: ProgrammeView, given: Fields): Query {
  const issued = listOf(given['issued'])
  const fields: Query = {}
  listOf(given['hold']).forEach((value, index) => {
    const day = issued[index] ?? ''
    for (const { id } of rows.filter(({ held }) => held === value)) {
      fields[`has.${id}`] = '1'
      if (day !== '') fields[`issued.${id}`] = day
    }
    const rank = (wanted: string | undefined): number => level?.options.findIndex((one) => one.value === wanted) ?? -1
    if (rank(value) > rank(fields['level'])) fields['level'] = value
  })
  return fields
}

function faultsIn({ rows, level }: ProgrammeView, query: Query, words: Words): { field: string; text: string }[] {
  const held = query['level'] ?? ''
  const unknown = held !== '' && level !== null && level.options.every(({ value }) => value !== held)
  const wrong = unknown ? [{ field: 'level', text: words.t('credit.error.level', { value: held }) }] : []
  const inRows = rows.flatMap(({ id }) => {
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
  return [...wrong, ...inRows]
}

function questionOf({ id: programme, rows, level }: ProgrammeView, query: Query): CreditQuestion {
  const held = query['level'] ?? ''
  const evidence = rows.flatMap(({ id, amount }) => {
    const [much, issued] = [query[`amount.${id}`] ?? '', query[`issued.${id}`] ?? '']
    if (amount === null ? query[`has.${id}`] !== '1' : much === '') return []
    return [{ id, row: id, ...(amount !== null && { amount: Number(much) }), ...(issued !== '' && { issued }) }]
  })
  return { programme, evidence, levels: level === null || held === '' ? [] : [held] }
}
