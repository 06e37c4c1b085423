// SPDX-License-Identifier: Apache-2.0
import type { App } from '../../../kernel/index.ts'
import { listAwardingBodies } from '../../../organisations/index.ts'
import { listFrameworks } from '../../../register/index.ts'
import { languages, wordsIn } from '../../../ui/index.ts'
import { type LawPageDependencies, type Library, openLibrary } from '../library/open-library.ts'
import { xml } from './write-atom.ts'

const everything = { limit: 20_000, after: null }

/** `GET /sitemap.xml` and `GET /robots.txt`: every page of the law in every language, for search engines. */
export function sitemapRoutes(app: App, deps: LawPageDependencies): void {
  const cacheControl = 'public, max-age=3600'
  app.get(
    '/sitemap.xml',
    { schema: { hide: true }, config: { produces: ['application/xml'], cacheControl } },
    async (_request, reply) => {
      const library = await openLibrary(deps, wordsIn('en'), null)
      return reply
        .type('application/xml; charset=utf-8')
        .send(writeSitemap(deps.settings.baseUrl, await pagesOf(library)))
    },
  )
  app.get(
    '/robots.txt',
    { schema: { hide: true }, config: { produces: ['text/plain'], cacheControl } },
    async (_request, reply) => reply.type('text/plain; charset=utf-8').send(writeRobots(deps.settings.baseUrl)),
  )
}

/** Answers of people are no pages to be indexed: their addresses say what someone holds. */
function writeRobots(baseUrl: string): string {
  return `User-agent: *\nDisallow: /*?*hold=\nDisallow: /*theme=\nDisallow: /api/v1/\nAllow: /\n\nSitemap: ${baseUrl}/sitemap.xml\n`
}

async function pagesOf({ db, written }: Library): Promise<string[]> {
  const [frameworks, bodies] = await Promise.all([
    listFrameworks(db, {}, everything),
    listAwardingBodies(db, {}, everything),
  ])
  const instruments = [...written.values()].map((one) => one.instrument)
  const places = new Set(instruments.flatMap((one) => [one.jurisdiction, ...(one.places ?? [])]))
  const catalogues = instruments.flatMap((one) => one.catalogues ?? [])
  return [
    '/',
    '/law',
    '/overpass',
    '/frameworks',
    ...instruments.map(({ id }) => `/law/${id}`),
    ...catalogues.map(({ id }) => `/catalogues/${id}`),
    ...[...places].sort().map((code) => `/places/${code}`),
    ...new Set(frameworks.map(({ id }) => `/frameworks/${id}`)),
    ...new Set(bodies.map(({ id }) => `/bodies/${id}`)),
  ]
}

/** https://www.sitemaps.org/protocol.html, with the languages of each page. */
function writeSitemap(baseUrl: string, paths: readonly string[]): string {
  const urls = paths.map((path) => {
    const address = xml(`${baseUrl}${path}`)
    const others = languages.map(
      (lang) => `<xhtml:link rel="alternate" hreflang="${lang}" href="${address}?lang=${lang}"/>`,
    )
    return `<url><loc>${address}</loc>${others.join('')}</url>`
  })
  const spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
  return `<?xml version="1.0" encoding="utf-8"?>\n<urlset ${spaces}>${urls.join('\n')}</urlset>\n`
}
