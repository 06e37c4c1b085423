// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startMailServer, startSmsGateway } from '../../../test/support/post-office/post-office.ts'
import { examineMessages } from './examine-messages.ts'

const states = async (env: Record<string, string>) =>
  (await examineMessages(env)).map(({ about, status, message }) => [about, status, message])

test('nothing set is nothing wrong', async () => {
  assert.deepEqual(await states({}), [
    ['mail', 'missing', 'no mail server; what would go by mail waits in the outbox'],
    ['SMS', 'missing', 'no gateway; what would go to a phone waits in the outbox'],
  ])
})

test('servers that answer, that do not, and settings that are wrong; no secret is said', async () => {
  const [mail, gateway] = await Promise.all([startMailServer(), startSmsGateway('t0ken')])
  const env = {
    PASSERELLE_SMTP_URL: `smtp://us:s3cret@127.0.0.1:${mail.port}`,
    PASSERELLE_MAIL_FROM: 'Passerelle <no-reply@passerelle.example>',
    PASSERELLE_SMS_URL: `http://127.0.0.1:${gateway.port}/send?key=s3cret`,
    PASSERELLE_SMS_TOKEN: 's3cret',
  }
  const mailAt = `127.0.0.1:${mail.port} (TLS if offered), from no-reply@passerelle.example`
  const smsAt = `http://127.0.0.1:${gateway.port}`
  assert.deepEqual(await states(env), [
    ['mail', 'ok', `${mailAt}, answers`],
    ['SMS', 'ok', `${smsAt}, answers`],
  ])
  await Promise.all([mail.stop(), gateway.stop()])
  assert.deepEqual(await states(env), [
    ['mail', 'problem', `${mailAt}: ECONNREFUSED`],
    ['SMS', 'problem', `${smsAt}: ECONNREFUSED`],
  ])
  const [[about, status, message = ''] = []] = await states({ ...env, PASSERELLE_SMTP_URL: 'smtp:/us:s3cret@x' })
  assert.deepEqual([about, status], ['mail and SMS', 'problem'])
  assert.match(message, /^PASSERELLE_SMTP_URL: is not a mail server/)
  assert.doesNotMatch(message, /s3cret/)
})
