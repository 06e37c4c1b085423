// SPDX-License-Identifier: Apache-2.0

export interface ProofRun {
  seed: number
  size: number
  /** How much an earlier run with the same seed and size has already proven; 0 at first. */
  done: number
  /** Called after each piece, so that a run that is cut off goes on from there. */
  progress(done: number): void
}

/** A proof too long for `npm test`. It throws on the first contradiction. */
export interface Proof {
  name: string
  summary: string
  /** What one unit of its size is: rounds, rule sets. */
  unit: string
  size: number
  /** Answers the result in one sentence. */
  run(run: ProofRun): Promise<string>
}
