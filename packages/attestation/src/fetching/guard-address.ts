// SPDX-License-Identifier: Apache-2.0
import { AttestationError } from '../error.ts'
import { isIpAddress, isPublicAddress } from './public-address.ts'

/** Names that mean something in the own network only (RFC 6761, RFC 6762, RFC 8375, and `internal` of ICANN). */
const closedNames = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|private|home\.arpa|onion)$/

/**
 * Refuses an address that no issuer has, before anything is resolved: `address-not-https`, `address-with-credentials`,
 * `address-port-refused`, `address-is-ip`, `address-not-public`. `URL` has read `0x7f.1` as the IP address that it is.
 */
export function guardAddress(address: URL, ports: readonly number[]): void {
  const refuse = (code: 'address-not-https' | 'address-with-credentials' | 'address-port-refused', message: string) => {
    throw new AttestationError(code, placeOf(address), message)
  }
  if (address.protocol !== 'https:') refuse('address-not-https', `'${address.protocol}' is not fetched from`)
  if (address.username !== '' || address.password !== '')
    refuse('address-with-credentials', 'an address with a name or password in it is not fetched from')
  const port = portOf(address)
  if (!ports.includes(port)) refuse('address-port-refused', `the port ${port} is not fetched from`)
  guardHost(hostOf(address), placeOf(address))
}

/** Refuses an IP address and the name of a host that is not public: `address-is-ip`, `address-not-public`. */
export function guardHost(host: string, at: string): void {
  if (isIpAddress(host)) throw new AttestationError('address-is-ip', at, 'an issuer has a name, not an IP address')
  if (!host.includes('.') || closedNames.test(host))
    throw new AttestationError('address-not-public', at, `'${host.slice(0, 253)}' is not a public name`)
}

/** Refuses a host if any of the addresses that it resolves to is not public: `address-not-public`, `fetch-host-not-found`. */
export function guardResolved(resolved: readonly string[], at: string): void {
  if (resolved.length === 0) throw new AttestationError('fetch-host-not-found', at, 'this host has no address')
  const closed = resolved.find((one) => !isPublicAddress(one))
  if (closed !== undefined)
    throw new AttestationError('address-not-public', at, `this host leads to ${closed.slice(0, 60)}`)
}

/** The name of the host, without the brackets of IPv6 and the dot of the root. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
}

export function portOf({ port }: URL): number {
  return port === '' ? 443 : Number(port)
}

/** An address as a place: without what may be secret in it. */
export function placeOf(address: URL): string {
  return `${address.protocol}//${address.host}${address.pathname}`.slice(0, 1000)
}
