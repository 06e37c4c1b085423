// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readMessageSettings } from './message-settings.ts'
import { Problem } from './problem.ts'

const from = { PASSERELLE_MAIL_FROM: '资格互认 <no-reply@passerelle.example>' }
const mail = (url: string) => readMessageSettings({ ...from, PASSERELLE_SMTP_URL: url }).mail

test('nothing is set: nothing leaves', () => {
  assert.deepEqual(readMessageSettings({}), { mail: null, sms: null })
  assert.deepEqual(readMessageSettings({ ...from, PASSERELLE_SMS_TOKEN: 'x' }), { mail: null, sms: null })
})

test('a mail server with its user, and where mail comes from', () => {
  assert.deepEqual(mail('smtp://user%40example.org:p%3Ass%2Fword@mail.example.org'), {
    host: 'mail.example.org',
    port: 587,
    secure: false,
    encrypted: true,
    credentials: { user: 'user@example.org', pass: 'p:ss/word' },
    from: { name: '资格互认', address: 'no-reply@passerelle.example' },
  })
  const { from: sender } = readMessageSettings({
    PASSERELLE_SMTP_URL: 'smtps://mail.example.org',
    PASSERELLE_MAIL_FROM: 'a@example.org',
  }).mail ?? { from: null }
  assert.deepEqual(sender, { name: '', address: 'a@example.org' })
})

test('only a server on this machine is spoken to without encryption', () => {
  const spoken = (url: string) => {
    const { host, port, secure, encrypted } = mail(url) ?? {}
    return [host, port, secure, encrypted]
  }
  assert.deepEqual(spoken('smtp://127.0.0.1:2525'), ['127.0.0.1', 2525, false, false])
  assert.deepEqual(spoken('smtp://localhost'), ['localhost', 587, false, false])
  assert.deepEqual(spoken('smtp://[::1]:25/'), ['::1', 25, false, false])
  assert.deepEqual(spoken('smtps://10.0.0.8'), ['10.0.0.8', 465, true, true])
  assert.deepEqual(spoken('smtp://localhost.example.org'), ['localhost.example.org', 587, false, true])
  assert.deepEqual(spoken('smtp://127.0.0.1.example.org'), ['127.0.0.1.example.org', 587, false, true])
})

test('an SMS gateway is spoken to under TLS, or on this machine', () => {
  const sms = (url: string) =>
    readMessageSettings({ PASSERELLE_SMS_URL: url, PASSERELLE_SMS_TOKEN: 't0ken' }).sms?.url ?? null
  for (const url of ['https://sms.example.org/send?v=2', 'http://127.0.0.1:8080/', 'http://[::1]/'])
    assert.equal(sms(url), url)
  for (const url of ['http://sms.example.org/', 'https://a:b@sms.example.org/', 'ftp://127.0.0.1/', 'sms', 'file:///x'])
    assert.throws(() => sms(url), /PASSERELLE_SMS_URL: is not an address without user/, url)
})

test('everything wrong is named at once, and no secret is repeated', () => {
  const wrong = {
    PASSERELLE_SMTP_URL: 'smtp://user:secret@mail.example.org/inbox',
    PASSERELLE_MAIL_FROM: 'a@example.org\r\nBcc: b@example.org',
    PASSERELLE_SMS_URL: 'gopher://secret@sms.example.org',
    PASSERELLE_SMS_TOKEN: 'secret token\nX-Other: 1',
  }
  assert.throws(
    () => readMessageSettings(wrong),
    (error) => {
      assert.ok(error instanceof Problem && error.code === 'settings')
      assert.deepEqual(
        error.errors?.map(({ path }) => path),
        ['PASSERELLE_MAIL_FROM', 'PASSERELLE_SMTP_URL', 'PASSERELLE_SMS_URL', 'PASSERELLE_SMS_TOKEN'],
      )
      assert.doesNotMatch(error.message + JSON.stringify(error.errors), /secret/)
      return true
    },
  )
})

test('a mail server that cannot be meant is refused, with what was expected', () => {
  const refused = [
    'mail.example.org',
    'http://mail.example.org',
    'smtp://',
    'smtp://user@mail.example.org',
    'smtp://:pass@mail.example.org',
    'smtp://mail.example.org?tls=off',
    'smtp://mail.example.org#x',
    'smtp://%ff:x@mail.example.org',
    'smtp://mail.example.org:99999',
  ]
  for (const url of refused)
    assert.throws(() => mail(url), /PASSERELLE_SMTP_URL: is not a mail server, smtp:\/\/user:password@host:587/, url)
  assert.throws(
    () => readMessageSettings({ PASSERELLE_SMTP_URL: 'smtp://localhost' }),
    /PASSERELLE_MAIL_FROM: is not set, though PASSERELLE_SMTP_URL is: expected an address/,
  )
  for (const sender of ['nobody', 'a@b, c@d', '<a@b', 'A "B" <a@b>', 'A <a@b> <c@d>'])
    assert.throws(() => readMessageSettings({ PASSERELLE_MAIL_FROM: sender }), /PASSERELLE_MAIL_FROM: is not/, sender)
})
