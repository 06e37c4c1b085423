// SPDX-License-Identifier: Apache-2.0
import { isPlainDate, type PlainDate } from '../../../kernel/plain-date.ts'
import { holdsGb11643, holdsHongKong, holdsMrz, holdsPoland, holdsSpain } from './check-digits.model.ts'

/** `cn-id`: of 18 characters by GB 11643, citizens' and residents'. `register`: the own number of the register. */
export const documentKinds = ['cn-id', 'hk-id', 'travel-permit', 'passport', 'national-id', 'register'] as const
export type DocumentKind = (typeof documentKinds)[number]

export interface Document {
  kind: DocumentKind
  /** Code of the country that issued it. */
  country: string
  /** In capitals, without spaces and strokes. */
  number: string
}

/** What is known of somebody by the number itself. */
export interface ReadDocument {
  document: Document
  birthDate?: PlainDate
  sex?: 'female' | 'male'
}

export type DocumentFault = 'document-form' | 'document-check' | 'document-country' | 'document-unknown-kind'

/** Two numbers of such a kind from one country are never one person's: they are given once and for all. */
export const isLasting = (kind: DocumentKind): boolean => kind === 'cn-id' || kind === 'hk-id' || kind === 'national-id'

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s().·・_/-]+/g, '')

/**
 * A number as it was typed, of a kind that is stated or, where it is null, that the number itself tells. `country`: of issue, for kinds
 * that several have; `birthDate`: as stated, by which a machine-readable zone says in which century somebody was born.
 */
export function readDocument(
  typed: string,
  kind: DocumentKind | null,
  country: string | null,
): ReadDocument | DocumentFault {
  const number = plain(typed)
  if (number.includes('<')) return fromMrz(number)
  if (kind === null) return /^\d{17}[\dX]$/.test(number) ? ofGb11643(number) : 'document-unknown-kind'
  if (kind === 'cn-id') return ofGb11643(number)
  if (kind === 'hk-id') {
    if (!/^[A-Z]{1,2}\d{6}[\dA]$/.test(number)) return 'document-form'
    return holdsHongKong(number) ? { document: { kind, country: 'HK', number } } : 'document-check'
  }
  if (kind === 'travel-permit')
    return /^([HM]\d{8,10}|\d{8}|\d{10})$/.test(number) ? known(kind, 'CN', number) : 'document-form'
  if (kind === 'register') return number.length <= 60 ? known(kind, '', number) : 'document-form'
  if (country === null) return 'document-country'
  if (kind === 'passport') return /^[A-Z\d]{5,12}$/.test(number) ? known(kind, country, number) : 'document-form'
  return ofCountry(country, number)
}

const known = (kind: DocumentKind, country: string, number: string): ReadDocument => ({
  document: { kind, country, number },
})

/** GB 11643-1999: six digits of the place, eight of birth, three of the sequence, odd for men, and the check character. */
function ofGb11643(number: string): ReadDocument | DocumentFault {
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (!/^[1-9]\d{16}[\dX]$/.test(number) || !isPlainDate(birthDate)) return 'document-form'
  if (!holdsGb11643(number)) return 'document-check'
  const sex = Number(number[16]) % 2 === 1 ? 'male' : 'female'
  return { ...known('cn-id', 'CN', number), birthDate, sex }
}

const checked: Readonly<Record<string, { form: RegExp; holds: (number: string) => boolean }>> = {
  ES: { form: /^[XYZ\d]\d{7}[A-Z]$/, holds: holdsSpain },
  PL: { form: /^\d{11}$/, holds: holdsPoland },
}

function ofCountry(country: string, number: string): ReadDocument | DocumentFault {
  if (country === 'CN') return ofGb11643(number)
  if (!/^[A-Z\d]{4,20}$/.test(number)) return 'document-form'
  const rule = checked[country]
  if (rule?.form.test(number) === false) return 'document-form'
  if (rule?.holds(number) === false) return 'document-check'
  return known('national-id', country, number)
}

/** Where the parts of the machine-readable zones stand that have the number: of passports (TD3) and of cards (TD1), in its line. */
function fromMrz(line: string): ReadDocument | DocumentFault {
  if (/^[A-Z\d<]{9}\d$/.test(line)) return 'document-country'
  if (line.length === 44 && /^[A-Z\d<]+$/.test(line)) return fromPassportLine(line)
  return 'document-form'
}

/** The second line of a passport (ICAO Doc 9303, part 4, section 4.2.2). */
function fromPassportLine(line: string): ReadDocument | DocumentFault {
  const number = line.slice(0, 9)
  const composite = line.slice(0, 10) + line.slice(13, 20) + line.slice(21, 43)
  const holds =
    holdsMrz(number, line[9] as string) &&
    holdsMrz(line.slice(13, 19), line[19] as string) &&
    holdsMrz(line.slice(21, 27), line[27] as string) &&
    holdsMrz(line.slice(28, 42), line[42] as string) &&
    holdsMrz(composite, line[43] as string)
  if (!holds) return 'document-check'
  const sex = line[20] === 'F' ? ('female' as const) : line[20] === 'M' ? ('male' as const) : undefined
  const issuer = line.slice(10, 13).replaceAll('<', '')
  return { ...known('passport', issuer, number.replaceAll('<', '')), ...(sex === undefined ? {} : { sex }) }
}
