// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../kernel/index.ts'
import { languages, ownName, sendAreaPage, type Words } from '../../ui/index.ts'
import { wayToProve } from '../security/prove-again.ts'
import { requireFromUs } from '../sessions/recognise-visitors.route.ts'
import type { Door } from '../sign-in/door.ts'
import { fieldOf, sendGatePage } from '../sign-in/gate.page.tsx'
import { longestName } from '../sign-in/set-up-account.ts'
import { addressFlawText, languageOf } from '../sign-up/ask-for-link.page.tsx'
import { VerifyView, WayBack } from '../sign-up/ask-for-link.view.tsx'
import { areaOf } from '../visits/area.model.ts'
import { visitorOf } from '../visits/visitor-of.ts'
import { AccountView } from './account.view.tsx'
import { changeAccount, readAccount } from './change-account.ts'
import { askToAdd, readVerify, removeOwnIdentifier, verifyAddress } from './change-identifiers.ts'

const doneKeys = ['saved', 'sent', 'added', 'removed', 'last']

interface Wrong {
  field: 'name' | 'address'
  text(words: Words): string
}

/** `/account`: how somebody is called, in which language they are written to, and by which addresses they sign in. */
export function accountPage(app: App, door: Door): void {
  const options = { schema: { hide: true }, config: { produces: ['text/html'], access: 'signed-in' } as const }
  const leadsOn = { schema: { hide: true }, config: { produces: [], access: 'signed-in' } as const }
  app.get('/account', options, (request, reply) => show(request, reply, door, null))
  app.post('/account', options, async (request, reply) => {
    const chosen = fieldOf(request.body, 'language')
    const language = languages.includes(chosen) ? chosen : null
    const flaw = await changeAccount(door, visitorOf(request), { name: fieldOf(request.body, 'name'), language })
    if (flaw === null) return reply.redirect('/account?done=saved', 303)
    const text = (words: Words) => words.t(`sign-in.name.${flaw}`, { most: longestName })
    return show(request, reply.code(400), door, { field: 'name', text })
  })
  app.post('/account/addresses', options, async (request, reply) => {
    const way = await wayToProve(door.db, request.sessionToken, '/account')
    if (way !== null) return reply.redirect(way, 303)
    const asked = await askToAdd(door, visitorOf(request), fieldOf(request.body, 'address'), languageOf(request))
    if (asked.step === 'sent') return reply.redirect('/account?done=sent', 303)
    if (asked.step === 'code') return reply.redirect(`/code/${asked.token}`, 303)
    const { step } = asked
    return show(request, reply.code(400), door, { field: 'address', text: (words) => addressFlawText(words, step) })
  })
  app.post('/account/addresses/remove', leadsOn, async (request, reply) => {
    const way = await wayToProve(door.db, request.sessionToken, '/account')
    if (way !== null) return reply.redirect(way, 303)
    const id = fieldOf(request.body, 'id')
    const known = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
    const removed = known ? await removeOwnIdentifier(door, visitorOf(request), id) : 'last'
    return reply.redirect(`/account?done=${removed}`, 303)
  })
}

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  door: Door,
  wrong: Wrong | null,
): Promise<FastifyReply> {
  const visitor = visitorOf(request)
  const account = await readAccount(door, visitor)
  const done = fieldOf(request.query, 'done')
  const around = { baseUrl: door.baseUrl, places: areaOf(visitor), here: '/account' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('area.account'),
    lead: words.t('account.lead'),
    body: (
      <AccountView
        words={words}
        done={wrong === null && doneKeys.includes(done) ? done : null}
        name={wrong?.field === 'name' ? fieldOf(request.body, 'name') : account.name}
        longestName={longestName}
        language={account.language}
        languages={languages.map((code) => ({ code, name: ownName(code) }))}
        identifiers={account.identifiers}
        phones={door.phones}
        typed={wrong?.field === 'address' ? fieldOf(request.body, 'address') : ''}
        errors={wrong === null ? [] : [{ field: wrong.field, text: wrong.text(words) }]}
      />
    ),
  }))
}

/**
 * `/verify/TOKEN`: the letter to a new address leads here; pressing the button adds it. For who asked for it and nobody else: a stranger
 * who gets the letter must not give away their own address by a click.
 */
export function verifyAddressPage(app: App, door: Door): void {
  const options = { schema: { hide: true }, config: { produces: ['text/html'], access: 'signed-in' } as const }
  app.get<{ Params: { token: string } }>('/verify/:token', options, async (request, reply) => {
    const { token } = request.params
    const address = await readVerify(door, visitorOf(request), token)
    if (address === null) return sendGone(request, reply, door)
    return sendGatePage(request, reply, door, (words) => ({
      title: words.t('account.verify.title'),
      lead: words.t('account.verify.lead', { address }),
      body: <VerifyView words={words} token={token} />,
    }))
  })
  app.post<{ Params: { token: string } }>('/verify/:token', options, async (request, reply) => {
    requireFromUs(request, door.baseUrl)
    if (await verifyAddress(door, visitorOf(request), request.params.token))
      return reply.redirect('/account?done=added', 303)
    return sendGone(request, reply, door)
  })
}

const sendGone = (request: FastifyRequest, reply: FastifyReply, door: Door) =>
  sendGatePage(request, reply.code(404), door, (words) => ({
    title: words.t('sign-in.gone.title'),
    lead: words.t('account.verify.gone'),
    body: <WayBack to="/account" text={words.t('area.account')} />,
  }))
