// SPDX-License-Identifier: Apache-2.0
import type { Period, PlainDate } from '@passerelle/recognition'
import { daysInMonth } from '../../kernel/index.ts'

export const monthsIn = ({ years = 0, months = 0 }: Period): number => years * 12 + months

/** So many whole months earlier; where that month has no such day, its last one. */
export function monthsBefore(day: PlainDate, months: number): PlainDate {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const index = year * 12 + month - 1 - months
  const [y, m] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1]
  const last = daysInMonth(y, m)
  return `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(Math.min(date, last)).padStart(2, '0')}`
}

export function daysAfter(day: PlainDate, days: number): PlainDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

export const earlier = (a: PlainDate | undefined, b: PlainDate): PlainDate => (a === undefined || b < a ? b : a)
export const later = (a: PlainDate | undefined, b: PlainDate): PlainDate => (a === undefined || b > a ? b : a)
