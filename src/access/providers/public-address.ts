// SPDX-License-Identifier: Apache-2.0
import { BlockList, isIP } from 'node:net'

/** Which addresses a provider may stand at. */
export interface ProviderReach {
  /** Whether this server asks at an address; else it is one of a network that only insiders reach. */
  allows(address: string): boolean
  /** Whether a host may be asked without https: only this machine itself, where it may be asked at all. */
  allowsPlain(host: string): boolean
}

/** Not of the public internet (IANA special-purpose address registry). */
const reserved4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
]
/** Within the public 2000::/3. Those that carry an IPv4 address could lead anywhere. */
const reserved6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

const loopback = ['127.0.0.0/8', '::1/128']

/** The public internet, and the networks that the installation names. Where the server itself is tried out on loopback, so may be the provider. */
export function providerReach(baseUrl: string, networks: readonly string[]): ProviderReach {
  const tried = isLoopbackHost(new URL(baseUrl).hostname)
  const named = listOf([
    ...networks.flatMap((one) => (one === 'loopback' ? loopback : [one])),
    ...(tried ? loopback : []),
  ])
  const hidden = listOf([...reserved4, ...reserved6])
  const globalUnicast = listOf(['2000::/3'])
  const allows = (address: string): boolean => {
    const version = isIP(address)
    if (version === 0) return false
    const family = version === 4 ? 'ipv4' : 'ipv6'
    // An IPv4 address in the clothes of IPv6 would be compared with neither list.
    if (version === 6 && /^::ffff:/i.test(address)) return false
    if (named.check(address, family)) return true
    return !hidden.check(address, family) && (version === 4 || globalUnicast.check(address, family))
  }
  return {
    allows,
    allowsPlain: (host) => isLoopbackHost(host) && named.check('127.0.0.1', 'ipv4'),
  }
}

/** `10.0.0.0/8`, `192.0.2.7`, `fd00::/8`. */
export function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const version = isIP(address)
  if (version === 0 || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

const isLoopbackHost = (host: string): boolean => host === 'localhost' || host === '[::1]' || /^127\./.test(host)

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    const version = isIP(address)
    const family = version === 4 ? 'ipv4' : 'ipv6'
    list.addSubnet(address, bits === undefined ? (version === 4 ? 32 : 128) : Number(bits), family)
  }
  return list
}
