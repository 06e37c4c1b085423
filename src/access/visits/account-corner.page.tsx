// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import { wordsIn } from '../../ui/index.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import { AccountMenu } from './account-corner.view.tsx'
import { areaOf } from './area.model.ts'

/** What stands in the corner of every page: who has signed in with their ways, or the way to sign in. */
export function accountCorner(request: FastifyRequest, reply: FastifyReply): { html: string; personal: boolean } {
  const lang = String(reply.getHeader('content-language') ?? 'en')
  // A request that failed before anybody asked who it is.
  const signedIn: SignedIn | null | undefined = request.signedIn
  if (signedIn === null || signedIn === undefined) return { html: signInLink(lang, request), personal: false }
  return { html: menuOf(signedIn, lang), personal: true }
}

function menuOf(signedIn: SignedIn, lang: string): string {
  const known = menus.get(signedIn)?.get(lang)
  if (known !== undefined) return known
  const words = wordsIn(lang)
  const html = renderToString(<AccountMenu words={words} visitor={signedIn} places={areaOf(signedIn)} />)
  const mine = menus.get(signedIn) ?? new Map<string, string>()
  menus.set(signedIn, mine.set(lang, html))
  return html
}

/** As long as the session is kept in hand its menu is the same. */
const menus = new WeakMap<SignedIn, Map<string, string>>()

function signInLink(lang: string, { url, method }: FastifyRequest): string {
  // What a link has opened is gone to once.
  const leadsBack = method === 'GET' && url !== '/' && !/^\/(sign-|set-up|reset|verify)/.test(url)
  const next = leadsBack ? `?next=${encodeURIComponent(url)}` : ''
  return `<a href="/sign-in${next}" rel="nofollow">${wordsIn(lang).t('corner.sign-in')}</a>`
}
