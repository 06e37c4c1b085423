// SPDX-License-Identifier: Apache-2.0
// A catalogue of 100,000 rows, invented over real names of occupations: the same for every side and every run.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { strToU8, zipSync } from 'fflate'
import type { Ground } from '../../src/publishing/imports/analyse-file.ts'

export const rowCount = 100_000
const knownCount = 5000

const head = [
  '序号',
  '资格证书名称',
  '英文名称',
  '颁证机构',
  '国家/地区',
  '类别',
  '起始日期',
  '终止日期',
  '动作',
  '备注',
]
const root = join(import.meta.dirname, '..', '..')

/** Names of occupations in Chinese, from which names of qualifications are made. */
function occupations(): string[] {
  const text = readFileSync(join(root, 'reference', 'classifications', 'cn-2022.csv'), 'utf8')
  const rows: string[][] = parse(text, { comment: '#', relax_column_count: true, skip_empty_lines: true })
  const names = rows.flatMap((cells) => cells.filter((cell) => /^[\u4e00-\u9fff]{3,12}$/.test(cell)).slice(0, 1))
  return [...new Set(names)].sort()
}

const grades = ['初级', '中级', '高级', '特级', '国际', '注册', '特许', '高等', '专项', '行业', '助理', '首席']
const kinds = ['职业资格证书', '从业资格', '技能证书', '认证', '执业证书', '文凭', '合格证']

/** The name with this number; numbers beyond what can be told apart by words carry one. */
function nameOf(number: number, words: readonly string[]): string {
  const base = `${grades[(number * 7) % grades.length]}${words[number % words.length]}${kinds[(number * 3) % kinds.length]}`
  const round = Math.floor(number / words.length)
  return round < 8 ? base : `${base}（${round}类）`
}

/** Half of the rows are known by their name, a fifth with a slip, the others are new. */
function rowNames(words: readonly string[]): string[] {
  return Array.from({ length: rowCount }, (_, at) => {
    if (at % 10 < 5) return nameOf(at % knownCount, words)
    if (at % 10 < 7) return nameOf(at % knownCount, words).replace(/^(.{3})./, '$1之')
    return nameOf(knownCount + at, words)
  })
}

const cells = (name: string, at: number): (string | number)[] => [
  ...[at + 1, name, `Demonstration qualification ${at + 1}`, `演示机构${at % 400}`, 'XA', at % 3 === 0 ? 'B类' : 'A'],
  ...[46_204 + (at % 300), '', '列入', at % 7 === 0 ? '试行' : ''],
]

export interface Workload {
  xlsx: Uint8Array
  csv: Uint8Array
  ground: Ground
}

export function makeWorkload(): Workload {
  const words = occupations()
  const rows = rowNames(words).map(cells)
  const csv = [head, ...rows].map((row) => row.join(',')).join('\r\n')
  const qualifications = Array.from({ length: knownCount }, (_, at) => ({
    ...{ id: `xa-known-${at}`, names: [nameOf(at, words)], country: 'XA', body: null },
  }))
  const bodies = Array.from({ length: 400 }, (_, at) => ({
    id: `xa-body-${at}`,
    names: [`演示机构${at}`],
    country: 'XA',
    body: null,
  }))
  const classes = [
    { id: 'A', names: ['A类'] },
    { id: 'B', names: ['B类'] },
  ]
  const ground = {
    classes,
    countries: [{ code: 'XA', names: ['演示国'] }],
    qualifications,
    bodies,
    current: [],
    elsewhere: [],
    batch: null,
    today: '2026-01-01',
  }
  return { xlsx: workbookOf(rows), csv: strToU8(csv), ground }
}

/** As Excel writes it: text once in a list of its own, days as numbers. */
function workbookOf(rows: readonly (readonly (string | number)[])[]): Uint8Array {
  const strings = new Map<string, number>()
  const cell = (value: string | number, name: string): string => {
    if (value === '') return ''
    if (typeof value === 'number') return `<c r="${name}" s="${name.startsWith('G') ? 1 : 0}"><v>${value}</v></c>`
    if (!strings.has(value)) strings.set(value, strings.size)
    return `<c r="${name}" t="s"><v>${strings.get(value)}</v></c>`
  }
  const lines = [head, ...rows].map(
    (row, at) =>
      `<row r="${at + 1}">${row.map((value, x) => cell(value, `${'ABCDEFGHIJ'[x]}${at + 1}`)).join('')}</row>`,
  )
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const packaged = 'http://schemas.openxmlformats.org/package/2006'
  const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kind}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${kind}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${kind}.sharedStrings+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="目录" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${office}/styles" Target="styles.xml"/><Relationship Id="r3" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${lines.join('')}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${[...strings.keys()].map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))
}
