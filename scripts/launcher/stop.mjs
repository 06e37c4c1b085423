// SPDX-License-Identifier: Apache-2.0

/** An end that the person can do something about: printed without a stack. */
export class Stop extends Error {
  constructor(message, exitCode = 3) {
    super(message)
    this.exitCode = exitCode
  }
}
