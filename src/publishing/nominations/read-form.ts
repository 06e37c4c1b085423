// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { capacities, nominationPurposes } from './nomination.model.ts'
import type { TypedNomination } from './shown-nomination.model.ts'

const line = (most: number) => z.string().trim().max(most).catch('')
const address = z.url({ protocol: /^https?$/ }).max(2000)

/** What is typed into the form of a nomination; what is too long counts as nothing. */
export const typedNomination = z.object({
  place: line(200),
  authority: line(200),
  capacity: z.enum(capacities).catch('holder'),
  organisation: line(300),
  name: line(300),
  en: line(300),
  zh: line(300),
  body: line(300),
  country: line(200),
  link: line(2000),
  countsAs: line(300),
  purpose: z.enum(nominationPurposes).catch('title'),
  why: line(8000),
  evidence: line(20_000),
})

/** Addresses, one a line. */
export const linksIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/\s+/)
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  ),
]

/** The fields that are missing or wrong, in the order of the form; each is told by `nomination.fault.FIELD`. */
export function faultsIn(typed: TypedNomination): (keyof TypedNomination)[] {
  const { place, capacity, organisation, name, en, zh, body, country, link, countsAs, why, evidence } = typed
  const links = linksIn(evidence)
  const faults: [keyof TypedNomination, boolean][] = [
    ['name', name === ''],
    ['zh', zh === '' && en === ''],
    ['body', body === ''],
    ['country', !/^[A-Z]{2}$/.test(country)],
    ['link', !address.safeParse(link).success],
    ['place', place === ''],
    ['countsAs', countsAs === ''],
    ['organisation', capacity !== 'holder' && organisation === ''],
    ['why', why === ''],
    ['evidence', links.length > 20 || links.some((one) => !address.safeParse(one).success)],
  ]
  return faults.flatMap(([field, wrong]) => (wrong ? [field] : []))
}
