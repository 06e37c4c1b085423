// SPDX-License-Identifier: Apache-2.0
// Against a real mail server, a process of its own.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { type SmtpManner, startMailServer } from '../../../../test/support/post-office/post-office.ts'
import type { MailSettings } from '../../../kernel/index.ts'
import type { Carried, Letter } from './carrier.model.ts'
import { mailCarrier } from './mail-carrier.ts'

const certificate = readFileSync(
  join(import.meta.dirname, '../../../../test/fixtures/loopback-certificate/certificate.pem'),
  'utf8',
)
const user = { name: 'passerelle', password: 's3cret-of-ours' }
const credentials = { user: user.name, pass: user.password }
const forever = new AbortController().signal

const letterTo = (recipient: string, more: Partial<Letter> = {}): Letter => ({
  id: '0b9d1f5c-7a4e-4a53-9c11-2f5f3f5a7e10',
  recipient,
  lang: 'zh-CN',
  subject: '请确认您的邮箱',
  text: '王小明：\n\nhttps://passerelle.example/confirm?t=AAAABBBBCCCCDDDDEEEEFFFFGGGGHHHHIIIIJJJJKKKKLLLLMMMMNNNNOOOO\n',
  ...more,
})

const settingsFor = (port: number, more: Partial<MailSettings> = {}): MailSettings => ({
  host: '127.0.0.1',
  port,
  secure: false,
  encrypted: false,
  credentials: null,
  from: { name: '资格互认, "Passerelle"', address: 'no-reply@passerelle.example' },
  ...more,
})

/** What came of one letter, and what the server took in. */
async function carried(manner: SmtpManner, more: Partial<MailSettings>, letter = letterTo('li.wei@example.org')) {
  const server = await startMailServer(manner)
  try {
    const outcome = await mailCarrier(settingsFor(server.port, more)).carry(letter, forever)
    return { outcome, received: [...(outcome.left ? await server.count(1) : server.received)] }
  } finally {
    await server.stop()
  }
}

const faultIn = (outcome: Carried) => (outcome.left ? null : [outcome.fault, outcome.forGood, outcome.reply])

test('a letter arrives as it was written, from whom and to whom it should', async () => {
  const letter = letterTo('li.wei@example.org')
  const { outcome, received } = await carried({ tls: 'none' }, {}, letter)
  assert.deepEqual(outcome, { left: true })
  const [mail] = received
  assert.deepEqual([mail?.from, mail?.to], ['no-reply@passerelle.example', ['li.wei@example.org']])
  assert.equal(mail?.text.trimEnd(), letter.text.trimEnd())
  assert.match(mail?.headers.get('content-type') ?? '', /^text\/plain; charset=utf-8$/)
  assert.equal(mail?.headers.get('to'), 'li.wei@example.org')
  assert.equal(mail?.headers.get('auto-submitted'), 'auto-generated')
  assert.equal(mail?.headers.get('content-language'), 'zh-CN')
  assert.equal(mail?.headers.get('message-id'), `<${letter.id}@passerelle.example>`)
  assert.equal(mail?.headers.get('x-mailer'), undefined)
  assert.match(mail?.headers.get('from') ?? '', /^=\?UTF-8\?[BQ]\?\S+\?=.* <no-reply@passerelle\.example>$/)
  const encoded = /=\?UTF-8\?B\?(\S+)\?=/.exec(mail?.headers.get('subject') ?? '')?.[1] ?? ''
  assert.equal(Buffer.from(encoded, 'base64').toString(), letter.subject)
})

test('nothing that somebody has typed becomes a header or another recipient', async () => {
  const lines = '\r\nBcc: eve@example.org\r\n\r\nSend money'
  const subject = { subject: `Hello${lines}` }
  const { received } = await carried({ tls: 'none' }, {}, letterTo('li.wei@example.org', subject))
  assert.deepEqual(received[0]?.to, ['li.wei@example.org'])
  assert.equal(received[0]?.headers.has('bcc'), false)
  assert.doesNotMatch(received[0]?.raw ?? '', /^(Bcc|Send money)/m)
  for (const recipient of [
    `li.wei@example.org${lines}`,
    'li.wei@example.org, eve@example.org',
    'x <eve@example.org>',
  ]) {
    const { outcome, received: more } = await carried({ tls: 'none' }, {}, letterTo(recipient))
    for (const { to, headers, raw } of more) {
      assert.ok(!to.includes('eve@example.org'), recipient)
      assert.equal(headers.has('bcc'), false)
      assert.doesNotMatch(raw, /^(Bcc|Send money)/m)
    }
    assert.ok(outcome.left || outcome.fault !== 'unreachable', recipient)
  }
})

