// SPDX-License-Identifier: Apache-2.0
import { type Environment, type FieldError, Problem } from '../kernel/index.ts'

/** What only the web server needs to know. */
export interface HttpSettings {
  /** Which proxies may say who the client is (`X-Forwarded-For`, `-Proto`, `-Host`); false: none. */
  trustProxy: false | number | string[]
  /** Requests that one client may make in a minute; 0: no limit. */
  requestsPerMinute: number
  /** Whether the operator named the public address, so that other names can be turned away. */
  baseUrlGiven: boolean
}

/** Read once at start, with an error that names the variable. */
export function readHttpSettings(env: Environment): HttpSettings {
  const errors: FieldError[] = []
  const trustProxy = readTrustProxy(env.PASSERELLE_TRUST_PROXY, errors)
  const requestsPerMinute = readRateLimit(env.PASSERELLE_RATE_LIMIT, errors)
  if (errors.length > 0) {
    throw new Problem('settings', errors.map((error) => `${error.path}: ${error.message}`).join('\n'), { errors })
  }
  return { trustProxy, requestsPerMinute, baseUrlGiven: (env.PASSERELLE_BASE_URL ?? '').trim() !== '' }
}

const ranges = ['loopback', 'linklocal', 'uniquelocal']
const address = /^[0-9a-f:.]+(\/\d{1,3})?$/i

function readTrustProxy(value: string | undefined, errors: FieldError[]): HttpSettings['trustProxy'] {
  const text = value?.trim() ?? ''
  if (text === '' || text === 'none') return false
  if (/^[1-9]$/.test(text)) return Number(text)
  const entries = text.split(',').map((entry) => entry.trim())
  if (entries.every((entry) => ranges.includes(entry) || (address.test(entry) && /[.:]/.test(entry)))) return entries
  const expected = "'none', a number of proxies from 1 to 9, or addresses and ranges such as loopback,10.0.0.0/8"
  errors.push({ path: 'PASSERELLE_TRUST_PROXY', message: `'${text}' is not ${expected}`, expected })
  return false
}

function readRateLimit(value: string | undefined, errors: FieldError[]): number {
  const text = value?.trim() ?? ''
  if (text === '') return 600
  if (/^\d{1,7}$/.test(text)) return Number(text)
  const expected = 'a whole number of requests a minute, 0 for no limit'
  errors.push({ path: 'PASSERELLE_RATE_LIMIT', message: `'${text}' is not ${expected}`, expected })
  return 600
}
