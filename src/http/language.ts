// SPDX-License-Identifier: Apache-2.0
import type { FastifyRequest } from 'fastify'
import { chooseLanguage, type Language } from '../ui/index.ts'

export type { Language }

/** The choice a person made on a page, kept without any other data. */
export const languageCookie = 'lang'

type Asked = Pick<FastifyRequest, 'headers'> & { query?: unknown }

/** The language to answer in: what the address says, else the person's choice, else what the browser prefers, else English. */
export function preferredLanguage(request: Asked): Language {
  return (
    known(queryValue(request.query, languageCookie)) ??
    known(cookieValue(request.headers.cookie, languageCookie)) ??
    chooseLanguage(request.headers['accept-language'])
  )
}

/** The value of one cookie, if it was sent. */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  if (header === undefined) return undefined
  for (const pair of header.split(';')) {
    const [key, value] = pair.split('=', 2)
    if (key?.trim() === name) return value?.trim()
  }
  return undefined
}

/** The value of one member of the query, if it is given once. */
export function queryValue(query: unknown, name: string): string | undefined {
  if (typeof query !== 'object' || query === null) return undefined
  const value: unknown = Reflect.get(query, name)
  return typeof value === 'string' ? value : undefined
}

function known(tag: string | undefined): Language | undefined {
  if (tag === undefined) return undefined
  const base = tag.toLowerCase().split('-')[0]
  if (base === 'zh') return 'zh-CN'
  return base === 'en' ? 'en' : undefined
}
