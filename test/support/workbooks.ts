// SPDX-License-Identifier: Apache-2.0
// Workbooks as Excel, WPS and careless programs write them, made for tests part by part.
import { strToU8, zipSync } from 'fflate'

/** A cell as it stands in a sheet: text, a number, or XML between `<c>` and `</c>` with its attributes. */
export type TestCell = string | number | null | { attributes?: string; xml: string }

export interface TestSheet {
  name: string
  rows: TestCell[][]
  state?: 'hidden' | 'veryHidden'
  merges?: string[]
  hiddenRows?: number[]
}

export interface TestWorkbook {
  sheets: TestSheet[]
  date1904?: boolean
  /** Text once in the shared list, as Excel writes it, or in each cell. */
  strings?: 'shared' | 'inline'
  /** Parts to add or to put in the place of others. */
  parts?: Record<string, string | Uint8Array>
  leaveOut?: string[]
  prefix?: string
}

/** Formats of numbers by style: 1 is a day, 2 a day of East Asian editions, 3 a month, 4 a day with Chinese words, 5 a share. */
const styles = `<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="165" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="166" formatCode="0.00%"/></numFmts><cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="31"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>`

const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const column = (at: number): string => (at < 26 ? String.fromCharCode(65 + at) : `A${String.fromCharCode(39 + at)}`)

export const day = (serial: number): TestCell => ({ attributes: 's="1"', xml: `<v>${serial}</v>` })
export const month = (serial: number): TestCell => ({ attributes: 's="3"', xml: `<v>${serial}</v>` })
export const error = (text: string): TestCell => ({ attributes: 't="e"', xml: `<v>${text}</v>` })
export const formula = (text: string, value: string | null): TestCell => ({
  attributes: value === null ? '' : 't="str"',
  xml: `<f>${text}</f>${value === null ? '' : `<v>${xml(value)}</v>`}`,
})

export function workbook(book: TestWorkbook): Uint8Array {
  const strings: string[] = []
  const { prefix = '' } = book
  const ns = prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`
  const cellXml = (cell: TestCell, name: string): string => {
    if (cell === null) return ''
    if (typeof cell === 'number') return `<${prefix}c r="${name}"><${prefix}v>${cell}</${prefix}v></${prefix}c>`
    if (typeof cell === 'object') return `<${prefix}c r="${name}" ${cell.attributes ?? ''}>${cell.xml}</${prefix}c>`
    if (book.strings === 'inline') return `<c r="${name}" t="inlineStr"><is><t>${xml(cell)}</t></is></c>`
    if (!strings.includes(cell)) strings.push(cell)
    return `<${prefix}c r="${name}" t="s"><${prefix}v>${strings.indexOf(cell)}</${prefix}v></${prefix}c>`
  }
  const sheetXml = ({ rows, merges = [], hiddenRows = [] }: TestSheet): string => {
    const body = rows.map((cells, at) => {
      const hidden = hiddenRows.includes(at + 1) ? ' hidden="1"' : ''
      return `<${prefix}row r="${at + 1}"${hidden}>${cells.map((cell, x) => cellXml(cell, `${column(x)}${at + 1}`)).join('')}</${prefix}row>`
    })
    const ranges = merges.map((range) => `<mergeCell ref="${range}"/>`).join('')
    const merged = merges.length === 0 ? '' : `<mergeCells count="${merges.length}">${ranges}</mergeCells>`
    return `<?xml version="1.0"?><${prefix}worksheet ${ns}="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><${prefix}sheetData>${body.join('')}</${prefix}sheetData>${merged}</${prefix}worksheet>`
  }
  const sheets = book.sheets.map((sheet, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheet)] as const)
  const parts: Record<string, string | Uint8Array> = {
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': outline(book),
    'xl/_rels/workbook.xml.rels': relations([
      ...book.sheets.map((_, at) => ['worksheet', `worksheets/sheet${at + 1}.xml`] as const),
      ['styles', 'styles.xml'],
      ['sharedStrings', '/xl/sharedStrings.xml'],
    ]),
    'xl/styles.xml': styles,
    ...Object.fromEntries(sheets),
    'xl/sharedStrings.xml': `<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${strings.map((text) => `<si><t xml:space="preserve">${xml(text)}</t></si>`).join('')}</sst>`,
    ...book.parts,
  }
  for (const name of book.leaveOut ?? []) delete parts[name]
  const packed = Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part])
  return zipSync(Object.fromEntries(packed))
}

function outline({ sheets, date1904 = false }: TestWorkbook): string {
  const listed = sheets.map(
    ({ name, state }, at) =>
      `<sheet name="${xml(name)}" sheetId="${at + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${at + 1}"/>`,
  )
  return `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${listed.join('')}</sheets></workbook>`
}

function relations(targets: readonly (readonly [string, string])[]): string {
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const listed = targets.map(
    ([kind, target], at) => `<Relationship Id="rId${at + 1}" Type="${type}/${kind}" Target="${target}"/>`,
  )
  return `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${listed.join('')}</Relationships>`
}

/** A table on one sheet. */
export const sheetOf = (rows: TestCell[][], sheet: Partial<TestSheet> = {}): Uint8Array =>
  workbook({ sheets: [{ name: '目录', rows, ...sheet }] })

/** Text in GB 18030 with the two bytes of GBK a character, which is all that catalogues have; encoders know only UTF-8. */
export function gbk(text: string): Uint8Array {
  const table = gbkTable()
  return Uint8Array.from([...text].flatMap((character) => table.get(character) ?? [character.charCodeAt(0)]))
}

let known: Map<string, [number, number]> | undefined

function gbkTable(): Map<string, [number, number]> {
  if (known !== undefined) return known
  known = new Map()
  const decoder = new TextDecoder('gbk')
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) {
      const character = low === 0x7f ? '' : decoder.decode(Uint8Array.of(high, low))
      if ([...character].length === 1 && character !== '\uFFFD' && !known.has(character))
        known.set(character, [high, low])
    }
  }
  return known
}
