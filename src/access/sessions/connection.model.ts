// SPDX-License-Identifier: Apache-2.0

/** What is kept of a connection: enough for its owner to know it again, too little to follow them. */
export interface Connection {
  /** The address cut to its network: `203.0.113.0/24`, `2001:db8:1::/48`. */
  network: string | null
  /** The kind of program: `Firefox · Linux`. */
  program: string | null
}

export function connectionOf(address: string, userAgent: string | undefined): Connection {
  return { network: networkOf(address), program: programOf(userAgent ?? '') }
}

function networkOf(address: string): string | null {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address
  const four = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(mapped)
  if (four !== null) return `${four[1]}.0/24`
  if (!/^[0-9a-f:]+$/i.test(mapped) || !mapped.includes(':')) return null
  return `${sixteens(mapped).slice(0, 3).join(':')}::/48`
}

/** The groups of an IPv6 address, with those that `::` leaves out (RFC 4291, section 2.2). */
function sixteens(address: string): string[] {
  const [before = '', after = ''] = address.toLowerCase().split('::')
  const [head, tail] = [before, after].map((part) => part.split(':').filter((group) => group !== ''))
  const missing = Math.max(0, 8 - (head?.length ?? 0) - (tail?.length ?? 0))
  return [...(head ?? []), ...Array<string>(missing).fill('0'), ...(tail ?? [])].map((group) =>
    group.replace(/^0+(?=.)/, ''),
  )
}

/** In the order in which programs name each other: Edge calls itself Chrome, Chrome calls itself Safari. */
const browsers: readonly [RegExp, string][] = [
  [/\bMicroMessenger\//, 'WeChat'],
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const systems: readonly [RegExp, string][] = [
  [/\bHarmonyOS\b|\bOpenHarmony\b/, 'HarmonyOS'],
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b|\biPad\b/, 'iOS'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bLinux\b/, 'Linux'],
]

function programOf(userAgent: string): string | null {
  const named = [browsers, systems].flatMap((kinds) => kinds.find(([pattern]) => pattern.test(userAgent))?.[1] ?? [])
  return named.length === 0 ? null : named.join(' · ')
}
