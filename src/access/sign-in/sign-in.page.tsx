// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../kernel/index.ts'
import { passkeyNeed } from '../passkeys/passkey-need.page.ts'
import { asPasskeyRefusal } from '../passkeys/passkeys.model.ts'
import { passkeysScriptPath } from '../passkeys/passkeys-script.ts'
import { SignInWithPasskey } from '../passkeys/sign-in-with-passkey.view.tsx'
import { offeredProviders } from '../providers/link-provider.ts'
import { ProviderWays } from '../providers/provider-ways.view.tsx'
import { connectionOf } from '../sessions/connection.model.ts'
import { requireFromUs } from '../sessions/recognise-visitors.route.ts'
import { placeToGo } from '../visits/visitor-of.ts'
import type { Door } from './door.ts'
import { dropHalf, fieldOf, goOn, halfOf, letIn, sendGatePage } from './gate.page.tsx'
import { takeSecondStep, waitsForSecond } from './second-step.ts'
import { signIn } from './sign-in.ts'
import { SecondStepView, SignInView } from './sign-in.view.tsx'

/** `/sign-in`: address and password; `/sign-in/second`: the second factor. `next` is where it goes on, on this site only. */
export function signInPage(app: App, door: Door): void {
  const options = { schema: { hide: true }, config: { produces: ['text/html'], access: 'public' } as const }
  app.get('/sign-in', options, async (request, reply) => {
    const { signedIn, query } = request
    if (signedIn !== null) return reply.redirect(placeToGo(fieldOf(query, 'next'), '/home'), 303)
    return sendSignIn(request, reply, door, { address: '', refused: false })
  })
  app.post('/sign-in', options, async (request, reply) => {
    requireFromUs(request, door.baseUrl)
    const form = { address: fieldOf(request.body, 'address'), password: fieldOf(request.body, 'password') }
    const after = await signIn(door, form, connectionIn(request))
    if (after === null) return sendSignIn(request, reply.code(400), door, { address: form.address, refused: true })
    return goOn(reply, door, after, fieldOf(request.query, 'next'))
  })
  app.get('/sign-in/second', options, async (request, reply) => {
    if (!(await waitsForSecond(door.db, halfOf(request, door)))) return reply.redirect('/sign-in', 303)
    return sendSecond(request, reply, door, false)
  })
  app.post('/sign-in/second', options, async (request, reply) => {
    requireFromUs(request, door.baseUrl)
    const step = { ticket: halfOf(request, door), code: fieldOf(request.body, 'code') }
    const result = await takeSecondStep(door, step, connectionIn(request))
    if (result.done === 'wrong') return sendSecond(request, reply.code(400), door, true)
    dropHalf(reply, door)
    if (result.done === 'gone') return reply.redirect('/sign-in?done=gone', 303)
    return letIn(reply, door, result.session, placeToGo(fieldOf(request.query, 'next'), '/home'))
  })
}

/** From where somebody comes, and the session that their browser had. */
export const connectionIn = (request: FastifyRequest) => ({
  from: connectionOf(request.ip, request.headers['user-agent']),
  before: request.sessionToken,
})

async function sendSignIn(
  request: FastifyRequest,
  reply: FastifyReply,
  door: Door,
  { address, refused }: { address: string; refused: boolean },
) {
  const { query } = request
  const told = fieldOf(query, 'done')
  const done = fieldOf(query, 'out') === '1' ? 'out' : told === 'reset' || told === 'gone' ? told : null
  const next = placeToGo(fieldOf(query, 'next'), '')
  const [script, providers] = await Promise.all([passkeysScriptPath(), offeredProviders(door.db)])
  const need = passkeyNeed(request, door.baseUrl, request.url)
  const passkey = { ...need, next, refused: asPasskeyRefusal(fieldOf(query, 'passkey')) }
  return sendGatePage(request, reply, door, (words) => ({
    title: words.t('sign-in.title'),
    body: (
      <SignInView {...{ words, next, address, refused }} done={refused ? null : done} phones={door.phones}>
        <SignInWithPasskey words={words} {...passkey} />
        <ProviderWays words={words} providers={providers} next={next} />
      </SignInView>
    ),
    ...(script !== null && { script }),
  }))
}

const sendSecond = (request: FastifyRequest, reply: FastifyReply, door: Door, wrong: boolean) =>
  sendGatePage(request, reply, door, (words) => ({
    title: words.t('sign-in.second.title'),
    lead: words.t('sign-in.second.lead'),
    body: <SecondStepView words={words} next={placeToGo(fieldOf(request.query, 'next'), '/home')} wrong={wrong} />,
  }))
