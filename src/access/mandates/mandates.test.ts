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

/** Writes a mandate down; answers the address of its text. */
async function writeDown(by: Somebody, address: string): Promise<string> {
  const fields = { address, apply: 'on', letters: 'on', until: '2099-12-31' }
  const { status, to } = await post('/account/mandates', by.cookie, fields)
  assert.equal(status, 303)
  return String(to)
}

const readText = async (by: Somebody, path: string, lang: string) => {
  const { statusCode, body } = await site.app.inject({ url: `${path}?lang=${lang}`, headers: { cookie: by.cookie } })
  return { status: statusCode, body, seen: /name="seen" value="([0-9a-f]{64})"/.exec(body)?.[1] ?? '' }
}

/** Writes it down, reads it, and signs it. */
async function give(by: Somebody, address: string) {
  const path = await writeDown(by, address)
  const { seen } = await readText(by, path, 'en')
  return post(path, by.cookie, { seen })
}

const toldTo = async ({ person }: Somebody) => {
  const { rows } = await sql<{ kind: string; args: Record<string, string> }>`
    select kind, args from notifications where person = ${person} order by at`.execute(site.db)
  return rows
}

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
  assert.deepEqual(await toldTo(li), [{ kind: 'mandate-accepted', args: { name: 'Wang' } }])
  assert.deepEqual(await toldTo(wang), [{ kind: 'mandate-ended', args: { name: 'Li' } }])
  assert.deepEqual(await toldTo(zhao), [])
})

test('the text is read in the reader’s language first, and only what was read is signed, once', async () => {
  const [sun, other] = [await holder('Sun', 'sun@mandates.example'), await holder('Other', 'other@mandates.example')]
  const path = await writeDown(sun, 'other@mandates.example')
  const english = await readText(sun, path, 'en')
  assert.match(english.body, /<blockquote lang="en"[\s\S]*<blockquote lang="zh-CN"/)
  assert.match((await readText(sun, path, 'zh-CN')).body, /<blockquote lang="zh-CN"[\s\S]*<blockquote lang="en"/)
  assert.equal((await readText(other, path, 'en')).status, 303)
  assert.equal((await post(path, sun.cookie, { seen: '0'.repeat(64) })).to, path)
  assert.equal((await post(path, other.cookie, { seen: english.seen })).to, path)
  const signed = await Promise.all([1, 2].map(() => post(path, sun.cookie, { seen: english.seen })))
  assert.deepEqual(signed.map(({ to }) => to).sort(), [path, '/account/mandates?done=signed'].sort())
  const { rows } = await sql`select from mandates where person = ${sun.person}`.execute(site.db)
  assert.equal(rows.length, 1)
})

test('whoever proved long ago who they are is led to prove it, and back to the same text', async () => {
  const qian = await holder('Qian', 'qian@mandates.example')
  const path = await writeDown(qian, 'somebody@mandates.example')
  const { seen } = await readText(qian, path, 'en')
  await sql`update sessions set created_at = now() - interval '16 minutes' where person = ${qian.person}`.execute(
    site.db,
  )
  const way = await post(path, qian.cookie, { seen })
  assert.equal(way.to, `/account/prove?next=${encodeURIComponent(path)}`)
  await sql`update sessions set created_at = now() where person = ${qian.person}`.execute(site.db)
  assert.equal((await readText(qian, path, 'en')).seen, seen)
  assert.equal((await post(path, qian.cookie, { seen })).to, '/account/mandates?done=signed')
})

test('the letter is in the language of who gets it, else of who gives', async () => {
  const [giver, reader] = [
    await holder('Giver of letters', 'letters@mandates.example'),
    await holder('Reader', 'reader@mandates.example'),
  ]
  await sql`update people set language = case when id = ${reader.person} then 'zh-CN' else 'en' end
    where id in (${giver.person}, ${reader.person})`.execute(site.db)
  const langOf = async (address: string) => {
    await give(giver, address)
    const { rows } = await sql<{ lang: string }>`
      select lang from outgoing_messages where about = 'mandate' and recipient = ${address}`.execute(site.db)
    return rows[0]?.lang
  }
  assert.equal(await langOf('reader@mandates.example'), 'zh-CN')
  assert.equal(await langOf('stranger@mandates.example'), 'en')
})

test('who declines tells no name', async () => {
  const [wu, he] = [await holder('Wu', 'wu@mandates.example'), await holder('He', 'he@mandates.example')]
  await give(wu, 'he@mandates.example')
  const { id } = await newest()
  assert.equal((await post(`/account/mandates/${id}/end`, he.cookie)).status, 303)
  assert.deepEqual(await toldTo(wu), [{ kind: 'mandate-declined', args: {} }])
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
  const { rows } = await sql<{ id: string }>`
    insert into memberships (person, role, valid_until) values (${two.person}, 'representative', now() + interval '1 day')
    returning id`.execute(site.db)
  // Ending such a mandate would end somebody else's role.
  await assert.rejects(
    actingAs(site.appDb, one, (db) =>
      sql`insert into mandates (person, address, purposes, valid_until, texts, digest, proof, membership)
        values (${one.person}, 'two@mandates.example', '{apply}', now() + interval '1 day', '{"en":"","zh-CN":""}', sha256(''), 'passkey', ${rows[0]?.id})`.execute(
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
