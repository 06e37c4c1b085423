// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import encodeQR from 'qr'
import type { App } from '../../kernel/index.ts'
import { sendAreaPage, type Words } from '../../ui/index.ts'
import { waysOf, wayToProve } from '../security/prove-again.ts'
import type { Door } from '../sign-in/door.ts'
import { fieldOf, letIn } from '../sign-in/gate.page.tsx'
import { connectionIn } from '../sign-in/sign-in.page.tsx'
import { areaOf } from '../visits/area.model.ts'
import { placeToGo, visitorOf } from '../visits/visitor-of.ts'
import { pathOf } from './qr-path.model.ts'
import { keepsFactor, takeFactorAway } from './remove-factor.ts'
import { BackToSecurity, RemoveFactorView } from './remove-factor.view.tsx'
import {
  beginFactor,
  confirmFactor,
  type OfferedFactor,
  putCodesAway,
  readFactor,
  readNewCodes,
  renewRecoveryCodes,
} from './set-up-factor.ts'
import { RecoveryCodesView, SetUpFactorView } from './set-up-factor.view.tsx'
import { showRecoveryCode, showSecret } from './totp.model.ts'

const options = { schema: { hide: true }, config: { produces: ['text/html'], access: 'signed-in' } as const }
/** What only leads on shows no page. */
const leadsOn = { schema: { hide: true }, config: { produces: [], access: 'signed-in' } as const }
const security = '/account/security'

/** `/account/security/second-factor/TOKEN?for=…`: an app's picture, and a code to show that it works. */
export function setUpFactorPage(app: App, door: Door): void {
  app.post(`${security}/second-factor`, leadsOn, async (request, reply) => {
    const way = await wayToProve(door.db, request.sessionToken, `${security}${queryOf(request)}`)
    if (way !== null) return reply.redirect(way, 303)
    const token = await beginFactor(door, visitorOf(request))
    return reply.redirect(`${security}/second-factor/${token}${queryOf(request)}`, 303)
  })
  app.get<{ Params: { token: string } }>(`${security}/second-factor/:token`, options, async (request, reply) => {
    const offered = await readFactor(door, visitorOf(request), request.params.token)
    return offered === null
      ? reply.redirect(security, 303)
      : sendFactor(request, reply, door, { offered, wrong: false })
  })
  app.post<{ Params: { token: string } }>(`${security}/second-factor/:token`, options, async (request, reply) => {
    const visitor = visitorOf(request)
    const { token } = request.params
    const offered = await readFactor(door, visitor, token)
    const result = await confirmFactor(
      door,
      visitor,
      { token, code: fieldOf(request.body, 'code') },
      connectionIn(request),
    )
    if (result.done === 'gone' || offered === null) return reply.redirect(security, 303)
    if (result.done === 'wrong') return sendFactor(request, reply.code(400), door, { offered, wrong: true })
    const to =
      result.codes === null
        ? goingTo(request, 'factor')
        : `${security}/recovery-codes/${result.codes}${queryOf(request)}`
    return letIn(reply, door, result.session, to)
  })
}

/** Where somebody wanted to go before they were led here. */
const queryOf = (request: FastifyRequest): string => {
  const to = placeToGo(fieldOf(request.query, 'for'), '')
  return to === '' ? '' : `?for=${encodeURIComponent(to)}`
}
const goingTo = (request: FastifyRequest, done: string): string =>
  placeToGo(fieldOf(request.query, 'for'), `${security}?done=${done}`)

const around = (request: FastifyRequest, { baseUrl }: Door) => ({
  baseUrl,
  places: areaOf(visitorOf(request)),
  here: security,
})

function sendFactor(
  request: FastifyRequest,
  reply: FastifyReply,
  door: Door,
  { offered, wrong }: { offered: OfferedFactor; wrong: boolean },
): FastifyReply {
  const picture = pathOf(encodeQR(offered.uri, 'raw', { ecc: 'medium', border: 4 }))
  return sendAreaPage(request, reply, around(request, door), (words) => ({
    title: words.t('security.factor.set-up'),
    body: (
      <SetUpFactorView
        words={words}
        action={request.url}
        picture={picture}
        secret={showSecret(offered.secret)}
        uri={offered.uri}
        wrong={wrong}
      />
    ),
  }))
}

