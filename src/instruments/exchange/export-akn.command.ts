// SPDX-License-Identifier: Apache-2.0
import { type Command, exitCode } from '../../kernel/index.ts'
import { instrumentAsAkomaNtoso } from './instrument-as-akoma-ntoso.ts'

/** `passerelle export akn`: one instrument as a document of law. */
export const exportAknCommand: Command = {
  name: 'export akn',
  summary: 'Print an instrument as Akoma Ntoso, with our summaries of its clauses',
  usage: 'INSTRUMENT',
  description:
    'Akoma Ntoso 1.0 (OASIS LegalDocML). The words are summaries of ours, and the document says so. Addresses are of this installation.',
  examples: ['passerelle export akn cn-sx-2024-5'],
  async run({ database, settings, stdout, stderr }, { positionals }) {
    const [id, ...more] = positionals
    if (id === undefined || more.length > 0) {
      stderr('expected the id of one instrument\n')
      return exitCode.usage
    }
    stdout(await instrumentAsAkomaNtoso(await database(), id, {}, settings.baseUrl))
    return exitCode.ok
  },
}
