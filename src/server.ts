// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { accountPage, verifyAddressPage } from './access/account/account.page.tsx'
import { activityPage } from './access/audit/activity.page.tsx'
import { auditPage } from './access/audit/audit.page.tsx'
import { askContactPage } from './access/contacts/ask-contact.page.tsx'
import { contactPage } from './access/contacts/contact.page.tsx'
import { demonstrationCorner, demonstrationPage } from './access/demonstration/demonstration.page.tsx'
import { homePage } from './access/home/home.page.tsx'
import {
  type Channels,
  channelsOf,
  type Door,
  hearOfPeople,
  keepDemonstration,
  keepHousekeeping,
  Messenger,
  openDoor,
  openSecrets,
  peopleChannel,
  readErasureDays,
  readProviderNetworks,
  type Secrets,
  SessionDesk,
  usualErasureDays,
  writeMatrix,
  writePersonalTables,
} from './access/index.ts'
import { invitationPage } from './access/invitations/invitation.page.tsx'
import { invitePage } from './access/invitations/invite.page.tsx'
import { mandatesPage } from './access/mandates/mandates.page.tsx'
import { memberPage } from './access/members/member.page.tsx'
import { membersPage } from './access/members/members.page.tsx'
import { outboxPage } from './access/messages/outbox/outbox.page.tsx'
import { notificationsPage } from './access/notifications/notifications.page.tsx'
import { ownRolesPage } from './access/own-roles/own-roles.page.tsx'
import { passkeysPage } from './access/passkeys/passkeys.page.tsx'
import { usePasskeyRoutes } from './access/passkeys/use-passkey.route.ts'
import { dataPage } from './access/personal-data/data.page.tsx'
import { erasePage } from './access/personal-data/erase.page.tsx'
import { holdsPage } from './access/personal-data/holds.page.tsx'
import { keepProvidersPage } from './access/providers/keep-providers.page.tsx'
import { ownProvidersPage } from './access/providers/own-providers.page.tsx'
import { providerGatePage } from './access/providers/provider-gate.page.tsx'
import { recoveryCodesPage, removeFactorPage, setUpFactorPage } from './access/second-factor/set-up-factor.page.tsx'
import { changePasswordPage } from './access/security/change-password.page.tsx'
import { proveAgainPage } from './access/security/prove-again.page.tsx'
import { securityPage } from './access/security/security.page.tsx'
import { recogniseVisitors } from './access/sessions/recognise-visitors.route.ts'
import { signOutPage } from './access/sessions/sign-out.page.ts'
import { settingsPage } from './access/settings/settings.page.tsx'
import { resetPasswordPage } from './access/sign-in/reset-password.page.tsx'
import { setUpAccountPage } from './access/sign-in/set-up-account.page.tsx'
import { signInPage } from './access/sign-in/sign-in.page.tsx'
import { askForLinkPages, enterCodePage } from './access/sign-up/ask-for-link.page.tsx'
import { accountCorner } from './access/visits/account-corner.page.tsx'
import { keepDoors } from './access/visits/keep-doors.route.ts'
import { permissionsPage } from './access/who-may/permissions.page.tsx'
import { migrate, openDatabase } from './db/index.ts'
import { assessPersonPage } from './finder/answers/assess-person.page.tsx'
import { assessPersonRoute } from './finder/answers/assess-person.route.ts'
import { comparePlacesPage } from './finder/comparisons/compare-places.page.tsx'
import { tellCreditsPage } from './finder/credits/tell-credits.page.tsx'
import { tellCreditsRoutes } from './finder/credits/tell-credits.route.ts'
import { downloadAnswerPage } from './finder/downloads/download-answer.page.ts'
import { lawShelf, searchShelf } from './finder/index.ts'
import { readBodyPage } from './finder/law-pages/bodies/read-body.page.tsx'
import { readCataloguePage } from './finder/law-pages/catalogues/read-catalogue.page.tsx'
import { lawFeedRoute } from './finder/law-pages/feeds/law-feed.route.ts'
import { sitemapRoutes } from './finder/law-pages/feeds/sitemap.route.ts'
import { frameworkPages } from './finder/law-pages/frameworks/read-framework.page.tsx'
import { listLawPage } from './finder/law-pages/instruments/list-law.page.tsx'
import { readInstrumentPage } from './finder/law-pages/instruments/read-instrument.page.tsx'
import { overpassPage } from './finder/law-pages/overpass/overpass.page.tsx'
import { readPlacePage } from './finder/law-pages/places/read-place.page.tsx'
import { compareJurisdictionsPage } from './finder/mutuality/compare-jurisdictions.page.tsx'
import { compareJurisdictionsRoute } from './finder/mutuality/compare-jurisdictions.route.ts'
import { occupationMatchesRoute } from './finder/occupation-matching/match-occupation.route.ts'
import { findPathwaysPage } from './finder/pathways/find-pathways.page.tsx'
import { findPathwaysRoute } from './finder/pathways/find-pathways.route.ts'
import { servePrivateRoute } from './finder/private/serve-private.route.ts'
import { reportAnswerPage } from './finder/reports/report-answer.page.tsx'
import { findWaysPage } from './finder/reverse/find-ways.page.tsx'
import { findWaysRoute } from './finder/reverse/find-ways.route.ts'
import { serveNamesRoute } from './finder/search/device/serve-names.route.ts'
import { searchPage } from './finder/search/search-names.page.tsx'
import { searchRoute } from './finder/search/search-names.route.ts'
import { answerThenPage } from './finder/then/answer-then.page.tsx'
import { embedPage } from './finder/widget/embed.page.tsx'
import { widgetPage } from './finder/widget/widget.page.tsx'
import {
  apiDescription,
  apiReferencePage,
  buildApp,
  type Corner,
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
  type Shell,
  stopOnSignals,
  stopper,
} from './http/index.ts'
import { agreementsRoute, proceduresRoute } from './instruments/agreements/read-agreements.route.ts'
import { cataloguesRoute } from './instruments/catalogues/read-catalogues.route.ts'
import { examplesRoute } from './instruments/examples/read-examples.route.ts'
import { akomaNtosoRoute } from './instruments/exchange/akoma-ntoso.route.ts'
import { factsRoute } from './instruments/facts/read-facts.route.ts'
import { loadBundle, loadShippedLaw } from './instruments/index.ts'
import { instrumentsRoute } from './instruments/law/read-instruments.route.ts'
import { rulesRoute } from './instruments/rules/read-rules.route.ts'
import {
  type Clock,
  createLogger,
  readMessageSettings,
  readSettings,
  type Settings,
  strangeVariables,
  systemClock,
} from './kernel/index.ts'
import { authoritiesRoute } from './organisations/authorities/read-authorities.route.ts'
import { awardingBodiesRoute } from './organisations/awarding-bodies/read-awarding-bodies.route.ts'
import { jurisdictionsRoute } from './organisations/jurisdictions/read-jurisdictions.route.ts'
import { entitlementPages } from './population/entitlements/pages/office.page.tsx'
import { holderPages } from './population/holders/pages/holder.page.tsx'
import { impactPage } from './population/impact/pages/impact.page.tsx'
import { keepEntitlements, keepTakingRegisters } from './population/index.ts'
import { registerPages } from './population/register/pages/read-import.page.tsx'
import { draftChangesPage } from './publishing/changes/draft-changes.page.tsx'
import { lawHistoryPage } from './publishing/changes/law-history.page.tsx'
import { draftFilePage } from './publishing/drafts/draft-file.page.tsx'
import { draftsPage } from './publishing/drafts/drafts.page.tsx'
import { editLinePage } from './publishing/drafts/lines/edit-line.page.tsx'
import { readDraftPage } from './publishing/drafts/read-draft.page.tsx'
import { beginPages } from './publishing/editor/begin/begin.page.tsx'
import { editInstrumentPage } from './publishing/editor/instrument/edit-instrument.page.tsx'
import { editRulePage } from './publishing/editor/rules/edit-rule.page.tsx'
import { rulesPage } from './publishing/editor/rules/rules.page.tsx'
import { followingPage } from './publishing/following/following.page.tsx'
import { helpPages } from './publishing/help/help.page.tsx'
import { importPage } from './publishing/imports/pages/import.page.tsx'
import { readImportPage } from './publishing/imports/pages/read-import.page.tsx'
import { followsIn, keepImporting, keepPublishing } from './publishing/index.ts'
import { comparePage } from './publishing/nominations/compare.page.tsx'
import { consultationsPage } from './publishing/nominations/consultations.page.tsx'
import { nominationsPage } from './publishing/nominations/nominations.page.tsx'
import { readNominationPage } from './publishing/nominations/read-nomination.page.tsx'
import { takeUpPage } from './publishing/nominations/take-up/take-up.page.tsx'
import { proposePage } from './publishing/publications/propose.page.tsx'
import { publicationsPage } from './publishing/publications/publications.page.tsx'
import { takeUpLawPage } from './publishing/publications/take-up-law.page.tsx'
import { registerExchangeRoutes } from './register/exchange/exchange.route.ts'
import { frameworksRoute } from './register/frameworks/read-frameworks.route.ts'
import { loadReference } from './register/index.ts'
import { occupationsRoute } from './register/occupations/read-occupations.route.ts'
import { qualificationsRoute } from './register/qualifications/read-qualifications.route.ts'
import { titleSeriesRoute } from './register/titles/read-title-series.route.ts'
import { galleryPage } from './ui/gallery/gallery.page.tsx'
import { assetRoutes, keepProgress, type ProgressDesk } from './ui/index.ts'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
const shipped = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url))

