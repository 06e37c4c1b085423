// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../kernel/index.ts'
import { ExchangeProblem } from '../problems/exchange-problem.ts'

interface InFlight {
  request: FastifyRequest
  reply: FastifyReply
}

/**
 * Gives up on answers that take longer than `limit` milliseconds. One look a second over what is in flight: a timer and an abort signal for
 * each request, as the framework's own limit has them, cost as much as a small answer.
 */
export function limitDuration(app: App, limit: number): void {
  const inFlight = new Set<InFlight>()
  const entries = new WeakMap<FastifyRequest, InFlight>()
  app.addHook('onRequest', (request, reply, done) => {
    const entry = { request, reply }
    entries.set(request, entry)
    inFlight.add(entry)
    done()
  })
  const forget = (request: FastifyRequest) => {
    const entry = entries.get(request)
    if (entry !== undefined) inFlight.delete(entry)
  }
  app.addHook('onResponse', (request, _reply, done) => {
    forget(request)
    done()
  })
  app.addHook('onRequestAbort', (request, done) => {
    forget(request)
    done()
  })
  const sweep = setInterval(() => giveUp(inFlight, limit), Math.min(1000, limit)).unref()
  app.addHook('onClose', (_app, done) => {
    clearInterval(sweep)
    done()
  })
}

function giveUp(inFlight: Set<InFlight>, limit: number): void {
  for (const entry of inFlight) {
    if (entry.reply.elapsedTime < limit) continue
    inFlight.delete(entry)
    if (!entry.reply.sent) entry.reply.send(new ExchangeProblem('timeout'))
  }
}
