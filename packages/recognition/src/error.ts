// SPDX-License-Identifier: Apache-2.0
/** What can be wrong with what the engine is given. Everything else is a verdict. */
export type RecognitionErrorCode =
  | 'invalid-date'
  | 'unknown-level'
  | 'unknown-framework'
  | 'unknown-catalogue'
  | 'unknown-fact'
  | 'no-credential-in-scope'
  | 'invalid-condition'
  | 'duplicate-credential'

export class RecognitionError extends Error {
  readonly code: RecognitionErrorCode
  /** Where: `rule id: path`, or the member of the person. */
  readonly at: string

  constructor(code: RecognitionErrorCode, at: string, message: string) {
    super(`${at}: ${message}`)
    this.name = 'RecognitionError'
    this.code = code
    this.at = at
  }
}
