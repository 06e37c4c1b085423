// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { migrate, openDatabase } from './db/index.ts'
import { answersPages, answersRoutes, lawShelf } from './finder/index.ts'
import {
  apiDescription,
  apiReferencePage,
  buildApp,
  databaseChecks,
  failStart,
  lawCheck,
  listen,
  openapiRoute,
  problemPage,
  problemPages,
  readHttpSettings,
  referenceStyleRoute,
  requireFreePort,
  stopOnSignals,
  stopper,
} from './http/index.ts'
import {
  agreementsRoute,
  cataloguesRoute,
  factsRoute,
  instrumentsRoute,
  loadBundle,
  loadShippedLaw,
  proceduresRoute,
} from './instruments/index.ts'
import { createLogger, readSettings, systemClock } from './kernel/index.ts'
import { authoritiesRoute, awardingBodiesRoute, jurisdictionsRoute } from './organisations/index.ts'
import {
  frameworksRoute,
  loadReference,
  occupationsRoute,
  qualificationsRoute,
  titleSeriesRoute,
} from './register/index.ts'
import { assetRoutes } from './ui/index.ts'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
const shipped = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url))

/** Opens and loads what the server works on, adds every route and page to the shell, and listens. */
async function start() {
  const settings = readSettings(process.env)
  const http = readHttpSettings(process.env)
  const logger = createLogger(settings.logLevel)
  await requireFreePort(settings)
  const database = await openDatabase(settings, logger, { role: 'server' })
  const { db } = database
  try {
    await migrate(db)
    await loadReference(db, shipped('reference'))
    await loadShippedLaw(db, shipped('law'))
    const { app, routes } = await buildApp({
      settings,
      http,
      logger,
      checks: [...databaseChecks(db), lawCheck(async () => (await loadBundle(db)).rules.length)],
      problemPage,
    })
    const description = apiDescription(routes, { baseUrl: settings.baseUrl, version })

    jurisdictionsRoute(app, { db })
    authoritiesRoute(app, { db })
    awardingBodiesRoute(app, { db })
    frameworksRoute(app, { db })
    qualificationsRoute(app, { db })
    titleSeriesRoute(app, { db })
    occupationsRoute(app, { db })
    instrumentsRoute(app, { db })
    cataloguesRoute(app, { db })
    agreementsRoute(app, { db })
    proceduresRoute(app, { db })
    factsRoute(app, { db })
    for (const route of answersRoutes) route(app, { db, clock: systemClock, settings })
    openapiRoute(app, { description })

    for (const page of answersPages) page(app, { db, clock: systemClock, settings })
    apiReferencePage(app, { description })
    problemPages(app)
    assetRoutes(app)
    referenceStyleRoute(app)

    // The first reader does not wait for the law.
    await lawShelf(db).take(null)
    const address = await listen(app, settings)
    logger.info({ address, version }, 'ready')
    process.stderr.write(`Passerelle answers on ${address}\n`)
    return {
      logger,
      stop: stopper({ app, logger, close: database.close }),
      cutOff: () => app.server.closeAllConnections(),
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

const started = start()
stopOnSignals(started)
started.catch(failStart)
