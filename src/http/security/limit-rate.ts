// SPDX-License-Identifier: Apache-2.0
import rateLimit from '@fastify/rate-limit'
import { type App, Problem } from '../../kernel/index.ts'

/** At most so many requests a minute for one client address (an IPv6 network of 64 bits counts as one); 0: no limit. */
export async function limitRate(app: App, requestsPerMinute: number): Promise<void> {
  if (requestsPerMinute === 0) return
  await app.register(rateLimit, {
    max: requestsPerMinute,
    timeWindow: 60_000,
    // Addresses are kept in memory only, and for as long as the window.
    cache: 20_000,
    enableDraftSpec: true,
    errorResponseBuilder: (_request, context) =>
      new Problem('rate-limited', `More than ${context.max} requests within a minute. Try again in ${context.after}.`),
  })
}
