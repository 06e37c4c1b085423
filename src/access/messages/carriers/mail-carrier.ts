// SPDX-License-Identifier: Apache-2.0
import { createTransport } from 'nodemailer'
import type { MailSettings } from '../../../kernel/index.ts'
import { type Carried, type Carrier, type Fault, type Letter, plainReply } from './carrier.model.ts'

const seconds = 1000

/** Milliseconds that a mail server has for each step. */
export interface Patience {
  connecting: number
  silence: number
}

const patience: Patience = { connecting: 10 * seconds, silence: 30 * seconds }

/** Hands mail to a server (SMTP, RFC 5321), under TLS unless that server is on this machine. */
export function mailCarrier(settings: MailSettings, { connecting, silence }: Patience = patience): Carrier {
  const { host, port, secure, encrypted, credentials, from } = settings
  const transport = createTransport({
    host,
    port,
    secure,
    requireTLS: encrypted && !secure,
    tls: { rejectUnauthorized: encrypted, minVersion: 'TLSv1.2' },
    ...(credentials !== null && { auth: credentials, forceAuth: true }),
    connectionTimeout: connecting,
    greetingTimeout: connecting,
    dnsTimeout: connecting,
    socketTimeout: silence,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const secrets = credentials === null ? [] : [credentials.pass, Buffer.from(credentials.pass).toString('base64')]
  return {
    async carry(letter, signal) {
      try {
        await transport.sendMail({ ...mailOf(letter, from), signal })
        return { left: true }
      } catch (error) {
        return whatCameOf(error, secrets)
      }
    },
  }
}

/** Addresses as objects: nothing is read out of their text. Each try has the same number, so that a second copy can be told. */
const mailOf = ({ id, recipient, lang, subject, text }: Letter, from: MailSettings['from']) => ({
  from,
  to: { name: '', address: recipient },
  subject,
  text,
  messageId: `<${id}@${from.address.split('@').at(-1)}>`,
  // Answering machines leave it alone (RFC 3834).
  headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': lang },
  xMailer: false as const,
})

/** What Node.js says where it does not believe a certificate, or cannot agree how to encrypt. */
const untrusted = /CERT|SIGNED|TLS|SSL|SIGNATURE/

interface MailError {
  code: string
  command: string
  responseCode: number
  response: string | undefined
}

function whatCameOf(error: unknown, secrets: readonly string[]): Carried {
  const { code, command, responseCode, response } = readError(error)
  const fault = faultOf(code, command, responseCode)
  const forGood = fault === 'recipient-refused' || fault === 'refused'
  return { left: false, fault, forGood, reply: plainReply(response, secrets) }
}

function readError(error: unknown): MailError {
  const known = (error ?? {}) as Partial<Record<keyof MailError | 'originalCode', unknown>>
  const { originalCode, command, responseCode, response } = known
  // A certificate that was not believed hides behind a socket that broke.
  const code = typeof originalCode === 'string' && untrusted.test(originalCode) ? 'ETLS' : known.code
  return {
    code: typeof code === 'string' ? code : '',
    command: typeof command === 'string' ? command : '',
    responseCode: typeof responseCode === 'number' ? responseCode : 0,
    response: typeof response === 'string' ? response : undefined,
  }
}

const byCode: Readonly<Record<string, Fault>> = {
  ETIMEDOUT: 'timed-out',
  EABORT: 'timed-out',
  EDNS: 'unreachable',
  ECONNECTION: 'unreachable',
  ESOCKET: 'unreachable',
  ETLS: 'not-encrypted',
  EAUTH: 'sign-in-refused',
  ENOAUTH: 'sign-in-refused',
  // They cannot write the address, as where it is not in ASCII.
  EENVELOPE: 'recipient-refused',
}

/** Only what is said about this recipient or this message is for good; everything else somebody can put right. */
function faultOf(code: string, command: string, answer: number): Fault {
  if (code === 'EAUTH' || code === 'ENOAUTH') return 'sign-in-refused'
  if (answer >= 400 && answer < 500) return 'later'
  if (answer >= 500 && answer !== 503) {
    if (command === 'RCPT TO') return 'recipient-refused'
    if (command === 'MAIL FROM') return 'sender-refused'
    if (command === 'DATA') return 'refused'
  }
  return byCode[code] ?? 'unexpected'
}
