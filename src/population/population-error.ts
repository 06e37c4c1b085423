// SPDX-License-Identifier: Apache-2.0

export type PopulationErrorCode = 'too-many-values' | 'out-of-order' | 'snapshot-broken' | 'worker-failed'

/** What a workforce cannot be made of, or read from. */
export class PopulationError extends Error {
  override readonly name = 'PopulationError'
  readonly code: PopulationErrorCode

  constructor(code: PopulationErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
