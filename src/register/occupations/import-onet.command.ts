// SPDX-License-Identifier: Apache-2.0
import type { Command } from '../../kernel/index.ts'
import { importFlags, runImportCommand } from '../imports/import-command.ts'
import { importOnet } from './import-onet.ts'

export const importOnetCommand: Command = {
  name: 'import onet',
  summary: 'Take the occupations of O*NET into the register',
  usage: 'DIRECTORY|FILE… [--release RELEASE] [--skip-bad-rows FILE]',
  description:
    "Reads 'Occupation Data' and 'Alternate Titles' of the O*NET database (https://www.onetcenter.org/database.html), as text " +
    'or CSV. Everything goes in or nothing does; the same files again change nothing. ' +
    'O*NET is licensed CC BY 4.0 by the U.S. Department of Labor.',
  options: importFlags,
  examples: [
    'passerelle import onet db_30_0_text',
    "passerelle import onet 'Occupation Data.txt' 'Alternate Titles.txt' --release 30.0",
  ],
  run: runImportCommand(importOnet),
}