/** `/account/security/recovery-codes/TOKEN`: shown until they are put away. */
export function recoveryCodesPage(app: App, door: Door): void {
  app.post(`${security}/recovery-codes`, leadsOn, async (request, reply) => {
    const way = await wayToProve(door.db, request.sessionToken, security)
    if (way !== null) return reply.redirect(way, 303)
    const { person } = visitorOf(request)
    const { code } = await waysOf(door.db, person)
    if (!code) return reply.redirect(security, 303)
    return reply.redirect(`${security}/recovery-codes/${await renewRecoveryCodes(door, person)}`, 303)
  })
  app.get<{ Params: { token: string } }>(`${security}/recovery-codes/:token`, options, async (request, reply) => {
    const { token } = request.params
    const codes = await readNewCodes(door, visitorOf(request), token)
    return codes === null ? reply.redirect(security, 303) : sendCodes(request, reply, door, { token, codes })
  })
  app.post<{ Params: { token: string } }>(`${security}/recovery-codes/:token`, leadsOn, async (request, reply) => {
    await putCodesAway(door, visitorOf(request), request.params.token)
    return reply.redirect(goingTo(request, 'codes'), 303)
  })
  const asText = { schema: { hide: true }, config: { produces: ['text/plain'], access: 'signed-in' } as const }
  app.get<{ Params: { token: string } }>(
    `${security}/recovery-codes/:token/download`,
    asText,
    async (request, reply) => {
      const codes = await readNewCodes(door, visitorOf(request), request.params.token)
      if (codes === null) return reply.redirect(security, 303)
      return reply
        .type('text/plain; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('content-disposition', 'attachment; filename="passerelle-recovery-codes.txt"')
        .send(`${new URL(door.baseUrl).host}\n\n${codes.map(showRecoveryCode).join('\n')}\n`)
    },
  )
}

function sendCodes(
  request: FastifyRequest,
  reply: FastifyReply,
  door: Door,
  { token, codes }: { token: string; codes: readonly string[] },
): FastifyReply {
  const here = `${security}/recovery-codes/${token}`
  return sendAreaPage(request, reply, around(request, door), (words) => ({
    title: words.t('security.codes.new'),
    lead: words.t('security.codes.lead'),
    body: (
      <RecoveryCodesView
        words={words}
        codes={codes.map(showRecoveryCode)}
        download={`${here}/download`}
        away={`${here}${queryOf(request)}`}
      />
    ),
  }))
}

/** `/account/security/remove-second-factor`: for who shows password and second factor once more, and works for nobody. */
export function removeFactorPage(app: App, door: Door): void {
  const path = `${security}/remove-second-factor`
  app.get(path, options, (request, reply) => sendRemoval(request, reply, door, false))
  app.post(path, options, async (request, reply) => {
    const proving = { password: fieldOf(request.body, 'password'), code: fieldOf(request.body, 'code') }
    const result = await takeFactorAway(door, visitorOf(request), proving, connectionIn(request))
    if (result.done === 'removed') return letIn(reply, door, result.session, `${security}?done=factor-removed`)
    return sendRemoval(request, reply.code(400), door, result.done === 'refused')
  })
}

async function sendRemoval(
  request: FastifyRequest,
  reply: FastifyReply,
  door: Door,
  refused: boolean,
): Promise<FastifyReply> {
  const visitor = visitorOf(request)
  const ways = await waysOf(door.db, visitor.person)
  const kept = await keepsFactor(door, visitor)
  const body = (words: Words) =>
    kept || !ways.code ? (
      <BackToSecurity words={words} />
    ) : (
      <RemoveFactorView words={words} ways={ways} name={visitor.name} refused={refused} />
    )
  return sendAreaPage(request, reply, around(request, door), (words) => ({
    title: words.t('security.factor.remove'),
    lead: words.t(kept ? 'security.factor.keep' : ways.code ? 'security.factor.remove.lead' : 'security.factor.none'),
    body: body(words),
  }))
}
