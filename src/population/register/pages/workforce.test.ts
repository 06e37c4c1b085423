// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../../test/support/database.ts'
import { idNumber, registerHead, registerParquet, registerRow } from '../../../../test/support/invented/registers.ts'
import { getAs, newVisitor, postAs, type Visitor } from '../../../../test/support/visitors.ts'
import { type WholeSite, wholeSite } from '../../../../test/support/whole-site.ts'
import { actingAs } from '../../../db/acting.ts'
import { silentLogger } from '../../../kernel/index.ts'
import { fingerprintOf, openFile } from '../files/byte-source.ts'
import { addImport } from '../imports.store.ts'
import { keepFile } from '../work/kept-file.ts'
import { keepTakingRegisters } from '../work/work-on-import.ts'

let site: WholeSite
before(async () => {
  site = await wholeSite()
})
after(() => site.close())

const south = 'xa-authority-south'
const keeperOf = (authority: string) => newVisitor(site, 'Keeper', 'register-keeper', { authority })

/** A form with a file, as a browser sends it. */
function upload({ cookie }: Visitor, authority: string, bytes: Uint8Array | string, name: string) {
  const edge = 'passerelle-test-boundary'
  const field = (named: string, value: string) =>
    `--${edge}\r\ncontent-disposition: form-data; name="${named}"\r\n\r\n${value}\r\n`
  const file = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  const fields = field('authority', authority) + field('purpose.statistics', 'on') + field('purpose.notice', 'on')
  const payload = Buffer.concat([Buffer.from(fields + file), Buffer.from(bytes), Buffer.from(`\r\n--${edge}--\r\n`)])
  const headers = { cookie, 'content-type': `multipart/form-data; boundary=${edge}`, 'sec-fetch-site': 'same-origin' }
  return site.app.inject({ method: 'POST', url: '/workforce', headers, payload })
}

