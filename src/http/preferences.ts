// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Language, type Preferences, preferencesOf, type Theme } from '../ui/index.ts'
import { pathOf } from './route-table.ts'

export type { Language }

/** What the reader chose: in the address, else earlier, else what the browser asks for. */
export function preferences(request: FastifyRequest): Preferences {
  const { query, body, headers } = request
  // A request that failed early has no query; a form may carry the choice with everything else.
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true
  const chosen: object = { ...objectOf(query), ...(isForm && objectOf(body)) }
  const secure = request.protocol === 'https'
  return preferencesOf({ headers, lang: Reflect.get(chosen, 'lang'), theme: Reflect.get(chosen, 'theme'), secure })
}

const objectOf = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {})

/** The language to answer in. */
export function preferredLanguage(request: FastifyRequest): Language {
  return preferences(request).lang
}

/** The address of the same page with another language or theme. */
export function preferencesAddress(request: FastifyRequest) {
  const path = pathOf(request.url)
  return (change: { lang?: Language; theme?: Theme }): string => `${path}?${new URLSearchParams(change)}`
}

/** Sends a page, with the cookies that keep a choice made in its address. */
export function sendPage(reply: FastifyReply, { lang, cookies }: Preferences, html: string): FastifyReply {
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  return reply.header('content-language', lang).type('text/html; charset=utf-8').send(html)
}
