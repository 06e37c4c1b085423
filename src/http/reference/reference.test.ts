// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { type TestShell, testShell } from '../../../test/http/shell.ts'
import { problemPage, problemPages } from '../problems/problem.page.tsx'
import { problemCatalogue } from '../problems/problem-catalogue.ts'
import { apiReferencePage } from './api-reference.page.tsx'
import { type ApiDocument, operationsOf } from './describe-api.ts'
import { apiDescription, openapiRoute } from './openapi.route.ts'
import { exampleOf, schemaRows } from './schema-rows.model.ts'

let shell: TestShell
let document: ApiDocument
before(async () => {
  shell = await testShell({ problemPage })
  const description = apiDescription(shell.routes, { baseUrl: 'http://127.0.0.1:3000', version: '1.2.3' })
  openapiRoute(shell.app, { description })
  apiReferencePage(shell.app, { description })
  problemPages(shell.app)
  const response = await shell.app.inject('/api/openapi.json')
  assert.equal(response.headers['cache-control'], 'public, max-age=300')
  document = response.json()
})
after(() => shell.app.close())

test('the description holds the routes that answer with data', () => {
  assert.equal(document.openapi, '3.1.0')
  assert.deepEqual(document.servers, [{ url: 'http://127.0.0.1:3000' }])
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    operationsOf(item).map(([method, operation]) => [method, path, operation.operationId]),
  )
  assert.deepEqual(operations, [
    ['get', '/health/live', 'getHealthLive'],
    ['get', '/health/ready', 'getHealthReady'],
    ['post', '/api/v1/assessments', 'postAssessments'],
    ['get', '/api/v1/places/{code}', 'getPlacesCode'],
    ['get', '/api/v1/broken/bug', 'getBrokenBug'],
    ['get', '/api/v1/broken/outage', 'getBrokenOutage'],
    ['get', '/api/v1/broken/slow', 'getBrokenSlow'],
  ])
})

test('an operation in full', () => {
  const operation = document.paths?.['/api/v1/places/{code}']?.get
  const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
  assert.deepEqual(operation, {
    summary: 'A place',
    tags: ['register'],
    operationId: 'getPlacesCode',
    parameters: [
      {
        in: 'query',
        name: 'knownOn',
        required: false,
        schema: { type: 'string', format: 'date', pattern: operation && patternOf(operation) },
      },
      {
        in: 'query',
        name: 'limit',
        required: false,
        schema: { type: 'integer', minimum: -9007199254740991, maximum: 100 },
      },
      {
        in: 'query',
        name: 'lang',
        required: false,
        schema: { type: 'string', maxLength: 40 },
      },
      { in: 'path', name: 'code', required: true, schema: { type: 'string', maxLength: 12 } },
    ],
    responses: {
      200: {
        description: 'The answer',
        content: {
          'application/json': {
            schema: {
              type: 'object',
              properties: { code: { type: 'string' } },
              required: ['code'],
              additionalProperties: false,
            },
          },
        },
      },
      404: { description: 'A problem', content: problem },
      default: { description: 'A problem', content: problem },
    },
  })
})

const patternOf = (operation: object): unknown => JSON.parse(JSON.stringify(operation)).parameters[0].schema.pattern

test('every reference leads somewhere, every schema compiles, every id is there once', () => {
  const text = JSON.stringify(document)
  const names = Object.keys(document.components?.schemas ?? {})
  const used = new Set([...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1]))
  assert.deepEqual([...used].sort(), names.sort())
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema({ $id: 'api', ...document })
  for (const name of names) assert.ok(ajv.compile({ $ref: `api#/components/schemas/${name}` }))
  const ids = [...text.matchAll(/"operationId":"([^"]+)"/g)].map((match) => match[1])
  assert.equal(new Set(ids).size, ids.length)
})

test('the page shows each operation with a command that can be pasted', async () => {
  const { body, headers } = await shell.app.inject({ url: '/api', headers: { 'accept-language': 'zh-CN' } })
  assert.equal(headers['content-type'], 'text/html; charset=utf-8')
  assert.match(body, /<html lang="zh-CN"/)
  assert.match(body, /<h1>API 文档<\/h1>/)
  const command = `curl 'http://127.0.0.1:3000/api/v1/assessments' \\\n  -H 'Content-Type: application/json' \\\n  -d '{\n  "birthDate": "2026-11-22",\n  "credentials": [\n    {\n      "id": "text"\n    }\n  ]\n}'`
  assert.ok(body.includes(command.replaceAll('"', '&quot;')), body)
  assert.doesNotMatch(body, / style=|<style|<script>| on\w+=/)
})

test('every kind of problem has its page in both languages', async () => {
  for (const [code, kind] of Object.entries(problemCatalogue)) {
    const english = await shell.app.inject(`/problems/${code}`)
    const chinese = await shell.app.inject(`/problems/${code}?lang=zh-CN`)
    assert.deepEqual([english.statusCode, chinese.statusCode], [200, 200])
    assert.ok(english.body.includes(kind.remedy.en.split(/["&<]/)[0] ?? ''), code)
    assert.ok(chinese.body.includes(kind.remedy['zh-CN'].split(/["&<]/)[0] ?? ''), code)
  }
  const list = await shell.app.inject('/problems')
  assert.equal([...list.body.matchAll(/href="\/problems\/[\w-]+"/g)].length, Object.keys(problemCatalogue).length)
  assert.equal((await shell.app.inject('/problems/none')).statusCode, 404)
})

test('a choice of language or colours is kept, and nothing else', async () => {
  const chosen = await shell.app.inject('/problems?lang=zh-CN&theme=dark')
  assert.deepEqual(chosen.headers['set-cookie'], [
    'lang=zh-CN; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly',
    'theme=dark; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly',
  ])
  const later = await shell.app.inject({
    url: '/problems',
    headers: { cookie: 'lang=zh-CN; theme=dark', 'accept-language': 'en' },
  })
  assert.match(later.body, /<html lang="zh-CN" data-theme="dark"/)
  assert.equal(later.headers['set-cookie'], undefined)
  const data = await shell.app.inject('/api/v1/places/CN?lang=zh-CN')
  assert.equal(data.headers['set-cookie'], undefined)
})

test('rows and examples of a schema', () => {
  const components = { Level: { type: 'string', examples: ['cn-skill/2'] } }
  const schema = {
    type: 'object',
    required: ['id', 'held'],
    properties: {
      id: { type: 'string', description: 'Your own name for it' },
      held: {
        type: 'array',
        items: { type: 'object', required: ['level'], properties: { level: { $ref: '#/components/schemas/Level' } } },
      },
      years: { type: 'integer', minimum: 0, maximum: 60, default: 1 },
      kind: { anyOf: [{ const: 'a' }, { type: 'null' }] },
    },
  }
  assert.deepEqual(
    schemaRows(schema).map(({ path, type, required }) => [path, type, required]),
    [
      ['id', 'string', true],
      ['held', 'object[]', true],
      ['held[].level', 'Level', true],
      ['years', 'integer, ≥ 0, ≤ 60, = 1', false],
      ['kind', '"a" | null', false],
    ],
  )
  assert.deepEqual(exampleOf(schema, components), { id: 'text', held: [{ level: 'cn-skill/2' }] })
})
