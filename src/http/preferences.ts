// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../kernel/index.ts'
import type { Preferences, Theme } from '../ui/shell/page-shell.tsx'
import { cookieValue, type Language, languageCookie, preferredLanguage, queryValue } from './language.ts'
import { isDataAddress, pathOf } from './route-table.ts'

const themeCookie = 'theme'
const year = 365 * 24 * 60 * 60

/** What the reader chose: in the address, else earlier, else what the browser asks for. */
export function preferences(request: FastifyRequest): Preferences {
  const chosen = themeOf(queryValue(request.query, themeCookie))
  const theme = chosen ?? themeOf(cookieValue(request.headers.cookie, themeCookie)) ?? 'auto'
  return { lang: preferredLanguage(request), theme }
}

function themeOf(text: string | undefined): Theme | undefined {
  return text === 'light' || text === 'dark' || text === 'auto' ? text : undefined
}

/** The address of the same page with another language or theme. */
export function preferencesAddress(request: FastifyRequest) {
  const path = pathOf(request.url)
  return (change: { lang?: Language; theme?: Theme }): string => `${path}?${new URLSearchParams(change)}`
}

/** Keeps a choice made in the address of a page for the next pages: two words, nothing about the reader. */
export function keepPreferences(app: App): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (request.method === 'GET' && !isDataAddress(request.url)) keep(request, reply)
    done()
  })
}

function keep(request: FastifyRequest, reply: FastifyReply): void {
  if (queryValue(request.query, languageCookie) !== undefined) {
    reply.header('set-cookie', cookie(languageCookie, preferredLanguage(request)))
  }
  const theme = themeOf(queryValue(request.query, themeCookie))
  if (theme !== undefined) reply.header('set-cookie', cookie(themeCookie, theme))
}

function cookie(name: string, value: string): string {
  return `${name}=${value}; Path=/; Max-Age=${year}; SameSite=Lax; HttpOnly`
}
