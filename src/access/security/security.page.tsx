// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../kernel/index.ts'
import { momentIn, sendAreaPage, type Words } from '../../ui/index.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import type { Door } from '../sign-in/door.ts'
import { fieldOf } from '../sign-in/gate.page.tsx'
import { areaOf } from '../visits/area.model.ts'
import { placeToGo, visitorOf } from '../visits/visitor-of.ts'
import { endSessions } from './end-sessions.ts'
import { readSecurity, type Security } from './read-security.ts'
import { SecurityView, type ShownSession } from './security.view.tsx'

/** What a page may say that it has done: `?done=…`. */
const doneKeys = ['password', 'factor', 'factor-removed', 'session', 'sessions', 'codes']

/** `/account/security`: how somebody signs in, and where they are signed in. */
export function securityPage(app: App, door: Door): void {
  const options = { schema: { hide: true }, config: { produces: ['text/html'], access: 'signed-in' } as const }
  app.get('/account/security', options, async (request, reply) => {
    const visitor = visitorOf(request)
    const security = await readSecurity(door.db, visitor, request.sessionToken)
    return sendSecurity(request, reply, door, { visitor, security })
  })
  const leadsOn = { schema: { hide: true }, config: { produces: [], access: 'signed-in' } as const }
  app.post('/account/security/sessions', leadsOn, async (request, reply) => {
    const visitor = visitorOf(request)
    const others = fieldOf(request.body, 'others') === '1'
    const which = others ? { allBut: request.sessionToken ?? '' } : { name: fieldOf(request.body, 'session') }
    await endSessions(door, visitor, which)
    return reply.redirect(`/account/security?done=${others ? 'sessions' : 'session'}`, 303)
  })
}

function sendSecurity(
  request: FastifyRequest,
  reply: FastifyReply,
  { baseUrl }: Door,
  { visitor, security }: { visitor: SignedIn; security: Security },
): FastifyReply {
  const done = fieldOf(request.query, 'done')
  const around = { baseUrl, places: areaOf(visitor), here: '/account/security' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('area.security'),
    lead: words.t('security.lead'),
    body: (
      <SecurityView
        words={words}
        done={doneKeys.includes(done) ? done : null}
        waiting={waitingOf(words, visitor, fieldOf(request.query, 'for'))}
        password={security.passwordSetAt === null ? null : momentIn(words.lang, security.passwordSetAt)}
        secondFactor={security.secondFactor}
        codesLeft={security.recoveryCodesLeft}
        removable={security.removable}
        passkeys={security.passkeys}
        providers={security.providers}
        sessions={security.sessions.map((session) => shown(words, session))}
      />
    ),
  }))
}

/** Roles that wait for a second factor, and where their holder goes when they have it. */
function waitingOf(words: Words, { withheld }: SignedIn, to: string) {
  const roles = [...new Set(withheld.map(({ role }) => words.t(`role.${role}`)))]
  return roles.length === 0 ? null : { roles, to: placeToGo(to, '/home') }
}

const shown = (
  words: Words,
  { name, program, network, proof, createdAt, seenAt, here }: Security['sessions'][number],
): ShownSession => ({
  name,
  program,
  network,
  proof: words.t(`security.proof.${proof}`),
  since: words.t('security.session.since', { moment: momentIn(words.lang, createdAt) }),
  seen: words.t('security.session.seen', { moment: momentIn(words.lang, seenAt) }),
  here,
})
