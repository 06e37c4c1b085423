// SPDX-License-Identifier: Apache-2.0
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { z } from 'zod'
import { type AppOptions, buildApp, problemSchema, type Shell } from '../../src/http/index.ts'
import { type App, Problem } from '../../src/kernel/index.ts'

/** A logger whose lines can be read. */
export function recordingLogger() {
  const lines: string[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString())
      done()
    },
  })
  return { lines, logger: pino({ level: 'trace', base: null }, stream) }
}

export interface TestShell extends Shell {
  log: string[]
}

/** The shell with a few routes that behave like a room's, and badly on demand. */
export async function testShell(options: Partial<AppOptions> = {}): Promise<TestShell> {
  const { lines, logger } = recordingLogger()
  const shell = await buildApp({
    settings: { host: '127.0.0.1', baseUrl: 'http://127.0.0.1:3000' },
    http: { trustProxy: false, requestsPerMinute: 0, baseUrlGiven: false },
    logger,
    checks: [],
    problemPage: (problem, request) =>
      `<!doctype html><title>${problem.title}</title><p>${problem.detail}</p><p>${request.method}</p>`,
    checkAnswers: true,
    ...options,
  })
  addRoutes(shell.app)
  return { ...shell, log: lines }
}

const personSchema = z.strictObject({
  birthDate: z.iso.date(),
  credentials: z.array(z.strictObject({ id: z.string().min(1), level: z.string().optional() })).max(4),
  purpose: z.enum(['title', 'study']).optional(),
})

function addRoutes(app: App): void {
  app.post(
    '/api/v1/assessments',
    {
      config: { crossOrigin: true },
      schema: {
        summary: 'Assess',
        tags: ['assessments'],
        body: personSchema,
        response: { 200: z.object({ count: z.int() }) },
      },
    },
    async (request) => ({ count: request.body.credentials.length }),
  )
  app.get(
    '/api/v1/places/:code',
    {
      schema: {
        summary: 'A place',
        tags: ['register'],
        params: z.object({ code: z.string().max(12) }),
        querystring: z.object({ knownOn: z.iso.date().optional(), limit: z.coerce.number().int().max(100).optional() }),
        response: { 200: z.object({ code: z.string() }), 404: problemSchema },
      },
    },
    async (request) => {
      if (request.params.code === 'XQ') throw new Problem('not-found', "There is no jurisdiction 'XQ'.")
      return { code: request.params.code }
    },
  )
  app.get('/api/v1/broken/bug', async () => {
    throw new TypeError('cannot read the salary of Li Wei')
  })
  app.get('/api/v1/broken/outage', async () => {
    const cause = new Error('duplicate key: (name)=(Li Wei)')
    throw new Problem('database', 'The register cannot be read.', { cause })
  })
  app.get(
    '/api/v1/broken/slow',
    { schema: { querystring: z.object({ ms: z.coerce.number().default(0) }) } },
    async ({ query }) => {
      await new Promise((resolve) => setTimeout(resolve, query.ms))
      return { done: true }
    },
  )
  app.get('/page', async (_request, reply) => reply.type('text/html; charset=utf-8').send('<!doctype html><p>page</p>'))
}
