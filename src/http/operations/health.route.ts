// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { type App, type Localized, pick } from '../../kernel/index.ts'
import { cacheDefaults } from '../caching/answer-conditionally.ts'
import { preferredLanguage } from '../preferences.ts'
import { ofKind, problemDocument } from '../problems/problem-document.ts'
import { problemSchema } from '../problems/problem-schema.ts'

/** Why the server cannot do its work yet, by a code that does not change. */
export interface NotReadyReason {
  code: string
  detail: Localized
}

/** Looks at one thing the server needs. Returns nothing when it is there. */
export type ReadinessCheck = () => Promise<NotReadyReason | null>

/** Whether rules are there to answer with; asked until they are. */
export function lawCheck(countRules: () => Promise<number>): ReadinessCheck {
  let loaded = false
  return async () => {
    loaded ||= (await countRules()) > 0
    return loaded ? null : lawMissing
  }
}

const lawMissing: NotReadyReason = {
  code: 'law-not-loaded',
  detail: { en: 'No law is loaded.', 'zh-CN': '尚未载入法规。' },
}

const seconds = 1000
const patience = 2 * seconds

/** `/health/live`: the process answers. `/health/ready`: it can do its work, or says with codes why not. */
export function healthRoutes(app: App, deps: { checks: readonly ReadinessCheck[]; baseUrl: string }): void {
  const schema = { tags: ['operations'] }
  const config = { cacheControl: cacheDefaults.none, rateLimit: false as const }
  app.get(
    '/health/live',
    {
      config,
      schema: {
        ...schema,
        summary: 'Whether the process answers',
        response: { 200: z.object({ status: z.literal('live') }) },
      },
    },
    async () => ({ status: 'live' as const }),
  )
  app.get(
    '/health/ready',
    {
      config,
      schema: {
        ...schema,
        summary: 'Whether the server can do its work',
        response: { 200: z.object({ status: z.literal('ready') }), 503: problemSchema },
      },
    },
    async (request, reply) => {
      const reasons = await missing(deps.checks)
      if (reasons.length === 0) return { status: 'ready' as const }
      const language = preferredLanguage(request)
      const document = problemDocument(ofKind('not-ready'), { requestId: request.id, baseUrl: deps.baseUrl, language })
      reply.code(503).type('application/problem+json').header('content-language', language).header('retry-after', '5')
      return { ...document, reasons: reasons.map(({ code, detail }) => ({ code, detail: pick(detail, language) })) }
    },
  )
}

async function missing(checks: readonly ReadinessCheck[]): Promise<NotReadyReason[]> {
  const found = await Promise.all(checks.map((check) => withinPatience(check)))
  return found.filter((reason) => reason !== null)
}

const tooSlow: NotReadyReason = {
  code: 'check-too-slow',
  detail: { en: 'A check did not answer within two seconds.', 'zh-CN': '某项检查在两秒内没有响应。' },
}
const failed: NotReadyReason = {
  code: 'check-failed',
  detail: { en: 'A check failed; the log says which.', 'zh-CN': '某项检查失败，详情见日志。' },
}

async function withinPatience(check: ReadinessCheck): Promise<NotReadyReason | null> {
  const { promise, resolve } = Promise.withResolvers<NotReadyReason>()
  const timer = setTimeout(resolve, patience, tooSlow)
  try {
    return await Promise.race([check(), promise])
  } catch {
    return failed
  } finally {
    clearTimeout(timer)
  }
}
