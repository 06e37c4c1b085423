// SPDX-License-Identifier: Apache-2.0
// The answers alone, behind the real HTTP shell, on law read from the files.

import { assessPersonPage } from '../../src/finder/answers/assess-person.page.tsx'
import { openLaw } from '../../src/finder/answers/load-law.ts'
import { buildApp } from '../../src/http/index.ts'
import { fixedClock, silentLogger, systemClock } from '../../src/kernel/index.ts'
import { assetRoutes } from '../../src/ui/index.ts'
import { lawFromFiles } from './law-from-files.ts'

export async function serveAnswers(options: { port?: number; now?: string } = {}) {
  const { app } = await buildApp({
    settings: { host: '127.0.0.1', baseUrl: 'http://127.0.0.1' },
    http: { trustProxy: false, requestsPerMinute: 0, baseUrlGiven: false },
    logger: silentLogger(),
    checks: [],
    problemPage: (problem) => `<!doctype html><title>${problem.title}</title>`,
  })
  const clock = options.now === undefined ? systemClock : fixedClock(options.now)
  const law = openLaw(lawFromFiles())
  const shelf = { take: async () => law }
  assessPersonPage(app, { shelf, clock, settings: { baseUrl: 'http://127.0.0.1' } })
  assetRoutes(app)
  const address = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 })
  return { app, address }
}
