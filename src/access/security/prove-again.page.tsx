// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../kernel/index.ts'
import { sendAreaPage } from '../../ui/index.ts'
import { demonstrationAccounts } from '../demonstration/list-accounts.ts'
import { passkeyNeed } from '../passkeys/passkey-need.page.ts'
import { passkeysScriptPath } from '../passkeys/passkeys-script.ts'
import { SignInWithPasskey } from '../passkeys/sign-in-with-passkey.view.tsx'
import type { Door } from '../sign-in/door.ts'
import { fieldOf, letIn } from '../sign-in/gate.page.tsx'
import { connectionIn } from '../sign-in/sign-in.page.tsx'
import { areaOf } from '../visits/area.model.ts'
import { placeToGo, visitorOf } from '../visits/visitor-of.ts'
import { proveAgain, waysOf } from './prove-again.ts'
import { ProveAgainView } from './prove-again.view.tsx'

/** `/account/prove?next=…`: before something that has consequences somebody shows once more that it is they. */
export function proveAgainPage(app: App, door: Door): void {
  const options = { schema: { hide: true }, config: { produces: ['text/html'], access: 'signed-in' } as const }
  app.get('/account/prove', options, (request, reply) => show(request, reply, door, false))
  app.post('/account/prove', options, async (request, reply) => {
    const proving = { password: fieldOf(request.body, 'password'), code: fieldOf(request.body, 'code') }
    const session = await proveAgain(door, visitorOf(request), proving, connectionIn(request))
    if (session === null) return show(request, reply.code(400), door, true)
    return letIn(reply, door, session, nextOf(request))
  })
}

const nextOf = (request: FastifyRequest): string => placeToGo(fieldOf(request.query, 'next'), '/account/security')

async function show(request: FastifyRequest, reply: FastifyReply, door: Door, refused: boolean): Promise<FastifyReply> {
  const visitor = visitorOf(request)
  const ways = await waysOf(door.db, visitor.person)
  const entered = demonstrationAccounts.some(({ person }) => person === visitor.person)
  const demonstration = entered && request.server.hasRoute({ method: 'GET', url: '/demo' }) ? visitor.person : undefined
  const script = await passkeysScriptPath()
  const need = passkeyNeed(request, door.baseUrl, request.url)
  const around = { baseUrl: door.baseUrl, places: areaOf(visitor), here: '/account/security' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('security.prove.title'),
    lead: words.t('security.prove.lead'),
    body: (
      <>
        <ProveAgainView
          words={words}
          ways={ways}
          name={visitor.name}
          next={nextOf(request)}
          refused={refused}
          demonstration={demonstration}
        />
        {demonstration === undefined ? <SignInWithPasskey words={words} {...need} next={nextOf(request)} /> : null}
      </>
    ),
    ...(script !== null && { script }),
  }))
}
