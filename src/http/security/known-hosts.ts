// SPDX-License-Identifier: Apache-2.0
import { isIP } from 'node:net'

const loopback = ['localhost', '127.0.0.1', '[::1]']

/**
 * Whether the server answers under a `Host`. A server on loopback answers to loopback names and its public address only, so that no page
 * of a rebound name can read from it; a server with a public address answers to that one and, for probes, to bare IP addresses.
 */
export function knownHosts(options: {
  host: string
  baseUrl: string
  baseUrlGiven: boolean
}): (host: string | undefined) => boolean {
  const publicHost = new URL(options.baseUrl).hostname
  const local = isLoopback(options.host)
  if (!local && !options.baseUrlGiven) return () => true
  const names = new Set([publicHost, ...loopback, options.host.toLowerCase()])
  return (host) => {
    if (host === undefined) return false
    const name = withoutPort(host).toLowerCase()
    return names.has(name) || (!local && isIP(name.replace(/^\[|\]$/g, '')) > 0)
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}

function withoutPort(host: string): string {
  return host.replace(/:\d+$/, '')
}
