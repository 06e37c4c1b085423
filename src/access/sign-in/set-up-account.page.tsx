// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type App, Problem } from '../../kernel/index.ts'
import type { FormError, Words } from '../../ui/index.ts'
import { askForNewPasskey } from '../passkeys/ask-for-passkey.ts'
import { passkeyNeed } from '../passkeys/passkey-need.page.ts'
import { relyingParty } from '../passkeys/passkeys.model.ts'
import { passkeysScriptPath } from '../passkeys/passkeys-script.ts'
import { setUpWithPasskey } from '../passkeys/set-up-with-passkey.ts'
import { longestPassword, type PasswordFlaw, shortestPassword } from '../passwords/password-rules.model.ts'
import { connectionOf } from '../sessions/connection.model.ts'
import { requireFromUs } from '../sessions/recognise-visitors.route.ts'
import { placeToGo } from '../visits/visitor-of.ts'
import type { Door } from './door.ts'
import { fieldOf, type GateSettings, letIn, sendGatePage } from './gate.page.tsx'
import { longestName, readSetUp, type SetUpFlaw, setUpAccount } from './set-up-account.ts'
import { GoneView, SetUpByPasskey, SetUpView } from './set-up-account.view.tsx'

interface WithToken {
  Params: { token: string }
}
type Asked = FastifyRequest<WithToken>

const schema = { hide: true }

/** `/set-up/TOKEN?next=…`: whoever holds the token has shown an address to be theirs, and sets up an account for it. */
export function setUpAccountPage(app: App, deps: Door): void {
  const options = { schema, config: { produces: ['text/html'], access: 'public' } as const }
  app.get<WithToken>('/set-up/:token', options, async (request, reply) => {
    const ticket = await readSetUp(deps.db, request.params.token)
    return sendForm(request, reply, deps, { name: ticket?.content.name ?? '', errors: () => [] })
  })
  app.post<WithToken>('/set-up/:token', options, async (request, reply) => {
    requireFromUs(request, deps.baseUrl)
    const [name, password] = [fieldOf(request.body, 'name'), fieldOf(request.body, 'password')]
    const result = await setUpAccount(deps, { token: request.params.token, name, password }, connectionIn(request))
    return goOn(request, reply, deps, { name, result })
  })
  setUpByPasskey(app, deps)
}

/** The same by a passkey: what its script asks for, and what the authenticator has made. */
function setUpByPasskey(app: App, deps: Door): void {
  const party = relyingParty(deps.baseUrl)
  const partyHere = () => {
    if (party !== null) return party
    throw new Problem('not-found', 'this installation has no passkeys: they need https and a name')
  }
  const data = { schema, config: { produces: ['application/json'], access: 'public' } as const }
  app.post<WithToken>('/set-up/:token/passkey/options', data, (request, reply) => {
    requireFromUs(request, deps.baseUrl)
    reply.header('cache-control', 'no-store')
    return askForNewPasskey(deps.db, partyHere(), { setUp: request.params.token })
  })
  const page = { schema, config: { produces: ['text/html'], access: 'public' } as const }
  app.post<WithToken>('/set-up/:token/passkey', page, async (request, reply) => {
    requireFromUs(request, deps.baseUrl)
    const [name, response] = [fieldOf(request.body, 'name'), fieldOf(request.body, 'response')]
    const connection = connectionIn(request)
    const passkeyName = connection.from.program ?? 'Passkey'
    const form = { token: request.params.token, name, response, passkeyName }
    return goOn(request, reply, deps, { name, result: await setUpWithPasskey(deps, partyHere(), form, connection) })
  })
}

const connectionIn = (request: FastifyRequest) => ({
  from: connectionOf(request.ip, request.headers['user-agent']),
  before: request.sessionToken,
})

type Result = Awaited<ReturnType<typeof setUpAccount> | ReturnType<typeof setUpWithPasskey>>

/** In; or what is wrong, beside what was typed. */
function goOn(request: Asked, reply: FastifyReply, deps: Door, { name, result }: { name: string; result: Result }) {
  if (result.done === 'in')
    return letIn(reply, deps, result.session, placeToGo(fieldOf(request.query, 'next'), '/home'))
  if (result.done === 'gone') return sendGone(request, reply, deps)
  const errors = (words: Words) =>
    result.done === 'flawed'
      ? result.flaws.map((flaw) => worded(words, flaw))
      : [{ field: 'by-passkey', text: words.t(`passkey.refused.${result.refused}`) }]
  return sendForm(request, reply.code(400), deps, { name, errors })
}

interface Shown {
  name: string
  errors: (words: Words) => FormError[]
}

async function sendForm(request: Asked, reply: FastifyReply, deps: GateSettings & Pick<Door, 'db'>, shown: Shown) {
  const { token } = request.params
  const ticket = await readSetUp(deps.db, token)
  if (ticket === null) return sendGone(request, reply, deps)
  const next = placeToGo(fieldOf(request.query, 'next'), '')
  const [path, query] = [`/set-up/${token}`, next === '' ? '' : `?next=${encodeURIComponent(next)}`]
  const need = passkeyNeed(request, deps.baseUrl, `${path}${query}`)
  const script = need.here ? await passkeysScriptPath() : null
  return sendGatePage(request, reply, deps, (words) => ({
    title: words.t('sign-in.set-up.title'),
    lead: words.t('sign-in.set-up.lead'),
    body: (
      <>
        <SetUpView
          words={words}
          limits={{ name: longestName, ...passwordLimits }}
          action={`${path}${query}`}
          address={ticket.content.identifier.value}
          name={shown.name}
          errors={shown.errors(words)}
        />
        <SetUpByPasskey words={words} path={path} query={query} {...need} />
      </>
    ),
    ...(script !== null && { script }),
  }))
}

const sendGone = (request: FastifyRequest, reply: FastifyReply, deps: GateSettings) =>
  sendGatePage(request, reply.code(404), deps, (words) => ({
    title: words.t('sign-in.gone.title'),
    lead: words.t('sign-in.set-up.gone'),
    body: <GoneView words={words} again="/sign-up" way={words.t('sign-in.sign-up.do')} />,
  }))

const worded = (words: Words, { field, flaw }: SetUpFlaw): FormError => ({
  field,
  text:
    field === 'password'
      ? passwordFlawText(words, flaw)
      : words.t(flaw === 'missing' ? 'sign-in.name.missing' : 'sign-in.name.long', { most: longestName }),
})

export const passwordLimits = { shortestPassword, longestPassword }

/** What is wrong with a password, and what would be right. */
export function passwordFlawText(words: Words, flaw: PasswordFlaw): string {
  if (flaw === 'short') return words.t('sign-in.password.short', { least: shortestPassword })
  if (flaw === 'long') return words.t('sign-in.password.long', { most: longestPassword })
  return words.t(flaw === 'own' ? 'sign-in.password.own' : 'sign-in.password.common')
}
