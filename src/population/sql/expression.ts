// SPDX-License-Identifier: Apache-2.0
/**
 * What a part of a condition comes to, in SQL: unmet (0), discretion (1) or met (2). A number where it is known when the rule is compiled,
 * otherwise the text of an integer expression that is never null.
 */
export type Expression = number | string

export const UNMET: Expression = 0
export const MET: Expression = 2

/** The worst: of what must all hold. */
export function worstOf(parts: readonly Expression[]): Expression {
  const left = [...new Set(parts)].filter((part) => part !== MET)
  if (left.includes(UNMET)) return UNMET
  return left.length < 2 ? (left[0] ?? MET) : `LEAST(${left.join(', ')})`
}

/** The best: of what need not all hold. */
export function bestOf(parts: readonly Expression[]): Expression {
  const left = [...new Set(parts)].filter((part) => part !== UNMET)
  if (left.includes(MET)) return MET
  return left.length < 2 ? (left[0] ?? UNMET) : `GREATEST(${left.join(', ')})`
}

export const inverse = (part: Expression): Expression => (typeof part === 'number' ? 2 - part : `(2 - ${part})`)

/** Worded 'normally': unmet is left to discretion. */
export const softened = (part: Expression): Expression => bestOf([1, part])

/** The `count`-th best: met where so many are, discretion where so many may be. */
export function someOf(count: number, parts: readonly Expression[]): Expression {
  const met = parts.filter((part) => part === MET).length
  const some = parts.filter((part) => part === 1).length
  const open = parts.filter((part) => typeof part === 'string')
  if (met >= count) return MET
  if (open.length === 0) return met + some >= count ? 1 : UNMET
  const mets = open.map((part) => `${part} / 2`).join(' + ')
  const any = open.map((part) => `LEAST(1, ${part})`).join(' + ')
  return branches(
    [
      { when: `${mets} >= ${count - met}`, is: MET },
      { when: `${any} >= ${count - met - some}`, is: 1 },
    ],
    UNMET,
  )
}

export interface Branch {
  /** A condition in SQL. */
  when: string
  /** What it comes to then. */
  is: Expression
}

/** The first branch whose condition is true. */
export function branches(list: readonly Branch[], otherwise: Expression): Expression {
  const left = [...list]
  while (left.at(-1)?.is === otherwise) left.pop()
  if (left.length === 0) return otherwise
  return `CASE ${left.map(({ when, is }) => `WHEN ${when} THEN ${is}`).join(' ')} ELSE ${otherwise} END`
}

/** Chooses by a whole number from 0 on in as many steps as it has binary digits: a server tries the branches of a CASE one by one. */
export function choice(value: string, expressions: readonly Expression[], from = 0): Expression {
  if (expressions.every((one) => one === expressions[0])) return expressions[0] ?? UNMET
  const half = expressions.length >> 1
  const low = choice(value, expressions.slice(0, half), from)
  const high = choice(value, expressions.slice(half), from + half)
  return `CASE WHEN ${value} < ${from + half} THEN ${low} ELSE ${high} END`
}
