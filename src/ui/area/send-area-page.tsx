// SPDX-License-Identifier: Apache-2.0
import type { VNode } from 'preact'
import type { Language, Words } from '../messages/words.ts'
import { renderPage } from '../shell/page-shell.tsx'
import { greetReader, type Theme } from '../shell/preferences.ts'
import { Area, type AreaProps } from './area.tsx'

/** Where a page is asked for, and where it is written: as the web server hands them to a page. */
interface Asked {
  url: string
  headers: { cookie?: string | undefined; 'accept-language'?: string | undefined }
  query: unknown
  body?: unknown
}
interface Sent<Reply> {
  header(name: string, value: string | string[]): Sent<Reply>
  type(contentType: string): Sent<Reply>
  send(html: string): Reply
}

export interface AreaPage {
  title: string
  lead?: string
  body: VNode
  /** Address of a script that helps with this page. */
  script?: string
}

/** What stands around the page. */
export interface AreaSurroundings {
  baseUrl: string
  /** The places that the visitor may enter. */
  places: AreaProps['places']
  /** The place where this page belongs; null: a page without the way through the area (before somebody has signed in). */
  here: string | null
}

/** Writes a page that is for one person only: nobody on the way keeps it. */
export function sendAreaPage<Reply>(
  request: Asked,
  reply: Sent<Reply>,
  { baseUrl, places, here }: AreaSurroundings,
  write: (words: Words) => AreaPage,
): Reply {
  const fields = { ...fieldsOf(request.query), ...chosenIn(request.body) }
  const { words, theme } = greetReader(reply, { headers: request.headers, fields, baseUrl, kept: 'no-store' })
  const { title, lead, body, script } = write(words)
  const page =
    here === null ? (
      <div class="gate">
        <h1>{title}</h1>
        {lead === undefined ? null : <p class="lead">{lead}</p>}
        {body}
      </div>
    ) : (
      <Area words={words} places={places} here={here} title={title} lead={lead}>
        {body}
      </Area>
    )
  const address = addressOf(request.url)
  return reply.send(renderPage({ words, theme, title, address, body: page, ...(script && { helper: script }) }))
}

/** The same page in another language or other colours. */
function addressOf(url: string) {
  const { pathname, searchParams } = new URL(url, 'http://here.invalid')
  return (change: { lang?: Language; theme?: Theme }): string => {
    const query = new URLSearchParams(searchParams)
    for (const [name, value] of Object.entries(change)) query.set(name, value)
    const text = query.toString()
    return text === '' ? pathname : `${pathname}?${text}`
  }
}

/** A form may carry the language and the colours in which it is answered. */
function chosenIn(body: unknown): Record<string, unknown> {
  const { lang, theme } = fieldsOf(body)
  return { ...(lang !== undefined && { lang }), ...(theme !== undefined && { theme }) }
}

function fieldsOf(query: unknown): Record<string, unknown> {
  return typeof query === 'object' && query !== null ? { ...query } : {}
}