/** The page of an import once it is over. */
async function over(keeper: Visitor, address: string): Promise<string> {
  for (;;) {
    const { body } = await getAs(site, keeper, address)
    if (!body.includes('data-progress=')) return body
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const rowsOf = async <Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> => (await query.execute(site.db)).rows

test('a register is handed in, read, and what is wrong with its rows can be downloaded', async () => {
  const keeper = await keeperOf(south)
  const lines = Array.from({ length: 50 }, (_, at) => registerRow(at))
  const broken = registerRow(50).with(3, 'nowhere')
  const text = [registerHead, ...lines, broken].map((row) => `${row.join(',')}\n`).join('')
  const sent = await upload(keeper, south, text, '登记册.csv')
  assert.equal(sent.statusCode, 303)
  const address = String(sent.headers.location)
  const page = await over(keeper, address)
  assert.match(page, /51 rows read: 50 taken, 1 left out/)
  assert.match(page, /Line 52<\/strong> · <code>District<\/code> · nowhere/)
  const errors = await getAs(site, keeper, `${address}/errors.csv`)
  assert.match(errors.body, /^\uFEFFLine,Column,Found,"?What is wrong.*\r\n52,District,nowhere,/)
  assert.match((await getAs(site, keeper, '/workforce')).body, /50 persons are in the workforce/)
  const parts = await rowsOf(sql<{ count: number }>`select count(*)::int as count from population_import_parts`)
  assert.deepEqual(parts, [{ count: 0 }])
  const [row] = await rowsOf(sql<{ purposes: string[] }>`
    select purposes from population_holders where authority = ${south} limit 1`)
  assert.deepEqual(row?.purposes, ['statistics', 'notice'])
  const parquet = await upload(keeper, south, registerParquet(60), 'register.parquet')
  assert.match(await over(keeper, String(parquet.headers.location)), /10 new, 0 changed, 50 as before/)
})

test('what is no register is told as what it is, and no file is none', async () => {
  const keeper = await keeperOf(south)
  const sent = await upload(keeper, south, 'a,b\n1,2\n', 'notes.csv')
  assert.match(await over(keeper, String(sent.headers.location)), /No header was found/)
  assert.equal((await upload(keeper, south, '', '')).statusCode, 400)
})

test('a keeper sees the register of their own authority, an analyst the copy without names, an editor nothing', async () => {
  const keeper = await keeperOf('xa-authority-north')
  const sent = await upload(keeper, 'xa-authority-north', [registerHead, registerRow(900)].join('\n'), 'own.csv')
  const address = String(sent.headers.location)
  await over(keeper, address)
  assert.equal((await getAs(site, await keeperOf(south), address)).statusCode, 404)
  for (const [role, seen] of [
    ['register-keeper', { holders: true, identities: true, keys: true }],
    ['policy-analyst', { holders: true, identities: false, keys: false }],
    ['law-editor', { holders: false, identities: false, keys: false }],
    ['authority-administrator', { holders: false, identities: false, keys: false }],
  ] as const) {
    const { person, cookie } = await newVisitor(site, 'Somebody', role, { authority: 'xa-authority-north' })
    const { rows } = await actingAs(site.appDb, { person }, (acting) =>
      sql`select exists (select from population_holders where authority <> ${south}) as holders,
        exists (select from population_identities) as identities, exists (select from population_keys) as keys`.execute(
        acting,
      ),
    )
    assert.deepEqual(rows, [seen], role)
    const foreign = await actingAs(site.appDb, { person }, (acting) =>
      sql<{ count: number }>`select count(*)::int as count from population_holders where authority = ${south}`.execute(
        acting,
      ),
    )
    assert.deepEqual(foreign.rows, [{ count: 0 }], role)
    const may = role === 'register-keeper' ? 200 : 403
    assert.equal((await getAs(site, { person, cookie }, '/workforce')).statusCode, may, role)
  }
  const analyst = await newVisitor(site, 'Analyst', 'policy-analyst', { authority: 'xa-authority-north' })
  const { rows } = await actingAs(site.appDb, analyst, (acting) =>
    sql`update population_holders set district = 'XA' returning id`.execute(acting),
  )
  assert.deepEqual(rows, [])
})

test('two who may be one person are looked at, joined, found by both numbers, and parted again', async () => {
  const keeper = await keeperOf(south)
  const head = 'person number,name,birth date,level,issued\n'
  const text = `${head}M-1,陈晨,1988-08-08,cn-skill/4,2018-01-01\nM-2,陈晨,1988-08-08,cn-skill/3,2020-01-01\n`
  await over(keeper, String((await upload(keeper, south, text, 'm.csv')).headers.location))
  const page = (await getAs(site, keeper, `/workforce/matches?authority=${south}`)).body
  assert.match(page, /陈晨 and 陈晨/)
  const [holder = '', other = ''] = ['holder', 'other'].map(
    (name) => new RegExp(`name="${name}" value="(\\d+)"`).exec(page)?.[1],
  )
  const decide = (state: string) =>
    postAs(site, keeper, '/workforce/matches', { authority: south, holder, other, state })
  const levels = () =>
    rowsOf(sql<{ holder: string; levels: string[] }>`
      select c.holder::text, array_agg(c.level order by c.slot) as levels
      from population_credentials c join population_holders h on h.authority = c.authority and h.id = c.holder and not h.removed
      where c.authority = ${south} and c.holder in (${holder}, ${other}) group by 1 order by c.holder::text::bigint`)
  const apart = [
    { holder, levels: ['cn-skill/4'] },
    { holder: other, levels: ['cn-skill/3'] },
  ]
  assert.deepEqual(await levels(), apart)
  assert.equal((await decide('same')).statusCode, 303)
  assert.deepEqual(await levels(), [{ holder, levels: ['cn-skill/4', 'cn-skill/3'] }])
  assert.equal((await decide('same')).statusCode, 409)
  for (const number of ['M-1', 'm 2']) {
    const found = await postAs(site, keeper, '/workforce/holders', { authority: south, number })
    assert.equal(found.headers.location, `/workforce/holders/${holder}?authority=${south}`)
  }
  // What a register says of either is said of the one.
  await over(
    keeper,
    String(
      (await upload(keeper, south, `${head}M-2,陈晨,1988-08-08,cn-skill/2,2024-01-01\n`, 'n.csv')).headers.location,
    ),
  )
  assert.deepEqual(await levels(), [{ holder, levels: ['cn-skill/4', 'cn-skill/3', 'cn-skill/2'] }])
  assert.equal((await decide('open')).statusCode, 303)
  assert.deepEqual(await levels(), [
    { holder, levels: ['cn-skill/4', 'cn-skill/2'] },
    { holder: other, levels: ['cn-skill/3'] },
  ])
  const acts = await rowsOf(sql<{ act: string }>`
    select act from audit_entries where authority = ${south} and object_kind = 'holder' order by seq`)
  assert.deepEqual(
    acts.map(({ act }) => act),
    ['decide-match', 'decide-match'],
  )
})

test('a purpose is withdrawn, an account linked, its export has what is held; erased, a person is gone and stays gone', async () => {
  const keeper = await keeperOf(south)
  const row = [...registerRow(700), 'somebody.else@example.org']
  const text = [[...registerHead, '电子邮箱'], row].map((cells) => `${cells.join(',')}\n`).join('')
  await over(keeper, String((await upload(keeper, south, text, 'e.csv')).headers.location))
  const found = await postAs(site, keeper, '/workforce/holders', { authority: south, number: idNumber(700) })
  const address = String(found.headers.location)
  const id = /holders\/(\d+)/.exec(address)?.[1] ?? ''
  assert.match((await getAs(site, keeper, address)).body, /Identity number CN/)
  const act = (fields: Record<string, string>) =>
    postAs(site, keeper, `/workforce/holders/${id}`, { authority: south, ...fields })
  await act({ do: 'withdraw', purpose: 'notice' })
  const purposes = () =>
    rowsOf(
      sql<{ purposes: string[] }>`select purposes from population_holders where authority = ${south} and id = ${id}`,
    )
  assert.deepEqual(await purposes(), [{ purposes: ['statistics'] }])
  // A later register that assumes it for all does not bring it back.
  await over(keeper, String((await upload(keeper, south, text, 'e.csv')).headers.location))
  assert.deepEqual(await purposes(), [{ purposes: ['statistics'] }])

  assert.match(String((await act({ do: 'link' })).headers.location), /done=not-linked/)
  const holder = await newVisitor(site, 'Somebody Else')
  await sql`insert into identifiers (person, kind, value, folded, verified_at)
    values (${holder.person}, 'email', 'Somebody.Else@example.org', 'somebody.else@example.org', now())`.execute(
    site.db,
  )
  assert.match(String((await act({ do: 'link' })).headers.location), /done=linked/)
  const exported = (await postAs(site, holder, '/account/data/export', { format: 'json' })).body
  for (const held of ['cn-skill/3', '2015-07-01', row[0] ?? '', 'somebody.else@example.org'])
    assert.ok(exported.includes(held), held)

  await sql`insert into legal_holds (person, reason, until) values (${holder.person}, 'x', now() + interval '1 day')`.execute(
    site.db,
  )
  assert.match(String((await act({ do: 'erase' })).headers.location), /done=held/)
  await sql`delete from legal_holds where person = ${holder.person}`.execute(site.db)
  const [before] = await rowsOf(sql<{ changed: string }>`select max(changed)::text as changed from population_holders`)
  assert.equal((await act({ do: 'erase' })).headers.location, `/workforce?authority=${south}`)
  assert.deepEqual(
    await rowsOf(sql`
      select removed, birth_date, district, purposes, changed > ${before?.changed} as newer,
        (select count(*)::int from population_credentials c where c.authority = h.authority and c.holder = h.id) as credentials,
        (select count(*)::int from population_identities i where i.authority = h.authority and i.holder = h.id) as identities
      from population_holders h where authority = ${south} and id = ${id}`),
    [{ removed: true, birth_date: null, district: null, purposes: [], newer: true, credentials: 0, identities: 0 }],
  )
  assert.equal((await getAs(site, keeper, address)).statusCode, 404)
  const again = await upload(keeper, south, text, 'e.csv')
  assert.match(
    await over(keeper, String(again.headers.location)),
    /erased from the workforce, and is not taken in again/,
  )
})

test('a register that a stopped server left is gone on with, and one that is not wanted is ended', async () => {
  const keeper = await keeperOf(south)
  const directory = mkdtempSync(join(tmpdir(), 'passerelle-left-'))
  const path = join(directory, 'register.csv')
  writeFileSync(path, [registerHead, ...Array.from({ length: 30 }, (_, at) => registerRow(2000 + at))].join('\n'))
  const source = await openFile(path)
  const leave = () =>
    actingAs(site.appDb, keeper, async (acting) => {
      const fingerprint = await fingerprintOf(source)
      const file = { authority: south, fileName: 'left.csv', size: source.size, fingerprint, purposes: [] }
      const { id } = await addImport(acting, { ...file, kept: true, by: keeper.person })
      await keepFile(acting, id, source)
      return id
    })
  const unwanted = await leave()
  assert.equal((await postAs(site, keeper, `/workforce/imports/${unwanted}/cancel`)).statusCode, 303)
  const left = await leave()
  // As it stands where a server was killed over it, a while ago.
  await sql`update population_imports set state = 'working', beat_at = now() - interval '2 minutes' where id = ${left}`.execute(
    site.db,
  )
  const rounds = keepTakingRegisters({ db: site.appDb, secrets: site.secrets, clock: site.clock }, silentLogger())
  rounds.start()
  assert.match(await over(keeper, `/workforce/imports/${left}`), /30 rows read: 30 taken, 0 left out/)
  await rounds.stop()
  assert.match(await over(keeper, `/workforce/imports/${unwanted}`), /Ended by somebody/)
  assert.deepEqual(await rowsOf(sql`select import from population_import_parts`), [])
  await source.close()
  rmSync(directory, { recursive: true })
})
