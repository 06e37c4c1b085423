// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import formbody from '@fastify/formbody'
import Fastify, { type FastifyServerOptions, LogController } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { App, Logger, Settings } from '../kernel/index.ts'
import { answerConditionally } from './caching/answer-conditionally.ts'
import { type Corner, fillCorner } from './corner.ts'
import type { HttpSettings } from './http-settings.ts'
import { healthRoutes, type ReadinessCheck } from './operations/health.route.ts'
import { limitDuration } from './operations/limit-duration.ts'
import { logRequests, requestLogger } from './operations/log-requests.ts'
import { metricsRoute } from './operations/metrics.route.ts'
import { Metrics } from './operations/metrics.ts'
import { answerBrokenRequests } from './problems/answer-broken-requests.ts'
import { answerProblems, type ProblemOptions, type ProblemPage, sendProblem } from './problems/answer-problems.ts'
import { checkBySchema } from './problems/invalid-request.ts'
import { readJsonBodies } from './problems/json-body.ts'
import { readProblem } from './problems/problem-document.ts'
import { refuseUnknownParameters } from './problems/refuse-unknown-parameters.ts'
import { writeAnswers } from './response-schemas.ts'
import { RouteTable } from './route-table.ts'
import { guardRequests } from './security/guard-requests.ts'
import { knownHosts } from './security/known-hosts.ts'
import { limitRate } from './security/limit-rate.ts'
import { type InlineHashes, type SecurityHeaders, securityHeaders } from './security/security-headers.ts'

/** The largest body that is read, unless a route says otherwise. */
export const bodyLimit = 256 * 1024

const seconds = 1000
/** No request may take longer, whatever its route says by `longest`. */
const longestRequest = 16 * 60 * seconds

export interface AppOptions {
  settings: Pick<Settings, 'host' | 'baseUrl'>
  http: HttpSettings
  logger: Logger
  /** What must hold before `/health/ready` says yes. */
  checks: readonly ReadinessCheck[]
  problemPage: ProblemPage
  /** What pages hold inline, for the content security policy. */
  inline?: InlineHashes
  /** Milliseconds after which an answer is given up; 30,000 where nothing is said. */
  longestAnswer?: number
  /** What stands in the corner of every page: who has signed in. */
  corner?: Corner
  /** Check every answer against the schema of its route: for tests. */
  checkAnswers?: boolean
}

export interface Shell {
  app: App
  metrics: Metrics
  routes: RouteTable
}

/** The web application without any room: what every request and every answer goes through. Rooms add their routes to `app`. */
export async function buildApp(options: AppOptions): Promise<Shell> {
  const { http, settings } = options
  const routes = new RouteTable()
  const metrics = new Metrics()
  const headers = securityHeaders(settings.baseUrl, options.inline)
  const problems = { baseUrl: settings.baseUrl, routes, page: options.problemPage }
  const app: App = createServer(options, headers, problems)
  app.server.headersTimeout = 30 * seconds
  app.setValidatorCompiler(checkBySchema)
  app.setSerializerCompiler(writeAnswers(options.checkAnswers ?? false))
  refuseUnknownParameters(app)
  routes.watch(app)
  metrics.watch(app)
  logRequests(app)
  limitDuration(app, options.longestAnswer ?? 30 * seconds)
  guardRequests(app, headers, knownHosts({ ...settings, baseUrlGiven: http.baseUrlGiven }))
  await limitRate(app, http.requestsPerMinute)
  readJsonBodies(app)
  await app.register(formbody, { bodyLimit })
  if (options.corner !== undefined) fillCorner(app, options.corner)
  answerConditionally(app)
  answerProblems(app, problems)
  healthRoutes(app, { checks: options.checks, baseUrl: settings.baseUrl })
  metricsRoute(app, { metrics })
  return { app, metrics, routes }
}

function createServer(options: AppOptions, headers: SecurityHeaders, problems: ProblemOptions): App {
  return Fastify({
    loggerInstance: requestLogger(options.logger),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => randomUUID(),
    trustProxy: trustedProxies(options.http.trustProxy),
    bodyLimit,
    // Slow senders: headers must be in within this time, a body within what its route allows (see `limitDuration`), and none later than this.
    requestTimeout: longestRequest,
    connectionTimeout: 60 * seconds,
    keepAliveTimeout: 72 * seconds,
    // A request that comes in on an open connection while the server stops is still answered; the connection ends with it.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 256, ignoreTrailingSlash: true },
    clientErrorHandler: answerBrokenRequests(options.settings.baseUrl),
    frameworkErrors: (error, request, reply) => {
      // These come before any hook, so the headers are set here.
      reply.headers(headers.page).header('x-request-id', request.id)
      sendProblem(request, reply, readProblem(error), problems)
    },
  } satisfies FastifyServerOptions).withTypeProvider<ZodTypeProvider>()
}

function trustedProxies(trusted: HttpSettings['trustProxy']) {
  return typeof trusted === 'number' ? (_address: string, hop: number) => hop < trusted : trusted
}
