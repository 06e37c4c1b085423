// SPDX-License-Identifier: Apache-2.0
import { strToU8, zipSync } from 'fflate'
import { cellName, columnName } from '../tables/table.model.ts'

/** A workbook to be filled in: text alone, with notes and lists of what may stand in a column. */
export interface WrittenSheet {
  name: string
  rows: readonly (readonly string[])[]
  /** Rows from the first that stay in view and are set off. */
  headRows: number
  widths: readonly number[]
  columns: readonly { note?: { title: string; text: string }; options?: readonly string[] }[]
}

/** Rows below the head for which notes and lists hold. */
const filledRows = 5000

const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const kinds = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** The parts of a workbook (ECMA-376, part 1, section 12), as few as Excel and WPS need. */
export function writeWorkbook(sheets: readonly WrittenSheet[]): Uint8Array {
  const parts: Record<string, string> = {
    '[Content_Types].xml': contentTypes(sheets.length),
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': outline(sheets),
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, at): [string, string] => ['worksheet', `worksheets/sheet${at + 1}.xml`]),
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': styles,
  }
  for (const [at, sheet] of sheets.entries()) parts[`xl/worksheets/sheet${at + 1}.xml`] = worksheet(sheet)
  // A fixed day, so that the same template is the same file.
  const mtime = '2020-01-01T00:00:00'
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, [strToU8(text), { mtime }]])))
}

function contentTypes(sheets: number): string {
  const override = (part: string, kind: string) => `<Override PartName="${part}" ContentType="${kinds}.${kind}+xml"/>`
  const listed = Array.from({ length: sheets }, (_, at) => override(`/xl/worksheets/sheet${at + 1}.xml`, 'worksheet'))
  const defaults = `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`
  return `${declaration}<Types xmlns="${packaged}/content-types">${defaults}${override('/xl/workbook.xml', 'sheet.main')}${override('/xl/styles.xml', 'styles')}${listed.join('')}</Types>`
}

function relations(targets: readonly (readonly [string, string])[]): string {
  const listed = targets.map(
    ([kind, target], at) => `<Relationship Id="rId${at + 1}" Type="${office}/${kind}" Target="${target}"/>`,
  )
  return `${declaration}<Relationships xmlns="${packaged}/relationships">${listed.join('')}</Relationships>`
}

function outline(sheets: readonly WrittenSheet[]): string {
  const listed = sheets.map(({ name }, at) => `<sheet name="${xml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${listed.join('')}</sheets></workbook>`
}

/** Style 0 is text (`@`), so that nothing typed is taken for a number; 1 is a head; 2 wraps. */
const styles = `${declaration}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`

function worksheet({ rows, headRows, widths, columns }: WrittenSheet): string {
  const pane = `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${headRows}" topLeftCell="A${headRows + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
  const cols = widths.map(
    (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" style="0" customWidth="1"/>`,
  )
  const body = rows.map((cells, at) => {
    const style = at < headRows ? 1 : 2
    const listed = cells.map((text, column) =>
      text === ''
        ? ''
        : `<c r="${cellName(at + 1, column)}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xml(text)}</t></is></c>`,
    )
    return `<row r="${at + 1}">${listed.join('')}</row>`
  })
  return `${declaration}<worksheet xmlns="${main}">${pane}<cols>${cols.join('')}</cols><sheetData>${body.join('')}</sheetData>${validations(columns, headRows)}</worksheet>`
}

/** Excel takes a list of options up to 255 letters; a longer one is left to the note. */
const longestOptions = 250

function validations(columns: WrittenSheet['columns'], headRows: number): string {
  const listed = columns.flatMap(({ note, options }, at) => {
    const written = options?.map((one) => one.replaceAll(',', '，')).join(',') ?? ''
    const list = written !== '' && written.length <= longestOptions
    if (!list && note === undefined) return []
    const range = `${columnName(at)}${headRows + 1}:${columnName(at)}${headRows + filledRows}`
    // What is written otherwise is allowed: the import says what it makes of it.
    const prompt =
      note === undefined
        ? ''
        : ` showInputMessage="1" promptTitle="${xml(note.title.slice(0, 32))}" prompt="${xml(note.text.slice(0, 250))}"`
    const formula = list ? `<formula1>"${xml(written)}"</formula1>` : ''
    return [
      `<dataValidation${list ? ' type="list"' : ''} allowBlank="1"${prompt} sqref="${range}">${formula}</dataValidation>`,
    ]
  })
  return listed.length === 0 ? '' : `<dataValidations count="${listed.length}">${listed.join('')}</dataValidations>`
}
