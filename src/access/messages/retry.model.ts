// SPDX-License-Identifier: Apache-2.0

/** How long after the first try, the second … it is tried again. ISO 8601. */
const pauses = ['PT1M', 'PT5M', 'PT30M', 'PT2H', 'PT12H'] as const

/** After how long a message is tried again that has failed so often, this time included; null: not by itself. */
export const pauseAfter = (failures: number): string | null => pauses[failures - 1] ?? null
