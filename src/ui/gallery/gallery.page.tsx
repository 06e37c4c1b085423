// SPDX-License-Identifier: Apache-2.0
import type { App, Settings } from '../../kernel/index.ts'
import { assetPath } from '../assets/assets.ts'
import { isPseudo } from '../messages/pseudo-words.ts'
import { languages, ownName, type Words, wordsIn } from '../messages/words.ts'
import { renderPage } from '../shell/page-shell.tsx'
import { preferencesOf } from '../shell/preferences.ts'
import { Gallery } from './gallery.view.tsx'

/** `GET /design`: the components, for those who change them. `?lang=x-pseudo` and `?dir=rtl` try out what a translation will do. */
export function galleryPage(app: App, { settings }: { settings: Pick<Settings, 'baseUrl'> }): void {
  const page = { schema: { hide: true }, config: { produces: ['text/html'] as const } }
  app.get('/design', page, async (request, reply) => {
    const fields = request.query as Readonly<Record<string, string>>
    const secure = settings.baseUrl.startsWith('https:')
    const { lang, theme, cookies } = preferencesOf({
      headers: request.headers,
      lang: fields['lang'],
      theme: fields['theme'],
      secure,
    })
    const words = wordsIn(lang)
    const dir = fields['dir'] === 'rtl' ? 'rtl' : words.dir
    const columns = isPseudo(lang)
      ? [{ words, name: words.t('design.pseudo') }]
      : languages.map((one) => ({ words: wordsIn(one), name: ownName(one) }))
    const body = (
      <Gallery words={words} columns={columns} dir={dir} stylesheet={assetPath('design.css')} ways={waysFrom(words)} />
    )
    if (cookies.length > 0) reply.header('set-cookie', cookies)
    const address = (change: object) =>
      `/design?${new URLSearchParams({ ...(dir === 'rtl' ? { dir } : {}), ...change })}`
    return reply
      .header('content-language', lang)
      .header('vary', 'Accept-Language, Cookie')
      .header('cache-control', 'private, no-cache')
      .type('text/html; charset=utf-8')
      .send(
        renderPage({
          words,
          theme,
          title: words.t('design.title'),
          description: words.t('design.lead'),
          address,
          dir,
          body,
        }),
      )
  })
}

function waysFrom(words: Words): { href: string; text: string }[] {
  return [
    { href: '/design', text: words.t('design.way.languages') },
    { href: '/design?dir=rtl', text: words.t('design.way.rtl') },
    { href: '/design?lang=x-pseudo', text: words.t('design.way.pseudo') },
    { href: '/design?lang=x-pseudo-rtl', text: words.t('design.way.pseudo-rtl') },
  ]
}
