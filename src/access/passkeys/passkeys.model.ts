// SPDX-License-Identifier: Apache-2.0

/** As whom this site asks for passkeys (WebAuthn, section 4, "relying party"). */
export interface RelyingParty {
  /** The name that passkeys are bound to: `pass.example`. */
  id: string
  /** Where the pages that ask for them must have been opened. */
  origin: string
}

/**
 * Passkeys are bound to a name, never to an address in numbers, and browsers give them to https only, and to `localhost`. A server that is
 * tried out on 127.0.0.1 is therefore also reached as localhost. Null: here are no passkeys.
 */
export function relyingParty(baseUrl: string): RelyingParty | null {
  const { protocol, hostname, port, origin } = new URL(baseUrl)
  if (hostname === 'localhost') return { id: hostname, origin }
  if (/^(127\.|\[::1\])/.test(hostname)) {
    return { id: 'localhost', origin: `${protocol}//localhost${port === '' ? '' : `:${port}`}` }
  }
  const isAddress = /^\[|^\d+\.\d+\.\d+\.\d+$/.test(hostname)
  return protocol !== 'https:' || isAddress ? null : { id: hostname, origin }
}

/** A passkey as its owner sees it. */
export interface OwnPasskey {
  id: string
  name: string
  /** Kept by a password manager on several devices, not on one alone. */
  synced: boolean
  createdAt: Date
  usedAt: Date | null
}

/** Why a passkey was not taken: the message `passkey.refused.NAME` says it, and what to do. */
const passkeyRefusals = [
  /** The challenge is none of ours, was used before, is too old, or was for something else. */
  'challenge',
  /** It does not hold what it must: origin, name of the site, user verification, signature. */
  'not-verified',
  /** Nobody here has this one. */
  'unknown',
  /** It has been added already. */
  'known',
  /** It counts less than it did: somebody may have a copy. */
  'copied',
  /** They have a stronger way in and came by a password alone. */
  'weak',
] as const
export type PasskeyRefusal = (typeof passkeyRefusals)[number]

export const asPasskeyRefusal = (text: string): PasskeyRefusal | undefined =>
  passkeyRefusals.find((one) => one === text)

/** The ways in that somebody has. */
export interface WaysIn {
  password: boolean
  secondFactor: boolean
  passkeys: number
  /** Authorities' own sign-ins that they are linked with. */
  providers: number
  /** Of these, such as vouch for a second factor. */
  vouching: number
}

/** How many ways in there are that count as strong. */
export const strongWays = ({ password, secondFactor, passkeys, vouching }: WaysIn): number =>
  passkeys + vouching + (password && secondFactor ? 1 : 0)

const allWays = ({ password, passkeys, providers }: WaysIn): number => passkeys + providers + (password ? 1 : 0)

/** Why somebody must not give up a way in; null: they may. */
export type KeepReason = 'last-way' | 'last-strong-way'

/** Nobody locks themselves out, and staff keep a way that counts for their roles. */
export function mayGiveUp(
  ways: WaysIn,
  given: 'passkey' | 'provider' | 'vouching',
  isStaff: boolean,
): KeepReason | null {
  const left: WaysIn = {
    ...ways,
    passkeys: ways.passkeys - (given === 'passkey' ? 1 : 0),
    providers: ways.providers - (given === 'passkey' ? 0 : 1),
    vouching: ways.vouching - (given === 'vouching' ? 1 : 0),
  }
  if (allWays(left) <= 0) return 'last-way'
  return isStaff && strongWays(left) <= 0 && strongWays(ways) > 0 ? 'last-strong-way' : null
}
