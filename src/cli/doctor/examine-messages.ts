// SPDX-License-Identifier: Apache-2.0
import { connect } from 'node:net'
import { type Environment, type MessageSettings, Problem, readMessageSettings } from '../../kernel/index.ts'
import { type Finding, missing, ok, problem } from './finding.ts'

/** Milliseconds that a server has to answer. */
const patience = 5000

/** Whether mail and short messages can leave: what is set, and whether anybody answers there. Nothing is sent. */
export async function examineMessages(env: Environment): Promise<Finding[]> {
  let settings: MessageSettings
  try {
    settings = readMessageSettings(env)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return [problem('mail and SMS', error.message, 'See docs/operations.md, Mail and SMS.')]
  }
  return Promise.all([examineMail(settings), examineSms(settings)])
}

async function examineMail({ mail }: MessageSettings): Promise<Finding> {
  if (mail === null) {
    return missing('mail', 'no mail server; what would go by mail waits in the outbox', 'Set PASSERELLE_SMTP_URL.')
  }
  const { host, port, from, secure, encrypted } = mail
  const how = secure ? 'TLS' : encrypted ? 'STARTTLS' : 'TLS if offered'
  return reached('mail', { host, port }, `${host}:${port} (${how}), from ${from.address}`)
}

async function examineSms({ sms }: MessageSettings): Promise<Finding> {
  if (sms === null) {
    return missing('SMS', 'no gateway; what would go to a phone waits in the outbox', 'Set PASSERELLE_SMS_URL.')
  }
  const { protocol, hostname, port, origin } = new URL(sms.url)
  const at = { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(port) || (protocol === 'http:' ? 80 : 443) }
  return reached('SMS', at, origin)
}

async function reached(about: string, at: { host: string; port: number }, words: string): Promise<Finding> {
  const refused = await tryDoor(at)
  if (refused === null) return ok(about, `${words}, answers`)
  return problem(about, `${words}: ${refused}`, 'What is to leave waits and is tried again. See docs/operations.md.')
}

/** Null: somebody answers. */
function tryDoor({ host, port }: { host: string; port: number }): Promise<string | null> {
  return new Promise((answer) => {
    const socket = connect({ host, port, timeout: patience })
    const end = (refused: string | null) => {
      socket.destroy()
      answer(refused)
    }
    socket.once('connect', () => end(null))
    socket.once('timeout', () => end('does not answer within 5 seconds'))
    socket.once('error', (error) => end('code' in error ? String(error.code) : 'cannot be reached'))
  })
}
