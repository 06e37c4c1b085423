// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { InjectOptions } from 'fastify'
import { type TestShell, testShell } from '../../../test/http/shell.ts'
import { problemCatalogue } from './problem-catalogue.ts'
import type { ProblemDocument } from './problem-document.ts'

let shell: TestShell
before(async () => {
  shell = await testShell()
})
after(() => shell.app.close())

/** The answer without what differs from request to request. */
async function answer(request: InjectOptions | string) {
  const response = await shell.app.inject(request)
  assert.equal(response.headers['content-type'], 'application/problem+json', response.body)
  const { instance, ...document } = response.json<ProblemDocument>()
  assert.equal(instance, `urn:uuid:${response.headers['x-request-id']}`)
  assert.equal(response.headers['cache-control'], 'no-store')
  return { document, headers: response.headers, status: response.statusCode }
}

const json = { 'content-type': 'application/json' }
const typeOf = (code: string) => `http://127.0.0.1:3000/problems/${code}`

test('an address where nothing is', async () => {
  const { document, status } = await answer('/api/v1/nowhere')
  assert.equal(status, 404)
  assert.deepEqual(document, {
    type: typeOf('not-found'),
    title: 'There is nothing at this address',
    status: 404,
    detail: 'There is nothing at this address.',
    code: 'not-found',
  })
})

test('a thing that a room does not know, in English and in Chinese', async () => {
  const english = await answer('/api/v1/places/XQ')
  assert.equal(english.document.detail, "There is no jurisdiction 'XQ'.")
  assert.equal(english.headers['content-language'], 'en')
  const chinese = await answer({ url: '/api/v1/places/XQ', headers: { 'accept-language': 'zh-TW,zh;q=0.9,en;q=0.1' } })
  assert.equal(chinese.headers['content-language'], 'zh-CN')
  assert.deepEqual(chinese.document, {
    type: typeOf('not-found'),
    title: '找不到该页面或资源',
    status: 404,
    detail: '网址有误，或内容已移走。',
    code: 'not-found',
  })
})

test('a method that the address does not take', async () => {
  const { document, headers, status } = await answer({ method: 'DELETE', url: '/api/v1/places/CN?limit=1' })
  assert.equal(status, 405)
  assert.equal(headers.allow, 'GET, HEAD, OPTIONS')
  assert.equal(document.code, 'method-not-allowed')
})

test('members that do not fit, each with its path and what was expected', async () => {
  const payload = {
    birthDate: '1980-02-30',
    credentials: [{ id: '' }, { level: 2 }, {}, { id: 'd', grade: 1 }],
    purpose: 'work',
    name: 'Li Wei',
  }
  const { document } = await answer({ method: 'POST', url: '/api/v1/assessments', payload })
  assert.deepEqual(document, {
    type: typeOf('invalid-input'),
    title: 'Some of the input is not valid',
    status: 400,
    detail: 'Each part that is not valid is listed with what is wrong with it and what was expected.',
    code: 'invalid-input',
    in: 'body',
    errors: [
      { path: 'birthDate', message: 'expected a date such as 2026-11-22', expected: 'a date such as 2026-11-22' },
      { path: 'credentials.0.id', message: 'expected at least 1 character', expected: 'at least 1 character' },
      { path: 'credentials.1.id', message: 'is missing; expected a text', expected: 'a text' },
      { path: 'credentials.1.level', message: 'expected a text', expected: 'a text' },
      { path: 'credentials.2.id', message: 'is missing; expected a text', expected: 'a text' },
      { path: 'credentials.3.grade', message: 'is not known here', expected: 'no member of this name' },
      { path: 'purpose', message: 'expected one of title, study', expected: 'one of title, study' },
      { path: 'name', message: 'is not known here', expected: 'one of birthDate, credentials, purpose' },
    ],
  })
})

test('a query that does not fit, in Chinese', async () => {
  const { document } = await answer('/api/v1/places/CN?limit=many&knownOn=yesterday&lang=zh-CN')
  assert.deepEqual(document.in, 'query')
  assert.deepEqual(document.errors, [
    { path: 'knownOn', message: '应为日期，例如 2026-11-22', expected: '日期，例如 2026-11-22' },
    { path: 'limit', message: '应为数字', expected: '数字' },
  ])
})

