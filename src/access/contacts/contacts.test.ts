// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { newVisitor } from '../../../test/support/visitors.ts'
import { type WholeSite, wholeSite } from '../../../test/support/whole-site.ts'
import { actingAs } from '../../db/index.ts'
import { verifyAudit } from '../audit/verify-audit.ts'

const north = 'xa-authority-north'
const south = 'xa-authority-south'
const role = 'authority-administrator'
let site: WholeSite
let boss: { person: string; cookie: string }
before(async () => {
  site = await wholeSite()
  boss = await newVisitor(site, 'Boss North', role, { authority: north })
})
after(() => site.close())
beforeEach(() => sql`delete from outgoing_messages`.execute(site.db))

const post = async (path: string, cookie: string | null, fields: Record<string, string> = {}, from = 'same-origin') => {
  const answer = await site.app.inject({
    method: 'POST',
    url: path,
    headers: {
      ...(cookie !== null && { cookie }),
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': from,
    },
    payload: new URLSearchParams(fields).toString(),
  })
  return { status: answer.statusCode, to: answer.headers.location, body: answer.body }
}

const get = (url: string, cookie = '') => site.app.inject({ url, headers: { cookie } })

const ask = (address: string, of = north) =>
  post(`/members/contacts/ask?authority=${of}`, boss.cookie, { body: 'us-abt', name: 'Kim Lee', address, lang: 'en' })

async function letter(): Promise<string> {
  const { rows } = await sql<{ text: string }>`select text from outgoing_messages where about = 'contact'`.execute(
    site.db,
  )
  assert.equal(rows.length, 1)
  return /\/contact\/([A-Za-z0-9_-]{43})/.exec(rows[0]?.text ?? '')?.[1] ?? ''
}

const idOf = async (address: string): Promise<string> => {
  const { rows } = await sql<{ id: string }>`select id from verification_contacts where address = ${address}`.execute(
    site.db,
  )
  return rows[0]?.id ?? ''
}

const told = async (): Promise<string[]> => {
  const { rows } = await sql<{ kind: string }>`
    select kind from notifications where person = ${boss.person} order by at`.execute(site.db)
  return rows.map(({ kind }) => kind)
}

test('somebody at a body is asked, confirms without an account, and ends it by the same link', async () => {
  assert.equal((await ask('kim@body.example')).to, `/members?authority=${north}&done=contact-asked`)
  const link = `/contact/${await letter()}`
  const shown = await get(`${link}?lang=en`)
  assert.equal(shown.statusCode, 200)
  assert.equal(shown.headers['cache-control'], 'no-store')
  for (const said of ['Boss North', 'Demonstration authority North', 'Kim Lee', 'No requests are sent yet'])
    assert.ok(shown.body.includes(said), said)
  assert.equal((await post(link, null, { answer: 'end' })).status, 200)
  assert.equal((await post(link, null, { answer: 'confirm' }, 'cross-site')).status, 403)
  assert.equal((await post(link, null, { answer: 'maybe' })).status, 400)
  assert.equal((await post(link, null, { answer: 'confirm' })).to, `${link}?done=confirm`)
  // A second yes or a late no changes nothing.
  for (const answer of ['confirm', 'decline']) assert.equal((await post(link, null, { answer })).status, 200)
  assert.deepEqual(await told(), ['contact-confirmed'])
  const list = await get(`/members?authority=${north}&lang=en`, boss.cookie)
  assert.match(list.body, /kim@body\.example[\s\S]*Confirmed /)

  assert.equal((await post(link, null, { answer: 'end' })).status, 303)
  assert.equal((await get(link)).statusCode, 410)
  assert.equal((await post(link, null, { answer: 'confirm' })).status, 410)
  assert.deepEqual(await told(), ['contact-confirmed', 'contact-ended'])
  const { rows } = await sql<{ left: number }>`
    select count(*)::integer as left from verification_contacts
    where closed_as = 'ended' and (name is not null or address is not null)`.execute(site.db)
  assert.deepEqual(rows, [{ left: 0 }])
  const entries = await sql<{ act: string; authority: string }>`
    select act, authority from audit_entries where object_kind = 'contact' order by seq`.execute(site.db)
  assert.deepEqual(entries.rows, [
    { act: 'grant:verification-contact', authority: north },
    { act: 'answer-contact', authority: north },
    { act: 'answer-contact', authority: north },
  ])
  assert.deepEqual((await verifyAudit(site.db)).faults, [])
})

test('a link that was declined, withdrawn or has expired opens nothing', async () => {
  await ask('declines@body.example')
  const declined = `/contact/${await letter()}`
  assert.equal((await post(declined, null, { answer: 'decline' })).status, 303)
  await sql`delete from outgoing_messages`.execute(site.db)

  await ask('withdrawn@body.example')
  const withdrawn = `/contact/${await letter()}`
  const id = await idOf('withdrawn@body.example')
  assert.equal((await post(`/members/contacts/${id}/withdraw`, boss.cookie)).status, 303)
  assert.equal((await post(`/members/contacts/${id}/withdraw`, boss.cookie)).status, 404)
  await sql`delete from outgoing_messages`.execute(site.db)

  await ask('late@body.example')
  const late = `/contact/${await letter()}`
  await sql`update verification_contacts set expires_at = now() where address = 'late@body.example'`.execute(site.db)
  for (const link of [declined, withdrawn, late]) {
    assert.equal((await get(link)).statusCode, 410)
    assert.equal((await post(link, null, { answer: 'confirm' })).status, 410)
  }
  for (const unknown of ['x', 'Q'.repeat(43)]) assert.equal((await get(`/contact/${unknown}`)).statusCode, 404)
})

