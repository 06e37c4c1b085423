// SPDX-License-Identifier: Apache-2.0
/**
 * What a part of a condition can still come to: the worst and the best of unmet (0), discretion (1) and met (2), in one small number.
 * Where the two are equal the part is settled.
 */
export type Span = number

export const spanOf = (worst: number, best: number): Span => worst | (best << 2)
export const worst = (span: Span): number => span & 3
export const best = (span: Span): number => (span >> 2) & 3

export const UNMET_SPAN: Span = spanOf(0, 0)
export const DISCRETION_SPAN: Span = spanOf(1, 1)
export const MET_SPAN: Span = spanOf(2, 2)
/** Nothing is known. */
export const OPEN_SPAN: Span = spanOf(0, 2)
/** Added to an open span: only the single evaluation can tell what it comes to beside others. */
export const APART = 16

export const SETTLED_SPAN = { unmet: UNMET_SPAN, discretion: DISCRETION_SPAN, met: MET_SPAN } as const
