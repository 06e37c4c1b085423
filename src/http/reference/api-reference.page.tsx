// SPDX-License-Identifier: Apache-2.0
import type { App } from '../../kernel/index.ts'
import { wordsIn } from '../../ui/index.ts'
import { renderPage } from '../../ui/shell/page-shell.tsx'
import { preferences, preferencesAddress, sendPage } from '../preferences.ts'
import { type DescribedApi, type Reference, referenceOf } from './api-reference.model.ts'
import { ApiReference } from './api-reference.view.tsx'
import { referenceStylesheet } from './reference-style.ts'

/** `/api`: the API for people. */
export function apiReferencePage(app: App, deps: { description: () => Promise<DescribedApi> }): void {
  const made = new Map<Reference['lang'], Reference>()
  app.get('/api', { schema: { hide: true }, config: { produces: ['text/html'] } }, async (request, reply) => {
    const chosen = preferences(request)
    const lang = chosen.lang === 'zh-CN' ? 'zh-CN' : 'en'
    const reference = made.get(lang) ?? referenceOf(await deps.description(), lang)
    made.set(lang, reference)
    const words = wordsIn(chosen.lang)
    const title = words.pick({ en: 'The API', 'zh-CN': 'API 文档' })
    const body = <ApiReference words={words} reference={reference} stylesheet={referenceStylesheet} />
    const page = { words, theme: chosen.theme, title, address: preferencesAddress(request), body }
    return sendPage(reply, chosen, renderPage(page))
  })
}
