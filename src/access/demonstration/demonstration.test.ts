// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../../../test/support/database.ts'
import { type WholeSite, wholeSite } from '../../../test/support/whole-site.ts'
import { createAdministrator } from '../administrators/create-administrator.ts'
import { readEntries } from '../audit/audit.store.ts'
import { verifyAudit } from '../audit/verify-audit.ts'
import { roleNames } from '../permissions/roles.model.ts'
import { keepDemonstration } from './keep-demonstration.ts'
import { demonstrationAccounts } from './list-accounts.ts'

async function enterAs(site: WholeSite, account: string, headers: Record<string, string> = {}) {
  const answer = await site.app.inject({
    method: 'POST',
    url: '/demo',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
    payload: `account=${account}`,
  })
  return { status: answer.statusCode, cookie: String(answer.headers['set-cookie'] ?? '').split(';')[0] ?? '' }
}

const homeOf = (site: WholeSite, cookie: string) => site.app.inject({ url: '/home', headers: { cookie } })

test('every role has its account, one for each authority, and one button lets anybody in', async () => {
  const site = await wholeSite({ demonstration: true })
  try {
    const covered = new Set(demonstrationAccounts.map(({ role }) => role))
    assert.deepEqual(
      roleNames.filter((role) => !covered.has(role)),
      ['verification-contact'],
    )
    const page = await site.app.inject({ url: '/demo' })
    for (const { person, role, authority } of demonstrationAccounts) {
      assert.ok(page.body.includes(`value="${person}"`), role)
      const { status, cookie } = await enterAs(site, person)
      assert.equal(status, 303)
      const home = await homeOf(site, cookie)
      assert.equal(home.statusCode, 200, role)
      const { rows } = await sql<{ held: boolean }>`
        select true as held from memberships where person = ${person} and role = ${role} and authority is not distinct from ${authority}`.execute(
        site.db,
      )
      assert.equal(rows.length, 1)
    }
    const entries = await readEntries(site.db, { after: 0, limit: 1000, act: 'sign-in' })
    assert.equal(entries.length, demonstrationAccounts.length)
  } finally {
    await site.close()
  }
})

test('a banner stands on every page, and no other site can let somebody in', async () => {
  const site = await wholeSite({ demonstration: true })
  try {
    for (const url of ['/', '/law', '/demo', '/nowhere'])
      assert.match(
        (await site.app.inject({ url, headers: { accept: 'text/html' } })).body,
        /<aside class="demo-banner"/,
        url,
      )
    const [account] = demonstrationAccounts
    // Where somebody is to prove who they are, entering again leads back; and to no other site.
    const entered = await enterAs(site, account?.person ?? '')
    const asked = { url: '/account/prove?next=%2Faccount%2Fdata', headers: { cookie: entered.cookie } }
    assert.match((await site.app.inject(asked)).body, /action="\/demo\?next=%2Faccount%2Fdata"/)
    for (const [next, place] of [
      ['%2Faccount%2Fdata', '/account/data'],
      ['%2F%2Felsewhere.example', '/home'],
    ] as const) {
      const back = await site.app.inject({
        method: 'POST',
        url: `/demo?next=${next}`,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'sec-fetch-site': 'same-origin',
          cookie: entered.cookie,
        },
        payload: `account=${account?.person ?? ''}`,
      })
      assert.deepEqual([back.statusCode, back.headers.location], [303, place])
    }
    assert.equal((await enterAs(site, account?.person ?? '', { 'sec-fetch-site': 'cross-site' })).status, 403)
    assert.equal((await enterAs(site, 'nobody')).status, 404)
  } finally {
    await site.close()
  }
})

test('outside demonstration mode there is no page, no banner, no account and no session of it', async () => {
  const site = await wholeSite({ demonstration: true })
  try {
    const [account] = demonstrationAccounts
    const { cookie } = await enterAs(site, account?.person ?? '')
    assert.equal((await homeOf(site, cookie)).statusCode, 200)
    const signedUp = await sql<{
      id: string
    }>`insert into people (name) values ('Signed up meanwhile') returning id`.execute(site.db)
    await keepDemonstration(site.db, false)
    const { rows } = await sql<{ active: number; sessions: number }>`
      select (select count(*)::integer from people where status = 'active') as active,
        (select count(*)::integer from sessions) as sessions`.execute(site.db)
    assert.deepEqual(rows, [{ active: 0, sessions: 0 }])
    // A session that somehow outlived it still opens nothing.
    await sql`
      insert into sessions (id, person, proof, idle_until, expires_at)
      values (sha256('x'), ${signedUp.rows[0]?.id ?? ''}, 'passkey', now() + interval '1 day', now() + interval '1 day')`.execute(
      site.db,
    )
    assert.equal((await sql`select from find_session(sha256('x'))`.execute(site.db)).rows.length, 0)
    assert.equal((await enterAs(site, account?.person ?? '')).status, 404)
  } finally {
    await site.close()
  }
  const usual = await wholeSite()
  try {
    assert.equal((await usual.app.inject({ url: '/demo' })).statusCode, 404)
    assert.equal((await enterAs(usual, demonstrationAccounts[0]?.person ?? '')).status, 404)
    assert.doesNotMatch((await usual.app.inject({ url: '/' })).body, /demo-banner/)
  } finally {
    await usual.close()
  }
})

