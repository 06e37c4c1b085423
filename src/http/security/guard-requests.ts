// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App, Problem } from '../../kernel/index.ts'
import { accepts } from '../media-type.ts'
import { ExchangeProblem } from '../problems/exchange-problem.ts'
import { isDataAddress } from '../route-table.ts'
import { framedHeaders, framingHeaders, type SecurityHeaders } from './security-headers.ts'

const json: readonly string[] = ['application/json', 'application/problem+json']

/** What is looked at before any route: the headers every answer carries, the host asked for, the forms accepted. */
export function guardRequests(
  app: App,
  headers: SecurityHeaders,
  isKnown: (host: string | undefined) => boolean,
): void {
  app.addHook('onRequest', (request, reply, done) => {
    const isData = isDataAddress(request.url)
    reply.headers(isData ? headers.data : pageHeaders(request, headers)).header('x-request-id', request.id)
    done(refusal(request, reply, isKnown) ?? undefined)
  })
}

function pageHeaders(request: FastifyRequest, { page }: SecurityHeaders): Record<string, string> {
  const { framed, framesOwn } = request.routeOptions.config
  if (framed !== undefined) return framedHeaders(page, framed)
  return framesOwn === true ? framingHeaders(page) : page
}

function refusal(
  request: FastifyRequest,
  reply: FastifyReply,
  isKnown: (host: string | undefined) => boolean,
): Problem | null {
  const { url } = request
  if (!isKnown(request.host) && !url.startsWith('/health/')) return new ExchangeProblem('misdirected')
  if (url.includes('%00') && isDataAddress(url)) return new ExchangeProblem('invalid-address')
  const produced = request.routeOptions.config.produces ?? (url.startsWith('/api/v1/') ? json : undefined)
  // What only leads on to another page has nothing that could be unacceptable.
  const leadsOn = produced?.length === 0
  if (produced === undefined || leadsOn || accepts(request.headers.accept, produced)) return null
  reply.header('vary', 'Accept')
  return new ExchangeProblem('not-acceptable')
}
