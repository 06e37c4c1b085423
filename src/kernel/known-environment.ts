// SPDX-License-Identifier: Apache-2.0
import { nearest } from './nearest.ts'
import type { Environment } from './settings.ts'

/** Every variable of ours that a program of this project reads. */
export const knownVariables = [
  'PASSERELLE_HOST',
  'PASSERELLE_PORT',
  'PASSERELLE_DATA',
  'PASSERELLE_BASE_URL',
  'PASSERELLE_LOG_LEVEL',
  'PASSERELLE_SECRET_KEY',
  'PASSERELLE_ERASURE_DAYS',
  'PASSERELLE_DEMO',
  'PASSERELLE_WORKER',
  'PASSERELLE_TRUST_PROXY',
  'PASSERELLE_RATE_LIMIT',
  'PASSERELLE_SMTP_URL',
  'PASSERELLE_MAIL_FROM',
  'PASSERELLE_SMS_URL',
  'PASSERELLE_SMS_TOKEN',
  'PASSERELLE_PROVIDER_NETWORKS',
  'PASSERELLE_CHROMIUM',
  'PASSERELLE_PICTURES',
  'PASSERELLE_TEST_DATABASE_URL',
] as const

const prefix = 'PASSERELLE_'

/** Variables that look like ours and are read by nobody, each with what was probably meant; their values are not repeated. */
export function strangeVariables(env: Environment): string[] {
  const ours: readonly string[] = knownVariables
  return Object.keys(env)
    .filter((name) => name.toUpperCase().startsWith(prefix) && !ours.includes(name))
    .sort()
    .map((name) => {
      // Without what all have in common, which would make any two of them alike.
      const meant = nearest(
        name.slice(prefix.length).toUpperCase(),
        ours.map((known) => known.slice(prefix.length)),
      )
      const hint = meant === null ? `known are ${ours.join(', ')}` : `did you mean ${prefix}${meant}?`
      return `${name} is set, but nothing reads it; ${hint}`
    })
}
