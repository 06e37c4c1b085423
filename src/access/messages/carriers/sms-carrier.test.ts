// SPDX-License-Identifier: Apache-2.0
// Against a real gateway, a process of its own.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startSmsGateway } from '../../../../test/support/post-office/post-office.ts'
import { smsCarrier } from './sms-carrier.ts'

const token = 't0ken-of-ours'
const forever = new AbortController().signal
const noteTo = (recipient: string) => ({ id: 'an-id', recipient, lang: 'en', subject: '', text: '验证码 135790' })

test('a message is handed over once, with the token and its number', async () => {
  const gateway = await startSmsGateway(token)
  const { carry } = smsCarrier({ url: `http://127.0.0.1:${gateway.port}/`, token })
  assert.deepEqual(await carry(noteTo('+8613800138000'), forever), { left: true })
  assert.deepEqual(await gateway.count(1), [{ to: '+8613800138000', text: '验证码 135790', key: 'an-id' }])
  await gateway.stop()
  const gone = await carry(noteTo('+8613800138000'), forever)
  assert.deepEqual(gone, { left: false, fault: 'unreachable', forGood: false, reply: null })
})

test('each refusal is what it says; nothing of the answer but its status is kept', async () => {
  const gateway = await startSmsGateway(token)
  const url = `http://127.0.0.1:${gateway.port}/`
  const answer = async (number: string, known = token) => {
    const outcome = await smsCarrier({ url, token: known }, 300).carry(noteTo(number), forever)
    return outcome.left ? null : [outcome.fault, outcome.forGood, outcome.reply]
  }
  assert.deepEqual(await answer('+8613800138429'), ['later', false, 'HTTP 429 Too Many Requests'])
  assert.deepEqual(await answer('+8613800138503'), ['later', false, 'HTTP 503 Service Unavailable'])
  assert.deepEqual(await answer('+8613800138400'), ['refused', true, 'HTTP 400 Bad Request'])
  assert.deepEqual(await answer('+8613800138422'), ['refused', true, 'HTTP 422 Unprocessable Entity'])
  assert.deepEqual(await answer('+8613800138404'), ['unexpected', false, 'HTTP 404 Not Found'])
  assert.deepEqual(await answer('+8613800138000', 'another'), ['sign-in-refused', false, 'HTTP 401 Unauthorized'])
  assert.deepEqual(await answer('+8613800138302'), ['unexpected', false, 'HTTP 302 Found'])
  assert.deepEqual(await answer('+8613800138999'), ['timed-out', false, null])
  assert.deepEqual(gateway.received, [])
  await gateway.stop()
})
