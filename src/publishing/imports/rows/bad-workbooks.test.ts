// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { strToU8, zipSync } from 'fflate'
import { type BadFile, testBadFiles } from '../../../../test/support/bad-files.ts'
import { day, error, formula, month, sheetOf, type TestCell, workbook } from '../../../../test/support/workbooks.ts'
import { tableLimits } from '../tables/table.model.ts'

const header = ['序号', '资格证书名称', '国家/地区', '类别', '起始日期', '终止日期']
const item = (
  number: number,
  name: string,
  more: Partial<Record<'country' | 'class' | 'from' | 'until', TestCell>> = {},
) => [number, name, more.country ?? '演示国甲', more.class ?? 'A', more.from ?? null, more.until ?? null]
const good = item(1, '焊接工程师')
const sheetPart = 'xl/worksheets/sheet1.xml'

/** A zip whose one part says that it is small and unpacks to much more. */
function lyingZip(): Uint8Array {
  const bytes = sheetOf([header, ...Array.from({ length: 3000 }, (_, at) => item(at, '焊接工程师'))])
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at + 46 < bytes.length; at++) {
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + sheetPart.length))
    if (view.getUint32(at, true) === 0x02014b50 && name === sheetPart) view.setUint32(at + 24, 100, true)
  }
  return bytes
}

/** Says of itself that it unpacks to more than is taken. */
function bomb(): Uint8Array {
  const bytes = sheetOf([header, good])
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at + 46 < bytes.length; at++) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 300_000_000, true)
  }
  return bytes
}

const manySheets = (number: number, part: string): string =>
  `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${`<sheet name="x" r:id="${part}"/>`.repeat(number)}</sheets></workbook>`

/** A workbook whose sheet is the same again and again. */
function withSheet(open: string, times: number, close = ''): Uint8Array {
  const sheet = `<worksheet><sheetData>${open.repeat(times)}${close.repeat(times)}</sheetData></worksheet>`
  return workbook({ sheets: [{ name: '目录', rows: [] }], parts: { [sheetPart]: sheet } })
}

const tooLarge = { finds: ['- file-unpacks-too-large'], takes: [] }

