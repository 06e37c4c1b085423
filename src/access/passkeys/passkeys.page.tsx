// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../kernel/index.ts'
import { sendAreaPage, type Words } from '../../ui/index.ts'
import { wayToProve } from '../security/prove-again.ts'
import { connectionOf } from '../sessions/connection.model.ts'
import type { Entrance } from '../sessions/enter.ts'
import { fieldOf } from '../sign-in/gate.page.tsx'
import { areaOf } from '../visits/area.model.ts'
import { visitorOf } from '../visits/visitor-of.ts'
import { addPasskey, mayAddPasskey } from './add-passkey.ts'
import { readOwnPasskeys, removePasskey, renamePasskey } from './keep-passkeys.ts'
import { passkeyNeed } from './passkey-need.page.ts'
import { type KeepReason, type PasskeyRefusal, relyingParty } from './passkeys.model.ts'
import { passkeysScriptPath } from './passkeys-script.ts'
import { longestPasskeyName, PasskeysSection } from './passkeys-section.view.tsx'

const place = '/account/passkeys'
const hide = { hide: true }

type Refused = PasskeyRefusal | KeepReason | 'not-found' | 'name'

/** `/account/passkeys`: the passkeys of who has signed in. */
export function passkeysPage(app: App, deps: Entrance & { baseUrl: string }): void {
  const config = { produces: ['text/html'], access: 'signed-in' } as const
  const party = relyingParty(deps.baseUrl)
  app.get(place, { schema: hide, config }, async (request, reply) => {
    const way = await wayToProve(deps.db, request.sessionToken, place)
    return way === null ? show(request, reply, deps) : reply.redirect(way, 303)
  })
  app.post(place, { schema: hide, config }, async (request, reply) => {
    const way = await wayToProve(deps.db, request.sessionToken, place)
    if (way !== null) return reply.redirect(way, 303)
    const name = nameOf(fieldOf(request.body, 'name'))
    if (name === null) return show(request, reply, deps, 'name')
    const response = fieldOf(request.body, 'response')
    const offered = { response, name }
    const refused = party === null ? 'not-verified' : await addPasskey(deps.db, party, visitorOf(request), offered)
    return refused === null ? reply.redirect(`${place}?done=added`, 303) : show(request, reply, deps, refused)
  })
  app.post<{ Params: { id: string } }>(`${place}/:id`, { schema: hide, config }, async (request, reply) => {
    const visitor = visitorOf(request)
    const { id } = request.params
    const way = await wayToProve(deps.db, request.sessionToken, place)
    if (way !== null) return reply.redirect(way, 303)
    if (!uuid.test(id)) return show(request, reply, deps, 'not-found')
    if (fieldOf(request.body, 'do') === 'remove') {
      const result = await removePasskey(deps.db, visitor, id)
      return result === 'removed' ? reply.redirect(`${place}?done=removed`, 303) : show(request, reply, deps, result)
    }
    const name = nameOf(fieldOf(request.body, `name-${id}`))
    if (name === null) return show(request, reply, deps, 'name')
    const renamed = await renamePasskey(deps.db, visitor, { id, name })
    return renamed ? reply.redirect(`${place}?done=renamed`, 303) : show(request, reply, deps, 'not-found')
  })
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** As it is kept; null: no name. */
function nameOf(text: string): string | null {
  const name = text
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  return /[\p{L}\p{N}]/u.test(name) && name.length <= longestPasskeyName ? name : null
}

const doneWords = ['added', 'renamed', 'removed'] as const

async function show(
  request: FastifyRequest,
  reply: FastifyReply,
  deps: Entrance & { baseUrl: string },
  refused?: Refused,
) {
  const visitor = visitorOf(request)
  const [passkeys, addable, script] = await Promise.all([
    readOwnPasskeys(deps.db, visitor),
    mayAddPasskey(deps.db, visitor),
    passkeysScriptPath(),
  ])
  const done = doneWords.find((one) => one === fieldOf(request.query, 'done'))
  if (refused !== undefined) reply.code(refused === 'not-found' ? 404 : 400)
  const { program } = connectionOf(request.ip, request.headers['user-agent'])
  const surroundings = { baseUrl: deps.baseUrl, places: areaOf(visitor), here: '/account/security' }
  return sendAreaPage(request, reply, surroundings, (words) => ({
    title: words.t('passkey.page'),
    lead: words.t('passkey.what'),
    body: (
      <PasskeysSection
        {...passkeyNeed(request, deps.baseUrl, place)}
        words={words}
        passkeys={passkeys}
        day={dayIn(words)}
        suggested={program ?? words.t('passkey.name.suggested')}
        done={refused === undefined ? done : undefined}
        refused={refused}
        addable={addable}
      />
    ),
    ...(script !== null && { script }),
  }))
}

const dayIn =
  (words: Words) =>
  (at: Date): string =>
    words.date(at.toISOString().slice(0, 10))
