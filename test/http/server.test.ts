// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chineseDescription, describedInChinese } from '../../src/http/reference/api-words.model.ts'
import type { ApiDocument } from '../../src/http/reference/describe-api.ts'
import { operationsOf } from '../../src/http/reference/describe-api.ts'
import { chineseName } from '../../src/http/reference/operation-names.model.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const hook = pathToFileURL(join(root, 'scripts', 'tsx-hook.mjs')).href

interface Server {
  child: ChildProcess
  address: string
  said: () => string
}

let database: TestDatabase
let data: string
before(async () => {
  database = await testDatabase()
  data = mkdtempSync(join(tmpdir(), 'passerelle-server-'))
})
after(async () => {
  await database.close()
  rmSync(data, { recursive: true, force: true })
})

/** The whole program, as `npm start` runs it, on a database of the test's own. */
function spawnServer(env: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', hook, join(root, 'src', 'server.ts')], {
    env: { ...process.env, PASSERELLE_HOST: '127.0.0.1', PASSERELLE_DATA: data, DATABASE_URL: database.url, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return { child, said: () => output }
}

async function startServer(env: Record<string, string> = {}): Promise<Server> {
  const { child, said } = spawnServer({ PASSERELLE_PORT: '0', ...env })
  while (!said().includes('"ready"')) {
    if (child.exitCode !== null) throw new Error(`The server ended:\n${said()}`)
    await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')])
  }
  const address = /Passerelle answers on (\S+)|"address":"([^"]+)"/.exec(said())
  return { child, said, address: address?.[1] ?? address?.[2] ?? '' }
}

async function stopServer({ child }: Pick<Server, 'child'>): Promise<number | null> {
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  await exit
  return child.exitCode
}

/** Runs a test on a server and stops it, whatever the test finds. */
async function withServer(fn: (server: Server) => Promise<void>): Promise<void> {
  const server = await startServer()
  try {
    await fn(server)
  } finally {
    assert.equal(await stopServer(server), 0)
  }
}

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
