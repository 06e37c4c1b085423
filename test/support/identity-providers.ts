// SPDX-License-Identifier: Apache-2.0
// Identity providers on loopback: a real one (oidc-provider), and one that lies on demand.
import { createSign, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

interface Listening {
  issuer: string
  close(): Promise<void>
}

async function listen(server: Server): Promise<Listening> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    issuer: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

export interface Account {
  sub: string
  email: string
  email_verified: boolean
  name: string
}

export const clientId = 'passerelle'
export const clientSecret = 'a secret of the tests, which is none: 0123456789'

export interface RealProvider extends Listening {
  /** The redirect address is known when the provider has been added. */
  register(redirect: string): void
  /** Who sits before the browser there. */
  account: Account
}

/** A certified OpenID provider, where whoever comes is `account` and has agreed. */
export async function realProvider(account: Account): Promise<RealProvider> {
  let handle: RequestListener = (_request, response) => response.writeHead(503).end()
  const listening = await listen(createServer((request, response) => handle(request, response)))
  const real: RealProvider = {
    ...listening,
    account,
    register(redirect) {
      const provider = new Provider(listening.issuer, configuration(redirect, real))
      const answer = provider.callback()
      handle = (request, response) =>
        request.url?.startsWith('/interaction/') === true
          ? void provider.interactionFinished(request, response, { login: { accountId: real.account.sub } })
          : void answer(request, response)
    },
  }
  return real
}

function configuration(redirect: string, real: RealProvider): ConstructorParameters<typeof Provider>[1] {
  return {
    clients: [
      { client_id: clientId, client_secret: clientSecret, redirect_uris: [redirect], response_types: ['code'] },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['a key of the tests'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ ...real.account, sub }) }),
    async loadExistingGrant(context) {
      const { client, session, provider } = context.oidc
      const grant = new provider.Grant({ clientId: client?.clientId ?? '', accountId: session?.accountId ?? '' })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  }
}

/** What a liar says instead of the truth. */
export interface Lies {
  /** Claims of the ID token over true ones; `undefined` leaves one out. */
  claims?: Record<string, unknown>
  /** How the ID token is signed. */
  signed?: 'rightly' | 'by-another' | 'not' | 'by-secret'
  /** What stands in `iss` of the answer to the browser; null: nothing. */
  iss?: string | null
  discovery?: Record<string, unknown>
  /** Answers the request itself. */
  answer?: (path: string, request: IncomingMessage, response: ServerResponse) => boolean
}

export interface Liar extends Listening {
  lies: Lies
  /** What it was asked, by path. */
  asked: { path: string; body: string }[]
  /** Where the browser is sent back to, from where it was sent: as an honest provider would, but for the lies. */
  back(to: string): string
}

/** A small provider of our own, honest until it is told to lie. Its codes carry the nonce of the sign-in that they belong to. */
export async function lyingProvider(): Promise<Liar> {
  const [own, other] = [rsa(), rsa()]
  const asked: Liar['asked'] = []
  const nonces = new Map<string, string>()
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const path = new URL(request.url ?? '', 'http://here').pathname
      const body = Buffer.concat(parts).toString()
      asked.push({ path, body })
      if (liar.lies.answer?.(path, request, response) === true) return
      const found = answerOf(path, body)
      response.writeHead(found === null ? 404 : 'error' in found ? 400 : 200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(found ?? {}))
    })
  })
  const listening = await listen(server)
  const { issuer } = listening

  function answerOf(path: string, body: string): Record<string, unknown> | null {
    if (path === '/.well-known/openid-configuration') return { ...metadata(issuer), ...liar.lies.discovery }
    if (path === '/jwks')
      return { keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'own', use: 'sig', alg: 'RS256' }] }
    if (path !== '/token') return null
    const code = new URLSearchParams(body).get('code') ?? ''
    const nonce = nonces.get(code)
    nonces.delete(code)
    if (nonce === undefined) return { error: 'invalid_grant', error_description: 'no such code' }
    const now = Math.floor(Date.now() / 1000)
    const claims = {
      ...{ iss: issuer, aud: clientId, sub: 'liar-1', iat: now, exp: now + 300, nonce },
      ...{ email: 'liar@example.org', email_verified: true },
      ...liar.lies.claims,
    }
    const id_token = signed(claims, liar.lies.signed ?? 'rightly', { own: own.privateKey, other: other.privateKey })
    return { access_token: 'an-access-token', token_type: 'Bearer', expires_in: 300, id_token }
  }

  const liar: Liar = {
    ...listening,
    lies: {},
    asked,
    back(to) {
      const { searchParams } = new URL(to)
      const code = randomUUID()
      nonces.set(code, searchParams.get('nonce') ?? '')
      const back = new URL(searchParams.get('redirect_uri') ?? '')
      back.searchParams.set('code', code)
      back.searchParams.set('state', searchParams.get('state') ?? '')
      const iss = liar.lies.iss === undefined ? issuer : liar.lies.iss
      if (iss !== null) back.searchParams.set('iss', iss)
      return `${back.pathname}${back.search}`
    },
  }
  return liar
}

const metadata = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/jwks`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  authorization_response_iss_parameter_supported: true,
})

const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 })

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

function signed(claims: object, how: NonNullable<Lies['signed']>, keys: { own: KeyObject; other: KeyObject }): string {
  const header = how === 'not' ? { alg: 'none' } : { alg: how === 'by-secret' ? 'HS256' : 'RS256', kid: 'own' }
  const content = `${part(header)}.${part(claims)}`
  if (how === 'not') return `${content}.`
  const key = how === 'rightly' ? keys.own : keys.other
  return `${content}.${createSign('sha256').update(content).sign(key).toString('base64url')}`
}