test('what was set up in it is in force no more once it has ended, and what is set up afterwards is', async () => {
  const database = await testDatabase()
  const { db } = database
  const north = 'xa-authority-north'
  try {
    await keepDemonstration(db, true)
    const boss = demonstrationAccounts.find(({ role }) => role === 'authority-administrator')?.person ?? ''
    const provide = (name: string) =>
      sql`
      insert into providers (authority, issuer, client_id, names)
      values (${north}, 'https://id.example', ${name}, '{"en": "X", "zh-CN": "X"}')`.execute(db)
    await provide('of the demonstration')
    await sql`
      insert into authority_settings (authority, contact, changed_by) values (${north}, 'x@example.org', ${boss})`.execute(
      db,
    )
    await sql`
      insert into invitations (token, role, authority, name, address, lang, invited_by, expires_at)
      values (sha256('i'), 'caseworker', ${north}, 'N', 'n@example.org', 'en', ${boss}, now() + interval '1 day')`.execute(
      db,
    )
    await sql`
      insert into verification_contacts (token, authority, body, name, address, lang, invited_by, confirmed_at)
      values (sha256('c'), ${north}, 'us-abt', 'N', 'n@example.org', 'en', ${boss}, now())`.execute(db)
    await sql`
      insert into outgoing_messages (id, kind, recipient, lang, about, subject, text, good_until)
      values (gen_random_uuid(), 'email', 'n@example.org', 'en', 'invitation', 'S', 'T', now() + interval '1 day')`.execute(
      db,
    )
    const inForce = async () => {
      const { rows } = await sql<Record<string, number>>`
        select (select count(*)::integer from providers where disabled_at is null) as providers,
          (select count(*)::integer from authority_settings) as settings,
          (select count(*)::integer from invitations where withdrawn_at is null or address is not null) as invitations,
          (select count(*)::integer from verification_contacts where closed_at is null) as contacts,
          (select count(*)::integer from outgoing_messages where state = 'waiting' or text <> '') as messages`.execute(
        db,
      )
      return rows[0]
    }
    // Starting again in demonstration mode leaves all of it.
    assert.equal(await keepDemonstration(db, true), null)
    assert.deepEqual(await inForce(), { providers: 1, settings: 1, invitations: 1, contacts: 1, messages: 1 })
    const ended = await keepDemonstration(db, false)
    const each = { settings: 1, invitations: 1, contacts: 1, messages: 1, providers: 1 }
    assert.deepEqual(ended, { ...each, accounts: demonstrationAccounts.length })
    assert.deepEqual(await inForce(), { providers: 0, settings: 0, invitations: 0, contacts: 0, messages: 0 })
    assert.equal((await readEntries(db, { after: 0, limit: 9, act: 'end-demonstration' })).length, 1)

    await provide('real')
    assert.equal(await keepDemonstration(db, false), null)
    assert.equal((await inForce())?.['providers'], 1)
    assert.deepEqual((await verifyAudit(db)).faults, [])
  } finally {
    await database.close()
  }
})

test('it begins again as it was, and never where real people are', async () => {
  const database = await testDatabase()
  try {
    const people = async () => {
      const { rows } = await sql<{ n: number; roles: number }>`
        select count(distinct p.id)::integer as n, count(m.id)::integer as roles
        from people p join memberships m on m.person = p.id where p.status = 'active'`.execute(database.db)
      return rows[0]
    }
    await keepDemonstration(database.db, true)
    const first = await people()
    assert.equal(first?.n, demonstrationAccounts.length)
    await keepDemonstration(database.db, false)
    await keepDemonstration(database.db, true)
    await keepDemonstration(database.db, true)
    assert.deepEqual(await people(), first)

    await keepDemonstration(database.db, false)
    await createAdministrator(database.db, 'http://127.0.0.1', {
      email: 'real@example.org',
      name: 'Real',
      lang: 'en',
      another: false,
    })
    await assert.rejects(keepDemonstration(database.db, true), /accounts of 1 real people/)
    const { rows } = await sql<{ demonstration: boolean }>`select demonstration from installation`.execute(database.db)
    assert.deepEqual(rows, [{ demonstration: false }])
  } finally {
    await database.close()
  }
})
