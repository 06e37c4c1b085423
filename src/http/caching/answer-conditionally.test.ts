// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestShell, testShell } from '../../../test/http/shell.ts'

let shell: TestShell
before(async () => {
  shell = await testShell()
})
after(() => shell.app.close())

const url = '/api/v1/places/CN'

test('who has the answer already gets 304 with its headers and no content', async () => {
  const first = await shell.app.inject(url)
  const tag = String(first.headers.etag)
  assert.match(tag, /^"[\w-]{27}"$/)
  for (const condition of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
    const again = await shell.app.inject({ url, headers: { 'if-none-match': condition } })
    assert.deepEqual([again.statusCode, again.body, again.headers.etag], [304, '', tag])
    assert.equal(again.headers['cache-control'], first.headers['cache-control'])
    assert.equal(again.headers.vary, first.headers.vary)
  }
  const stale = await shell.app.inject({ url, headers: { 'if-none-match': '"other"' } })
  assert.deepEqual([stale.statusCode, stale.body], [200, first.body])
})

test('HEAD says what GET would', async () => {
  const [head, get] = await Promise.all([shell.app.inject({ method: 'HEAD', url }), shell.app.inject(url)])
  assert.deepEqual([head.statusCode, head.body], [200, ''])
  assert.equal(head.headers.etag, get.headers.etag)
  assert.equal(head.headers['content-length'], get.headers['content-length'])
})

test('acts and problems are not kept', async () => {
  const payload = { birthDate: '1980-01-01', credentials: [] }
  const act = await shell.app.inject({
    method: 'POST',
    url: '/api/v1/assessments',
    payload,
    headers: { 'if-none-match': '*' },
  })
  assert.deepEqual([act.statusCode, act.headers['cache-control'], act.headers.etag], [200, 'no-store', undefined])
  const problem = await shell.app.inject({ url: '/api/v1/places/XQ', headers: { 'if-none-match': '*' } })
  assert.deepEqual(
    [problem.statusCode, problem.headers['cache-control'], problem.headers.etag],
    [404, 'no-store', undefined],
  )
})
