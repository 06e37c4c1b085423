// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { connect, createServer } from 'node:net'
import { after, before, test } from 'node:test'
import { type TestShell, testShell } from '../../../test/http/shell.ts'
import type { NotReadyReason } from './health.route.ts'
import { listen, requireFreePort } from './listen.ts'
import { stopper } from './stop-gracefully.ts'

const reason: NotReadyReason = {
  code: 'law-not-loaded',
  detail: { en: 'No law is loaded.', 'zh-CN': '尚未载入法规。' },
}
let missing: NotReadyReason | null = null
let shell: TestShell
before(async () => {
  const failing = async () => {
    if (missing !== null) throw new Error('connection refused')
    return null
  }
  shell = await testShell({ checks: [async () => missing, failing] })
})
after(() => shell.app.close())

test('live and ready, or not ready with every reason', async () => {
  assert.deepEqual((await shell.app.inject('/health/live')).json(), { status: 'live' })
  assert.deepEqual((await shell.app.inject('/health/ready')).json(), { status: 'ready' })
  missing = reason
  const response = await shell.app.inject({ url: '/health/ready', headers: { 'accept-language': 'zh' } })
  assert.equal(response.statusCode, 503)
  const { instance: _instance, ...document } = response.json()
  assert.deepEqual(document, {
    type: 'http://127.0.0.1:3000/problems/not-ready',
    title: '服务器尚未就绪',
    status: 503,
    detail: 'reasons 中逐项列出尚缺的部分。',
    code: 'not-ready',
    reasons: [
      { code: 'law-not-loaded', detail: '尚未载入法规。' },
      { code: 'check-failed', detail: '某项检查失败，详情见日志。' },
    ],
  })
  missing = null
})

test('figures by route pattern, for near collectors only', async () => {
  await shell.app.inject('/api/v1/places/CN-3205')
  await shell.app.inject('/nowhere/at/all')
  shell.metrics.countFindings('api', ['met', 'unmet', 'met'])
  const { body, headers } = await shell.app.inject('/metrics')
  assert.match(String(headers['content-type']), /^text\/plain; version=0\.0\.4/)
  assert.match(
    body,
    /http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/places\/:code",status="200"\} 1/,
  )
  assert.match(body, /http_request_duration_seconds_count\{method="GET",route="none",status="404"\} 1/)
  assert.match(body, /passerelle_assessment_findings_total\{surface="api",verdict="met"\} 2/)
  assert.match(body, /process_resident_memory_bytes \d+/)
  assert.doesNotMatch(body, /CN-3205|nowhere/)
  const far = await shell.app.inject({ url: '/metrics', remoteAddress: '203.0.113.9' })
  const proxied = await shell.app.inject({ url: '/metrics', headers: { 'x-forwarded-for': '127.0.0.1' } })
  assert.deepEqual([far.statusCode, proxied.statusCode], [404, 404])
})

test('the log holds nothing of what people send', async () => {
  const quiet = await testShell({ http: { trustProxy: ['loopback'], requestsPerMinute: 100, baseUrlGiven: false } })
  const personal = 'Li-Wei-19800101'
  const headers = {
    cookie: `lang=${personal}`,
    'user-agent': personal,
    authorization: personal,
    referer: `http://127.0.0.1/${personal}`,
    'x-forwarded-for': '198.51.100.77',
    'x-request-id': personal,
  }
  const post = (payload: string) =>
    quiet.app.inject({
      method: 'POST',
      url: `/api/v1/assessments?lang=${personal}`,
      headers: { ...headers, 'content-type': 'application/json' },
      payload,
    })
  await post(JSON.stringify({ birthDate: '1980-01-01', credentials: [{ id: personal }] }))
  await post(JSON.stringify({ birthDate: personal, [personal]: personal, credentials: [] }))
  await post(`{"name": "${personal}" oops`)
  for (const url of [
    '/api/v1/broken/bug',
    '/api/v1/broken/outage',
    `/${personal}`,
    `/api/v1/places/${personal}`,
    `/api/v1/places/%E0%A4%A${personal}`,
  ]) {
    await quiet.app.inject({ url: `${url}?lang=${personal}`, headers })
  }
  await quiet.app.close()
  const log = quiet.log.join('')
  assert.doesNotMatch(log, /Li.?Wei|19800101|198\.51\.100|127\.0\.0\.1|salary/)
  const answered = quiet.log.map((line) => JSON.parse(line)).filter((line) => line.msg === 'answered')
  assert.deepEqual(
    answered.map(({ method, route, status }) => [method, route, status]),
    [
      ['POST', '/api/v1/assessments', 200],
      ['POST', '/api/v1/assessments', 400],
      ['POST', '/api/v1/assessments', 400],
      ['GET', '/api/v1/broken/bug', 500],
      ['GET', '/api/v1/broken/outage', 503],
      ['GET', 'none', 404],
      ['GET', '/api/v1/places/:code', 400],
    ],
  )
  assert.deepEqual(Object.keys(answered[0]), ['level', 'time', 'requestId', 'method', 'route', 'status', 'ms', 'msg'])
  const failed = quiet.log.map((line) => JSON.parse(line)).filter((line) => line.msg === 'failed')
  assert.deepEqual(
    failed.map(({ problem, err }) => [problem, err.name, err.message ?? null, err.cause?.name ?? null]),
    [
      ['internal', 'TypeError', null, null],
      ['database', 'Problem', 'The register cannot be read.', 'Error'],
    ],
  )
})

