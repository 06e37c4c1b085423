// SPDX-License-Identifier: Apache-2.0
import { type App, Problem } from '../../kernel/index.ts'
import { sendPacked } from '../../ui/index.ts'
import { connectionOf } from '../sessions/connection.model.ts'
import type { Entrance } from '../sessions/enter.ts'
import { requireFromUs } from '../sessions/recognise-visitors.route.ts'
import { fieldOf, letIn } from '../sign-in/gate.page.tsx'
import { placeToGo, visitorOf } from '../visits/visitor-of.ts'
import { askForNewPasskey, askForPasskey } from './ask-for-passkey.ts'
import { enterWithPasskey } from './enter-with-passkey.ts'
import { relyingParty } from './passkeys.model.ts'
import { passkeysScript } from './passkeys-script.ts'

const schema = { hide: true }

/** What the script of the pages asks for, the script itself, and the way in. */
export function usePasskeyRoutes(app: App, deps: Entrance & { baseUrl: string }): void {
  const party = relyingParty(deps.baseUrl)
  const partyHere = () => {
    if (party !== null) return party
    throw new Problem('not-found', 'this installation has no passkeys: they need https and a name')
  }
  // Built while the server starts, so that the first reader does not wait.
  passkeysScript().catch(() => {})

  app.get<{ Params: { hash: string } }>(
    '/assets/passkeys.:hash.js',
    { schema, config: { access: 'public' } },
    async (request, reply) => {
      const script = await passkeysScript()
      if (script.hash !== request.params.hash) return reply.callNotFound()
      return sendPacked(request, reply, script, 'text/javascript; charset=utf-8')
    },
  )
  const data = { produces: ['application/json'] } as const
  app.post('/account/passkeys/options', { schema, config: { ...data, access: 'signed-in' } }, (request, reply) => {
    reply.header('cache-control', 'no-store')
    return askForNewPasskey(deps.db, partyHere(), { person: visitorOf(request).person })
  })
  app.post('/sign-in/passkey/options', { schema, config: { ...data, access: 'public' } }, (request, reply) => {
    requireFromUs(request, deps.baseUrl)
    reply.header('cache-control', 'no-store')
    return askForPasskey(deps.db, partyHere())
  })
  app.post('/sign-in/passkey', { schema, config: { produces: [], access: 'public' } }, async (request, reply) => {
    requireFromUs(request, deps.baseUrl)
    const from = connectionOf(request.ip, request.headers['user-agent'])
    const response = fieldOf(request.body, 'response')
    const shown = { response, from, before: request.sessionToken }
    const entered = await enterWithPasskey(deps, partyHere(), shown)
    const next = fieldOf(request.body, 'next')
    if ('token' in entered) return letIn(reply, deps, entered.token, placeToGo(next, '/home'))
    const back = new URLSearchParams({ passkey: entered.refused, ...(next !== '' && { next }) })
    return reply.redirect(`/sign-in?${back}`, 303)
  })
}
