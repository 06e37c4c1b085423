// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { faultsOf, type RegisterDesk, registerDesk } from '../../../test/support/invented/register-desk.ts'
import { idNumber, registerHead, registerRow, registerText } from '../../../test/support/invented/registers.ts'
import { wordsIn } from '../../ui/index.ts'
import { faultsOfImport } from './write-faults.ts'

let desk: RegisterDesk
before(async () => {
  desk = await registerDesk()
})
after(() => desk.close())

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

test('a register goes in whole; the same again changes nothing, and what has changed is changed', async () => {
  const first = await desk.take('xa-one', registerText(4500))
  assert.deepEqual(first.counts, {
    ...{ rows: 4500, good: 4500, bad: 0, personsNew: 4500, personsChanged: 0, personsUnchanged: 0, matches: 0 },
  })
  assert.deepEqual(await desk.standing('xa-one'), { persons: 4500, credentials: 4500, jobs: 4500 })
  const again = await desk.take('xa-one', registerText(4500))
  assert.equal(again.counts.personsUnchanged, 4500)
  const before = await sql<{ changed: string }>`select max(changed)::text as changed from population_holders`.execute(
    desk.db,
  )
  const changed = await desk.take('xa-one', registerText(10).replace('2020-03-15', '2021-03-15'))
  assert.deepEqual([changed.counts.personsChanged, changed.counts.personsUnchanged], [1, 9])
  const { rows } = await sql`
    select h.birth_date::text, h.sex, h.district, h.purposes, h.work_known, c.slot, c.level, c.issued::text, j.relevant
    from population_holders h join population_credentials c on c.authority = h.authority and c.holder = h.id
      join population_jobs j on j.authority = h.authority and j.holder = h.id
    where h.authority = 'xa-one' and h.changed > ${before.rows[0]?.changed} order by c.slot`.execute(desk.db)
  const holder = {
    ...{ birth_date: '1960-01-01', sex: 'female', district: 'XA-N', purposes: ['statistics'], work_known: false },
    ...{ level: 'cn-skill/3', relevant: [0, 1] },
  }
  assert.deepEqual(rows, [
    { ...holder, slot: 0, issued: '2020-03-15' },
    { ...holder, slot: 1, issued: '2021-03-15' },
  ])
})

test('no name and no number stands in the copy for analysis, and no number stands anywhere in plain', async () => {
  await desk.take('xa-plain', registerText(3))
  const tables = await sql<{ text: string }>`
    select coalesce(string_agg(t::text, ' '), '') as text from (
      select h::text as t from population_holders h union all select c::text from population_credentials c
      union all select j::text from population_jobs j) t`.execute(desk.db)
  assert.doesNotMatch(tables.rows[0]?.text ?? '', /演示/)
  const dump = await sql<{ text: string }>`
    select string_agg(i::text || k::text, ' ') as text from population_identities i join population_keys k on k.holder = i.holder`.execute(
    desk.db,
  )
  assert.match(dump.rows[0]?.text ?? '', /演示/)
  for (let at = 0; at < 3; at++) assert.ok(!(dump.rows[0]?.text ?? '').includes(idNumber(at)))
})

test('every tenth row is broken in some way: no other is lost, and each is told with its line', async () => {
  const spoil: ((row: string[]) => string)[] = [
    (row) => row.with(2, `${row[2]?.slice(0, 17)}${row[2]?.endsWith('1') ? '2' : '1'}`).join(','),
    (row) => row.with(3, '火星').join(','),
    (row) => row.with(6, '2026-02-30').join(','),
    (row) => `"${row.join(',')}`,
    (row) => row.slice(0, 5).join(','),
    (row) => row.with(0, '').join(','),
    (row) => row.with(9, '"也许"x').join(','),
    (row) => row.with(2, '').join(','),
  ]
  const lines = Array.from({ length: 800 }, (_, at) => {
    const row = registerRow(20_000 + at)
    return at % 10 === 9 ? (spoil[Math.floor(at / 10) % spoil.length]?.(row) ?? '') : row.join(',')
  })
  const done = await desk.take('xa-broken', [registerHead.join(','), ...lines, ''].join('\r\n'))
  assert.equal(done.problem, null)
  assert.deepEqual([done.counts.rows, done.counts.good, done.counts.bad], [800, 720, 80])
  assert.deepEqual(await desk.standing('xa-broken'), { persons: 720, credentials: 720, jobs: 720 })
  assert.deepEqual(faultsOf(done).slice(0, 8), [
    [11, 'document-number', 'document-check', null],
    [21, 'district', 'place', '火星'],
    [31, 'issued', 'date', '2026-02-30'],
    [41, '', 'quote', null],
    [51, '', 'cells', null],
    [61, 'name', 'name-missing', null],
    [71, '', 'quote', null],
    [81, '', 'number-missing', null],
  ])
  const text = await textOf(faultsOfImport(desk.db, done.id, wordsIn('zh-CN')))
  assert.match(text, /^\uFEFF行,列,内容,问题及应有内容,代码\r\n11,证件号码,,证件号码：校验码与其余字符不符/)
  assert.equal(text.split('\r\n').length, 82)
})