test('elsewhere than on this machine a certificate has to prove who the server is', async () => {
  for (const manner of [{ tls: 'starttls' }, { tls: 'smtps' }] as const) {
    const { outcome, received } = await carried(manner, { encrypted: true, secure: manner.tls === 'smtps' })
    assert.deepEqual([faultIn(outcome), received], [['not-encrypted', false, null], []], manner.tls)
  }
})

test('with a certificate that is believed, letters go under TLS, with user and password', async () => {
  const believed = getCACertificates()
  setDefaultCACertificates([...believed, certificate])
  try {
    for (const tls of ['starttls', 'smtps'] as const) {
      const more = { encrypted: true, secure: tls === 'smtps', credentials, host: 'localhost' }
      const { outcome, received } = await carried({ tls, user }, more)
      assert.deepEqual([outcome, received[0]?.secure, received[0]?.user], [{ left: true }, true, 'passerelle'], tls)
    }
  } finally {
    setDefaultCACertificates(believed)
  }
})

test('a server elsewhere that offers no encryption gets neither password nor letter', async () => {
  const { outcome, received } = await carried({ tls: 'none', user }, { encrypted: true, credentials })
  assert.deepEqual([faultIn(outcome)?.slice(0, 2), received], [['not-encrypted', false], []])
})

test('on this machine a letter goes under TLS where it is offered, whoever signed for it', async () => {
  const { outcome, received } = await carried({ tls: 'starttls', user }, { credentials })
  assert.deepEqual([outcome, received[0]?.secure], [{ left: true }, true])
})

test('a wrong password can be put right, and is not repeated', async () => {
  const { outcome } = await carried({ user }, { credentials: { user: user.name, pass: 'wr0ng-of-ours' } })
  assert.deepEqual(faultIn(outcome), ['sign-in-refused', false, null])
  const { outcome: unasked } = await carried({ tls: 'none' }, { credentials })
  assert.deepEqual(faultIn(unasked)?.slice(0, 2), ['sign-in-refused', false])
})

test('what is refused for now is refused for now, and what for good for good', async () => {
  const to = async (name: string) => faultIn((await carried({}, {}, letterTo(`${name}@example.org`))).outcome)
  assert.deepEqual(await to('busy'), ['later', false, '450 4.2.1 The mailbox is busy, try again later'])
  assert.deepEqual(await to('full'), ['later', false, '452 4.3.1 Insufficient system storage'])
  assert.deepEqual(await to('unknown'), ['recipient-refused', true, '550 5.1.1 No such user here'])
  assert.deepEqual(await to('filtered'), ['refused', true, '554 5.7.1 Rejected as spam'])
  const { outcome } = await carried({}, { from: { name: '', address: 'stranger@example.org' } })
  assert.deepEqual(faultIn(outcome), ['sender-refused', false, '553 5.7.1 Sender address rejected'])
})

test('a server that is not there, that hangs up or says nothing is to be tried again', async () => {
  const outcome = async (answer: (socket: Socket) => void) => {
    const server = createServer(answer)
    const port = await new Promise<number>((listening) => {
      server.listen(0, '127.0.0.1', () => listening(Number(Object(server.address()).port)))
    })
    const sockets: Socket[] = []
    server.on('connection', (socket) => sockets.push(socket))
    const short = { connecting: 200, silence: 200 }
    const said = await mailCarrier(settingsFor(port), short).carry(letterTo('a@example.org'), forever)
    for (const socket of sockets) socket.destroy()
    await new Promise((closed) => server.close(closed))
    const gone = await mailCarrier(settingsFor(port), short).carry(letterTo('a@example.org'), forever)
    assert.deepEqual(faultIn(gone), ['unreachable', false, null])
    return faultIn(said)
  }
  assert.deepEqual(await outcome(() => undefined), ['timed-out', false, null])
  assert.deepEqual(await outcome((socket) => socket.destroy()), ['unreachable', false, null])
  assert.deepEqual((await outcome((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')))?.[1], false)
  assert.deepEqual((await outcome((socket) => socket.end('554 5.7.1 Go away\r\n')))?.[1], false)
})
