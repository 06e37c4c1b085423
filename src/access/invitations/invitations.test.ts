// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { type WholeSite, wholeSite } from '../../../test/support/whole-site.ts'
import { systemClock } from '../../kernel/index.ts'
import { verifyAudit } from '../audit/verify-audit.ts'
import { SessionDesk } from '../index.ts'

const north = 'xa-authority-north'
let site: WholeSite
let desk: SessionDesk
before(async () => {
  site = await wholeSite()
  desk = new SessionDesk(site.appDb, systemClock)
})
after(() => site.close())

interface Somebody {
  person: string
  cookie: string
}

async function somebody(name: string, role: string | null, authority: string | null = north): Promise<Somebody> {
  const { rows } = await sql<{ id: string }>`insert into people (name) values (${name}) returning id`.execute(site.db)
  const person = rows[0]?.id ?? ''
  await sql`insert into memberships (person, role) values (${person}, 'holder')`.execute(site.db)
  if (role !== null)
    await sql`insert into memberships (person, role, authority) values (${person}, ${role}, ${authority})`.execute(
      site.db,
    )
  const token = await desk.start(person, 'second-factor', { network: null, program: null })
  return { person, cookie: `passerelle-session=${token}` }
}

const post = async (path: string, cookie: string | null, fields: Record<string, string> = {}) => {
  const response = await site.app.inject({
    method: 'POST',
    url: path,
    headers: {
      ...(cookie !== null && { cookie }),
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
    },
    payload: new URLSearchParams(fields).toString(),
  })
  return { status: response.statusCode, to: String(response.headers.location ?? ''), body: response.body }
}

const get = async (path: string, cookie: string | null = null) => {
  const response = await site.app.inject({ url: path, headers: cookie === null ? {} : { cookie } })
  return { status: response.statusCode, body: response.body }
}

const form = {
  name: '赵敏',
  address: 'Zhao.Min@example.org',
  role: 'caseworker',
  part: '',
  until: '',
  lang: 'zh-CN',
  note: '',
}

const inviteAt = (boss: Somebody, fields: Partial<typeof form> = {}, authority = north) =>
  post(`/members/invite?authority=${authority}`, boss.cookie, { ...form, ...fields })

/** The token of the newest letter. */
async function letter(): Promise<string> {
  const { rows } = await sql<{ text: string }>`
    select text from outgoing_messages where about = 'invitation' order by created_at desc, id limit 1`.execute(site.db)
  return /\/invitation\/([A-Za-z0-9_-]{43})/.exec(rows[0]?.text ?? '')?.[1] ?? ''
}

async function rolesOf(person: string): Promise<string[]> {
  const { rows } = await sql<{ role: string }>`
    select role || coalesce(' ' || authority, '') || coalesce(' ' || jurisdiction, '') as role from memberships
    where person = ${person} and valid_from <= now() and (valid_until is null or now() < valid_until) order by 1`.execute(
    site.db,
  )
  return rows.map(({ role }) => role)
}

test('a colleague is invited, reads what to and by whom, accepts once, and all of it stands in the log', async () => {
  const boss = await somebody('Boss One', 'authority-administrator')
  const sent = await inviteAt(boss, { part: 'XA-N1', until: '2099-12-31', note: 'Welcome <b>' })
  assert.deepEqual([sent.status, sent.to], [303, `/members?authority=${north}&done=invited`])
  const token = await letter()
  const shown = await get(`/invitation/${token}`)
  assert.equal(shown.status, 200)
  for (const said of ['Boss One', 'Demonstration authority North', 'Caseworker', 'XA-N1', 'Welcome &lt;b'])
    assert.ok(shown.body.includes(said), said)

  const newcomer = await somebody('New Colleague', null)
  const yes = await post(`/invitation/${token}/answer`, newcomer.cookie, { answer: 'yes' })
  assert.deepEqual([yes.status, yes.to], [303, '/account/roles?done=accepted'])
  assert.deepEqual(await rolesOf(newcomer.person), [`caseworker ${north} XA-N1`, 'holder'])
  const again = await post(`/invitation/${token}/answer`, (await somebody('Another', null)).cookie, { answer: 'yes' })
  assert.equal(again.status, 410)

  const { rows } = await sql<{ n: number; left: number }>`
    select (select count(*)::integer from notifications where person = ${boss.person} and kind = 'invitation-accepted') as n,
      (select count(*)::integer from invitations where accepted and (name is not null or address is not null)) as left`.execute(
    site.db,
  )
  assert.deepEqual(rows, [{ n: 1, left: 0 }])
  assert.deepEqual((await verifyAudit(site.db)).faults, [])
  const list = await get(`/members?authority=${north}`, boss.cookie)
  assert.ok(list.body.includes('New Colleague') && list.body.includes('Boss One'))
})

test('once the last day of the role is past nobody takes it on, and the refusal says why', async () => {
  const boss = await somebody('Boss of a short role', 'authority-administrator')
  await inviteAt(boss, { until: '2099-12-31', address: 'short@example.org' })
  const token = await letter()
  const { rows } = await sql<{ id: string }>`
    update invitations set role_until = now() - interval '1 hour' where address = 'short@example.org' returning id`.execute(
    site.db,
  )
  const late = await somebody('Comes late', null)
  const yes = await post(`/invitation/${token}/answer`, late.cookie, { answer: 'yes' })
  assert.equal(yes.status, 410)
  for (const { status, body } of [yes, await get(`/invitation/${token}?lang=en`)]) {
    assert.equal(status, 410)
    assert.match(body, /its last day is past/)
  }
  assert.equal((await post(`/invitation/${token}/set-up`, null)).status, 410)
  assert.deepEqual(await rolesOf(late.person), ['holder'])
  // Nor is it any use to send it again.
  const again = await post(`/members/invitations/${rows[0]?.id}/again`, boss.cookie)
  assert.equal(again.status, 409)
  assert.match(again.body, /last day of the role is past/)
})

