// SPDX-License-Identifier: Apache-2.0
import { posix } from 'node:path'
import { readSheet } from './read-sheet.ts'
import { readXml, unescapeText } from './read-xml.ts'
import type { ZipParts } from './read-zip.ts'
import { Allowance, type NumberShape, type Sheet, tableLimits } from './table.model.ts'

/** A workbook of which the sheets are not read yet. */
export interface OpenWorkbook {
  /** Sheets with cells, in their order, and the part that each stands in. */
  sheets: { name: string; hidden: boolean; part: string }[]
  strings: string[]
  shapes: NumberShape[]
  from1904: boolean
}

export interface Workbook {
  sheets: Sheet[]
  from1904: boolean
}

interface SheetEntry {
  name: string
  hidden: boolean
  relation: string
}

/** What a workbook says of its sheets (ECMA-376, part 1, section 18). */
export async function openWorkbook(parts: ZipParts): Promise<OpenWorkbook> {
  const home = await mainPart(parts)
  const { entries, from1904 } = await readOutline(parts, home)
  const relations = await readRelations(parts, home)
  const partOf = (type: string) =>
    [...relations.values()].find((relation) => relation.type.endsWith(`/${type}`))?.target
  const shapes = await readShapes(parts, partOf('styles'))
  const strings = await readStrings(parts, partOf('sharedStrings'))
  const sheets = entries.flatMap(({ name, hidden, relation }) => {
    const found = relations.get(relation)
    return found?.type.endsWith('/worksheet') === true ? [{ name, hidden, part: found.target }] : []
  })
  return { sheets, strings, shapes, from1904 }
}

/** The sheets of a workbook that is there as parts, with all their rows. */
export async function readWorkbook(parts: ZipParts): Promise<Workbook> {
  const { sheets: entries, ...context } = await openWorkbook(parts)
  const sheets: Sheet[] = []
  const allowances = { cells: new Allowance(tableLimits.cells), ranges: new Allowance(tableLimits.ranges) }
  for (const { name, hidden, part } of entries) {
    const { rows, merged } = await readSheet(await parts.open(part), { ...context, ...allowances })
    sheets.push({ name, hidden, rows, merged })
  }
  return { sheets, from1904: context.from1904 }
}

interface Relation {
  type: string
  target: string
}

async function mainPart(parts: ZipParts): Promise<string> {
  const relations = await readRelations(parts, '')
  const found = [...relations.values()].find(({ type }) => type.endsWith('/officeDocument'))
  return found?.target ?? 'xl/workbook.xml'
}

/** What a part names by relation (ECMA-376, part 2, section 9.3). */
async function readRelations(parts: ZipParts, of: string): Promise<Map<string, Relation>> {
  const folder = posix.dirname(of)
  const name = posix.join(folder, '_rels', `${posix.basename(of)}.rels`)
  const relations = new Map<string, Relation>()
  const allowance = new Allowance(tableLimits.parts)
  if (!parts.has(name)) return relations
  await readXml(await parts.open(name), {
    open(tag, { Id = '', Type = '', Target = '' }) {
      if (tag !== 'Relationship') return
      allowance.take()
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target)
      relations.set(Id, { type: Type, target })
    },
    text() {},
    close() {},
  })
  return relations
}

async function readOutline(parts: ZipParts, home: string) {
  const entries: SheetEntry[] = []
  const allowance = new Allowance(tableLimits.sheets)
  let from1904 = false
  await readXml(await parts.open(home), {
    open(tag, attributes) {
      if (tag === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '')
      if (tag !== 'sheet') return
      allowance.take()
      const relation = Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? ''
      const hidden = (attributes['state'] ?? 'visible') !== 'visible'
      entries.push({ name: attributes['name'] ?? '', hidden, relation })
    },
    text() {},
    close() {},
  })
  return { entries, from1904 }
}

/** Text may be given in pieces of several looks; how it is spoken (`rPh`) is no part of it. */
async function readStrings(parts: ZipParts, name: string | undefined): Promise<string[]> {
  const strings: string[] = []
  if (name === undefined || !parts.has(name)) return strings
  const allowance = new Allowance(tableLimits.strings)
  let text = ''
  let spoken = 0
  let within = false
  await readXml(await parts.open(name), {
    open(tag) {
      if (tag === 'si') text = ''
      else if (tag === 'rPh') spoken++
      else if (tag === 't') within = spoken === 0
    },
    text(piece) {
      if (within) text += piece
    },
    close(tag) {
      if (tag === 'si') {
        allowance.take()
        strings.push(unescapeText(text))
      } else if (tag === 'rPh') spoken--
      else if (tag === 't') within = false
    },
  })
  return strings
}

/** What each style shows a number as (section 18.8.30). */
async function readShapes(parts: ZipParts, name: string | undefined): Promise<NumberShape[]> {
  const shapes: NumberShape[] = []
  if (name === undefined || !parts.has(name)) return shapes
  const formats = new Map<number, string>()
  const allowance = new Allowance(tableLimits.styles)
  let within = false
  await readXml(await parts.open(name), {
    open(tag, { numFmtId = '0', formatCode = '' }) {
      if (tag === 'numFmt' || tag === 'xf') allowance.take()
      if (tag === 'numFmt') formats.set(Number(numFmtId), formatCode)
      else if (tag === 'cellXfs') within = true
      else if (tag === 'xf' && within) shapes.push(shapeOf(Number(numFmtId), formats))
    },
    text() {},
    close(tag) {
      if (tag === 'cellXfs') within = false
    },
  })
  return shapes
}

/** Built-in formats that show days; 27 and on are those of East Asian editions, of which 57 shows a month and 17 one by name. */
const dayFormats = new Set([14, 15, 16, 22, 27, 28, 29, 30, 31, 36, 50, 51, 53, 54, 56, 58])
const monthFormats = new Set([17, 52, 55, 57])

function shapeOf(id: number, formats: ReadonlyMap<number, string>): NumberShape {
  const code = formats.get(id)
  if (code === undefined) return dayFormats.has(id) ? 'date' : monthFormats.has(id) ? 'month' : 'number'
  const bare = code
    .split(';')[0]
    ?.replaceAll(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '')
    .toLowerCase()
  if (bare === undefined || bare === 'general') return 'number'
  if (bare.includes('d')) return 'date'
  if (/[ye]/.test(bare) && /[ym]/.test(bare) && !/[0#]/.test(bare)) return 'month'
  return /[hs]/.test(bare) ? 'time' : 'number'
}
