// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createAdministratorCommand, linkAdministratorCommand } from './access/administrators/administrator.command.ts'
import { verifyAuditCommand } from './access/audit/verify-audit.command.ts'
import { erasePersonCommand, exportPersonCommand, holdPersonCommand } from './access/personal-data/person.command.ts'
import { forgetSecretsCommand } from './access/secrets/forget-secrets.command.ts'
import { doctorCommand } from './cli/doctor/doctor.command.ts'
import { openSession } from './cli/open-session.ts'
import { runCommand } from './cli/run-command.ts'
import { backupCommand, restoreCommand } from './db/backup/backup.command.ts'
import { migrate, type OpenDatabase, openDatabase } from './db/index.ts'
import { migrateCommand } from './db/migrate.command.ts'
import { assessCommand } from './finder/answers/assess-person.command.ts'
import { schemaPersonCommand } from './finder/answers/schema-person.command.ts'
import { creditsCommand } from './finder/credits/tell-credits.command.ts'
import { mutualityCommand } from './finder/mutuality/compare-jurisdictions.command.ts'
import { matchOccupationCommand } from './finder/occupation-matching/match-occupation.command.ts'
import { pathwayCommand } from './finder/pathways/find-pathways.command.ts'
import {
  closeReportCommand,
  eraseContactCommand,
  listReportsCommand,
  showReportCommand,
} from './finder/reports/review-reports.command.ts'
import { reverseCommand } from './finder/reverse/find-ways.command.ts'
import { checkLawCommand } from './instruments/checks/check-law.command.ts'
import { testLawCommand } from './instruments/examples/test-law.command.ts'
import { exportAknCommand } from './instruments/exchange/export-akn.command.ts'
import { loadShippedLaw } from './instruments/index.ts'
import { lawSchemasCommand } from './instruments/published/law-schemas.command.ts'
import type { Command } from './kernel/command.ts'
import { packWorkforceCommand, showWorkforceCommand } from './population/columns/workforce-file.command.ts'
import { demoWorkforceCommand } from './population/demonstration/demo-workforce.command.ts'
import { impactCommand } from './population/impact/impact.command.ts'
import { importWorkforceCommand } from './population/register/import-workforce.command.ts'
import { refreshWorkforceCommand } from './population/snapshot/refresh-workforce.command.ts'
import { impactSqlCommand } from './population/sql/impact-sql.command.ts'
import { diffLawCommand } from './publishing/changes/diff-law.command.ts'
import { demoCatalogueCommand } from './publishing/demonstration/demo-catalogue.command.ts'
import { exportLawCommand } from './publishing/exports/export-law.command.ts'
import { importLawCommand } from './publishing/imports/import-law.command.ts'
import { lawTemplateCommand } from './publishing/imports/template/law-template.command.ts'
import { exportCtdlCommand, exportElmCommand, exportSkosCommand } from './register/exchange/export-register.command.ts'
import { loadReference } from './register/index.ts'
import { importEscoCommand } from './register/occupations/import-esco.command.ts'
import { importOnetCommand } from './register/occupations/import-onet.command.ts'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
const shipped = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url))

/** The database of this call, once a command has asked for it. */
const opened = Promise.withResolvers<OpenDatabase>()

/** Every command, in the order of the help. */
const commands: Command[] = [
  assessCommand,
  reverseCommand,
  pathwayCommand,
  mutualityCommand,
  creditsCommand,
  schemaPersonCommand,
  matchOccupationCommand,
  checkLawCommand,
  testLawCommand,
  diffLawCommand,
  lawTemplateCommand,
  importLawCommand,
  lawSchemasCommand,
  demoCatalogueCommand,
  demoWorkforceCommand(() => opened.promise),
  packWorkforceCommand,
  showWorkforceCommand,
  refreshWorkforceCommand,
  exportLawCommand,
  exportCtdlCommand,
  exportElmCommand,
  exportSkosCommand,
  exportAknCommand,
  listReportsCommand,
  showReportCommand,
  closeReportCommand,
  eraseContactCommand,
  importEscoCommand,
  importOnetCommand,
  importWorkforceCommand,
  impactCommand,
  impactSqlCommand,
  createAdministratorCommand,
  linkAdministratorCommand,
  forgetSecretsCommand,
  verifyAuditCommand,
  exportPersonCommand,
  erasePersonCommand,
  holdPersonCommand,
  doctorCommand,
  backupCommand(version),
  restoreCommand,
  migrateCommand,
]

const session = openSession(process.env, version, async (settings, logger, commandLine) => {
  const database = await openDatabase(settings, logger, { address: commandLine })
  try {
    await migrate(database.db)
    await loadReference(database.db, shipped('reference'))
    await loadShippedLaw(database.db, shipped('law'))
    opened.resolve(database)
    return database
  } catch (error) {
    await database.close()
    throw error
  }
})

process.exitCode = await runCommand(commands, process.argv.slice(2), session)
