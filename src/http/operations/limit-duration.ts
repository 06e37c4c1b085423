// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../kernel/index.ts'
import { ExchangeProblem } from '../problems/exchange-problem.ts'

interface InFlight {
  request: FastifyRequest
  reply: FastifyReply
}

/**
 * Gives up on what takes longer than `limit` milliseconds, or than its route says (`config.longest`), from the headers to the answer: a slow
 * sender too (RFC 9110, section 15.5.9). One look a second over what is in flight: a timer and an abort signal for each request, as the
 * framework's own limit has them, cost as much as a small answer.
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
    // Whoever is answered and goes on sending is looked after until they are done.
    if (!isSending(request)) forget(request)
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

const isSending = ({ raw }: FastifyRequest): boolean => raw.complete === false && !raw.destroyed

function giveUp(inFlight: Set<InFlight>, limit: number): void {
  for (const entry of inFlight) {
    const { request, reply } = entry
    const sending = isSending(request)
    if (reply.sent && !sending) inFlight.delete(entry)
    if (reply.elapsedTime < (request.routeOptions.config.longest ?? limit)) continue
    inFlight.delete(entry)
    if (reply.sent) request.raw.destroy()
    else if (sending) reply.header('connection', 'close').send(new ExchangeProblem('timeout', 408))
    else reply.send(new ExchangeProblem('timeout'))
  }
}
