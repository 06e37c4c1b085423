// SPDX-License-Identifier: Apache-2.0
// Real receivers of what leaves the house, each a process of its own on loopback.
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'

export interface SmtpManner {
  /** With TLS from the first byte, where the client asks for it, or not at all. */
  tls?: 'smtps' | 'starttls' | 'none'
  /** Who may send; null: anybody. */
  user?: { name: string; password: string } | null
}

/** A mail as the server took it in. */
export interface ReceivedMail {
  from: string
  to: string[]
  /** Whether it came under TLS. */
  secure: boolean
  user: string | null
  raw: string
  headers: Map<string, string>
  text: string
}

export interface ReceivedSms {
  to: string
  text: string
  key: string
}

interface Office<Item> {
  port: number
  /** What was taken in so far, in order. */
  received: readonly Item[]
  /** Resolves once so many have been taken in. */
  count(least: number): Promise<readonly Item[]>
  /** Lets those go who wait for a word. */
  release(): void
  stop(): Promise<void>
}

/** What is sent to `busy@`, `full@` is refused for now, to `unknown@`, `filtered@` for good; `slow@` is taken in and answered when released. */
export const startMailServer = (manner: SmtpManner = {}): Promise<Office<ReceivedMail>> =>
  open('run-smtp-server.ts', JSON.stringify(manner), (line) => {
    const mail = line as ReceivedMail
    return { ...mail, ...readMail(mail.raw) }
  })

export const startSmsGateway = (token: string): Promise<Office<ReceivedSms>> =>
  open('run-sms-gateway.ts', token, (line) => line as ReceivedSms)

type Program = ChildProcessByStdio<Writable, Readable, null>

async function open<Item>(program: string, argument: string, read: (line: object) => Item): Promise<Office<Item>> {
  const child: Program = spawn(process.execPath, [join(import.meta.dirname, program), argument], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface(child.stdout)
  const [first] = (await once(lines, 'line')) as [string]
  const { port } = JSON.parse(first) as { port: number }
  const received: Item[] = []
  lines.on('line', (line) => {
    received.push(read(JSON.parse(line) as object))
    child.emit('received')
  })
  return {
    port,
    received,
    async count(least) {
      while (received.length < least) await once(child, 'received')
      return received
    },
    release: () => void child.stdin.write('go\n'),
    async stop() {
      const gone = once(child, 'exit')
      child.kill()
      await gone
    },
  }
}

/** Headers by their names in small letters, unfolded; the text decoded. */
function readMail(raw: string): Pick<ReceivedMail, 'headers' | 'text'> {
  const split = raw.indexOf('\r\n\r\n')
  const lines = raw
    .slice(0, split)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const headers = new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  )
  const body = raw.slice(split + 4)
  return { headers, text: decode(body, headers.get('content-transfer-encoding') ?? '').replaceAll('\r\n', '\n') }
}

function decode(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString()
  if (encoding !== 'quoted-printable') return body
  const bytes = body
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}
