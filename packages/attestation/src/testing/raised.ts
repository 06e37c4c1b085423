// SPDX-License-Identifier: Apache-2.0
import { AttestationError } from '../error.ts'

/** The code and place of the error that something throws, as `code` or `code at`; `nothing` where it throws none. */
export function raised(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    return told(error)
  }
  return 'nothing'
}

/** The same of something that answers later. */
export async function raisedLater(action: () => Promise<unknown>): Promise<string> {
  try {
    await action()
  } catch (error) {
    return told(error)
  }
  return 'nothing'
}

function told(error: unknown): string {
  if (!(error instanceof AttestationError)) throw error
  return error.at === '' ? error.code : `${error.code} ${error.at}`
}
