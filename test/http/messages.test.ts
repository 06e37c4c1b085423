// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { sendMessage } from '../../src/access/index.ts'
import { atTheDoor } from '../../src/db/at-the-door.ts'
import { startMailServer, startSmsGateway } from '../support/post-office/post-office.ts'
import { serverDatabase, spawnServer, withServer } from './program.ts'

const user = { name: 'passerelle', password: 'p@ss:word/of-ours' }
const smtpUrl = (port: number) => `smtp://passerelle:${encodeURIComponent(user.password)}@127.0.0.1:${port}`

test('the server carries messages out while it runs, and says nothing of them', async () => {
  const [mail, gateway] = await Promise.all([startMailServer({ user }), startSmsGateway('t0ken-of-ours')])
  const env = {
    PASSERELLE_SMTP_URL: smtpUrl(mail.port),
    PASSERELLE_MAIL_FROM: 'Passerelle <no-reply@passerelle.example>',
    PASSERELLE_SMS_URL: `http://127.0.0.1:${gateway.port}/`,
    PASSERELLE_SMS_TOKEN: 't0ken-of-ours',
    PASSERELLE_LOG_LEVEL: 'trace',
  }
  await withServer(async ({ said }) => {
    const write = (kind: 'email' | 'phone', value: string) =>
      atTheDoor(serverDatabase().app, (door) =>
        sendMessage(door, {
          to: { kind, value },
          lang: 'en',
          key: 'trial',
          args: { link: 'https://a.example/secret' },
        }),
      )
    await Promise.all([write('email', 'li.wei@example.org'), write('phone', '+8613800138000')])
    await write('email', 'unknown@example.org')
    const [[letter], [note]] = await Promise.all([mail.count(1), gateway.count(1)])
    assert.deepEqual([letter?.to, letter?.user, letter?.secure], [['li.wei@example.org'], 'passerelle', true])
    assert.equal(note?.to, '+8613800138000')
    while (!said().includes('a message did not leave')) await new Promise((next) => setTimeout(next, 20))
    assert.match(said(), /"fault":"recipient-refused"/)
    assert.doesNotMatch(said(), /of-ours|li\.wei|unknown@|a\.example|8613800138000|No such user/)
  }, env)
  await Promise.all([mail.stop(), gateway.stop()])
})

test('it does not start with settings that cannot be meant, and repeats no secret', async () => {
  const { child, said } = spawnServer({ PASSERELLE_SMTP_URL: 'smpt://us:s3cret-of-ours@mail.example.org' })
  const [code] = await once(child, 'close')
  assert.notEqual(code, 0)
  assert.match(said(), /PASSERELLE_MAIL_FROM: is not set, though PASSERELLE_SMTP_URL is/)
  assert.match(said(), /PASSERELLE_SMTP_URL: is not a mail server/)
  assert.doesNotMatch(said(), /s3cret/)
})
