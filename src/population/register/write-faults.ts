// SPDX-License-Identifier: Apache-2.0
import type { Db } from '../../db/index.ts'
import type { Words } from '../../ui/index.ts'
import { headingIn } from './columns.model.ts'
import { listFaults } from './imports.store.ts'
import type { LineFault } from './row-fault.model.ts'

type TellableFault = Omit<LineFault, 'field'> & { field: string | null }

/** What is wrong with a row, and what was expected, in the reader's language. */
export const faultIn = (words: Words, { code, args, field }: TellableFault): string =>
  words.t(`workforce.wrong.${code}`, {
    ...args,
    column: field === null || field === '' ? '' : headingIn(field, words.lang),
  })

/** Some thousand faults from a number on. */
type ListFaults = (from: number) => ReturnType<typeof listFaults>

/** The rows that were not taken, as a table for a spreadsheet, piece by piece. */
export async function* faultsAsText(list: ListFaults, words: Words): AsyncIterable<string> {
  const head = ['line', 'column', 'found', 'wrong', 'code'].map((name) => words.t(`workforce.errors.${name}`))
  yield `\uFEFF${head.map(cell).join(',')}\r\n`
  let from = 0
  for (;;) {
    const faults = await list(from)
    const last = faults.at(-1)
    if (last === undefined) return
    from = last.number + 1
    yield faults
      .map((fault) => {
        const column = fault.field === '' ? '' : headingIn(fault.field, words.lang)
        const cells = [String(fault.line), column, fault.found ?? '', faultIn(words, fault), fault.code]
        return `${cells.map(cell).join(',')}\r\n`
      })
      .join('')
  }
}

/** The same of an import that one may read. */
export const faultsOfImport = (db: Db, id: string, words: Words): AsyncIterable<string> =>
  faultsAsText((from) => listFaults(db, id, from), words)

/** A spreadsheet takes what begins so for a formula (OWASP, CSV injection). */
function cell(text: string): string {
  const guarded = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\n\r]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}
