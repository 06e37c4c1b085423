// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { chineseDescription, describedInChinese } from '../../src/http/reference/api-words.model.ts'
import type { ApiDocument } from '../../src/http/reference/describe-api.ts'
import { operationsOf } from '../../src/http/reference/describe-api.ts'
import { chineseName } from '../../src/http/reference/operation-names.model.ts'
import { spawnServer, withServer } from './program.ts'

test('it starts, answers and stops', async () => {
  let address = ''
  await withServer(async (server) => {
    address = server.address
    const ready = await fetch(`${server.address}/health/ready`)
    assert.deepEqual([ready.status, await ready.json()], [200, { status: 'ready' }])
    const china = await fetch(`${server.address}/api/v1/jurisdictions/CN`, { headers: { 'accept-language': 'zh-CN' } })
    assert.equal((await china.json()).name, '中国')
    const tag = china.headers.get('etag') ?? ''
    const again = await fetch(`${server.address}/api/v1/jurisdictions/CN`, {
      headers: { 'accept-language': 'zh-CN', 'if-none-match': tag },
    })
    assert.equal(again.status, 304)
  })
  await assert.rejects(fetch(`${address}/health/live`))
})

test('every operation that reads a list answers by its schema, and unknown things are not found', () =>
  withServer(async (server) => {
    const document: ApiDocument = await (await fetch(`${server.address}/api/openapi.json`)).json()
    const operations = Object.values(document.paths ?? {}).flatMap((item) => operationsOf(item))
    const unnamed = operations.filter(([, { operationId = '' }]) => chineseName(operationId) === null)
    assert.deepEqual(
      unnamed.map(([, { operationId }]) => operationId),
      [],
      'give them a name in operation-names.model.ts',
    )
    const described = [...new Set(descriptionsIn([document.paths, document.components]))]
    assert.deepEqual(
      described.filter((text) => chineseDescription(text) === null),
      [],
      'say them in Chinese in api-words.model.ts',
    )
    assert.deepEqual(
      describedInChinese.filter((text) => !described.includes(text)),
      [],
      'nothing says these any more: take them out of api-words.model.ts',
    )
    const reads = Object.entries(document.paths ?? {}).filter(([, item]) =>
      operationsOf(item).some(([method]) => method === 'get'),
    )
    const statuses = await Promise.all(
      reads.map(async ([path]) => {
        const response = await fetch(server.address + path.replace(/\{\w+\}/g, 'no-such-thing'))
        const type = response.headers.get('content-type') ?? ''
        await response.arrayBuffer()
        return [path, response.status, type.split(';')[0]]
      }),
    )
    const expected = reads.map(([path, item]) => {
      const incomplete = item?.get?.parameters?.some(
        (one) => 'in' in one && one.in === 'query' && one.required === true,
      )
      if (path.includes('{')) return [path, 404, 'application/problem+json']
      return incomplete ? [path, 400, 'application/problem+json'] : [path, 200, 'application/json']
    })
    assert.deepEqual(statuses, expected)
  }))

/** Every description in a part of the document, but those of answers, which say only that they are answers. */
function descriptionsIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([name, value]) => {
    if (name === 'description' && typeof value === 'string')
      return ['The answer', 'A problem'].includes(value) ? [] : [value]
    return descriptionsIn(value)
  })
}

test('no operation answers past a parameter that it does not know', () =>
  withServer(async (server) => {
    const document: ApiDocument = await (await fetch(`${server.address}/api/openapi.json`)).json()
    const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
      operationsOf(item).map(([method]) => ({ method: method.toUpperCase(), path })),
    )
    const asked = operations.filter(({ path }) => path.startsWith('/api/v1/'))
    assert.ok(asked.length > 30)
    const passed = await Promise.all(
      asked.map(async ({ method, path }) => {
        const address = `${server.address}${path.replace(/\{\w+\}/g, 'CN')}?as-of=2026-11-22`
        const body = method === 'POST' ? { body: '{}', headers: { 'content-type': 'application/json' } } : {}
        const { in: part, errors = [] } = await (await fetch(address, { method, ...body })).json()
        const named = errors.some((one: { path: string; expected?: string }) => one.path === 'as-of' && one.expected)
        // A body is looked at before the address's own parameters.
        return named || (method === 'POST' && part === 'body') ? [] : [`${method} ${path}`]
      }),
    )
    assert.deepEqual(passed.flat(), [])
  }))

test('it says what keeps it from starting, and leaves nothing behind', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const starts: [Record<string, string>, number, RegExp][] = [
    [
      { PASSERELLE_PORT: String(port) },
      2,
      /^Port \d+ on 127\.0\.0\.1 is taken by another program\. Stop it, or choose another port: PASSERELLE_PORT=\d+ npm start\n$/,
    ],
    [{ PASSERELLE_PORT: 'web' }, 2, /^PASSERELLE_PORT: 'web' is not a whole number/],
    [
      { PASSERELLE_PORT: '0', PASSERELLE_RATE_LIMIT: 'some' },
      2,
      /^PASSERELLE_RATE_LIMIT: 'some' is not a whole number/,
    ],
    [{ PASSERELLE_PORT: '0', DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, 3, /^DATABASE_URL: /],
  ]
  for (const [env, code, words] of starts) {
    const { child, said } = spawnServer(env)
    await once(child, 'close')
    assert.equal(child.exitCode, code, said())
    assert.match(said(), words)
  }
  other.close()
})

test('a signal during the start ends it cleanly', async () => {
  const { child, said } = spawnServer({ PASSERELLE_PORT: '0' })
  await once(child, 'spawn')
  // Before the program has taken over its signals the default ends it; after that the start ends first.
  await new Promise((resolve) => setTimeout(resolve, 400))
  child.kill('SIGTERM')
  await once(child, 'close')
  assert.ok(child.exitCode === 0 || child.signalCode === 'SIGTERM', said())
})
