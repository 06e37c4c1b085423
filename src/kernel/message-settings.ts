// SPDX-License-Identifier: Apache-2.0
import { type FieldError, Problem } from './problem.ts'
import type { Environment } from './settings.ts'

/** How what is told to somebody outside leaves the house; null: it does not, and waits in the outbox. */
export interface MessageSettings {
  mail: MailSettings | null
  sms: SmsSettings | null
}

export interface MailSettings {
  host: string
  port: number
  /** TLS from the first byte (smtps); otherwise STARTTLS. */
  secure: boolean
  /** False for a server on this machine only: its certificate is not asked for, nor is encryption. */
  encrypted: boolean
  credentials: { user: string; pass: string } | null
  from: { name: string; address: string }
}

export interface SmsSettings {
  url: string
  token: string
}

/** Read once at start. Values may hold passwords, so what is wrong is named and not repeated. */
export function readMessageSettings(env: Environment): MessageSettings {
  const errors: FieldError[] = []
  const note = (path: string, expected: string) => {
    errors.push({ path, message: `is not ${expected}`, expected })
    return null
  }
  const settings = { mail: readMail(env, note), sms: readSms(env, note) }
  if (errors.length === 0) return settings
  throw new Problem('settings', errors.map((error) => `${error.path}: ${error.message}`).join('\n'), { errors })
}

type Note = (path: string, expected: string) => null

const given = (env: Environment, name: string): string => env[name]?.trim() ?? ''

function readMail(env: Environment, note: Note): MailSettings | null {
  const text = given(env, 'PASSERELLE_SMTP_URL')
  const sender = given(env, 'PASSERELLE_MAIL_FROM')
  const from = sender === '' ? null : readSender(sender)
  const wanted = 'an address that mail comes from, name@example.org or Name <name@example.org>'
  if (sender !== '' && from === null) note('PASSERELLE_MAIL_FROM', wanted)
  if (text === '') return null
  if (sender === '') note('PASSERELLE_MAIL_FROM', `set, though PASSERELLE_SMTP_URL is: expected ${wanted}`)
  const server = readServer(text)
  const expected = 'a mail server, smtp://user:password@host:587 or smtps://user:password@host:465'
  if (server === null) return note('PASSERELLE_SMTP_URL', `${expected}, special characters percent-encoded`)
  return from === null ? null : { ...server, from }
}

function readServer(text: string): Omit<MailSettings, 'from'> | null {
  if (!URL.canParse(text)) return null
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(text)
  const secure = protocol === 'smtps:'
  if (!secure && protocol !== 'smtp:') return null
  if (!/^([\w.-]+|\[[\da-f:]+\])$/i.test(hostname) || !['', '/'].includes(pathname) || search !== '' || hash !== '')
    return null
  const [user, pass] = [decoded(username), decoded(password)]
  if (user === null || pass === null || (user === '') !== (pass === '')) return null
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    encrypted: !isLoopback(hostname),
    credentials: user === '' ? null : { user, pass },
  }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** `Name <address>`, or an address alone. Nothing in it may begin another header or another address. */
function readSender(text: string): MailSettings['from'] | null {
  const [, name = '', long, short] = /^(?:([^<>"]*?)\s*<([^<>]+)>|([^<>]+))$/.exec(text) ?? []
  const address = long ?? short ?? ''
  const plain = /^[^\s@<>()[\],:;"\\\p{C}]+@[^\s@<>()[\],:;"\\\p{C}]+$/u
  return plain.test(address) && !/\p{C}/u.test(name) ? { name, address } : null
}

function readSms(env: Environment, note: Note): SmsSettings | null {
  const url = given(env, 'PASSERELLE_SMS_URL')
  const token = given(env, 'PASSERELLE_SMS_TOKEN')
  if (url === '') return null
  const expected = 'an address without user and password that begins with https:// (or http:// on this machine)'
  const wanted = 'what the gateway knows us by (visible ASCII characters), though PASSERELLE_SMS_URL is set'
  const fits = isGateway(url)
  if (!fits) note('PASSERELLE_SMS_URL', expected)
  if (!/^[\x21-\x7e]+$/.test(token)) return note('PASSERELLE_SMS_TOKEN', wanted)
  return fits ? { url, token } : null
}

function isGateway(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  const guarded = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
  return guarded && username === '' && password === ''
}

const isLoopback = (hostname: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(hostname)
