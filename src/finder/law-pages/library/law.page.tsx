// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import {
  type Crumb,
  Crumbs,
  type Language,
  languages,
  type PageProps,
  preferencesOf,
  renderPage,
  wordsIn,
} from '../../../ui/index.ts'
import type { Followable, FollowState } from './law-views.model.ts'
import { type LawPageDependencies, type Library, openLibrary } from './open-library.ts'

/** What one page of the law says of itself. */
export interface LawPage {
  /** Its address, without language and filters. */
  path: string
  title: string
  description: string
  /** The way from the start to here; the page itself is the last. */
  crumbs: Crumb[]
  body: VNode
  /** schema.org, for search engines. */
  data?: object
  /** Atom feed of its changes. */
  feed?: string
  /** The same for machines: media types and addresses. */
  forms?: readonly { type: string; href: string }[]
}

export type Fields = Readonly<Record<string, string>>

/** What the address says, each name once. */
export function fieldsOf(request: FastifyRequest): Fields {
  const { query } = request
  if (typeof query !== 'object' || query === null) return {}
  return Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => {
      const first: unknown = Array.isArray(value) ? value[0] : value
      return typeof first === 'string' ? [[name, first.slice(0, 200)]] : []
    }),
  )
}

/** What stands beside something that can be followed; null: nothing can be followed here. */
export type AskFollow = (followed: Followable) => Promise<FollowState | null>

const followFor =
  ({ signedIn, url }: FastifyRequest, { follows }: LawPageDependencies): AskFollow =>
  async (followed) => {
    if (follows === undefined) return null
    const back = url.length > 1000 ? '/law' : url
    return { ...followed, back, follows: signedIn === null ? null : await follows(signedIn, followed) }
  }

/** A page of the law in the reader's language, with what search engines need: one address for each language, structured data. */
export async function sendLawPage(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: LawPageDependencies,
  write: (library: Library, fields: Fields, follow: AskFollow) => Promise<LawPage>,
): Promise<FastifyReply> {
  const fields = fieldsOf(request)
  const secure = deps.settings.baseUrl.startsWith('https:')
  const { lang, theme, cookies } = preferencesOf({
    headers: request.headers,
    lang: fields['lang'],
    theme: fields['theme'],
    secure,
  })
  const words = wordsIn(lang)
  const knownOn = fields['knownOn'] ?? ''
  const library = await openLibrary(deps, words, /^\d{4}-\d\d-\d\d$/.test(knownOn) ? knownOn : null)
  const page = await write(library, fields, followFor(request, deps))
  const { title, description, path } = page
  const html = renderPage({
    words,
    theme,
    title,
    description,
    address: (change) => addressOf(path, { ...fields, ...change }),
    links: linksOf(deps.settings.baseUrl, page, lang, library.knownOn !== null),
    ...(page.data !== undefined && { data: withCrumbs(page, deps.settings.baseUrl) }),
    body: (
      <div class="law">
        <Crumbs words={words} crumbs={page.crumbs} here={title} />
        {page.body}
      </div>
    ),
  })
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  return reply
    .header('content-language', lang)
    .header('vary', 'Accept-Language, Cookie')
    .header('cache-control', 'private, no-cache')
    .type('text/html; charset=utf-8')
    .send(html)
}

function addressOf(path: string, fields: Fields): string {
  const query = new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== '')).toString()
  return query === '' ? path : `${path}?${query}`
}

/** Canonical and other languages (hreflang); an earlier state of knowledge is not offered to search engines. */
function linksOf(
  baseUrl: string,
  { path, feed, title, forms = [] }: LawPage,
  lang: Language,
  past: boolean,
): NonNullable<PageProps['links']> {
  const address = `${baseUrl}${path}`
  const others = languages.map((one) => ({ rel: 'alternate', hreflang: one, href: `${address}?lang=${one}` }))
  return [
    { rel: 'canonical', href: `${address}?lang=${lang}` },
    ...(past ? [] : [...others, { rel: 'alternate', hreflang: 'x-default', href: address }]),
    ...(feed === undefined ? [] : [{ rel: 'alternate', type: 'application/atom+xml', href: feed, title }]),
    ...(past ? [] : forms.map((form) => ({ rel: 'alternate', ...form }))),
  ]
}

function withCrumbs({ data, crumbs, title, path }: LawPage, baseUrl: string): object {
  const steps = [...crumbs, { title, href: path }]
  const trail = {
    '@type': 'BreadcrumbList',
    itemListElement: steps.map((step, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name: step.title,
      item: `${baseUrl}${step.href}`,
    })),
  }
  return { '@context': 'https://schema.org', '@graph': [data, trail] }
}
