// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { newVisitor } from '../../../test/support/visitors.ts'
import { type WholeSite, wholeSite } from '../../../test/support/whole-site.ts'
import { actingAs } from '../../db/index.ts'
import { verifyAudit } from '../audit/verify-audit.ts'

let site: WholeSite
before(async () => {
  site = await wholeSite()
})
after(() => site.close())

interface Somebody {
  person: string
  cookie: string
}

async function holder(name: string, address: string): Promise<Somebody> {
  const one = await newVisitor(site, name)
  await sql`
    insert into identifiers (person, kind, value, folded, verified_at) values (${one.person}, 'email', ${address}, ${address}, now())`.execute(
    site.db,
  )
  return one
}

const post = async (path: string, cookie: string, fields: Record<string, string> = {}) => {
  const answer = await site.app.inject({
    method: 'POST',
    url: path,
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    payload: new URLSearchParams(fields).toString(),
  })
  return { status: answer.statusCode, to: answer.headers.location, body: answer.body }
}

const give = (by: Somebody, address: string) =>
  post('/account/mandates', by.cookie, { address, apply: 'on', letters: 'on', until: '2099-12-31' })

const pageOf = async ({ cookie }: Somebody) =>
  (await site.app.inject({ url: '/account/mandates?lang=en', headers: { cookie } })).body

const actsFor = async (who: Somebody, whom: Somebody, purpose: string): Promise<boolean> => {
  const { rows } = await actingAs(site.appDb, who, (db) =>
    sql<{ may: boolean }>`select acts_for(${whom.person}, ${purpose}) as may`.execute(db),
  )
  return rows[0]?.may === true
}

const newest = async (): Promise<{ id: string; texts: Record<string, string>; digest: Buffer }> => {
  const { rows } = await sql<{ id: string; texts: Record<string, string>; digest: Buffer }>`
    select id, texts, digest from mandates order by signed_at desc limit 1`.execute(site.db)
  const [row] = rows
  assert.ok(row !== undefined)
  return row
}

test('a mandate is signed, taken on, used for what it names, and ended by either side', async () => {
  const [li, wang, zhao] = [
    await holder('Li', 'li@mandates.example'),
    await holder('Wang', 'wang@mandates.example'),
    await holder('Zhao', 'zhao@mandates.example'),
  ]
  assert.deepEqual((await give(li, 'Wang@mandates.example')).to, '/account/mandates?done=signed')
  const { id, texts, digest } = await newest()
  assert.equal(createHash('sha256').update(`${texts['zh-CN']}\n${texts['en']}`).digest('hex'), digest.toString('hex'))
  assert.match(texts['en'] ?? '', /^Li lets whoever has the address Wang@mandates\.example act/)
  assert.equal(await actsFor(wang, li, 'apply'), false)
  assert.ok((await pageOf(wang)).includes('Take it on'))
  assert.ok(!(await pageOf(zhao)).includes('Take it on'))

  assert.equal((await post(`/account/mandates/${id}/accept`, zhao.cookie)).status, 404)
  assert.equal((await post(`/account/mandates/${id}/accept`, li.cookie)).status, 404)
  assert.equal((await post(`/account/mandates/${id}/accept`, wang.cookie)).status, 303)
  assert.deepEqual(
    [await actsFor(wang, li, 'apply'), await actsFor(wang, li, 'documents'), await actsFor(zhao, li, 'apply')],
    [true, false, false],
  )
  const held = async () => {
    const { rows } = await sql`
      select from memberships where person = ${wang.person} and role = 'representative' and now() < valid_until`.execute(
      site.db,
    )
    return rows.length
  }
  assert.equal(await held(), 1)
  assert.equal((await post(`/account/mandates/${id}/end`, zhao.cookie)).status, 404)
  assert.equal((await post(`/account/mandates/${id}/end`, li.cookie)).status, 303)
  assert.deepEqual([await actsFor(wang, li, 'apply'), await held()], [false, 0])
  assert.equal((await post(`/account/mandates/${id}/accept`, wang.cookie)).status, 404)
  assert.deepEqual((await verifyAudit(site.db)).faults, [])
})

test('whether an address is somebody’s is told to nobody', async () => {
  const chen = await holder('Chen', 'chen@mandates.example')
  await holder('Known', 'known@mandates.example')
  const answers = [await give(chen, 'known@mandates.example'), await give(chen, 'unknown@mandates.example')]
  assert.deepEqual(
    answers.map(({ status, to }) => [status, to]),
    [
      [303, '/account/mandates?done=signed'],
      [303, '/account/mandates?done=signed'],
    ],
  )
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from outgoing_messages where about = 'mandate' and recipient like '%known@mandates.example'`.execute(
    site.db,
  )
  assert.deepEqual(rows, [{ n: 2 }])
})

test('nobody signs for another, nor past the page', async () => {
  const [one, two] = [await holder('One', 'one@mandates.example'), await holder('Two', 'two@mandates.example')]
  await assert.rejects(
    actingAs(site.appDb, one, (db) =>
      sql`insert into mandates (person, address, purposes, valid_until, texts, digest, proof)
        values (${two.person}, 'one@mandates.example', '{apply}', now() + interval '1 day', '{"en":"","zh-CN":""}', sha256(''), 'passkey')`.execute(
        db,
      ),
    ),
    /row-level security/,
  )
  const wrong = await post('/account/mandates', one.cookie, { address: 'x', until: '' })
  assert.equal(wrong.status, 400)
})

test('an expired mandate opens nothing', async () => {
  const [giver, taker] = [
    await holder('Giver', 'giver@mandates.example'),
    await holder('Taker', 'taker@mandates.example'),
  ]
  await give(giver, 'taker@mandates.example')
  const { id } = await newest()
  await post(`/account/mandates/${id}/accept`, taker.cookie)
  assert.equal(await actsFor(taker, giver, 'letters'), true)
  await sql`update mandates set valid_until = now() where id = ${id}`.execute(site.db)
  assert.equal(await actsFor(taker, giver, 'letters'), false)
})
