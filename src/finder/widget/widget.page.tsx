// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import type { App } from '../../kernel/index.ts'
import { inlineFile, languageTag, preferencesOf, type Theme, type Words, wordsIn } from '../../ui/index.ts'
import { type AnswerDependencies, assessWith, explainAssessment, penFor } from '../answers/assess-person.ts'
import type { LoadedLaw } from '../answers/load-law.ts'
import { nameOf } from '../answers/words.model.ts'
import {
  type Fields,
  type FormError,
  type FormState,
  readForm,
  readQuestion,
  sharedAddressOf,
} from '../interview/answer-form.model.ts'
import { finderLists } from '../interview/finder-lists.ts'
import { type ShortAnswer, shortAnswer } from './short-answer.model.ts'
import { Widget } from './widget.view.tsx'

const style = inlineFile('style/tokens.css', 'style/widget.css')
const script = inlineFile('assets/widget-frame.js')
const loader = inlineFile('assets/widget.js')

const framed = { styles: [style.hash], scripts: [script.hash] }
const quickly = 'public, max-age=300, stale-while-revalidate=3600'

/**
 * `/widget.js`, the one tag of another site, and `/widget`, the frame that it makes: the only page that may be framed. It reads no cookie and sets
 * none; the question is the site's (in the address) or picked by its visitor (in the body of a form), and nothing is stored.
 */
export function widgetPage(app: App, deps: AnswerDependencies): void {
  app.get(
    '/widget.js',
    { schema: { hide: true }, config: { produces: ['text/javascript'] } },
    async (_request, reply) =>
      reply
        .header('cross-origin-resource-policy', 'cross-origin')
        .header('access-control-allow-origin', '*')
        .header('cache-control', 'public, max-age=3600, stale-while-revalidate=604800')
        .type('text/javascript; charset=utf-8')
        .send(loader.text),
  )
  const page = { schema: { hide: true }, config: { produces: ['text/html'] as const, framed, cacheControl: quickly } }
  app.get('/widget', page, async (request, reply) => answer(request, reply, deps, request.query as Fields))
  app.post('/widget', page, async (request, reply) => answer(request, reply, deps, (request.body ?? {}) as Fields))
}

async function answer(request: FastifyRequest, reply: FastifyReply, deps: AnswerDependencies, fields: Fields) {
  const { 'accept-language': accepted } = request.headers
  const headers = { 'accept-language': accepted }
  const { lang, theme } = preferencesOf({ headers, lang: fields['lang'], theme: fields['theme'], secure: false })
  const words = wordsIn(lang)
  const law = await deps.shelf.take(null)
  const state = bareQuestion(fields)
  const lists = finderLists(law)
  const known = { hold: lists.knowsHolding, place: lists.knowsPlace, texts: law.texts }
  const { question, errors } = readQuestion(state, known)
  const asks = state.holds.length === 0
  const short =
    asks || errors.length > 0 ? null : shortAnswer(explainAssessment(assessWith(law, deps.clock, question), words))
  const picks = request.method === 'POST' || asks || errors.some(({ field }) => field.startsWith('hold'))
  const body = (
    <Widget
      words={words}
      {...contentOf(law, words, state, short)}
      errors={errors.map((error) => errorText(words, error))}
      holdings={picks && lists.knowsPlace(state.place) ? withChosen(lists.options(words).holdings, state) : null}
      carried={Object.entries({ in: state.place, purpose: state.purpose, lang, theme }).flatMap(([name, value]) =>
        value === '' ? [] : [{ name, value }],
      )}
      more={moreOf(state, short, lang)}
    />
  )
  reply
    .code(errors.length > 0 ? 400 : 200)
    .header('content-language', lang)
    .type('text/html; charset=utf-8')
  return reply.send(pageOf({ words, theme, title: short?.title ?? words.t('site.title'), body: renderToString(body) }))
}

function withChosen(options: string, { holds }: FormState): string {
  const chosen = `value="${holds[0]?.value ?? ''}"`
  return options.replace(chosen, `${chosen} selected`)
}

/** Of what is sent only the question: no dates, no answers. */
function bareQuestion(fields: Fields): FormState {
  const { holds, place, purpose } = readForm(fields)
  const held = holds.filter(({ value }) => value !== '').map(({ value }) => ({ value, issued: '' }))
  return { holds: held, place, purpose, asOf: '', knownOn: '', since: '', workPlace: '', answers: {} }
}

function contentOf(law: LoadedLaw, words: Words, { place }: FormState, short: ShortAnswer | null) {
  if (short !== null) return short
  const title = finderLists(law).knowsPlace(place)
    ? words.t('widget.title', { place: nameOf(penFor(law, words), 'jurisdiction', place) })
    : words.t('site.title')
  return { title, asOf: null, summary: [], findings: [] }
}

/** Written for the owner of the site: these are the attributes of the tag. */
function errorText(words: Words, { field, message, value }: FormError): string {
  if (field === 'in')
    return words.t(value === '' ? 'widget.error.place.missing' : 'widget.error.place', { place: value })
  return field.startsWith('hold') ? words.t('widget.error.hold', { value }) : words.t(message, { value })
}

function moreOf(state: FormState, short: ShortAnswer | null, lang: string): string {
  const address = state.place === '' ? '' : `${sharedAddressOf(state)}&`
  return `/?${address}${short === null && address !== '' ? 'change=1&' : ''}lang=${lang}`
}

function pageOf({ words, theme, title, body }: { words: Words; theme: Theme; title: string; body: string }): string {
  const colours = theme === 'auto' ? '' : ` data-theme="${theme}"`
  const dir = words.dir === 'rtl' ? ' dir="rtl"' : ''
  const name = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<!doctype html><html lang="${languageTag(words.lang)}"${dir}${colours}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${name}</title><style>${style.text}</style></head><body>${body}<script>${script.text}</script></body></html>`
}
