// SPDX-License-Identifier: Apache-2.0
// Finds by links and forms what a visitor can reach, as a search engine would that has signed in.
import type { App } from '../../src/kernel/index.ts'

export interface FoundForm {
  method: 'GET' | 'POST'
  /** Path with query. */
  action: string
  fields: [string, string][]
  /** The page on which it stands. */
  on: string
}

export interface Found {
  /** Paths with query, of pages that answered 200. */
  pages: string[]
  forms: FoundForm[]
}

export interface Answer {
  status: number
  body: string
  location: string | null
}

/** What is not worth following: the open site, and the way out. */
const passedBy =
  /^\/(\?|$|search|law|compare|pathway|reverse|mutuality|overpass|frameworks|places|bodies|catalogues|api|problems|design|embed|widget|report|assets|sign-out|answer|health|metrics|names|bundles)/

/** Follows every link from `starts` that the visitor may open, except those that `aside` names. */
export async function crawl(app: App, cookie: string, starts: readonly string[], aside: RegExp): Promise<Found> {
  const waiting = [...starts]
  const seen = new Set(starts)
  const found: Found = { pages: [], forms: [] }
  while (waiting.length > 0 && seen.size <= most) {
    const path = waiting.shift() ?? ''
    const answer = await get(app, cookie, path)
    const leads = answer.location === null ? [] : inside(answer.location, path)
    if (answer.status === 200) {
      found.pages.push(path)
      found.forms.push(...formsOf(answer.body, path))
      leads.push(...linksOf(answer.body, path))
    }
    for (const link of leads) {
      if (seen.has(link) || aside.test(link)) continue
      seen.add(link)
      waiting.push(link)
    }
  }
  return found
}

/** More pages than this are not opened by one visitor. */
const most = 400

export async function get(app: App, cookie: string, path: string): Promise<Answer> {
  const reply = await app.inject({ url: path, headers: { ...ours, cookie } })
  return { status: reply.statusCode, body: reply.body, location: one(reply.headers['location']) }
}

export async function post(app: App, cookie: string, path: string, fields: [string, string][]): Promise<Answer> {
  const reply = await app.inject({
    method: 'POST',
    url: path,
    headers: { ...ours, cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  })
  return { status: reply.statusCode, body: reply.body, location: one(reply.headers['location']) }
}

/** Sent by a page of ours: what is tried here is not forgery from elsewhere but a visitor with a pen of their own. */
const ours = { accept: 'text/html', host: '127.0.0.1', 'sec-fetch-site': 'same-origin', 'accept-language': 'en' }

const one = (header: string | string[] | number | undefined): string | null =>
  typeof header === 'string' ? header : null

function linksOf(html: string, on: string): string[] {
  return [...html.matchAll(/<a\b[^>]*\shref="([^"]*)"/g)].flatMap(([, href = '']) => inside(decode(href), on))
}

function inside(href: string, on: string): string[] {
  if (!URL.canParse(href, `http://127.0.0.1${on}`)) return []
  const url = new URL(href, `http://127.0.0.1${on}`)
  const path = `${url.pathname}${url.search}`
  const aside = url.host !== '127.0.0.1' || url.searchParams.has('lang') || url.searchParams.has('theme')
  return aside || passedBy.test(path) ? [] : [path]
}

function formsOf(html: string, on: string): FoundForm[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].flatMap(([, head = '', inner = '']) => {
    const [action] = inside(attribute(head, 'action') ?? on, on)
    if (action === undefined) return []
    const method = attribute(head, 'method')?.toUpperCase() === 'POST' ? 'POST' : 'GET'
    return [{ method, action, fields: fieldsOf(inner), on }]
  })
}

/** Every control with what it would send; where there is nothing, something that looks like what is asked for. */
function fieldsOf(html: string): [string, string][] {
  const fields: [string, string][] = []
  for (const [, tag = '', head = '', rest = ''] of html.matchAll(
    /<(input|button|textarea|select)\b([^>]*)>([\s\S]*?)(?=<(?:input|button|textarea|select)\b|$)/g,
  )) {
    const name = attribute(head, 'name')
    // One of several: the first.
    const oneOf = tag === 'button' || attribute(head, 'type') === 'radio'
    if (name === null || (oneOf && fields.some(([known]) => known === name))) continue
    fields.push([name, sentBy(tag, head, rest)])
  }
  return fields
}

function sentBy(tag: string, head: string, rest: string): string {
  if (tag === 'textarea') return 'text from elsewhere'
  if (tag === 'select') {
    const options = [...rest.matchAll(/<option\b([^>]*)>/g)].map(([, option = '']) => attribute(option, 'value') ?? '')
    return options.find((value) => value !== '') ?? ''
  }
  const value = attribute(head, 'value')
  if (value !== null && value !== '') return value
  const type = attribute(head, 'type') ?? 'text'
  const examples: Record<string, string> = {
    email: 'else@example.org',
    date: '2027-01-31',
    tel: '+8613800138000',
    number: '1',
  }
  return examples[type] ?? 'from elsewhere'
}

function attribute(head: string, name: string): string | null {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(head)?.[1]
  return value === undefined ? null : decode(value)
}

const decode = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
