// SPDX-License-Identifier: Apache-2.0
import type { Localized } from '../../kernel/index.ts'
import type { Standing } from '../permissions/decide-permission.model.ts'
import { needsSecondFactor } from '../permissions/roles.model.ts'

/** An authority's own sign-in, as whoever keeps it sees it: the secret is never shown again. */
export interface Provider {
  id: string
  authority: string
  issuer: string
  clientId: string
  hasSecret: boolean
  names: Localized
  /** The authority answers for a second factor there. */
  vouches: boolean
  disabledAt: Date | null
}

/** What somebody may sign in with. */
export type OfferedProvider = Pick<Provider, 'id' | 'authority' | 'names'>

/** Why a sign-in at a provider led nowhere: the message `provider.fault.NAME` says it, and what to do. */
export const providerFaults = [
  /** The state is none of ours, was used, or is too old. */
  'state',
  /** It was begun in another browser, or at another provider. */
  'elsewhere',
  /** There is no such provider, or it is disabled. */
  'gone',
  /** It stands at an address that this server does not ask. */
  'address',
  'unreachable',
  'slow',
  'huge',
  /** What it says of itself is not what OpenID Connect asks for, or it is another issuer. */
  'discovery',
  /** The person, or the provider, said no. */
  'denied',
  /** The provider reported an error of its own. */
  'reported',
  /** It did not accept this server: client id, secret or redirect address. */
  'client',
  /** What it answered is not for us, not for this sign-in, too old or not signed by it. */
  'untrue',
  /** Nobody here is linked with that account. */
  'unlinked',
  /** That account is linked with somebody else, or this person with another. */
  'taken',
] as const
export type ProviderFault = (typeof providerFaults)[number]

export const isProviderFault = (text: unknown): text is ProviderFault => providerFaults.some((fault) => fault === text)

/**
 * Whether the word of an authority is enough for all that somebody is: it answers for its own staff. Who also works elsewhere, or for the
 * platform, shows something of their own.
 */
export function vouchesFor(
  { authority, vouches }: Pick<Provider, 'authority' | 'vouches'>,
  standings: readonly Standing[],
): boolean {
  return vouches && standings.every((held) => !needsSecondFactor(held.role) || held.authority === authority)
}

/** One address for each provider, so that no answer of one is taken for that of another (RFC 9700, section 4.4.2). */
export const redirectAddress = (baseUrl: string, id: string): string => `${baseUrl}/sign-in/provider/${id}/back`

/** What is filled in. */
export interface ProviderForm {
  authority: string
  issuer: string
  clientId: string
  /** Empty: as it was, or none. */
  clientSecret: string
  names: { en: string; 'zh-CN': string }
  vouches: boolean
}

export interface ProviderFlaw {
  field: 'authority' | 'issuer' | 'clientId' | 'clientSecret' | 'nameEn' | 'nameZh'
  flaw: 'missing' | 'long' | 'issuer' | 'insecure' | 'none'
}

const longest = { issuer: 500, clientId: 300, clientSecret: 1000, name: 80 }
export const longestProviderName = longest.name

/** What is wrong with the form, all at once. `plainHttp`: whether an issuer may be named without https. */
export function providerFlaws(form: ProviderForm, plainHttp: (host: string) => boolean): ProviderFlaw[] {
  const flaws: ProviderFlaw[] = []
  const add = (field: ProviderFlaw['field'], flaw: ProviderFlaw['flaw'] | null) => {
    if (flaw !== null) flaws.push({ field, flaw })
  }
  add('authority', form.authority === '' ? 'missing' : null)
  add('issuer', issuerFlaw(form.issuer, plainHttp))
  add('clientId', lengthFlaw(form.clientId, longest.clientId))
  add('clientSecret', form.clientSecret.length > longest.clientSecret ? 'long' : null)
  add('nameEn', lengthFlaw(form.names.en, longest.name))
  add('nameZh', lengthFlaw(form.names['zh-CN'], longest.name))
  return flaws
}

const lengthFlaw = (text: string, most: number) => (text === '' ? 'missing' : text.length > most ? 'long' : null)

/** OpenID Connect Discovery 1.0, section 2: a URL with https, without query and fragment. */
function issuerFlaw(text: string, plainHttp: (host: string) => boolean): ProviderFlaw['flaw'] | null {
  if (text === '') return 'missing'
  if (text.length > longest.issuer) return 'long'
  if (!URL.canParse(text)) return 'issuer'
  const { protocol, hostname, search, hash, username, password } = new URL(text)
  if (search !== '' || hash !== '' || username !== '' || password !== '' || /[?#]/.test(text)) return 'issuer'
  if (protocol === 'https:') return null
  return protocol === 'http:' ? (plainHttp(hostname) ? null : 'insecure') : 'issuer'
}
