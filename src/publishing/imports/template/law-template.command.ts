// SPDX-License-Identifier: Apache-2.0
import { writeFile } from 'node:fs/promises'
import { type Command, exitCode } from '../../../kernel/index.ts'
import { wordsIn } from '../../../ui/messages/words.ts'
import { chosenLanguage } from '../chosen-language.ts'
import { declaredCatalogues } from '../draft-folder.ts'
import { chosenCatalogue, readFolder } from '../import-folder.ts'
import { templateText, templateWorkbook } from './template.ts'

/** `passerelle law template FILE --for FOLDER`: the file that `law import` reads, to be filled in. */
export const lawTemplateCommand: Command = {
  name: 'law template',
  summary: 'Write the table to fill in for a catalogue, as XLSX or CSV',
  usage: 'FILE --for FOLDER [--catalogue ID] [--lang LANGUAGE]',
  description:
    'FILE ends in .xlsx or .csv; what stands there is replaced. FOLDER is one instrument, law/<jurisdiction>/<instrument>.',
  options: [
    { flag: '--for', value: 'FOLDER', summary: 'The folder of the instrument' },
    { flag: '--catalogue', value: 'ID', summary: 'Which catalogue, where the instrument has several' },
    { flag: '--lang', value: 'LANGUAGE', summary: 'Of the notes: en or zh-CN; default: LC_ALL, LANG, then en' },
  ],
  examples: ['passerelle law template batch-2.xlsx --for law/XA-01/2026-1'],
  async run(context, args) {
    const [file, ...more] = args.positionals
    const folder = args.values['for']
    const kind = /\.(xlsx|csv)$/i.exec(file ?? '')?.[1]?.toLowerCase()
    if (file === undefined || kind === undefined || more.length > 0 || typeof folder !== 'string') {
      context.stderr('expected one FILE that ends in .xlsx or .csv, and --for FOLDER\n')
      return exitCode.usage
    }
    const id = args.values['catalogue']
    const declared = declaredCatalogues(await readFolder(folder))
    const catalogue = chosenCatalogue(declared, folder, typeof id === 'string' ? id : null)
    const words = wordsIn(chosenLanguage(args))
    await writeFile(file, kind === 'xlsx' ? templateWorkbook(words, catalogue) : templateText())
    return exitCode.ok
  },
}
