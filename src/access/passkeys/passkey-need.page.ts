// SPDX-License-Identifier: Apache-2.0
import type { FastifyRequest } from 'fastify'
import { relyingParty } from './passkeys.model.ts'

/** Whether there are passkeys at the address where this page was opened; else where there are. */
export function passkeyNeed(
  { host }: FastifyRequest,
  baseUrl: string,
  path: string,
): { here: boolean; elsewhere: string | null } {
  const party = relyingParty(baseUrl)
  if (party === null) return { here: false, elsewhere: null }
  return { here: new URL(party.origin).host === host, elsewhere: `${party.origin}${path}` }
}
