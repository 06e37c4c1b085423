// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { faultsOf, type RegisterDesk, registerDesk } from '../../../test/support/invented/register-desk.ts'
import { registerHead, registerParquet, registerRow, registerText } from '../../../test/support/invented/registers.ts'
import { day, sheetOf, workbook } from '../../../test/support/workbooks.ts'

let desk: RegisterDesk
before(async () => {
  desk = await registerDesk()
})
after(() => desk.close())

const table = (count: number) => [registerHead, ...Array.from({ length: count }, (_, at) => registerRow(at))]

/** What stands of an authority, so that two can be compared. */
async function contents(authority: string): Promise<unknown> {
  const { rows } = await sql`
    select h.birth_date, h.sex, h.district, h.purposes, c.level, c.issued, j.started, j.place, j.relevant, i.names
    from population_holders h join population_credentials c on c.authority = h.authority and c.holder = h.id
      join population_jobs j on j.authority = h.authority and j.holder = h.id
      join population_identities i on i.authority = h.authority and i.holder = h.id
    where h.authority = ${authority} order by i.names::text, h.birth_date`.execute(desk.db)
  return rows
}

test('CSV, XLSX and Parquet, however it is packed, are the same workforce', async () => {
  await desk.take('as-csv', registerText(1200))
  const expected = await contents('as-csv')
  const forms: [string, Uint8Array][] = [
    ['as-sheet', sheetOf(table(1200))],
    ['as-snappy', registerParquet(1200)],
    ['as-zstd', registerParquet(1200, { codec: 'ZSTD', group: 500 })],
    ['as-gzip', registerParquet(1200, { codec: 'GZIP', group: 5000 })],
    ['as-plain', registerParquet(1200, { codec: 'UNCOMPRESSED' })],
  ]
  for (const [authority, bytes] of forms) {
    const { counts, problem } = await desk.take(authority, bytes)
    assert.deepEqual([authority, problem, counts.good, counts.bad], [authority, null, 1200, 0])
    assert.deepEqual(await contents(authority), expected)
  }
})

test('reading begins anywhere, and at the end it is the same', async () => {
  await desk.take('whole', registerText(90))
  const text = Buffer.from(registerText(90))
  const line = text.subarray(0, text.indexOf('演示', 2000)).lastIndexOf(10) + 1
  const behind = text.subarray(0, line).filter((byte) => byte === 10).length - 1
  for (const [authority, bytes, from] of [
    ['rest-csv', text, { position: line, line: behind + 2 }],
    ['rest-sheet', sheetOf(table(90)), { position: 41, line: 41 }],
    ['rest-parquet', registerParquet(90, { group: 25 }), { position: 40, line: 40 }],
  ] as const) {
    const { counts } = await desk.take(authority, bytes, from)
    assert.equal(counts.good, authority === 'rest-csv' ? 90 - behind : 50, authority)
  }
})

test('days of a sheet are days, and a sheet that is no register is passed over', async () => {
  const head = ['person number', 'name', 'level', 'issued', 'birth date']
  const rows = [
    head,
    ['1', '王芳', 'cn-skill/3', day(43_905), day(31_413)],
    ['2', '李强', 'cn-skill/3', '2020年3月15日', null],
  ]
  const notes = { name: 'Notes', rows: [['Only', 'words']] }
  const { counts } = await desk.take('sheet-days', workbook({ sheets: [notes, { name: 'Register', rows }] }))
  assert.deepEqual([counts.good, counts.bad], [2, 0])
  const { rows: held } = await sql`
    select c.issued::text, h.birth_date::text from population_holders h join population_credentials c on c.authority = h.authority and c.holder = h.id
    where h.authority = 'sheet-days' order by h.id`.execute(desk.db)
  assert.deepEqual(held, [
    { issued: '2020-03-15', birth_date: '1986-01-01' },
    { issued: '2020-03-15', birth_date: null },
  ])
  const both = {
    sheets: [
      { name: 'A', rows },
      { name: 'B', rows },
    ],
  }
  assert.equal((await desk.take('sheet-two', workbook(both))).problem?.code, 'several-sheets')
})

test('a Parquet file with a broken part loses that part, and says so; one without its end says that', async () => {
  const whole = registerParquet(4000, { group: 1000 })
  const broken = Buffer.from(whole)
  // Somewhere in the pages of the second row group.
  broken.fill(0xff, Math.floor(whole.length * 0.3), Math.floor(whole.length * 0.32))
  const some = await desk.take('parquet-broken', broken)
  assert.deepEqual([some.problem, some.counts.rows, some.counts.good, some.counts.bad], [null, 4000, 3000, 1000])
  assert.deepEqual(faultsOf(some), [[1001, '', 'unreadable', null]])
  for (const share of [0.3, 0.9, 0.999]) {
    const cut = await desk.take('parquet-cut', whole.subarray(0, Math.floor(whole.length * share)))
    assert.deepEqual([cut.problem?.code, cut.counts.rows], ['parquet-cut-off', 0])
  }
  const lost = Buffer.concat([whole.subarray(0, whole.length - 200), Buffer.alloc(192, 7), whole.subarray(-8)])
  assert.equal((await desk.take('parquet-cut', lost)).problem?.code, 'parquet-broken')
  const after = await desk.take('parquet-cut', whole)
  assert.deepEqual([after.counts.good, (await desk.standing('parquet-cut'))['persons']], [4000, 4000])
})

test('a workbook that is cut off says so; one of which a sheet is damaged keeps the rows before', async () => {
  const whole = sheetOf(table(3000))
  assert.equal((await desk.take('sheet-cut', whole.subarray(0, whole.length - 5000))).problem?.code, 'zip-broken')
  const xml = `<worksheet><sheetData>${table(500)
    .map((cells) => `<row>${cells.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`)
    .join('')}<row><c></row`
  const damaged = workbook({ sheets: [{ name: 'A', rows: [] }], parts: { 'xl/worksheets/sheet1.xml': xml } })
  const some = await desk.take('sheet-damaged', damaged)
  assert.deepEqual([some.problem, some.counts.good], [{ code: 'sheet-broken', args: { row: '501' } }, 500])
})
