// SPDX-License-Identifier: Apache-2.0

/** A database or a connection that went away in the middle: SQLSTATE classes 08, 53 and 57, and network errors of Node. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = codeOf(error)
  return (
    /^(08|53|57)...$|^E(CONN|NOENT$|PIPE$|ACCES$|NOSPC$)/.test(code) || /^Connection terminated/.test(error.message)
  )
}

/** What may go well when it is done again: an outage, or others who worked at the same rows (classes 40 and 55). */
export const mayPass = (error: unknown): boolean =>
  isOutage(error) || (error instanceof Error && /^(40|55)...$/.test(codeOf(error)))

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '')
