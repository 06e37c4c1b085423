// SPDX-License-Identifier: Apache-2.0
import type { App, Settings } from '../../kernel/index.ts'
import { preferencesOf, renderPage, wordsIn } from '../../ui/index.ts'
import { clientScriptPath } from '../private/client-script.ts'
import { longestText } from './name-text.model.ts'
import { SearchView } from './search-names.view.tsx'
import { searchKinds } from './search-result.model.ts'
import type { SearchShelf } from './search-shelf.ts'
import { groupsFor } from './search-things.model.ts'

export interface SearchPageDependencies {
  search: SearchShelf
  settings: Pick<Settings, 'baseUrl'>
}

/** `GET /search?q=`: what is found, by kind, each leading on. */
export function searchPage(app: App, { search, settings }: SearchPageDependencies): void {
  app.get(
    '/search',
    { schema: { hide: true }, config: { produces: ['text/html'] as const } },
    async (request, reply) => {
      const fields = request.query as Record<string, unknown>
      const { lang, theme, cookies } = preferencesOf({
        headers: request.headers,
        lang: fields['lang'],
        theme: fields['theme'],
        secure: settings.baseUrl.startsWith('https:'),
      })
      const words = wordsIn(lang)
      const written = textOf(fields['q']).trim()
      // No name is longer than what is looked at.
      const query = written.slice(0, longestText)
      const kind = searchKinds.find((one) => one === fields['kind']) ?? null
      const { set } = await search.take()
      const groups = groupsFor(set, query, { kind, lang })
      if (cookies.length > 0) reply.header('set-cookie', cookies)
      reply.header('content-language', lang).header('vary', 'Accept-Language, Cookie').type('text/html; charset=utf-8')
      const title = query === '' ? words.t('search.title') : words.t('search.title.for', { query })
      const body = (
        <SearchView words={words} query={query} kind={kind} groups={groups} cut={written.length > query.length} />
      )
      const address = (change: Record<string, string>) =>
        `/search?${new URLSearchParams({ ...(query === '' ? {} : { q: query }), ...(kind === null ? {} : { kind }), ...change })}`
      const script = await clientScriptPath('search')
      return reply.send(renderPage({ words, theme, title, description: words.t('search.lead'), address, body, script }))
    },
  )
}

/** A parameter that is given twice counts once. */
function textOf(value: unknown): string {
  const one: unknown = Array.isArray(value) ? value[0] : value
  return typeof one === 'string' ? one : ''
}
