// SPDX-License-Identifier: Apache-2.0
// Invented law beside what is shipped: an examination with parts, credit rules, an agreement that is suspended.
import { parse } from 'yaml'
import type { Db } from '../../../src/db/index.ts'
import { equivalenceRules } from '../../../src/instruments/agreements/equivalence-rules.ts'
import {
  expectNewLaw,
  lawSurroundings,
  publishFolder,
  readLawFolders,
  takeLaw,
} from '../../../src/instruments/index.ts'
import { instrumentFileSchema } from '../../../src/instruments/law/instrument-schema.ts'
import { demoAgreement, demoCredits } from '../../fixtures/law/demo-credits.ts'
import { exemptionFiles } from '../../fixtures/law/demo-exemptions.ts'

const qualifications = `id,name.en,name.zh-CN,country
xb-welder,Welder of XB (demonstration),XB焊工证书（演示）,XB
`

/** What the demonstration law calls otherwise than the register of this installation. */
const inRegister = (text: string): string =>
  text
    .replaceAll('includes: medal', 'includes: worldskills-medallist')
    .replaceAll('honours: [medal]', 'honours: [worldskills-medallist]')
    .replaceAll('honours:medal', 'honours:worldskills-medallist')
    .replaceAll('demo-skill/high', 'cn-skill/3')
    .replaceAll('xb-welder', 'xa-welder')

const folders: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'exam-rules': { ...exemptionFiles, 'qualifications.csv': qualifications },
  'credit-bank': {
    'instrument.yaml': demoCredits.replace('    hoursPerCredit: 16', '    hoursPerCredit: 16\n    atLeast: cn-skill/4'),
  },
  mutual: { 'instrument.yaml': demoAgreement.replace(', until: 2025-07-01', '') },
}

/** What stands in it, which is said as it stands there. */
export const inventedTexts: readonly string[] = Object.values(folders).flatMap((files) =>
  Object.values(files).map(inRegister),
)

/** Titles that follow from the table of the agreement. */
export const inventedTitles: readonly string[] = equivalenceRules(
  instrumentFileSchema.parse(parse(inRegister(folders['mutual']?.['instrument.yaml'] ?? ''))),
).flatMap(({ title }) => Object.values(title))

/** Publishes it, as an authority would. */
export async function writeInventedLaw(db: Db): Promise<void> {
  const written = Object.entries(folders).map(([name, files]) => ({
    path: `XA/${name}`,
    shownAs: `law/XA/${name}/`,
    files: new Map(Object.entries(files).map(([file, text]) => [file, inRegister(text)])),
  }))
  const { vocabulary, idsBeside } = await lawSurroundings(db)
  const law = readLawFolders(written, vocabulary, { beside: idsBeside(null) })
  const [wrong] = law.problems
  if (wrong !== undefined) throw new Error(`${wrong.file}: ${wrong.message}`)
  await db.transaction().execute(async (transaction) => {
    const { at } = await takeLaw(transaction)
    for (const folder of law.folders) {
      const { id } = folder.instrument
      const notice = {
        id: `known-${id}`,
        kind: 'publication',
        authority: 'xa-authority-north',
        on: '2026-11-01',
        reason: null,
      }
      await publishFolder(transaction, folder, { authority: 'xa-authority-north', at, notice })
    }
  })
  expectNewLaw(db)
}