type RouteSettings = Pick<Settings, 'baseUrl' | 'dataDirectory'> & {
  demonstration?: boolean
  secrets: Secrets
  channels: Channels
  providerNetworks?: readonly string[]
  erasureDays?: number
}

const cornerFor = ({ demonstration }: Settings): Corner => (demonstration ? demonstrationCorner : accountCorner)
type Db = Awaited<ReturnType<typeof openDatabase>>['db']

/** Opens and loads what the server works on, adds every route and page to the shell, and listens. */
async function start() {
  const settings = readSettings(
    process.argv.includes('--demo') ? { ...process.env, PASSERELLE_DEMO: '1' } : process.env,
  )
  const http = readHttpSettings(process.env)
  const messages = readMessageSettings(process.env)
  const providerNetworks = readProviderNetworks(process.env)
  const erasureDays = readErasureDays(process.env)
  const logger = createLogger(settings.logLevel)
  for (const line of strangeVariables(process.env)) process.stderr.write(`warning: ${line}\n`)
  await requireFreePort(settings)
  const database = await openDatabase(settings, logger, { role: 'server' })
  const { db } = database
  try {
    await migrate(db)
    await loadReference(db, shipped('reference'))
    const { waiting } = await loadShippedLaw(db, shipped('law'))
    if (waiting.length > 0) logger.warn({ waiting }, 'shipped texts wait for law of authorities: see /drafts')
    await writeMatrix(db)
    await writePersonalTables(db)
    const ended = await keepDemonstration(db, settings.demonstration)
    if (ended !== null) logger.warn({ ended }, 'the demonstration has ended, with what was set up in it')
    const app = await database.app()
    const checks = [...databaseChecks(db), lawCheck(async () => (await loadBundle(app)).rules.length)]
    const shell = await buildApp({ settings, http, logger, checks, problemPage, corner: cornerFor(settings) })
    const secrets = await openSecrets(db, settings)
    const channels = channelsOf(messages)
    const desk = addRoutes(shell, app, { ...settings, secrets, providerNetworks, erasureDays, channels })
    await database.listen(peopleChannel, hearOfPeople(desk))
    // The first reader does not wait for the law.
    await lawShelf(app).take(null)
    const address = await listen(shell.app, settings)
    logger.info({ address, version }, 'ready')
    process.stderr.write(`Passerelle answers on ${address}\n`)
    if (settings.demonstration) process.stderr.write(`Demonstration: anybody may be anybody, at ${address}/demo\n`)
    const works = [
      new Messenger(app, logger, messages),
      keepHousekeeping(app, logger),
      keepPublishing({ db: app, logger, baseUrl: settings.baseUrl }),
      keepImporting(app, logger),
      keepTakingRegisters({ db: app, secrets, clock: systemClock }, logger),
      ...(settings.worker ? [keepEntitlements({ ...settings, db: app, logger, clock: systemClock, messages })] : []),
    ]
    for (const work of works) work.start()
    const close = () => Promise.all(works.map((work) => work.stop())).then(database.close)
    const stop = stopper({ app: shell.app, logger, close })
    return { logger, stop, cutOff: () => shell.app.server.closeAllConnections() }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Every route and every page. The checks of all pages take them from here. */
export function addRoutes(shell: Shell, db: Db, settings: RouteSettings, clock = systemClock): SessionDesk {
  const { app } = shell
  const { baseUrl, channels, secrets, providerNetworks } = settings
  const desk = new SessionDesk(db, clock)
  recogniseVisitors(app, { desk, baseUrl })
  keepDoors(app).openToAll(() => addOpenRoutes(shell, db, settings, clock))
  const phones = channels.phone !== null
  const door = openDoor({ db, desk, clock, baseUrl, secrets, phones, providerNetworks })
  const { erasureDays = usualErasureDays, demonstration = false, dataDirectory } = settings
  accountPages(app, { ...door, channels, erasureDays, demonstration, dataDirectory })
  if (settings.demonstration === true) demonstrationPage(app, door)
  return desk
}

/** Behind the door, and the door itself: each says who may come in. */
export function accountPages(
  app: Shell['app'],
  door: Door & { channels: Channels; demonstration?: boolean; erasureDays?: number; dataDirectory: string },
): void {
  const deps = { ...door, progress: keepProgress(app) }
  signInPage(app, deps)
  setUpAccountPage(app, deps)
  resetPasswordPage(app, deps)
  askForLinkPages(app, deps)
  enterCodePage(app, deps)
  verifyAddressPage(app, deps)
  accountPage(app, deps)
  signOutPage(app, deps)
  usePasskeyRoutes(app, deps)
  passkeysPage(app, deps)
  securityPage(app, deps)
  proveAgainPage(app, deps)
  changePasswordPage(app, deps)
  setUpFactorPage(app, deps)
  recoveryCodesPage(app, deps)
  removeFactorPage(app, deps)
  providerGatePage(app, deps)
  ownProvidersPage(app, deps)
  keepProvidersPage(app, deps)
  homePage(app, deps)
  membersPage(app, deps)
  invitePage(app, deps)
  askContactPage(app, deps)
  memberPage(app, deps)
  invitationPage(app, deps)
  contactPage(app, deps)
  ownRolesPage(app, deps)
  mandatesPage(app, deps)
  permissionsPage(app, deps)
  settingsPage(app, deps)
  notificationsPage(app, deps)
  activityPage(app, deps)
  auditPage(app, deps)
  outboxPage(app, deps)
  dataPage(app, deps)
  erasePage(app, deps)
  holdsPage(app, deps)
  publishingPages(app, deps)
  registerPages(app, deps)
  impactPage(app, deps)
  holderPages(app, deps)
  entitlementPages(app, deps)
}

/** Where authorities make law, and whoever wants to be told of it. */
function publishingPages(app: Shell['app'], deps: Door & { progress: ProgressDesk }): void {
  followingPage(app, deps)
  helpPages(app, deps)
  draftsPage(app, deps)
  beginPages(app, deps)
  editInstrumentPage(app, deps)
  rulesPage(app, deps)
  editRulePage(app, deps)
  readDraftPage(app, deps)
  proposePage(app, deps)
  takeUpLawPage(app, deps)
  publicationsPage(app, deps)
  nominationsPage(app, deps)
  readNominationPage(app, deps)
  comparePage(app, deps)
  takeUpPage(app, deps)
  consultationsPage(app, deps)
  draftFilePage(app, deps)
  editLinePage(app, deps)
  importPage(app, deps)
  readImportPage(app, deps)
  draftChangesPage(app, deps)
}

/** What everyone may read and ask, in the order of the API page. */
function addOpenRoutes({ app, routes, metrics }: Shell, db: Db, settings: RouteSettings, clock: Clock): void {
  const count = metrics.countFindings.bind(metrics)
  const answers = { shelf: lawShelf(db), clock, settings, count }
  const search = searchShelf(db, answers.shelf)
  const description = apiDescription(routes, { baseUrl: settings.baseUrl, version })

  assessPersonRoute(app, answers)
  findWaysRoute(app, answers)
  findPathwaysRoute(app, answers)
  compareJurisdictionsRoute(app, { ...answers, db })
  tellCreditsRoutes(app, { ...answers, db })
  searchRoute(app, { search })
  instrumentsRoute(app, { db })
  examplesRoute(app, { db })
  rulesRoute(app, { db })
  cataloguesRoute(app, { db })
  factsRoute(app, { db })
  agreementsRoute(app, { db })
  proceduresRoute(app, { db })
  jurisdictionsRoute(app, { db })
  authoritiesRoute(app, { db })
  awardingBodiesRoute(app, { db })
  frameworksRoute(app, { db })
  qualificationsRoute(app, { db })
  titleSeriesRoute(app, { db })
  occupationsRoute(app, { db })
  occupationMatchesRoute(app, { db })
  registerExchangeRoutes(app, { db, clock, settings })
  akomaNtosoRoute(app, { db, settings })
  openapiRoute(app, { description })

  assessPersonPage(app, { ...answers, db })
  servePrivateRoute(app, answers)
  comparePlacesPage(app, answers)
  answerThenPage(app, { ...answers, db })
  downloadAnswerPage(app, answers)
  reportAnswerPage(app, { ...answers, db })
  widgetPage(app, answers)
  embedPage(app, answers)
  findWaysPage(app, answers)
  findPathwaysPage(app, answers)
  compareJurisdictionsPage(app, { ...answers, db })
  tellCreditsPage(app, { ...answers, db })
  searchPage(app, { search, settings })
  serveNamesRoute(app, { search })
  lawPages(app, { ...answers, db, follows: followsIn(db) })
  apiReferencePage(app, { description })
  problemPages(app)
  galleryPage(app, { settings })
  assetRoutes(app)
  referenceStyleRoute(app)
}

/** The law in the open: its pages, feeds and what search engines ask for. */
function lawPages(app: Shell['app'], deps: Parameters<typeof listLawPage>[1]): void {
  listLawPage(app, deps)
  readInstrumentPage(app, deps)
  lawHistoryPage(app, deps)
  readCataloguePage(app, deps)
  overpassPage(app, deps)
  frameworkPages(app, deps)
  readPlacePage(app, deps)
  readBodyPage(app, deps)
  lawFeedRoute(app, deps)
  sitemapRoutes(app, deps)
}

if (import.meta.main) {
  const started = start()
  stopOnSignals(started)
  started.catch(failStart)
}
