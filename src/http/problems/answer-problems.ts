// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type App, Problem } from '../../kernel/index.ts'
import { prefersHtml } from '../media-type.ts'
import { preferredLanguage } from '../preferences.ts'
import { isDataAddress, pathOf, type RouteTable } from '../route-table.ts'
import { ExchangeProblem } from './exchange-problem.ts'
import { type ProblemDocument, type ProblemFacts, problemDocument, readProblem } from './problem-document.ts'

/** Renders a problem as a whole page. */
export type ProblemPage = (problem: ProblemDocument, request: FastifyRequest) => string

export interface ProblemOptions {
  baseUrl: string
  routes: RouteTable
  page: ProblemPage
}

/** Answers everything that goes wrong: as a page to a browser, as `application/problem+json` to everyone else. */
export function answerProblems(app: App, options: ProblemOptions): void {
  app.setErrorHandler((error, request, reply) => {
    const facts = readProblem(error)
    if (facts.status >= 500) request.log.error({ err: error, problem: facts.code }, 'failed')
    return sendProblem(request, reply, facts, options)
  })
  const preHandler = app.hasDecorator('rateLimit') ? [app.rateLimit()] : []
  app.setNotFoundHandler({ preHandler }, (request, reply) => answerUnmatched(request, reply, options))
}

/** Writes the answer of a problem in the reader's language and form. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  facts: ProblemFacts,
  options: ProblemOptions,
) {
  const language = preferredLanguage(request)
  const document = problemDocument(facts, { requestId: request.id, baseUrl: options.baseUrl, language })
  reply.code(document.status).header('content-language', language).header('cache-control', 'no-store')
  if (isDataAddress(request.url) || !prefersHtml(request.headers.accept)) {
    return reply.type('application/problem+json').serializer(JSON.stringify).send(document)
  }
  // What readers are told says it all; the list is for programs.
  const { errors: _errors, ...told } = document
  const shown = facts.told === undefined ? document : told
  return reply.type('text/html; charset=utf-8').serializer(String).send(options.page(shown, request))
}

/** No route took the request: another method would have (405), the browser asks first (preflight), or there is nothing (404). */
function answerUnmatched(request: FastifyRequest, reply: FastifyReply, options: ProblemOptions) {
  const path = pathOf(request.url)
  const methods = options.routes.methodsAt(path)
  if (methods.length === 0) {
    return sendProblem(
      request,
      reply,
      readProblem(new Problem('not-found', 'There is nothing at this address.')),
      options,
    )
  }
  reply.header('allow', methods.join(', '))
  if (request.method !== 'OPTIONS') {
    return sendProblem(request, reply, readProblem(new ExchangeProblem('method-not-allowed')), options)
  }
  if (isDataAddress(path)) allowOtherOrigins(reply, options.routes, path)
  return reply.code(204).header('cache-control', 'no-store').send()
}

/** Reading is open to pages of other origins, and so are the acts that say so; never with credentials. */
function allowOtherOrigins(reply: FastifyReply, routes: RouteTable, path: string): void {
  const open = routes.at(path).flatMap((route) => {
    const reads = route.methods.filter((method) => method === 'GET' || method === 'HEAD')
    return route.config?.crossOrigin === true ? route.methods : reads
  })
  reply
    .header('access-control-allow-methods', [...new Set(open)].sort().join(', '))
    .header('access-control-allow-headers', 'Accept, Accept-Language, Content-Type, If-None-Match')
    .header('access-control-max-age', '86400')
}