test('a port that is taken says what to do', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const address = other.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const expected = {
    code: 'settings',
    message: `Port ${port} on 127.0.0.1 is taken by another program. Stop it, or choose another port: PASSERELLE_PORT=${port + 1} npm start`,
  }
  await assert.rejects(requireFreePort({ host: '127.0.0.1', port }), expected)
  await assert.rejects(listen(shell.app, { host: '127.0.0.1', port }), expected)
  await new Promise((resolve) => other.close(resolve))
  await requireFreePort({ host: '127.0.0.1', port })
})

/** Sends the beginning of a body and the rest after that time; the first line of the answer, or that there was none. */
function sendSlowly(port: number, path: string, ms: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(
        `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 8\r\n\r\nfour`,
      )
      setTimeout(() => socket.writable && socket.write('four'), ms).unref()
    })
    socket.once('data', (chunk) => {
      socket.destroy()
      resolve(chunk.toString().split('\r\n')[0] ?? '')
    })
    socket.once('error', reject)
    socket.once('close', () => resolve('closed'))
  })
}

test('a slow sender is given up, but where a route waits longer', async () => {
  const { app } = await testShell({ longestAnswer: 300 })
  const schema = { hide: true }
  app.post('/quick', { schema, config: { produces: [] } }, async (_request, reply) => reply.send())
  app.post('/patient', { schema, config: { produces: [], longest: 60_000 } }, async (_request, reply) => reply.send())
  try {
    const address = new URL(await listen(app, { host: '127.0.0.1', port: 0 }))
    const port = Number(address.port)
    assert.equal(await sendSlowly(port, '/patient', 1200), 'HTTP/1.1 200 OK')
    assert.equal(await sendSlowly(port, '/quick', 60_000), 'HTTP/1.1 408 Request Timeout')
    assert.equal(await sendSlowly(port, '/quick', 0), 'HTTP/1.1 200 OK')
  } finally {
    await app.close()
  }
})

test('a stop lets the running request finish, and cuts off one that takes too long', async () => {
  const stopping = async (ms: number, patience: number) => {
    const { app } = await testShell()
    const closed: string[] = []
    const address = await listen(app, { host: '127.0.0.1', port: 0 })
    const answer = fetch(`${address}/api/v1/broken/slow?ms=${ms}`).then(
      (response) => response.status,
      () => 'cut off',
    )
    await new Promise<void>((resolve) => app.server.once('request', () => resolve()))
    const stop = stopper({ app, logger: silent, patience, close: async () => void closed.push('database') })
    await Promise.all([stop(), stop()])
    assert.deepEqual(closed, ['database'])
    await assert.rejects(fetch(`${address}/health/live`))
    return answer
  }
  const { silentLogger } = await import('../../kernel/index.ts')
  const silent = silentLogger()
  assert.equal(await stopping(200, 5_000), 200)
  assert.equal(await stopping(3_000, 100), 'cut off')
})