test('without an account the link leads to setting one up, for the address that it was sent to', async () => {
  const boss = await somebody('Boss Two', 'authority-administrator')
  await inviteAt(boss, { address: 'fresh@example.org' })
  const token = await letter()
  const { status, to } = await post(`/invitation/${token}/set-up`, null)
  assert.equal(status, 303)
  assert.match(to, new RegExp(`^/set-up/[A-Za-z0-9_-]{43}\\?next=${encodeURIComponent(`/invitation/${token}`)}$`))
  assert.ok((await get(to)).body.includes('fresh@example.org'))
})

test('who may not grant cannot invite: neither by the form nor past it', async () => {
  const boss = await somebody('Boss Three', 'authority-administrator')
  const worker = await somebody('Worker', 'caseworker')
  assert.equal((await inviteAt(worker)).status, 403)
  assert.equal((await inviteAt(boss, {}, 'xa-authority-south')).status, 404)
  assert.equal((await inviteAt(boss, { role: 'platform-administrator' })).status, 400)
  assert.equal((await inviteAt(boss, { part: 'XA-S' })).status, 400)
  const wrong = await inviteAt(boss, { name: '', address: 'x', until: '2020-01-01' })
  assert.equal(wrong.status, 400)
  for (const field of ['name', 'address', 'until']) assert.ok(wrong.body.includes(`id="${field}-error"`), field)
})

test('an invitation is worth no more than what its sender may grant at the moment of the answer', async () => {
  const [one, two] = [
    await somebody('Boss Four', 'authority-administrator'),
    await somebody('Boss Five', 'authority-administrator'),
  ]
  await inviteAt(one)
  const token = await letter()
  await sql`update memberships set valid_until = now() where person = ${one.person} and role <> 'holder'`.execute(
    site.db,
  )
  const newcomer = await somebody('Late', null)
  assert.equal((await post(`/invitation/${token}/answer`, newcomer.cookie, { answer: 'yes' })).status, 410)
  assert.deepEqual(await rolesOf(newcomer.person), ['holder'])
  assert.ok((await get(`/invitation/${token}`)).status === 410)
  assert.deepEqual((await rolesOf(two.person)).length, 2)
})

test('declined, withdrawn, expired and sent again: only the newest open link opens', async () => {
  const boss = await somebody('Boss Six', 'authority-administrator')
  const idOfNewest = async () => {
    const { rows } = await sql<{ id: string }>`select id from invitations order by invited_at desc limit 1`.execute(
      site.db,
    )
    return rows[0]?.id ?? ''
  }
  await inviteAt(boss)
  const first = await letter()
  const id = await idOfNewest()
  await sql`update outgoing_messages set created_at = created_at - interval '1 minute'`.execute(site.db)
  assert.equal((await post(`/members/invitations/${id}/again`, boss.cookie)).status, 303)
  const second = await letter()
  assert.notEqual(first, second)
  assert.deepEqual(
    [(await get(`/invitation/${first}`)).status, (await get(`/invitation/${second}`)).status],
    [404, 200],
  )

  const stranger = await somebody('Boss of another', 'authority-administrator', 'xa-authority-south')
  assert.equal((await post(`/members/invitations/${id}/withdraw`, stranger.cookie)).status, 404)
  assert.equal((await post(`/members/invitations/${id}/withdraw`, boss.cookie)).status, 303)
  assert.equal((await get(`/invitation/${second}`)).status, 410)

  await sql`update outgoing_messages set created_at = created_at - interval '1 minute'`.execute(site.db)
  await inviteAt(boss)
  const third = await letter()
  const guest = await somebody('Guest', null)
  assert.equal(
    (await post(`/invitation/${third}/answer`, guest.cookie, { answer: 'no' })).to,
    '/account/roles?done=declined',
  )
  assert.deepEqual(await rolesOf(guest.person), ['holder'])

  await sql`update outgoing_messages set created_at = created_at - interval '1 minute'`.execute(site.db)
  await inviteAt(boss)
  const fourth = await letter()
  await sql`update invitations set expires_at = now() where id = ${await idOfNewest()}`.execute(site.db)
  assert.equal((await post(`/invitation/${fourth}/answer`, guest.cookie, { answer: 'yes' })).status, 410)
  assert.equal((await get('/invitation/nonsense')).status, 404)
})

test('one link, many at once: one becomes a member', async () => {
  const boss = await somebody('Boss Seven', 'authority-administrator')
  await sql`update outgoing_messages set created_at = created_at - interval '1 minute'`.execute(site.db)
  await inviteAt(boss)
  const token = await letter()
  const guests = await Promise.all(Array.from({ length: 6 }, (_, index) => somebody(`Guest ${index}`, null)))
  const answers = await Promise.all(
    guests.map(({ cookie }) => post(`/invitation/${token}/answer`, cookie, { answer: 'yes' })),
  )
  assert.equal(answers.filter(({ status }) => status === 303).length, 1)
})