test('who has not confirmed is written to again with a new link, and the one before opens nothing', async () => {
  await ask('again@body.example')
  const old = `/contact/${await letter()}`
  const id = await idOf('again@body.example')
  await sql`update verification_contacts set expires_at = now() where id = ${id}`.execute(site.db)
  assert.equal((await get(old)).statusCode, 410)
  const list = await get(`/members?authority=${north}&lang=en`, boss.cookie)
  assert.match(list.body, new RegExp(`contacts/${id}/again[\\s\\S]*?Send a new link: Kim Lee`))

  const [stranger, second] = [
    await newVisitor(site, 'Boss South', role, { authority: south }),
    await newVisitor(site, 'Second Boss', role, { authority: north }),
  ]
  assert.equal((await post(`/members/contacts/${id}/again`, stranger.cookie)).status, 404)
  await sql`delete from outgoing_messages`.execute(site.db)
  const again = await post(`/members/contacts/${id}/again`, second.cookie)
  assert.equal(again.to, `/members?authority=${north}&done=contact-again`)
  const link = `/contact/${await letter()}`
  assert.notEqual(link, old)
  assert.equal((await get(old)).statusCode, 404)
  assert.equal((await post(old, null, { answer: 'confirm' })).status, 404)
  // Whoever sent it last is named, and is told.
  assert.ok((await get(`${link}?lang=en`)).body.includes('Second Boss'))
  assert.equal((await post(link, null, { answer: 'confirm' })).status, 303)
  const { rows } = await sql<{ kind: string }>`
    select kind from notifications where person = ${second.person}`.execute(site.db)
  assert.deepEqual(rows, [{ kind: 'contact-confirmed' }])

  // Once confirmed, the link is theirs: neither the page nor a query gives it away or changes who they are.
  assert.equal((await post(`/members/contacts/${id}/again`, boss.cookie)).status, 409)
  const alter = (set: ReturnType<typeof sql>, which = id) =>
    actingAs(site.appDb, boss, (db) => sql`update verification_contacts set ${set} where id = ${which}`.execute(db))
  assert.equal(Number((await alter(sql`expires_at = null`).catch(() => null))?.numAffectedRows ?? 0), 0)
  await assert.rejects(alter(sql`token = sha256('y')`), /row-level security|is theirs/)
  await sql`delete from outgoing_messages`.execute(site.db)
  await ask('unaltered@body.example')
  const other = await idOf('unaltered@body.example')
  await assert.rejects(
    alter(sql`invited_by = ${boss.person}, address = 'elsewhere@body.example'`, other),
    /asked anew, not altered/,
  )
})

test('one address is asked once for a body, and only of a body that the register knows', async () => {
  assert.equal((await ask('once@body.example')).status, 303)
  assert.equal((await ask('Once@body.example')).status, 409)
  const wrong = await post(`/members/contacts/ask?authority=${north}`, boss.cookie, {
    body: 'x',
    name: '',
    address: 'x',
  })
  assert.equal(wrong.status, 400)
  for (const field of ['body', 'name', 'address']) assert.ok(wrong.body.includes(`id="${field}-error"`), field)
})

test('nobody asks, sees or withdraws for another authority, nor past the page', async () => {
  const stranger = await newVisitor(site, 'Boss South', role, { authority: south })
  const worker = await newVisitor(site, 'Worker', 'caseworker', { authority: north })
  assert.equal((await ask('foreign@body.example', south)).status, 404)
  await ask('mine@body.example')
  const id = await idOf('mine@body.example')
  assert.equal((await post(`/members/contacts/${id}/withdraw`, stranger.cookie)).status, 404)
  assert.equal((await post(`/members/contacts/${id}/withdraw`, worker.cookie)).status, 404)
  assert.ok(!(await get(`/members?authority=${north}`, worker.cookie)).body.includes('mine@body.example'))
  const seen = async (person: string | null) =>
    actingAs(site.appDb, { person }, async (db) => {
      const { rows } = await sql<{ n: number }>`
        select count(*)::integer as n from verification_contacts where authority = ${north}`.execute(db)
      return rows[0]?.n ?? 0
    })
  assert.ok((await seen(boss.person)) > 0)
  for (const person of [stranger.person, worker.person, null]) assert.equal(await seen(person), 0)
  const forged = actingAs(site.appDb, stranger, (db) =>
    sql`insert into verification_contacts (token, authority, body, name, address, lang, invited_by, expires_at)
      values (sha256('x'), ${north}, 'us-abt', 'X', 'x@body.example', 'en', ${stranger.person}, now())`.execute(db),
  )
  await assert.rejects(forged, /row-level security/)
  const confirmed = actingAs(site.appDb, boss, (db) =>
    sql`update verification_contacts set confirmed_at = now() where id = ${id}`.execute(db),
  )
  await assert.rejects(confirmed, /permission denied/)
})

test('what is worth an answer ends with the right of who asked', async () => {
  const gone = await newVisitor(site, 'Boss who leaves', role, { authority: south })
  const fields = { body: 'us-abt', name: 'Kim', address: 'left@body.example', lang: 'en' }
  await post(`/members/contacts/ask?authority=${south}`, gone.cookie, fields)
  const link = `/contact/${await letter()}`
  await newVisitor(site, 'Boss who stays', role, { authority: south })
  await sql`update memberships set valid_until = now() where person = ${gone.person} and role = ${role}`.execute(
    site.db,
  )
  assert.equal((await post(link, null, { answer: 'confirm' })).status, 410)
})
