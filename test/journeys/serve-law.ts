// SPDX-License-Identifier: Apache-2.0
// The pages of the law behind the real HTTP shell, on the shipped law and register in a database of their own.
import { join } from 'node:path'
import type { Db } from '../../src/db/index.ts'
import { lawShelf } from '../../src/finder/index.ts'
import { readBodyPage } from '../../src/finder/law-pages/bodies/read-body.page.tsx'
import { readCataloguePage } from '../../src/finder/law-pages/catalogues/read-catalogue.page.tsx'
import { lawFeedRoute } from '../../src/finder/law-pages/feeds/law-feed.route.ts'
import { sitemapRoutes } from '../../src/finder/law-pages/feeds/sitemap.route.ts'
import { frameworkPages } from '../../src/finder/law-pages/frameworks/read-framework.page.tsx'
import { listLawPage } from '../../src/finder/law-pages/instruments/list-law.page.tsx'
import { readInstrumentPage } from '../../src/finder/law-pages/instruments/read-instrument.page.tsx'
import { overpassPage } from '../../src/finder/law-pages/overpass/overpass.page.tsx'
import { readPlacePage } from '../../src/finder/law-pages/places/read-place.page.tsx'
import { buildApp } from '../../src/http/index.ts'
import { loadShippedLaw } from '../../src/instruments/index.ts'
import { fixedClock, silentLogger } from '../../src/kernel/index.ts'
import { loadReference } from '../../src/register/index.ts'
import { assetRoutes } from '../../src/ui/index.ts'
import { testDatabase } from '../support/test-databases.ts'

const root = join(import.meta.dirname, '..', '..')

export interface ServedLaw {
  address: string
  db: Db
  close(): Promise<void>
}

/** Serves on loopback. It is 11 o'clock on 22 November 2026 in China. */
export async function serveLaw(): Promise<ServedLaw> {
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
  })
  const deps = { db, shelf: lawShelf(db), clock: fixedClock('2026-11-22T03:00:00Z'), settings }
  for (const add of [listLawPage, readInstrumentPage, readCataloguePage, overpassPage, frameworkPages]) add(app, deps)
  for (const add of [readPlacePage, readBodyPage, lawFeedRoute, sitemapRoutes]) add(app, deps)
  assetRoutes(app)
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  return {
    address,
    db,
    close: async () => {
      await app.close()
      await database.close()
    },
  }
}