const files: Record<string, BadFile> = {
  'empty.xlsx': { bytes: new Uint8Array(0), finds: ['- file-empty'], takes: [] },
  'no-rows.xlsx': { bytes: sheetOf([header]), finds: ['- rows-none'], takes: [] },
  'no-cells.xlsx': { bytes: sheetOf([]), finds: ['- file-empty'], takes: [] },
  'old-format.xls': {
    bytes: Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(600)),
    finds: ['- file-old-excel'],
    takes: [],
  },
  'with-password.xlsx': {
    bytes: Buffer.concat([
      Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(600)),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]),
    finds: ['- file-encrypted'],
    takes: [],
  },
  'binary.xlsb': { bytes: zipSync({ 'xl/workbook.bin': strToU8('x') }), finds: ['- file-binary-excel'], takes: [] },
  'table.ods': {
    bytes: zipSync({ mimetype: strToU8('application/vnd.oasis'), 'content.xml': strToU8('<x/>') }),
    finds: ['- file-open-document'],
    takes: [],
  },
  'letter.docx': {
    bytes: zipSync({ '[Content_Types].xml': strToU8('<x/>'), 'word/document.xml': strToU8('<x/>') }),
    finds: ['- file-other'],
    takes: [],
  },
  'photos.zip': { bytes: zipSync({ 'a.jpg': strToU8('x') }), finds: ['- file-other'], takes: [] },
  'cut-off.xlsx': { bytes: sheetOf([header, good]).subarray(0, 900), finds: ['- file-broken'], takes: [] },
  'broken-xml.xlsx': {
    bytes: workbook({ sheets: [{ name: '目录', rows: [] }], parts: { [sheetPart]: '<worksheet><sheetData><row>' } }),
    finds: ['- file-broken'],
    takes: [],
  },
  'entity-expansion.xlsx': {
    bytes: workbook({
      sheets: [{ name: '目录', rows: [] }],
      parts: {
        [sheetPart]:
          '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row r="1"><c r="A1" t="str"><v>&b;</v></c></row></sheetData></worksheet>',
      },
    }),
    finds: ['- file-broken'],
    takes: [],
  },
  'part-missing.xlsx': {
    bytes: workbook({ sheets: [{ name: '目录', rows: [header, good] }], leaveOut: [sheetPart] }),
    finds: ['- file-broken'],
    takes: [],
  },
  'zip-bomb.xlsx': { bytes: bomb(), finds: ['- file-unpacks-too-large'], takes: [] },
  // Small files, each of which once took the memory or the time of the server.
  'one-part-many-sheets.xlsx': {
    bytes: workbook({
      sheets: [{ name: '目录', rows: [header, good] }],
      parts: { 'xl/workbook.xml': manySheets(2, 'rId1') },
    }),
    finds: ['- file-broken'],
    takes: [],
  },
  'many-sheets.xlsx': {
    bytes: workbook({
      sheets: [{ name: '目录', rows: [header, good] }],
      parts: { 'xl/workbook.xml': manySheets(tableLimits.sheets + 1, '') },
    }),
    finds: ['- file-unpacks-too-large'],
    takes: [],
  },
  'many-merged.xlsx': {
    bytes: sheetOf([header, good], { merges: Array.from({ length: 101 }, () => 'B2:B20001') }),
    finds: ['- file-unpacks-too-large'],
    takes: [],
  },
  'many-ranges.xlsx': { bytes: withSheet('<mergeCell ref="Z9"/>', tableLimits.ranges + 1), ...tooLarge },
  'many-wide-rows.xlsx': {
    bytes: withSheet('<row><c r="GR1"><v>1</v></c></row>', tableLimits.cells / 200),
    ...tooLarge,
  },
  'many-styles.xlsx': {
    bytes: workbook({
      sheets: [{ name: '目录', rows: [header, good] }],
      parts: { 'xl/styles.xml': `<styleSheet>${'<xf/>'.repeat(tableLimits.styles + 1)}</styleSheet>` },
    }),
    ...tooLarge,
  },
  'deep.xlsx': {
    bytes: withSheet('<a>', 1000, '</a>'),
    finds: ['- file-broken'],
    takes: [],
  },
  'lying-zip.xlsx': { bytes: lyingZip(), finds: ['- file-broken'], takes: [] },
  'too-large.xlsx': { bytes: new Uint8Array(32 * 1024 * 1024 + 1).fill(65), finds: ['- file-too-large'], takes: [] },
  'merged-header.xlsx': {
    bytes: sheetOf(
      [
        ['演示目录（第一批）'],
        ['序号', '资格证书名称', '国家/地区', '类别', '有效期', null],
        [null, null, null, null, '起始日期', '终止日期'],
        item(1, '焊接工程师', { from: '2025年3月1日' }),
      ],
      { merges: ['A1:F1', 'A2:A3', 'B2:B3', 'C2:C3', 'D2:D3', 'E2:F2'] },
    ),
    finds: [],
    takes: [4],
    also: ({ rows }) => assert.equal(rows[0]?.from, '2025-03-01'),
  },
  'merged-down.xlsx': {
    bytes: sheetOf([header, item(1, '焊接工程师'), [2, '电工', null, 'B'], [3, '钳工', null, 'B']], {
      merges: ['C2:C4'],
    }),
    finds: ['C3 merged-down'],
    takes: [2, 3, 4],
    also: ({ rows }) =>
      assert.deepEqual(
        rows.map(({ country }) => country),
        ['XA', 'XA', 'XA'],
      ),
  },
  'merged-across.xlsx': {
    bytes: sheetOf([header, good, [2, '电工', null, 'B']], { merges: ['B3:C3'] }),
    finds: ['B3 merged-across'],
    takes: [2],
  },
  'title-rows-above.xlsx': {
    bytes: sheetOf([['附件1'], ['某省国际职业资格目录'], ['发布日期：2025年1月1日'], [], header, good]),
    finds: [],
    takes: [6],
  },
  'no-header.xlsx': { bytes: sheetOf([[1, '焊接工程师', '演示国甲', 'A']]), finds: ['- header-missing'], takes: [] },
  'no-name-column.xlsx': {
    bytes: sheetOf([
      ['序号', '类别', '备注'],
      [1, 'A', 'x'],
    ]),
    finds: ['- column-missing'],
    takes: [],
  },
  'unknown-column.xlsx': {
    bytes: sheetOf([
      [...header, '联系电话'],
      [...good, '123'],
    ]),
    finds: ['G1 column-unknown'],
    takes: [2],
  },
  'slip-in-heading.xlsx': {
    bytes: sheetOf([
      ['序号', '资格证书名称', '国家地区域', '类别', '起始曰期'],
      [1, '焊接工程师', '甲', 'A', ''],
    ]),
    finds: ['C1 column-unknown', 'E1 column-unknown'],
    takes: [2],
    also: ({ findings }) =>
      assert.deepEqual(
        findings.map(({ candidates }) => candidates[0]),
        ['国家/地区', '起始日期'],
      ),
  },
  'column-twice.xlsx': {
    bytes: sheetOf([
      [...header, '类型'],
      [...good, 'B'],
    ]),
    finds: ['G1 column-twice'],
    takes: [2],
  },
  'class-and-level.xlsx': {
    bytes: sheetOf([
      [...header, '对应职称'],
      [...good, '中级'],
    ]),
    finds: ['G1 column-not-carried'],
    takes: [2],
  },
  'hidden-sheet.xlsx': {
    bytes: workbook({
      sheets: [
        { name: '目录', rows: [header, good] },
        { name: '旧版', rows: [header, item(1, '旧证书')], state: 'hidden' },
        { name: '选项', rows: [['A'], ['B']], state: 'veryHidden' },
      ],
    }),
    finds: ['旧版!- sheet-hidden', '选项!- sheet-hidden'],
    takes: [2],
  },
  'sheet-without-header.xlsx': {
    bytes: workbook({
      sheets: [
        { name: '另有说明', rows: [['请按要求填写']] },
        { name: '目录', rows: [header, good] },
      ],
    }),
    finds: ['另有说明!- sheet-without-header'],
    takes: [2],
  },
  'two-sheets.xlsx': {
    bytes: workbook({
      sheets: [
        { name: 'A类', rows: [header, good] },
        { name: 'B类', rows: [header, item(1, '电工', { class: 'C' }), item(2, '钳工', { class: 'B' })] },
      ],
    }),
    finds: ['B类!D2 class-unknown'],
    takes: [2, 3],
  },
  'hidden-rows.xlsx': {
    bytes: sheetOf([header, good, item(2, '电工')], { hiddenRows: [3] }),
    finds: ['3 rows-hidden'],
    takes: [2, 3],
  },
  'formula-results.xlsx': {
    bytes: sheetOf([header, item(1, '焊接工程师', { class: formula('IF(1=1,"A","B")', 'A') })]),
    finds: ['D2 formulas-stored'],
    takes: [2],
  },
  'formula-without-value.xlsx': {
    bytes: sheetOf([header, item(1, '焊接工程师', { class: formula('VLOOKUP(A1,X,1)', null) }), item(2, '电工')]),
    finds: ['D2 formula-without-value'],
    takes: [3],
  },
  'error-cells.xlsx': {
    bytes: sheetOf([
      header,
      item(1, '焊接工程师', { country: error('#N/A') }),
      item(2, '电工', { class: error('#REF!') }),
    ]),
    finds: ['C2 cell-error', 'D3 cell-error'],
    takes: [],
  },
  'number-for-name.xlsx': {
    bytes: sheetOf([header, [1, 20250301, 'XA', 'A']]),
    finds: ['B2 name-is-number'],
    takes: [],
  },
  'number-as-text.xlsx': {
    bytes: sheetOf([header, item(1, '焊接工程师', { from: '45717' })]),
    finds: ['E2 date-from-number'],
    takes: [2],
    also: ({ rows }) => assert.equal(rows[0]?.from, '2025-03-01'),
  },
  'unformatted-serial.xlsx': {
    bytes: sheetOf([header, item(1, '焊接工程师', { from: 45717, until: 12 })]),
    finds: ['E2 date-from-number', 'F2 date-unreadable'],
    takes: [],
  },
  'dates-from-1904.xlsx': {
    bytes: workbook({
      date1904: true,
      sheets: [{ name: '目录', rows: [header, item(1, '焊接工程师', { from: day(44255), until: day(44000) })] }],
    }),
    finds: ['F2 dates-contradict'],
    takes: [],
    also: ({ findings }) => assert.deepEqual(findings[0]?.expected, ['2025-03-01']),
  },
  'day-that-never-was.xlsx': {
    bytes: sheetOf([header, item(1, '焊接工程师', { from: day(60) })]),
    finds: ['E2 date-impossible'],
    takes: [],
  },
  'month-shown.xlsx': {
    bytes: sheetOf([header, item(1, '焊接工程师', { from: month(45717) })]),
    finds: ['E2 date-shown-as-month'],
    takes: [2],
    also: ({ rows }) => assert.equal(rows[0]?.from, '2025-03'),
  },
  'month-as-number.xlsx': {
    bytes: sheetOf([header, item(1, '焊接工程师', { from: 2025.1 })]),
    finds: ['E2 date-day-or-month'],
    takes: [],
    also: ({ findings }) => assert.deepEqual(findings[0]?.candidates, ['2025-01', '2025-10']),
  },
  'full-width.xlsx': {
    bytes: sheetOf([
      ['序　号', '资格证书名称', '国家／地区', '类　别', '起始日期'],
      ['１', 'ＡＷＳ　焊接', 'ＸＡ', 'Ｂ类', '２０２５．３．１'],
    ]),
    finds: [],
    takes: [2],
    also: ({ rows }) => {
      const { nameZh, country, class: group, from } = rows[0] ?? {}
      assert.deepEqual([nameZh, country, group, from], ['AWS 焊接', 'XA', 'B', '2025-03-01'])
    },
  },
  'unseen-characters.xlsx': {
    bytes: sheetOf([header, [1, '\u200b焊接\n工程师\u00a0', ' 演示国甲\u3000', 'A\u200d']], {}),
    finds: [],
    takes: [2],
    also: ({ rows }) => assert.deepEqual([rows[0]?.nameZh, rows[0]?.country], ['焊接 工程师', 'XA']),
  },
  'rich-text.xlsx': {
    bytes: sheetOf([
      header,
      [
        1,
        {
          attributes: 't="inlineStr"',
          xml: '<is><r><t>焊接</t></r><r><rPr><b/></rPr><t>工程师</t></r><rPh sb="0" eb="2"><t>han jie</t></rPh></is>',
        },
        'XA',
        'A',
      ],
    ]),
    finds: [],
    takes: [2],
    also: ({ rows }) => assert.equal(rows[0]?.nameZh, '焊接工程师'),
  },
  'inline-strings.xlsx': {
    bytes: workbook({
      strings: 'inline',
      sheets: [{ name: '目录', rows: [header, item(1, '焊接工程师', { class: '丙' })] }],
    }),
    finds: ['D2 class-unknown'],
    takes: [],
  },
  'other-prefix.xlsx': {
    bytes: workbook({
      prefix: 'x:',
      sheets: [{ name: '目录', rows: [header, item(1, '焊接工程师', { class: '丙' })] }],
    }),
    finds: ['D2 class-unknown'],
    takes: [],
  },
  'totals-below.xlsx': {
    bytes: sheetOf([header, good, [], ['合计', '1项'], ['填表人：', '', '', '', '日期']]),
    finds: ['A4 row-not-an-item', 'A5 row-not-an-item'],
    takes: [2],
  },
  'repeated-header.xlsx': { bytes: sheetOf([header, good, header, item(2, '电工')]), finds: [], takes: [2, 4] },
  'everything-wrong.xlsx': {
    bytes: sheetOf([
      header,
      item(1, '焊接工程师'),
      [2, '', '火星', '丁', '2025-02-30', '不详'],
      item(3, '电工', { class: 'B' }),
    ]),
    finds: ['B3 name-missing', 'C3 country-unknown', 'D3 class-unknown', 'E3 date-impossible', 'F3 date-unreadable'],
    takes: [2, 4],
  },
}

testBadFiles(files)