/** GB 18030 and Big5 of what a register here says: the platform writes neither. */
const encoded = (text: string, encoding: string): Buffer => {
  const decoder = new TextDecoder(encoding)
  const table = new Map<string, number[]>()
  for (let lead = 0x81; lead < 0xff; lead++)
    for (let trail = 0x40; trail < 0xff; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail))
      if ([...character].length === 1 && !table.has(character)) table.set(character, [lead, trail])
    }
  return Buffer.from([...text].flatMap((one) => (one < '\x80' ? [one.charCodeAt(0)] : (table.get(one) ?? [63]))))
}

test('GB 18030 and Big5 are read as what they are, and bytes that are no text spoil their own row', async () => {
  const chinese = await desk.take('xa-gb', encoded(registerText(300), 'gb18030'))
  assert.deepEqual([chinese.problem, chinese.counts.good, chinese.counts.bad], [null, 300, 0])
  const traditional = `person number,name,district,level\n${Array.from({ length: 50 }, (_, at) => `A-${at},陳大文,XA-N,cn-skill/3\n`).join('')}`
  const big5 = await desk.take('xa-big5', encoded(traditional, 'big5'))
  assert.deepEqual([big5.problem, big5.counts.good], [null, 50])
  const { rows } = await sql<{ name: string }>`
    select distinct names -> 0 ->> 'name' as name from population_identities where authority = 'xa-big5'`.execute(
    desk.db,
  )
  assert.deepEqual(rows, [{ name: '陳大文' }])
  const lines = registerText(40).split('\n')
  const mixed = Buffer.concat(
    lines.map((line, at) => (at === 7 ? encoded(`${line}\n`, 'gb18030') : Buffer.from(`${line}\n`))),
  )
  const some = await desk.take('xa-mixed', mixed)
  assert.deepEqual([some.counts.good, faultsOf(some)], [39, [[8, '', 'encoding', null]]])
})

test('a file that ends within a row loses that row only; what is no register is told as what it is', async () => {
  const whole = Buffer.from(registerText(100))
  const cut = await desk.take('xa-cut', whole.subarray(0, whole.length - 30))
  assert.deepEqual([cut.counts.good, faultsOf(cut)], [99, [[101, '', 'cut-off', null]]])
  for (const [bytes, code] of [
    ['', 'empty'],
    ['\n\n  \n', 'empty'],
    ['a,b\n1,2\n', 'no-header'],
    ['%PDF-1.7', 'other-kind'],
    [Buffer.from('\ufeff姓名,证件号码\n', 'utf16le'), 'encoding'],
  ] as const) {
    assert.equal((await desk.take('xa-none', bytes)).problem?.code, code)
  }
})

test('one person is one by any of their numbers, and by none of them is two', async () => {
  const head = 'person number,name,latin name,document type,id number,issuing country,birth date,level,issued\n'
  const rows = [
    `P-1,李娜,LI Na,身份证,${idNumber(3)},,,cn-skill/4,2019-01-01`,
    `,李娜,,身份证,${idNumber(3).toLowerCase()},,,cn-skill/3,2022-01-01`,
    'P-1,李娜,,,,,,cn-skill/2,2024-01-01',
    // The same name and day of birth, and a passport: perhaps the same person.
    `,Na Li,Na LI,passport,E 1234-5678,CN,1960-01-04,,`,
    // The same name and day of birth, and another identity number: somebody else.
    `,李娜,,身份证,${idNumber(14_003)},,,,`,
  ]
  const done = await desk.take('xa-person', head + rows.join('\n'))
  assert.deepEqual(faultsOf(done), [])
  assert.deepEqual([done.counts.personsNew, done.counts.matches], [3, 1])
  const { rows: held } = await sql<{ levels: string[] }>`
    select array_agg(level order by slot) as levels from population_credentials where authority = 'xa-person' group by holder`.execute(
    desk.db,
  )
  assert.deepEqual(held, [{ levels: ['cn-skill/4', 'cn-skill/3', 'cn-skill/2'] }])
})
