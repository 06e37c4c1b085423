// SPDX-License-Identifier: Apache-2.0

/** What must have been seen of a step before anything is said of its end: per cent, and milliseconds. */
const leastShare = 3
const leastTime = 3000

/** How fast a step of some work goes, since somebody looks. */
export class Pace {
  private from: { step: string; share: number; at: number } | null = null

  /** `at`: milliseconds of any clock that only goes forward. Answers seconds until the step is done; null: too early to say. */
  left({ step, share }: { step: string; share: number | null }, at: number): number | null {
    if (share === null) return null
    const { from } = this
    if (from === null || from.step !== step || share < from.share) {
      this.from = { step, share, at }
      return null
    }
    const [done, took] = [share - from.share, at - from.at]
    return done < leastShare || took < leastTime ? null : (took * (100 - share)) / done / 1000
  }
}
