// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Db } from '../../db/index.ts'
import { type App, Problem, today } from '../../kernel/index.ts'
import { renderPage, type Words } from '../../ui/index.ts'
import type { LoadedLaw } from '../answers/load-law.ts'
import { zoneOf } from '../answers/place-calendar.model.ts'
import { answerFields, type Fields, questionFields } from '../interview/answer-form.model.ts'
import { type Asked, type AskedDependencies, addressesOf, askedQuestion } from '../interview/asked-question.ts'
import { keptDays, longestContact, longestReport, reportAnswer } from './report-answer.ts'
import { ReportForm, ReportReceived } from './report-answer.view.tsx'
import { ReportLimit } from './report-limit.ts'
import { isSameOrigin } from './same-origin.ts'

export interface ReportDependencies extends AskedDependencies {
  db: Db
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** `/report?rule=…&in=…`: says of one finding that it is wrong. `POST` with `send` stores the report, and nothing else is stored. */
export function reportAnswerPage(app: App, deps: ReportDependencies): void {
  const page = { schema: { hide: true }, config: { produces: ['text/html'] as const } }
  const limit = new ReportLimit(deps.clock)
  app.get('/report', page, (request, reply) => show(request, reply, deps, null))
  app.post('/report', page, (request, reply) => show(request, reply, deps, limit))
}

const one = (value: string | string[] | undefined): string => ((Array.isArray(value) ? value[0] : value) ?? '').trim()

async function show(request: FastifyRequest, reply: FastifyReply, deps: ReportDependencies, limit: ReportLimit | null) {
  const fields = ((limit === null ? request.query : request.body) ?? {}) as Fields
  const asked = await askedQuestion(deps, request, reply)
  const received = one(fields['received'])
  if (limit === null && uuid.test(received)) return reply.send(receivedPage(asked, received))
  const { words, law, state } = asked
  const about = aboutOf(asked.law, words, one(fields['rule']), state.place)
  const asOf = asked.question.asOf ?? today(deps.clock, zoneOf(state.place) ?? 'UTC')
  const typed = {
    report: one(fields['report']),
    contact: one(fields['contact']),
    attach: one(fields['attach']) === '1',
  }
  const sending = limit !== null && fields['send'] !== undefined
  const errors = sending ? errorsOf(words, typed) : []
  if (!sending || errors.length > 0) {
    const carried = state.holds.length === 0 ? [] : [...questionFields(state), ...answerFields(state)]
    const place = carried.length > 0 ? [] : [{ name: 'in', value: state.place }]
    const form = { words, rule: about, asOf: words.date(asOf), typed, errors, days: keptDays }
    const longest = { report: longestReport, contact: longestContact }
    const body = (
      <ReportForm {...form} fields={[...carried, ...place]} attachable={carried.length > 0} longest={longest} />
    )
    const address = addressesOf('/report', new URLSearchParams({ rule: about.id, in: state.place }).toString())
    return reply
      .code(errors.length > 0 ? 400 : 200)
      .send(renderPage({ words, theme: asked.theme, title: words.t('report.title'), address, body }))
  }
  if (!isSameOrigin(request.headers, request.host)) {
    throw new Problem('invalid-input', 'sent from a page of another origin', {
      status: 403,
      told: words.t('report.error.origin'),
    })
  }
  if (!limit.allows(request.ip))
    throw new Problem('rate-limited', 'too many reports within an hour', { told: words.t('report.error.many') })
  const reference = await reportAnswer(deps.db, deps.clock, {
    rule: about.id,
    instrument: law.rule(about.id)?.instrument ?? '',
    place: state.place,
    asOf,
    language: words.lang,
    report: typed.report,
    contact: typed.contact === '' ? null : typed.contact,
    attached: typed.attach && state.holds.length > 0 ? { ...asked.question } : null,
  })
  return reply.redirect(`/report?received=${reference}`, 303)
}

function errorsOf(words: Words, typed: { report: string; contact: string }) {
  const errors: { field: string; text: string }[] = []
  if (typed.report === '') errors.push({ field: 'report', text: words.t('report.error.empty') })
  if (typed.report.length > longestReport) {
    errors.push({ field: 'report', text: words.t('report.error.long', { most: longestReport }) })
  }
  if (typed.contact.length > longestContact) {
    errors.push({ field: 'contact', text: words.t('report.error.long', { most: longestContact }) })
  }
  return errors
}

/** The finding that is meant; a report is about a rule of the law loaded here, in a place of the register. */
function aboutOf(law: LoadedLaw, words: Words, id: string, place: string) {
  const text = law.texts.rule(id)
  const name = law.texts.name('jurisdiction', place)
  if (text === undefined || name === undefined)
    throw new Problem('not-found', 'there is no such rule', { told: words.t('report.error.rule') })
  const instrument = law.texts.instrument(text.instrument)
  const basis = instrument === undefined ? text.instrument : (instrument.number ?? words.pick(instrument.title))
  return { id, title: words.pick(text.title), basis, place: words.pick(name) }
}

function receivedPage({ words, theme }: Asked, reference: string): string {
  const body = <ReportReceived words={words} reference={reference} />
  const address = addressesOf('/report', `received=${reference}`)
  return renderPage({ words, theme, title: words.t('report.received'), address, body })
}
