// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../../ui/index.ts'
import type { DeclaredCatalogue } from '../draft-folder.ts'
import { quoted } from '../plan/draft-lists.ts'
import { type Column, explanation, headings } from '../rows/columns.model.ts'
import { writeWorkbook } from './write-workbook.ts'

/** The columns of the template, in its order; what else is understood need not be asked for. */
const templateColumns = [
  'number',
  'name-zh',
  'name-en',
  'body-zh',
  'body-en',
  'country',
  'class',
  'from',
  'until',
  'action',
  'holders',
  'note-zh',
  'note-en',
  'source',
  'id',
] as const satisfies readonly Column[]

const widths: Partial<Record<Column, number>> = {
  number: 7,
  country: 14,
  class: 16,
  action: 12,
  holders: 14,
  from: 14,
  until: 18,
}
const actionOptions = ['列入', '调整', '退出']
const holdersOptions = ['保留', '不保留']

const headOf = (column: Column): string => `${headings[column].zh}\n${headings[column].en}`

/** A workbook to fill in for a catalogue: the table with notes and lists, and a sheet that explains. */
export function templateWorkbook(words: Words, catalogue: DeclaredCatalogue): Uint8Array {
  const classes = catalogue.classes.map(({ id, label }) => (label['zh-CN'] === id ? id : `${id} ${label['zh-CN']}`))
  const options: Partial<Record<Column, readonly string[]>> = {
    class: catalogue.classes.map(({ id }) => id),
    action: actionOptions,
    holders: holdersOptions,
  }
  const note = (column: Column): string => words.t(`import.column.${column}`, { classes: classes.join('；') })
  return writeWorkbook([
    {
      name: '目录',
      rows: [templateColumns.map(headOf)],
      headRows: 1,
      widths: templateColumns.map((column) => widths[column] ?? 30),
      columns: templateColumns.map((column) => ({
        note: { title: headings[column].zh, text: note(column) },
        ...(options[column] === undefined ? {} : { options: options[column] }),
      })),
    },
    {
      name: explanation,
      rows: [
        [words.t('import.template.column'), words.t('import.template.means'), words.t('import.template.required')],
        ...templateColumns.map((column) => [
          headOf(column),
          note(column),
          words.t(`import.template.${needOf(column)}`),
        ]),
        ['', words.t('import.template.for', { title: catalogue.title['zh-CN'], id: catalogue.id }), ''],
        ['', words.t('import.template.free'), ''],
        ...(catalogue.continues === null
          ? []
          : [
              [
                '',
                words.t(catalogue.replaces ? 'import.template.replaces' : 'import.template.continues', {
                  id: catalogue.continues,
                }),
                '',
              ],
            ]),
      ],
      headRows: 1,
      widths: [34, 90, 16],
      columns: [],
    },
  ])
}

function needOf(column: Column): 'needed' | 'either' | 'optional' {
  if (column === 'class') return 'needed'
  return column === 'name-zh' || column === 'name-en' ? 'either' : 'optional'
}

/** The same table as text, with a byte order mark, so that Excel reads it as UTF-8. */
export function templateText(): string {
  return `\uFEFF${templateColumns.map((column) => quoted(headings[column].zh)).join(',')}\r\n`
}
