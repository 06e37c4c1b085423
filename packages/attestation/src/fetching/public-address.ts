// SPDX-License-Identifier: Apache-2.0
// Which IP addresses belong to the public Internet: the special-purpose registries of IANA (RFC 6890) left out.

type Block = readonly [address: string, bits: number]

/** IPv4 blocks that are private, shared, loopback, link-local, for documentation, multicast or reserved. */
const closed4: readonly Block[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]

/** What is closed within 2000::/3, the one global unicast block: protocols and tunnels, documentation, 6to4. */
const closed6: readonly Block[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]

/**
 * Whether a connection to an IP address leaves for the public Internet. No for all that is no address; no for IPv4 in
 * IPv6 clothes (`::ffff:…`), but for NAT64 (RFC 6052 §2.1), which is as public as the address within.
 */
export function isPublicAddress(text: string): boolean {
  const four = readIpv4(text)
  if (four !== null) return !closed4.some((block) => isWithin(four, block, readIpv4))
  const six = readIpv6(text)
  if (six === null) return false
  if (isWithin(six, ['64:ff9b::', 96], readIpv6)) return isPublicAddress(six.slice(12).join('.'))
  return isWithin(six, ['2000::', 3], readIpv6) && !closed6.some((block) => isWithin(six, block, readIpv6))
}

/** Whether a text is an IP address. */
export function isIpAddress(text: string): boolean {
  return readIpv4(text) !== null || readIpv6(text) !== null
}

function isWithin(bytes: readonly number[], [address, bits]: Block, read: (text: string) => number[] | null): boolean {
  const start = read(address) ?? []
  return start.every((byte, place) => {
    const shift = 8 - Math.min(8, Math.max(0, bits - place * 8))
    return byte >> shift === (bytes[place] ?? 0) >> shift
  })
}

/** The four bytes of dotted decimal, as the platform writes it; null for anything else. */
function readIpv4(text: string): number[] | null {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return null
  return parts.map(Number)
}

/** The sixteen bytes of an IPv6 address (RFC 4291 §2.2); null for anything else, and for one with a zone. */
function readIpv6(text: string): number[] | null {
  if (!/^[0-9a-f:.]{2,45}$/i.test(text)) return null
  const halves = text.split('::')
  const [before, after] = halves.map((half, place) => groupsOf(half, place === halves.length - 1))
  if (halves.length > 2 || before === null || before === undefined || after === null) return null
  if (after === undefined) return before.length === 16 ? before : null
  const zeros = 16 - before.length - after.length
  return zeros < 2 ? null : [...before, ...new Array<number>(zeros).fill(0), ...after]
}

function groupsOf(half: string, last: boolean): number[] | null {
  if (half === '') return []
  const groups = half.split(':')
  const bytes: number[] = []
  for (const [place, group] of groups.entries()) {
    const four = last && place === groups.length - 1 ? readIpv4(group) : null
    if (four !== null) bytes.push(...four)
    else if (/^[0-9a-f]{1,4}$/i.test(group))
      bytes.push(Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255)
    else return null
  }
  return bytes
}
