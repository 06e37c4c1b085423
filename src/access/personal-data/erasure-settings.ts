// SPDX-License-Identifier: Apache-2.0
import { type Environment, Problem } from '../../kernel/index.ts'

/** Days between the wish that an account be erased and the deed, in which it can be taken back. */
export const usualErasureDays = 7

/** `PASSERELLE_ERASURE_DAYS`: 0 to 30; longer would keep people waiting for what is their right. */
export function readErasureDays(env: Environment): number {
  const text = env['PASSERELLE_ERASURE_DAYS']?.trim() ?? ''
  if (text === '') return usualErasureDays
  if (/^\d{1,2}$/.test(text) && Number(text) <= 30) return Number(text)
  const expected = 'a whole number of days from 0 to 30'
  const message = `'${text}' is not ${expected}`
  throw new Problem('settings', `PASSERELLE_ERASURE_DAYS: ${message}`, {
    errors: [{ path: 'PASSERELLE_ERASURE_DAYS', message, expected }],
  })
}
