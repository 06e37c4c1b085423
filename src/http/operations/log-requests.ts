// SPDX-License-Identifier: Apache-2.0
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify'
import type { App, Logger } from '../../kernel/index.ts'
import { Problem } from '../../kernel/index.ts'

/** The pattern of the route that answered; never the address itself, which may name a person. */
export function routePattern(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'none'
}

/**
 * One line for each request: id, method, route pattern, status, milliseconds. No address, no query, no body, no client address and no user agent: a log
 * that holds nothing about a person needs no rules for keeping it.
 */
export function logRequests(app: App): void {
  app.addHook('onResponse', (request, reply, done) => {
    request.log.info(line(request, reply.statusCode, reply), 'answered')
    done()
  })
  app.addHook('onRequestAbort', (request, done) => {
    request.log.info({ method: request.method, route: routePattern(request) }, 'client went away')
    done()
  })
}

function line(request: FastifyRequest, status: number, reply: FastifyReply) {
  return { method: request.method, route: routePattern(request), status, ms: Math.round(reply.elapsedTime * 10) / 10 }
}

/**
 * What may be logged of an error: names, codes and places in our code. Messages of foreign errors repeat the values they failed on
 * (a parser quotes its text, PostgreSQL the row), so only the messages of problems, which this program words itself, are kept.
 */
export function loggableError(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error }
  const frames = (error.stack ?? '').split('\n').filter((text) => /^\s+at /.test(text))
  return {
    name: error.name,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...(error instanceof Problem && error.status >= 500 ? { message: error.message } : {}),
    at: frames.slice(0, 8).map((text) => text.trim().slice(3)),
    ...(error.cause !== undefined && depth < 4 ? { cause: loggableError(error.cause, depth + 1) } : {}),
  }
}

/** The logger the framework gets: whatever it logs by itself passes through these serializers. */
export function requestLogger(logger: Logger): FastifyBaseLogger {
  return logger.child(
    {},
    {
      serializers: {
        req: (request: { method?: string }) => ({ method: request.method }),
        res: (reply: { statusCode?: number }) => ({ status: reply.statusCode }),
        err: (error: unknown) => loggableError(error),
        error: (error: unknown) => loggableError(error),
      },
    },
  )
}
