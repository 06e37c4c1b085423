// SPDX-License-Identifier: Apache-2.0
import type { Command } from '../../kernel/index.ts'
import { importFlags, runImportCommand } from '../imports/import-command.ts'
import { importEsco } from './import-esco.ts'

export const importEscoCommand: Command = {
  name: 'import esco',
  summary: 'Take occupations, ISCO groups and skills of ESCO into the register',
  usage: 'DIRECTORY|FILE… [--release RELEASE] [--skip-bad-rows FILE]',
  description:
    'Reads the CSV files of the ESCO download (https://esco.ec.europa.eu/en/use-esco/download, classification, csv), ' +
    'in any of its languages: occupations_en.csv, ISCOGroups_en.csv, broaderRelationsOccPillar_en.csv, skills_en.csv, ' +
    'occupations_de.csv and so on; other files of a directory are passed over. Everything goes in or nothing does. The same ' +
    'files again change nothing, further languages are added, another release stands beside the first. ' +
    'ESCO is licensed CC BY 4.0 by the European Commission.',
  options: importFlags,
  examples: [
    "passerelle import esco 'ESCO dataset - v1.2.1 - classification - en - csv'",
    'passerelle import esco occupations_de.csv occupations_fr.csv --release 1.2.1',
    'passerelle import esco downloads/ --release 1.2.1 --skip-bad-rows bad-rows.csv',
  ],
  run: runImportCommand(importEsco),
}
