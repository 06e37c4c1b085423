// SPDX-License-Identifier: Apache-2.0
// The answers behind the real HTTP shell, on the shipped law and register in a database of their own.
import { join } from 'node:path'
import type { Db } from '../../src/db/index.ts'
import { assessPersonPage } from '../../src/finder/answers/assess-person.page.tsx'
import { assessPersonRoute } from '../../src/finder/answers/assess-person.route.ts'
import { comparePlacesPage } from '../../src/finder/comparisons/compare-places.page.tsx'
import { downloadAnswerPage } from '../../src/finder/downloads/download-answer.page.ts'
import { lawShelf, searchShelf } from '../../src/finder/index.ts'
import { compareJurisdictionsPage } from '../../src/finder/mutuality/compare-jurisdictions.page.tsx'
import { findPathwaysPage } from '../../src/finder/pathways/find-pathways.page.tsx'
import { servePrivateRoute } from '../../src/finder/private/serve-private.route.ts'
import { reportAnswerPage } from '../../src/finder/reports/report-answer.page.tsx'
import { findWaysPage } from '../../src/finder/reverse/find-ways.page.tsx'
import { serveNamesRoute } from '../../src/finder/search/device/serve-names.route.ts'
import { searchPage } from '../../src/finder/search/search-names.page.tsx'
import { searchRoute } from '../../src/finder/search/search-names.route.ts'
import { embedPage } from '../../src/finder/widget/embed.page.tsx'
import { widgetPage } from '../../src/finder/widget/widget.page.tsx'
import { buildApp } from '../../src/http/index.ts'
import { loadShippedLaw } from '../../src/instruments/index.ts'
import { fixedClock, silentLogger } from '../../src/kernel/index.ts'
import { loadReference } from '../../src/register/index.ts'
import { assetRoutes } from '../../src/ui/index.ts'
import { testDatabase } from '../support/test-databases.ts'

const root = join(import.meta.dirname, '..', '..')

export interface ServedAnswers {
  address: string
  db: Db
  close(): Promise<void>
}

/** Serves on loopback. It is 11 o'clock on 22 November 2026 in China. */
export async function serveAnswers({ port = 0 }: { port?: number } = {}): Promise<ServedAnswers> {
  const database = await testDatabase()
  const { db } = database
  await loadReference(db, join(root, 'reference'))
  await loadShippedLaw(db, join(root, 'law'))
  const settings = { host: '127.0.0.1', baseUrl: 'http://127.0.0.1' }
  const { app } = await buildApp({
    settings,
    http: { trustProxy: false, requestsPerMinute: 0, baseUrlGiven: false },
    logger: silentLogger(),
    checks: [],
    problemPage: (problem) => `<!doctype html><title>${problem.title}</title>`,
    checkAnswers: true,
  })
  const deps = { shelf: lawShelf(db), clock: fixedClock('2026-11-22T03:00:00Z'), settings }
  const search = searchShelf(db, deps.shelf)
  assessPersonRoute(app, deps)
  assessPersonPage(app, { ...deps, db })
  servePrivateRoute(app, deps)
  findWaysPage(app, deps)
  findPathwaysPage(app, deps)
  searchPage(app, { search, settings })
  searchRoute(app, { search })
  serveNamesRoute(app, { search })
  compareJurisdictionsPage(app, { ...deps, db })
  comparePlacesPage(app, deps)
  downloadAnswerPage(app, deps)
  widgetPage(app, deps)
  embedPage(app, deps)
  reportAnswerPage(app, { ...deps, db })
  assetRoutes(app)
  const address = await app.listen({ host: '127.0.0.1', port })
  return {
    address,
    db,
    close: async () => {
      await app.close()
      await database.close()
    },
  }
}
