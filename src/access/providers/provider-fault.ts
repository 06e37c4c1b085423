// SPDX-License-Identifier: Apache-2.0
import { Problem } from '../../kernel/index.ts'
import type { ProviderFault } from './providers.model.ts'

/** What stops a conversation with a provider, from wherever in it. */
export const providerProblem = (fault: ProviderFault, message: string, cause?: unknown): Problem =>
  new Problem('unavailable', message, { cause, told: { key: `provider.fault.${fault}`, args: {} } })

/** Which fault an error of the library means. What is no fault of the other side is thrown on. */
export function providerFaultOf(error: unknown, otherwise: ProviderFault): { fault: ProviderFault; said: string } {
  const chain = causesOf(error)
  for (const one of chain) {
    const fault = ownFault(one) ?? libraryFault(one)
    if (fault !== null) return { fault, said: saidOf(chain) }
  }
  if (chain.some((one) => one instanceof Problem)) throw error
  return { fault: otherwise, said: saidOf(chain) }
}

function causesOf(error: unknown): Error[] {
  const chain: Error[] = []
  for (let one = error; one instanceof Error && chain.length < 8; one = one.cause) chain.push(one)
  return chain
}

function ownFault(error: Error): ProviderFault | null {
  if (!(error instanceof Problem) || typeof error.told !== 'object') return null
  const { key } = error.told
  return key.startsWith('provider.fault.') ? (key.slice('provider.fault.'.length) as ProviderFault) : null
}

/** By the codes of openid-client and oauth4webapi. */
function libraryFault(error: Error): ProviderFault | null {
  const { code, error: reported } = error as { code?: unknown; error?: unknown }
  if (code === 'OAUTH_TIMEOUT') return 'slow'
  if (code === 'OAUTH_AUTHORIZATION_RESPONSE_ERROR') return reported === 'access_denied' ? 'denied' : 'reported'
  if (code === 'OAUTH_RESPONSE_BODY_ERROR') return reported === 'invalid_grant' ? 'untrue' : 'client'
  if (code === 'OAUTH_WWW_AUTHENTICATE_CHALLENGE') return 'client'
  return null
}

/** For the log of the server and for whoever tries a provider out: what the programs said, without what was sent. */
function saidOf(chain: readonly Error[]): string {
  const said = chain.flatMap((one) => {
    const { error, error_description: description } = one as { error?: unknown; error_description?: unknown }
    const reported = [error, description].filter((part) => typeof part === 'string').join(': ')
    return reported === '' ? [one.message] : [reported]
  })
  return [...new Set(said)].join(' ← ').slice(0, 500)
}