test('a parameter that the address does not know', async () => {
  const { document, status } = await answer('/api/v1/places/CN?as-of=2019-01-01&limit=1')
  const expected = 'one of knownOn, limit, lang'
  assert.deepEqual([status, document.code, document.in], [400, 'invalid-input', 'query'])
  assert.deepEqual(document.errors, [{ path: 'as-of', message: 'is not known here', expected }])
  const chinese = await answer('/api/v1/broken/bug?constructor=1&lang=zh-CN')
  assert.deepEqual(chinese.document.errors, [{ path: 'constructor', message: '是未知的字段', expected: 'lang' }])
})

test('a body that is not JSON, with the place', async () => {
  const payload = '{\n  "birthDate": "1980-01-01",\n  "credentials": [1, 2,]\n}'
  const { document, status } = await answer({ method: 'POST', url: '/api/v1/assessments', headers: json, payload })
  assert.equal(status, 400)
  assert.equal(document.code, 'malformed-json')
  assert.equal(document.detail, 'The body is not JSON: line 3, column 24, expected a value.')
  assert.deepEqual(document.errors, [{ path: 'body', line: 3, message: 'line 3, column 24', expected: 'a value' }])
})

test('bodies that cannot be taken at all', async () => {
  const post = { method: 'POST', url: '/api/v1/assessments' } as const
  const cases = [
    { request: { ...post, headers: json, payload: '' }, code: 'malformed-json', status: 400 },
    {
      request: { ...post, headers: json, payload: Buffer.from([0x22, 0xff, 0x22]) },
      code: 'malformed-json',
      status: 400,
    },
    {
      request: { ...post, headers: json, payload: '{"__proto__": {"admin": true}}' },
      code: 'malformed-json',
      status: 400,
    },
    {
      request: { ...post, headers: { 'content-type': 'application/xml' }, payload: '<a/>' },
      code: 'unsupported-media-type',
      status: 415,
    },
    { request: { ...post, headers: json, payload: `"${'x'.repeat(300_000)}"` }, code: 'too-large', status: 413 },
    {
      request: { ...post, headers: { ...json, accept: 'text/csv' }, payload: '{}' },
      code: 'not-acceptable',
      status: 406,
    },
  ]
  for (const { request, code, status } of cases) {
    const { document, status: got } = await answer(request)
    assert.deepEqual([document.code, document.status, got], [code, status, status])
  }
})

test('addresses that cannot be read', async () => {
  const bad = await answer('/api/v1/places/%E0%A4%A')
  assert.deepEqual([bad.document.code, bad.status], ['invalid-address', 400])
  assert.ok(bad.headers['content-security-policy'])
  for (const url of ['/api/v1/places/CN%00', '/api/v1/places/CN?knownOn=%00']) {
    const nul = await answer(url)
    assert.deepEqual([nul.document.code, nul.status], ['invalid-address', 400], url)
  }
  const long = await answer(`/api/v1/places/${'x'.repeat(400)}`)
  assert.deepEqual([long.document.code, long.status], ['address-too-long', 414])
})

test('a bug and an outage say nothing about themselves', async () => {
  const bug = await shell.app.inject('/api/v1/broken/bug')
  assert.equal(bug.statusCode, 500)
  assert.equal(bug.json().detail, problemCatalogue.internal.detail.en)
  assert.doesNotMatch(bug.body, /Li Wei|TypeError|src/)
  const outage = await shell.app.inject('/api/v1/broken/outage')
  assert.equal(outage.statusCode, 503)
  assert.equal(outage.json().detail, problemCatalogue.database.detail.en)
  assert.doesNotMatch(outage.body, /Li Wei|register/)
})

test('a browser gets a page, a program at the same address does not', async () => {
  const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'
  const page = await shell.app.inject({ url: '/nowhere?x=1', headers: { accept, 'accept-language': 'zh-CN' } })
  assert.equal(page.statusCode, 404)
  assert.equal(page.headers['content-type'], 'text/html; charset=utf-8')
  assert.equal(page.body, '<!doctype html><title>找不到该页面或资源</title><p>网址有误，或内容已移走。</p><p>GET</p>')
  const data = await shell.app.inject({ url: '/nowhere', headers: { accept: '*/*' } })
  assert.equal(data.headers['content-type'], 'application/problem+json')
  const api = await shell.app.inject({ url: '/api/v1/nowhere', headers: { accept } })
  assert.equal(api.headers['content-type'], 'application/problem+json')
})

test('an answer that takes too long is given up', async () => {
  const hasty = await testShell({ longestAnswer: 40 })
  const response = await hasty.app.inject('/api/v1/broken/slow?ms=400')
  assert.deepEqual([response.statusCode, response.json().code], [503, 'timeout'])
  assert.equal((await hasty.app.inject('/api/v1/broken/slow?ms=0')).statusCode, 200)
  await hasty.app.close()
})
