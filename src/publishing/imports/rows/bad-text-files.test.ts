// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { type BadFile, testBadFiles } from '../../../../test/support/bad-files.ts'
import { gbk } from '../../../../test/support/workbooks.ts'

const head = '序号,资格证书名称,国家/地区,类别,起始日期,终止日期'
const lines = (...rows: string[]): string => [head, ...rows].join('\r\n')
const wide = (text: string, mark: boolean, big: boolean): Uint8Array => {
  const bytes = Buffer.from(mark ? `\uFEFF${text}` : text, 'utf16le')
  return big ? bytes.swap16() : bytes
}
const good = '1,焊接工程师,演示国甲,A,,'
const bad = '2,电工,演示国甲,丁,,'
const bothFound = { finds: ['D3 class-unknown'], takes: [2] }
const named = ({ rows }: { rows: { nameZh?: string }[] }) => assert.equal(rows[0]?.nameZh, '焊接工程师')

const files: Record<string, BadFile> = {
  'empty.csv': { bytes: '', finds: ['- file-empty'], takes: [] },
  'only-spaces.csv': { bytes: ' \r\n \r\n', finds: ['- file-empty'], takes: [] },
  'not-a-table.txt': {
    bytes: '关于公布目录的通知\n各市人力资源社会保障局：\n',
    finds: ['- header-missing'],
    takes: [],
  },
  'utf8-with-mark.csv': { bytes: `\uFEFF${lines(good, bad)}`, ...bothFound, also: named },
  'utf16-little.csv': { bytes: wide(lines(good, bad), true, false), ...bothFound, also: named },
  'utf16-big.csv': { bytes: wide(lines(good, bad), true, true), ...bothFound, also: named },
  'utf16-without-mark.csv': { bytes: wide(lines(good, bad), false, false), ...bothFound, also: named },
  'gbk.csv': {
    bytes: gbk(lines(good, bad)),
    finds: ['- encoding-guessed', 'D3 class-unknown'],
    takes: [2],
    also: named,
  },
  'gbk-semicolons.csv': {
    bytes: gbk(lines(good, bad).replaceAll(',', ';')),
    finds: ['- encoding-guessed', 'D3 class-unknown'],
    takes: [2],
    also: named,
  },
  'gbk-one-broken-byte.csv': {
    bytes: Buffer.concat([gbk(lines(good, '2,电')), Uint8Array.of(0xff), gbk('工,XA,A,,')]),
    finds: ['- encoding-guessed', 'B3 text-broken'],
    takes: [2],
  },
  'utf8-broken-bytes.csv': {
    bytes: Buffer.concat([Buffer.from(lines(good, '2,电工')), Uint8Array.of(0xff), Buffer.from(',XA,A,,')]),
    finds: ['B3 text-broken'],
    takes: [2],
  },
  'tabs.csv': { bytes: lines(good, bad).replaceAll(',', '\t'), ...bothFound, also: named },
  'sep-line.csv': {
    bytes: `sep=;\r\n${lines(good, bad).replaceAll(',', ';')}`,
    finds: ['D4 class-unknown'],
    takes: [3],
    also: named,
  },
  'quoted-line-break.csv': {
    bytes: lines('1,"焊接\n工程师",演示国甲,A,,', bad),
    finds: ['D3 class-unknown'],
    takes: [2],
    also: ({ rows }) => assert.equal(rows[0]?.nameZh, '焊接 工程师'),
  },
  'quote-not-closed.csv': {
    bytes: lines(good, '2,"电工,演示国甲,A,,', '3,钳工,XA,A,,'),
    finds: ['- quote-not-closed'],
    takes: [],
    also: ({ findings }) => assert.equal(findings[0]?.found, '3'),
  },
  'short-and-long-rows.csv': {
    bytes: lines('1,焊接工程师', '2,电工,XA,A,,,,,'),
    finds: ['D2 class-missing'],
    takes: [3],
  },
  'english-headings.csv': {
    bytes:
      'Name,Country,Category,Valid from,Valid until,Status\nWelder,USA,b,1 March 2025,31/12/2026,remove\nFitter,UK,c,,,gone\n',
    finds: ['E1 column-last-day', 'C3 class-unknown', 'F3 action-unknown'],
    takes: [2],
    also: ({ rows }) => {
      const { country, class: group, from, until, action } = rows[0] ?? {}
      assert.deepEqual([country, group, from, until, action], ['US', 'B', '2025-03-01', '2027-01-01', 'withdraw'])
    },
  },
  'other-order.csv': {
    bytes: '类别,备注,证书名称,发证机构,国别\nB,略,焊接工程师,演示机构,美国\nA,略,电工,演示机构,法兰西\n',
    finds: ['E3 country-unknown'],
    takes: [2],
    also: named,
  },
  'web-page.xls': { bytes: '<html><table><tr><td>x</td></tr></table></html>', finds: ['- file-web-page'], takes: [] },
  'spreadsheet-2003.xml': { bytes: '<?xml version="1.0"?><Workbook/>', finds: ['- file-other'], takes: [] },
  'catalogue.pdf': { bytes: '%PDF-1.7\n', finds: ['- file-pdf'], takes: [] },
  'picture.png': { bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), finds: ['- file-other'], takes: [] },
  'chinese-dates.csv': {
    bytes: lines(
      '1,焊接工程师,XA,A,二〇二五年三月一日,2025年12月',
      '2,电工,XA,A,2025.3.1,2026/3/1',
      '3,钳工,XA,A,自2025年3月1日起施行,长期',
      '4,车工,XA,A,二〇二五年二月三十日,',
      '5,铣工,XA,A,25.3.1,',
    ),
    finds: ['E5 date-impossible', 'E6 date-short-year'],
    takes: [2, 3, 4],
    also: ({ rows }) =>
      assert.deepEqual(
        rows.map(({ from, until }) => [from, until]),
        [
          ['2025-03-01', '2025-12'],
          ['2025-03-01', '2026-03-01'],
          ['2025-03-01', undefined],
        ],
      ),
  },
  // The end of a period and the reservation of a remark would be lost.
  'more-than-a-date.csv': {
    bytes: lines(
      '1,焊接工程师,XA,A,2025-01-01 至 2025-12-31,',
      '2,电工,XA,A,2025.3.1 - 2026.3.1,',
      '3,钳工,XA,A,2025年 3月底,',
      '4,车工,XA,A,2025-03-01 之前,',
      '5,铣工,XA,A,2025-01-01 (暂定),',
      '6,磨工,XA,A,2025年3月1日前,',
      '7,刨工,XA,A,2025年3月1日失效,',
      '8,镗工,XA,A,,2025年12月31日止',
      '9,锻工,XA,A,2025 12:00,',
    ),
    finds: [
      ...[2, 3, 4, 5, 6, 7, 8].map((row) => `E${row} date-unreadable`),
      'F9 date-unreadable',
      'E10 date-unreadable',
    ],
    takes: [],
  },
  'time-and-weekday.csv': {
    bytes: lines(
      '1,焊接工程师,XA,A,2025-03-01 00:00:00,2026-03-01T00:00:00.000Z',
      '2,电工,XA,A,2025/3/1 0:00,13/04/2026 0:00',
      '3,钳工,XA,A,2025年3月1日 星期六,自2026年3月1日起失效',
      '4,车工,XA,A,二〇二五年三月一日（周六）,',
    ),
    finds: [],
    takes: [2, 3, 4, 5],
    also: ({ rows }) => {
      assert.ok(rows.every(({ from }) => from === '2025-03-01'))
      assert.deepEqual(
        rows.map(({ until }) => until),
        ['2026-03-01', '2026-04-13', '2026-03-01', undefined],
      )
    },
  },
  'last-day-with-words.csv': {
    bytes: '名称,类别,有效期至\n焊接工程师,A,至2025年12月31日止\n',
    finds: ['C1 column-last-day'],
    takes: [2],
    also: ({ rows }) => assert.equal(rows[0]?.until, '2026-01-01'),
  },
  'day-or-month.csv': {
    bytes: lines('1,焊接工程师,XA,A,03/04/2025,', '2,电工,XA,A,13/04/2025,'),
    finds: ['E2 date-day-or-month'],
    takes: [3],
    also: ({ findings }) => assert.deepEqual(findings[0]?.candidates, ['2025-04-03', '2025-03-04']),
  },
  'implausible-year.csv': { bytes: lines('1,焊接工程师,XA,A,1025-03-01,'), finds: ['E2 date-implausible'], takes: [2] },
  'dates-contradict.csv': {
    bytes: lines('1,焊接工程师,XA,A,2025-03-01,2025-03-01', '2,电工,XA,A,2025-03-15,2025-03', '3,钳工,XA,A,2025,2026'),
    finds: ['F2 dates-contradict', 'F3 dates-contradict'],
    takes: [4],
  },
  'two-ends.csv': {
    bytes: '名称,类别,终止日期,有效期至\n焊接工程师,A,2026-01-01,2025-12-31\n电工,A,2026-01-01,2026-12-31\n',
    finds: ['D1 column-last-day', 'D3 dates-contradict'],
    takes: [2],
  },
  'same-twice.csv': {
    bytes: lines(good, bad, '9, 焊接工程师 ,XA,A类,,'),
    finds: ['D3 class-unknown', 'B4 duplicate-same'],
    takes: [2],
    also: ({ findings }) => assert.deepEqual(findings[1]?.candidates, ['B2']),
  },
  'twice-and-different.csv': {
    bytes: lines(good, '2,焊接工程师,XA,B,,', '3,电工,XA,A,,'),
    finds: ['B3 duplicate-differs'],
    takes: [4],
  },
  'twice-one-after-the-other.csv': {
    bytes: lines(
      '1,焊接工程师,XA,A,2024-01-01,2025-01-01',
      '2,焊接工程师,XA,B,2025-01-01,',
      '3,焊接工程师,XA,A,2026-01-01,',
    ),
    finds: ['B4 duplicate-differs'],
    takes: [2],
  },
  'country-misspelt.csv': {
    bytes: lines('1,焊接工程师,美 国,A,,', '2,电工,United Sates,A,,', '3,钳工,演示国,A,,'),
    finds: ['C3 country-unknown', 'C4 country-unknown'],
    takes: [2],
    also: ({ findings }) =>
      assert.deepEqual(
        findings.map(({ candidates }) => candidates[0]),
        ['United States (US)', '演示国乙 (XB)'],
      ),
  },
  'class-misspelt.csv': {
    bytes: lines('1,焊接工程师,XA,Ｂ类,,', '2,电工,XA,b,,', '3,钳工,XA,C类,,', '4,车工,XA,,,'),
    finds: ['D4 class-unknown', 'D5 class-missing'],
    takes: [2, 3],
    also: ({ findings }) => assert.deepEqual(findings[0]?.expected, ['A (A类, Class A)', 'B (B类, Class B, 中级职称)']),
  },
  'level-for-class.csv': {
    bytes: '名称,对应职称\n焊接工程师,中级职称\n电工,高级\n',
    finds: ['B3 class-unknown'],
    takes: [2],
    also: ({ rows }) => assert.equal(rows[0]?.class, 'B'),
  },
  'error-texts.csv': {
    bytes: lines('1,#N/A,XA,A,,', '2,电工,#REF!,A,,', '3,钳工,XA,A,,'),
    finds: ['B2 cell-error', 'C3 cell-error'],
    takes: [4],
  },
  'long-texts.csv': {
    bytes: `名称,类别,备注\n${'长'.repeat(301)},A,\n电工,A,${'长'.repeat(2001)}\n钳工,A,短\n`,
    finds: ['A2 name-too-long', 'C3 note-too-long'],
    takes: [4],
  },
  'names-in-wrong-column.csv': {
    bytes: '中文名称,英文名称,类别\nWelder,焊接工程师,A\n电工,Electrician,A\n',
    finds: ['A2 name-not-chinese'],
    takes: [2, 3],
  },
  'malformed-ids.csv': {
    bytes: '资格编码,名称,类别\nxa_welder!,焊接工程师,A\nXA-Welder,焊接工程师,A\n,,A\n',
    finds: ['A2 id-malformed', 'B4 name-missing'],
    takes: [3],
    also: ({ rows }) => assert.equal(rows[0]?.id, 'xa-welder'),
  },
  'sources.csv': {
    bytes: '名称,类别,来源网址\n焊接工程师,A,www.example.org\n电工,A,https://example.org/a\n',
    finds: ['C2 source-not-an-address'],
    takes: [3],
  },
  'actions.csv': {
    bytes: '名称,类别,动作\n焊接工程师,A,列入\n电工,B,调整\n钳工,,退出\n车工,A,保留\n铣工,A,调正\n',
    finds: ['C5 action-unknown', 'C6 action-unknown'],
    takes: [2, 3, 4],
    also: ({ findings }) => assert.equal(findings[1]?.candidates[0], '调整'),
  },
}

testBadFiles(files)
