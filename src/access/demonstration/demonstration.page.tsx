// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import type { App } from '../../kernel/index.ts'
import { type Words, wordsIn } from '../../ui/index.ts'
import { type KnownAuthority, knowAuthorities } from '../authorities/know-authorities.ts'
import { connectionOf } from '../sessions/connection.model.ts'
import type { Entrance } from '../sessions/enter.ts'
import { requireFromUs } from '../sessions/recognise-visitors.route.ts'
import { fieldOf, letIn, sendGatePage } from '../sign-in/gate.page.tsx'
import { accountCorner } from '../visits/account-corner.page.tsx'
import { placeToGo } from '../visits/visitor-of.ts'
import { DemonstrationBanner, type DemonstrationGroup, DemonstrationView } from './demonstration.view.tsx'
import { enterDemonstration } from './enter-demonstration.ts'
import { demonstrationAccounts, demonstrationAuthorities } from './list-accounts.ts'

/** `/demo`, in demonstration mode only: an account for every role, each with one button. */
export function demonstrationPage(app: App, deps: Entrance & { baseUrl: string }): void {
  const options = { schema: { hide: true }, config: { produces: ['text/html'], access: 'public' } as const }
  app.get('/demo', options, async (request, reply) => {
    const authorities = await knowAuthorities(deps.db)
    return sendGatePage(request, reply, deps, (words) => ({
      title: words.t('demo.title'),
      lead: words.t('demo.lead'),
      body: <DemonstrationView words={words} groups={groupsIn(words, authorities)} />,
    }))
  })
  app.post('/demo', options, async (request, reply) => {
    requireFromUs(request, deps.baseUrl)
    const from = connectionOf(request.ip, request.headers['user-agent'])
    const account = fieldOf(request.body, 'account')
    const session = await enterDemonstration(deps, account, { from, before: request.sessionToken })
    return letIn(reply, deps, session, placeToGo(fieldOf(request.query, 'next'), '/home'))
  })
}

function groupsIn(words: Words, authorities: ReadonlyMap<string, KnownAuthority>): DemonstrationGroup[] {
  return [null, ...demonstrationAuthorities].map((authority) => {
    const known = authority === null ? null : authorities.get(authority)
    return {
      title: authority === null ? words.t('demo.everyone') : known ? words.pick(known.names) : authority,
      accounts: demonstrationAccounts
        .filter((account) => account.authority === authority)
        .map(({ person, role }) => ({
          person,
          role: words.t(`role.${role}`),
          means: words.t(`role.${role}.means`),
        })),
    }
  })
}

/** What stands in the corner of a page, and the banner above it. */
export function demonstrationCorner(request: FastifyRequest, reply: FastifyReply) {
  const lang = String(reply.getHeader('content-language') ?? 'en')
  return { ...accountCorner(request, reply), above: bannerIn(lang) }
}

const banners = new Map<string, string>()

function bannerIn(lang: string): string {
  const known = banners.get(lang) ?? renderToString(<DemonstrationBanner words={wordsIn(lang)} />)
  banners.set(lang, known)
  return known
}
