// SPDX-License-Identifier: Apache-2.0
// A mail server on loopback as a process of its own. Its argument says how it speaks; each mail that it takes in is a line of JSON.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SMTPServer, type SMTPServerAddress, type SMTPServerDataStream } from 'smtp-server'
import type { SmtpManner } from './post-office.ts'

const { tls = 'starttls', user = null } = JSON.parse(process.argv[2] ?? '{}') as SmtpManner
const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../../fixtures/loopback-certificate', name))
const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`)

const refusal = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode })

/** What the server says to addresses: by what stands before the @. */
const atRecipient: Record<string, Error> = {
  busy: refusal(450, '4.2.1 The mailbox is busy, try again later'),
  unknown: refusal(550, '5.1.1 No such user here'),
}
const atContent: Record<string, Error> = {
  full: refusal(452, '4.3.1 Insufficient system storage'),
  filtered: refusal(554, '5.7.1 Rejected as spam'),
}

const nameIn = ({ address }: SMTPServerAddress): string => address.split('@')[0] ?? ''

/** Who waits for a word before they are told that their mail was taken in. */
const held: (() => void)[] = []
// Whoever started it is gone.
process.stdin.on('end', () => process.exit())
process.stdin.on('data', () => {
  for (const go of held.splice(0)) go()
})

const server = new SMTPServer({
  secure: tls === 'smtps',
  key: fixture('key.pem'),
  cert: fixture('certificate.pem'),
  authOptional: user === null,
  allowInsecureAuth: tls === 'none',
  disabledCommands: [...(tls === 'none' ? ['STARTTLS'] : []), ...(user === null ? ['AUTH'] : [])],
  disableReverseLookup: true,
  logger: false,
  onAuth({ username, password }, _session, callback) {
    if (username === user?.name && password === user?.password) return callback(null, { user: username })
    callback(refusal(535, `5.7.8 ${password} is not the password`))
  },
  onMailFrom(address, _session, callback) {
    callback(nameIn(address) === 'stranger' ? refusal(553, '5.7.1 Sender address rejected') : null)
  },
  onRcptTo(address, _session, callback) {
    callback(atRecipient[nameIn(address)] ?? null)
  },
  onData(stream, session, callback) {
    const [to] = session.envelope.rcptTo
    const { mailFrom } = session.envelope
    const take = async () => {
      const raw = await textOf(stream)
      const refused = to === undefined ? undefined : atContent[nameIn(to)]
      if (refused !== undefined) return callback(refused)
      const from = mailFrom === false ? '' : mailFrom.address
      say({
        from,
        to: session.envelope.rcptTo.map(({ address }) => address),
        raw,
        secure: session.secure,
        user: session.user ?? null,
      })
      if (to !== undefined && nameIn(to) === 'slow') return held.push(callback)
      callback()
    }
    void take()
  },
})

async function textOf(stream: SMTPServerDataStream): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of stream) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString()
}

server.on('error', () => undefined)
const listening = server.listen(0, '127.0.0.1', () => {
  const address = listening.address()
  say({ port: typeof address === 'object' ? address?.port : 0 })
})
