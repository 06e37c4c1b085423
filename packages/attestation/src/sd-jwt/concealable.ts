// SPDX-License-Identifier: Apache-2.0
import { AttestationError } from '../error.ts'
import type { Problem } from '../report.ts'
import type { DisclosureFrame } from './conceal.ts'
import type { SdJwt } from './sd-jwt.ts'

/** Claims that must stand open, because nobody could verify without them, and that were disclosed nevertheless; parts of them too. */
export function wronglyConcealed(sdJwt: SdJwt, open: ReadonlySet<string>, place: string): Problem[] {
  return sdJwt.disclosed
    .filter(({ at }) => open.has(firstName(at)))
    .map(({ at, index }) => ({
      fault: 'malformed',
      code: 'sd-claim-not-concealable',
      at: `${place}disclosures/${index}`,
      message: `'${at}' must stand open`,
    }))
}

/** Throws `sd-claim-not-concealable` for a frame that conceals one of them, or a part of one. */
export function refuseConcealing(frame: DisclosureFrame, open: ReadonlySet<string>): void {
  const names = [...(frame._sd ?? []).map(String), ...Object.keys(frame)]
  const wrong = names.find((name) => open.has(name))
  if (wrong !== undefined)
    throw new AttestationError('sd-claim-not-concealable', `/${wrong}`, `'${wrong}' must stand open`)
}

function firstName(at: string): string {
  const [, name = ''] = at.split('/')
  return name.replaceAll('~1', '/').replaceAll('~0', '~')
}
