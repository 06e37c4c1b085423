// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../../test/support/database.ts'
import { type WholeSite, wholeSite } from '../../../../test/support/whole-site.ts'

let site: WholeSite
before(async () => {
  site = await wholeSite()
})
after(() => site.close())

const post = (cookie: string, fields: Record<string, string>, url = '/entitlements') =>
  site.app.inject({
    method: 'POST',
    url,
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    payload: new URLSearchParams(fields).toString(),
  })

test('a holder sees what stands and what has ended, in both languages, and objects; nobody else sees or objects to it', async () => {
  const [holder, other] = [await site.signIn('employer'), await site.signIn('holder')]
  const page = await site.app.inject({ url: '/entitlements', headers: { cookie: holder } })
  assert.match(page.body, /Since 5 January 2026/)
  assert.match(page.body, /Ended on 20 November 2026: the law has changed\./)
  assert.match(page.body, /href="\/\?hold=cn-skill%2F3&amp;in=CN-SX"/)
  const chinese = await site.app.inject({ url: '/entitlements?lang=zh-CN', headers: { cookie: holder } })
  assert.match(chinese.body, /规定有变化/)
  const id = /<option value="(\d+)">/.exec(page.body)?.[1] ?? ''
  assert.equal((await post(holder, { about: id, text: 'It ended too early.' })).statusCode, 303)
  assert.equal((await post(other, { about: id, text: 'Not mine.' })).statusCode, 400)
  const { rows } = await sql`
    select o.text, o.entitlement::text as about, e.authority from population_objections o
      join audit_entries e on e.act = 'object-to-evaluation' and e.object_id = o.id::text`.execute(site.db)
  assert.deepEqual(rows, [{ text: 'It ended too early.', about: id, authority: 'xa-authority-north' }])
  assert.match(
    (await site.app.inject({ url: '/entitlements', headers: { cookie: holder } })).body,
    /It ended too early/,
  )
  const keeper = await site.signIn('register-keeper')
  const office = await site.app.inject({ url: '/workforce/reevaluations', headers: { cookie: keeper } })
  assert.match(office.body, /It ended too early/)
  const objection = await sql<{ id: string }>`
    select id from population_objections where text = 'It ended too early.'`.execute(site.db)
  const fields = {
    authority: 'xa-authority-north',
    id: objection.rows[0]?.id ?? '',
    text: 'It ended on the right day.',
  }
  assert.equal((await post(keeper, fields, '/workforce/reevaluations')).statusCode, 303)
  assert.equal((await post(keeper, fields, '/workforce/reevaluations')).statusCode, 409)
  assert.match((await site.app.inject({ url: '/entitlements', headers: { cookie: holder } })).body, /on the right day/)
  assert.match(
    (await site.app.inject({ url: '/notifications', headers: { cookie: holder } })).body,
    /The authority has answered your objection/,
  )
  const others = await site.app.inject({ url: '/entitlements', headers: { cookie: other } })
  assert.match(others.body, /No register here knows your account/)
  const handed = (await post(holder, { format: 'json' }, '/account/data/export')).json() as {
    kept: Record<string, { rows: Record<string, unknown>[] }>
  }
  const found = handed.kept['population_own_entitlements']?.rows.map(({ since, ended_by: by }) => `${since} ${by}`)
  assert.deepEqual(found?.sort(), ['2026-01-05 day', '2026-01-05 law', '2026-01-05 null'])
  const heard = handed.kept['population_own_objections']?.rows.map(({ text, answer }) => `${text} ${answer}`)
  assert.ok(heard?.includes('It ended too early. It ended on the right day.'))
  const nothing = (await post(other, { format: 'json' }, '/account/data/export')).json() as typeof handed
  assert.deepEqual(nothing.kept['population_own_objections']?.rows, [])
})

test('a holder ends what their data is used for, is told so, and finds it in the log; nobody else ends it', async () => {
  const [holder, other] = [await site.signIn('employer'), await site.signIn('holder')]
  const read = async (cookie: string, url = '/entitlements') =>
    (await site.app.inject({ url, headers: { cookie } })).body
  const state = async () => {
    const { rows } = await sql<{ purposes: string[]; withdrawn: string | null; changed: number }>`
      select h.purposes, c.withdrawn::text as withdrawn, h.changed::int as changed
      from population_holders h join population_consents c on c.authority = h.authority and c.holder = h.id and c.purpose = 'notice'
      where h.authority = 'xa-authority-north' and h.id = 5`.execute(site.db)
    return rows[0] ?? { purposes: [], withdrawn: null, changed: 0 }
  }
  const before = await state()
  const fields = { authority: 'xa-authority-north', purpose: 'notice' }
  assert.match(await read(holder), /Withdraw: Telling the person/)
  assert.doesNotMatch(await read(holder), /Withdraw: Working out what each is entitled to/)
  assert.equal((await post(other, fields, '/entitlements/withdraw')).statusCode, 409)
  assert.equal(
    (await post(holder, { ...fields, authority: 'xa-authority-south' }, '/entitlements/withdraw')).statusCode,
    409,
  )
  assert.deepEqual(await state(), { ...before, purposes: ['statistics', 'notice'], withdrawn: null })
  assert.equal((await post(holder, fields, '/entitlements/withdraw')).statusCode, 303)
  assert.equal((await post(holder, fields, '/entitlements/withdraw')).statusCode, 409)
  const now = await state()
  assert.deepEqual([now.purposes, now.withdrawn], [['statistics'], '2026-11-22'])
  assert.ok(now.changed > before.changed, 'whoever keeps a copy hears of it')
  assert.match(await read(holder), /withdrawn on 22 November 2026/)
  assert.doesNotMatch(await read(holder), /Withdraw: Telling the person/)
  assert.match(await read(holder, '/account/activity'), /Withdrew a purpose for which a register used their data/)
  const { rows } = await sql`
    select e.authority, e.object_kind as kind, e.object_id as id, p.actor = p.person as own from audit_entries e
      join audit_payloads p on p.entry = e.seq where e.act = 'withdraw-own-purpose'`.execute(site.db)
  assert.deepEqual(rows, [{ authority: 'xa-authority-north', kind: 'holder', id: '5', own: true }])
})

test('where several registers know a holder, what is missing is said to the one that they name', async () => {
  const holder = await site.signIn('employer')
  const { rows: known } = await sql<{ account: string }>`
    select account from population_identities where authority = 'xa-authority-north' and holder = 5`.execute(site.db)
  await sql`insert into population_holders (authority, id) values ('xa-authority-south', 900)`.execute(site.db)
  await sql`insert into population_identities (authority, holder, account) values ('xa-authority-south', 900, ${known[0]?.account})`.execute(
    site.db,
  )
  const page = await site.app.inject({ url: '/entitlements', headers: { cookie: holder } })
  assert.match(page.body, /<option value="xa-authority-south">Something that is missing in the register of /)
  const said = { text: 'My certificate is missing.' }
  assert.equal((await post(holder, said)).statusCode, 400)
  assert.equal((await post(holder, { ...said, about: 'xa-authority-elsewhere' })).statusCode, 400)
  assert.equal((await post(holder, { ...said, about: 'xa-authority-south' })).statusCode, 303)
  const { rows } =
    await sql`select authority, holder, entitlement from population_objections where text = ${said.text}`.execute(
      site.db,
    )
  assert.deepEqual(rows, [{ authority: 'xa-authority-south', holder: 900, entitlement: null }])
})
