// SPDX-License-Identifier: Apache-2.0
/** By what somebody signs in, and where they are written to. */
export interface Identifier {
  kind: 'email' | 'phone'
  /** As it is written to: `Li.Wei@example.org`, `+8613800138000`. */
  value: string
  /** As it is compared: two spellings of one address are one person's. */
  folded: string
}

/** Reads what somebody typed; null: neither an e-mail address nor a phone number. */
export function parseIdentifier(typed: unknown): Identifier | null {
  if (typeof typed !== 'string' || typed.length > 400) return null
  const text = typed.normalize('NFC').trim()
  return /[@＠]/.test(text) ? parseEmail(text) : parsePhone(text)
}

/**
 * The usual part of RFC 5321 and RFC 6531: a dot-atom, in any script, at a domain of at least two labels. Quoted local parts, comments
 * and addresses in brackets are refused, and with them everything that could begin a new line or a second address in a header.
 */
export function parseEmail(text: string): Identifier | null {
  const parts = text.replace('＠', '@').split('@')
  const [local = '', host = ''] = parts
  if (parts.length !== 2 || !dotAtom.test(local) || bytes(local) > 64) return null
  const domain = domainOf(host)
  if (domain === null) return null
  return { kind: 'email', value: `${local}@${domain}`, folded: `${fold(local)}@${domain}` }
}

const dotAtom = /^[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+)*$/u
const bytes = (text: string): number => new TextEncoder().encode(text).length
const fold = (text: string): string => text.toLowerCase().normalize('NFC')

/** In letters of DNS, lower case (UTS 46); an internationalised name becomes `xn--…`. */
function domainOf(host: string): string | null {
  if (host.length > 255 || !/^[\p{L}\p{N}\p{M}.。．｡-]+$/u.test(host)) return null
  const address = `http://${host}/`
  const domain = URL.canParse(address) ? new URL(address).hostname : ''
  const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
  if (domain.length > 253 || !new RegExp(`^${label}(?:\\.${label})+$`).test(domain)) return null
  // What ends in digits is an address of a machine.
  return /\.[0-9]+$/.test(domain) ? null : domain
}

/** E.164. Written the Chinese way without its country, or with 00 before it; full-width digits are digits. */
export function parsePhone(text: string): Identifier | null {
  const plain = text
    .normalize('NFKC')
    .replace(/\(0\)/g, '')
    .replace(/[ ().\u00a0\u2010-\u2015-]/g, '')
  const international = /^1[3-9]\d{9}$/.test(plain) ? `+86${plain}` : plain.replace(/^00/, '+')
  if (!/^\+[1-9]\d{6,14}$/.test(international)) return null
  return { kind: 'phone', value: international, folded: international }
}

/** What is shown where only its owner should recognise it: `l•••@example.org`, `+86•••••8000`. */
export function maskIdentifier({ kind, value }: Pick<Identifier, 'kind' | 'value'>): string {
  if (kind === 'phone') return `${value.slice(0, 3)}•••••${value.slice(-4)}`
  const [local = '', domain = ''] = value.split('@')
  return `${[...local][0] ?? ''}•••@${domain}`
}
