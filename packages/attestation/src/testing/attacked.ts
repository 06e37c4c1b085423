// SPDX-License-Identifier: Apache-2.0
// A relying party under attack: what its report says, in short. Nothing that it says may be a yes.
import assert from 'node:assert/strict'
import type { JsonObject } from '../json/json.ts'
import type { Report } from '../report.ts'
import type { Verification } from '../verify/sources.ts'
import { verify } from '../verify/verify.ts'
import { KnownAuthority } from './known-authority.ts'

export const authority: KnownAuthority = await KnownAuthority.found()

/** Who signs what the authority did not. */
export const thief: KnownAuthority = await KnownAuthority.found()

/** All problems of a certificate that must not be verified, as `fault code at`. */
export async function attacked(certificate: string | JsonObject, more: Partial<Verification> = {}): Promise<string[]> {
  const asked = { ...(await authority.verification(null)), authority: 'waived', log: 'waived', ...more } as const
  return refusalOf(await verify(certificate, asked))
}

/** All problems of a report that must not be a yes. */
export function refusalOf({ verdict, problems }: Pick<Report, 'verdict' | 'problems'>): string[] {
  assert.equal(['refused', 'undetermined'].includes(verdict), true, verdict)
  return problems.map(({ fault, code, at }) =>
    `${fault} ${code} ${at.replace(/^did:key:\w+(#\w+)?/, 'did:key')}`.trim(),
  )
}
