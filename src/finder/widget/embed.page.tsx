// SPDX-License-Identifier: Apache-2.0
import type { App, Settings } from '../../kernel/index.ts'
import { languages, ownName, preferencesOf, renderPage, wordsIn } from '../../ui/index.ts'
import type { LoadedLaw } from '../answers/load-law.ts'
import { purposes } from '../interview/answer-form.model.ts'
import type { AskedDependencies } from '../interview/asked-question.ts'
import { type FinderLists, finderLists } from '../interview/finder-lists.ts'
import { type EmbedProps, EmbedView } from './embed.view.tsx'

type Chosen = EmbedProps['chosen']

const first = 'CN-3205'

/** `GET /embed`: how the owner of a site puts the answer there, with the tag and what it shows. */
export function embedPage(app: App, deps: AskedDependencies): void {
  const page = { schema: { hide: true }, config: { produces: ['text/html'] as const, framesOwn: true } }
  app.get('/embed', page, async (request, reply) => {
    const fields = request.query as Record<string, unknown>
    const { lang, theme, cookies } = preferencesOf({
      headers: request.headers,
      lang: fields['lang'],
      theme: fields['theme'],
      secure: deps.settings.baseUrl.startsWith('https:'),
    })
    const words = wordsIn(lang)
    const law: LoadedLaw = await deps.shelf.take(null)
    const lists = finderLists(law)
    const chosen = chosenOf(fields, lists)
    const body = (
      <EmbedView
        words={words}
        chosen={chosen}
        options={lists.options(words)}
        purposes={purposes}
        languages={languages.map((value) => ({ value, label: ownName(value) }))}
        tag={chosen.in === '' ? null : tagOf(chosen, deps.settings)}
        preview={chosen.in === '' ? '' : tagOf(chosen, { baseUrl: '' })}
        host={deps.settings.baseUrl}
      />
    )
    const kept = Object.entries(chosen).filter(([, value]) => value !== '')
    const address = (change: Record<string, string>) =>
      `/embed?${new URLSearchParams([...kept, ...Object.entries(change)])}`
    if (cookies.length > 0) reply.header('set-cookie', cookies)
    reply.header('content-language', lang).type('text/html; charset=utf-8')
    return reply.send(
      renderPage({ words, theme, title: words.t('embed.title'), description: words.t('embed.lead'), address, body }),
    )
  })
}

/** Only what is on the lists: anything else is as if it were not said. */
function chosenOf(fields: Record<string, unknown>, lists: FinderLists): Chosen {
  const given = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : '')
  const one = (name: string, known: readonly string[]): string => known.find((value) => value === given(name)) ?? ''
  const place = lists.knowsPlace(given('in')) ? given('in') : lists.knowsPlace(first) ? first : ''
  return {
    in: place,
    hold: lists.knowsHolding(given('hold')) ? given('hold') : '',
    purpose: one('purpose', purposes),
    language: one('language', languages),
    colours: one('colours', ['light', 'dark']),
  }
}

function tagOf(chosen: Chosen, { baseUrl }: Pick<Settings, 'baseUrl'>): string {
  const { in: place, hold, purpose, language, colours } = chosen
  const named = { place, hold, purpose, lang: language, theme: colours }
  const data = Object.entries(named).flatMap(([name, value]) => (value === '' ? [] : [` data-${name}="${value}"`]))
  return `<script src="${baseUrl}/widget.js"${data.join('')} async></script>`
}
