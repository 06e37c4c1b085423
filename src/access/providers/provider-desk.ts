// SPDX-License-Identifier: Apache-2.0
import * as oidc from 'openid-client'
import type { Clock } from '../../kernel/index.ts'
import { guardedFetch, providerLimits } from './guarded-fetch.ts'
import { providerProblem } from './provider-fault.ts'
import { type Provider, redirectAddress } from './providers.model.ts'
import type { ProviderReach } from './public-address.ts'

/** A provider with its secret, in hand for one conversation. */
export type KnownProvider = Pick<Provider, 'id' | 'issuer' | 'clientId'> & {
  clientSecret: string | null
  changedAt: Date
}

/** What is remembered of a sign-in that has been begun. */
export interface Begun {
  nonce: string
  verifier: string
}

/** Who the provider says it is. */
export interface Claims {
  subject: string
  email: string | null
  emailVerified: boolean
  name: string | null
}

/** What a provider says of itself is believed this long. */
const believed = 10 * 60_000
const mostKept = 1000

/** Speaks OpenID Connect with the providers: authorization code, PKCE, state, nonce, signed ID tokens. */
export class ProviderDesk {
  readonly reach: ProviderReach
  private readonly baseUrl: string
  private readonly clock: Clock
  private readonly kept = new Map<string, { config: oidc.Configuration; until: number }>()

  constructor({ baseUrl, reach, clock }: { baseUrl: string; reach: ProviderReach; clock: Clock }) {
    this.baseUrl = baseUrl
    this.reach = reach
    this.clock = clock
  }

  /** Where the browser goes to sign in, and what to remember until it comes back. */
  async begin(provider: KnownProvider, state: string, begun: Begun): Promise<URL> {
    const config = await this.discovered(provider)
    return oidc.buildAuthorizationUrl(config, {
      redirect_uri: redirectAddress(this.baseUrl, provider.id),
      scope: 'openid email profile',
      response_type: 'code',
      state,
      nonce: begun.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(begun.verifier),
      code_challenge_method: 'S256',
    })
  }

  /**
   * Takes the code to the provider that was asked, and no other, and believes what it signs for this client and this sign-in: `iss` of the
   * answer (RFC 9207), state, PKCE, signature, issuer, audience, times and nonce of the ID token (OpenID Connect Core, section 3.1.3.7).
   */
  async redeem(provider: KnownProvider, answer: URLSearchParams, expected: Begun & { state: string }): Promise<Claims> {
    const config = await this.discovered(provider)
    const address = new URL(redirectAddress(this.baseUrl, provider.id))
    address.search = answer.toString()
    const tokens = await oidc.authorizationCodeGrant(config, address, {
      expectedState: expected.state,
      expectedNonce: expected.nonce,
      pkceCodeVerifier: expected.verifier,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (claims === undefined) throw providerProblem('untrue', 'no ID token')
    const { sub: subject, email, email_verified: verified, name } = claims
    if (subject.length > 255) throw providerProblem('untrue', 'a subject has at most 255 characters')
    return {
      subject,
      email: typeof email === 'string' ? email : null,
      emailVerified: verified === true,
      name: typeof name === 'string' ? name : null,
    }
  }

  /** Asks the provider for what it says of itself and for its keys: whether a sign-in could work. Throws why not. */
  async tryOut(provider: KnownProvider): Promise<void> {
    this.kept.delete(keyOf(provider))
    const { jwks_uri: keys } = (await this.discovered(provider)).serverMetadata()
    const response = await this.fetch(keys ?? '', {
      method: 'GET',
      headers: { accept: 'application/json' },
      body: null,
      redirect: 'manual',
    })
    const set: unknown = await response.json().catch(() => null)
    const hasKeys = typeof set === 'object' && set !== null && Array.isArray((set as { keys?: unknown }).keys)
    if (response.status !== 200 || !hasKeys) throw providerProblem('discovery', `${keys} does not answer with keys`)
  }

  private get fetch(): oidc.CustomFetch {
    return guardedFetch(this.reach)
  }

  private async discovered(provider: KnownProvider): Promise<oidc.Configuration> {
    const key = keyOf(provider)
    const now = this.clock.now().getTime()
    const known = this.kept.get(key)
    if (known !== undefined && now < known.until) return known.config
    const config = await this.discover(provider)
    this.kept.delete(key)
    this.kept.set(key, { config, until: now + believed })
    const [oldest] = this.kept.keys()
    if (this.kept.size > mostKept && oldest !== undefined) this.kept.delete(oldest)
    return config
  }

  private async discover({ issuer, clientId, clientSecret }: KnownProvider): Promise<oidc.Configuration> {
    const url = new URL(issuer)
    const plain = url.protocol === 'http:' && this.reach.allowsPlain(url.hostname)
    const options: oidc.DiscoveryRequestOptions = {
      [oidc.customFetch]: this.fetch,
      timeout: Math.ceil(providerLimits.time / 1000),
      ...(plain && { execute: [oidc.allowInsecureRequests] }),
    }
    const found = await oidc.discovery(url, clientId, {}, oidc.None(), options)
    const metadata = found.serverMetadata()
    requireEndpoints(metadata, plain)
    const config = new oidc.Configuration(metadata, clientId, {}, authentication(metadata, clientSecret))
    config[oidc.customFetch] = this.fetch
    config.timeout = Math.ceil(providerLimits.time / 1000)
    if (plain) oidc.allowInsecureRequests(config)
    oidc.enableNonRepudiationChecks(config)
    return config
  }
}

const keyOf = ({ id, changedAt }: KnownProvider): string => `${id} ${changedAt.getTime()}`

/** How this server says at the token endpoint who it is: as the provider wants it. */
function authentication(metadata: oidc.ServerMetadata, secret: string | null): oidc.ClientAuth {
  if (secret === null) return oidc.None()
  const wanted = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  if (wanted.includes('client_secret_basic')) return oidc.ClientSecretBasic(secret)
  if (wanted.includes('client_secret_post')) return oidc.ClientSecretPost(secret)
  throw providerProblem('discovery', `it takes none of client_secret_basic, client_secret_post (${wanted.join(', ')})`)
}

/** The browser is sent to the first of them: it must be as safe as those that this server asks itself. */
function requireEndpoints(metadata: oidc.ServerMetadata, plain: boolean): void {
  for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const) {
    const address = metadata[name]
    const protocol = address !== undefined && URL.canParse(address) ? new URL(address).protocol : null
    if (protocol === 'https:' || (plain && protocol === 'http:')) continue
    throw providerProblem('discovery', `${name} is not an https address`)
  }
}
