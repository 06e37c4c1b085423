// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { Problem } from '../../kernel/index.ts'
import { wordsIn } from '../../ui/index.ts'
import { readEntries } from '../audit/audit.store.ts'
import { sentenceOf } from '../notifications/present-notifications.ts'
import { writeMatrix } from '../permissions/permissions.store.ts'
import type { Role } from '../permissions/roles.model.ts'
import type { SignedIn } from '../sessions/session-desk.ts'
import { changeMembership, endMembership, leaveRole } from './end-membership.ts'
import { readMember } from './read-members.ts'
import { comeBack, reportAbsence } from './report-absence.ts'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
  await writeMatrix(database.db)
})
after(() => database.close())

let many = 0
/** An authority of its own for each test. */
const anAuthority = () => `xa-authority-${++many}`

interface Colleague {
  visitor: SignedIn
  membership: string
}

async function colleague(name: string, role: Role, authority: string | null): Promise<Colleague> {
  const { rows } = await sql<{ person: string; membership: string }>`
    with p as (insert into people (name) values (${name}) returning id),
      h as (insert into memberships (person, role) select id, 'holder' from p)
    insert into memberships (person, role, authority) select id, ${role}, ${authority} from p
    returning person, id as membership`.execute(database.db)
  const { person = '', membership = '' } = rows[0] ?? {}
  const standings = [
    { role: 'holder' as const, authority: null },
    { role, authority },
  ]
  const now = new Date()
  const visitor: SignedIn = {
    person,
    name,
    proof: 'passkey',
    standings,
    withheld: [],
    weak: false,
    seenAt: now,
    expiresAt: now,
    provedAt: now,
    unread: 0,
  }
  return { visitor, membership }
}

async function rolesOf({ visitor }: Colleague): Promise<string[]> {
  const { rows } = await sql<{ role: string }>`
    select role from memberships
    where person = ${visitor.person} and valid_from <= now() and (valid_until is null or now() < valid_until) order by 1`.execute(
    database.db,
  )
  return rows.map(({ role }) => role)
}

const toldAs =
  (key: string) =>
  (error: unknown): boolean =>
    error instanceof Problem && typeof error.told === 'object' && error.told.key === key

const end = ({ visitor }: Colleague, { membership }: Colleague) =>
  endMembership(database.app, visitor, { id: membership, reason: 'moved on' })

test('two administrators who end each other at once leave one', async () => {
  for (const role of ['authority-administrator', 'platform-administrator'] as const) {
    const authority = role === 'authority-administrator' ? anAuthority() : null
    if (authority === null)
      await sql`update memberships set valid_until = now() where role = ${role} and valid_until is null and person in (
        select person from memberships where role = ${role} order by valid_from offset 1)`.execute(database.db)
    const [one, two] = [await colleague('One', role, authority), await colleague('Two', role, authority)]
    const ended = await Promise.allSettled([end(one, two), end(two, one)])
    for (const outcome of ended) if (outcome.status === 'rejected') assert.ok(outcome.reason instanceof Problem)
    assert.equal(ended.filter(({ status }) => status === 'fulfilled').length, 1, role)
    const left = [...(await rolesOf(one)), ...(await rolesOf(two))].filter((held) => held === role)
    assert.equal(left.length, 1, role)
  }
})

test('the last administrator of an authority leaves only when nobody else is there', async () => {
  const authority = anAuthority()
  const [boss, worker] = [
    await colleague('Boss', 'authority-administrator', authority),
    await colleague('Worker', 'caseworker', authority),
  ]
  const leaving = () => leaveRole(database.app, boss.visitor, boss.membership)
  await assert.rejects(leaving(), toldAs('members.last-administrator'))
  await end(boss, worker)
  await leaving()
  assert.deepEqual(await rolesOf(boss), ['holder'])
})

test('a role is changed in one transaction, and not at all where the new one may not be granted', async () => {
  const authority = anAuthority()
  const [boss, worker] = [
    await colleague('Boss', 'authority-administrator', authority),
    await colleague('Worker', 'caseworker', authority),
  ]
  const to = (role: string, until: Date | null = null) =>
    changeMembership(database.app, boss.visitor, { id: worker.membership, role, jurisdiction: null, until })
  await assert.rejects(to('auditor'), toldAs('visit.forbidden'))
  assert.deepEqual(await rolesOf(worker), ['caseworker', 'holder'])
  await to('approver')
  assert.deepEqual(await rolesOf(worker), ['approver', 'holder'])
  await assert.rejects(to('expert'), toldAs('members.gone'))

  const soon = new Date(Date.now() + 86_400_000)
  const { rows } = await sql<{ id: string }>`
    select id from memberships where person = ${worker.visitor.person} and role = 'approver'`.execute(database.db)
  const limited = await changeMembership(database.app, boss.visitor, {
    id: rows[0]?.id ?? '',
    role: 'approver',
    jurisdiction: null,
    until: soon,
  })
  await endMembership(database.app, boss.visitor, { id: limited, reason: 'earlier than it would have' })
  assert.deepEqual(await rolesOf(worker), ['holder'])
})

test('nobody ends, changes or sees what is not theirs to', async () => {
  const [home, abroad] = [anAuthority(), anAuthority()]
  const boss = await colleague('Boss', 'authority-administrator', home)
  const worker = await colleague('Worker', 'caseworker', home)
  const stranger = await colleague('Stranger', 'authority-administrator', abroad)
  await assert.rejects(end(stranger, worker), toldAs('members.gone'))
  await assert.rejects(end(worker, boss), toldAs('visit.forbidden'))
  await assert.rejects(leaveRole(database.app, worker.visitor, boss.membership), toldAs('members.gone'))
  await assert.rejects(readMember(database.app, stranger.visitor, worker.membership), toldAs('members.gone'))
  assert.deepEqual(await rolesOf(worker), ['caseworker', 'holder'])
})

test('an absence has a deputy who holds the same role, is shown, and ends early', async () => {
  const authority = anAuthority()
  const worker = await colleague('Worker', 'caseworker', authority)
  const [stand, expert] = [
    await colleague('Stand-in', 'caseworker', authority),
    await colleague('Expert', 'expert', authority),
  ]
  const away = (by: Colleague, deputy: Colleague | null) =>
    reportAbsence(database.app, by.visitor, {
      membership: worker.membership,
      firstDay: '2026-01-01',
      lastDay: '2099-01-01',
      deputy: deputy?.visitor.person ?? null,
    })
  await assert.rejects(away(worker, expert), toldAs('members.deputy-lacks-role'))
  await assert.rejects(away(stand, null), toldAs('visit.forbidden'))
  await away(worker, stand)
  const { member } = await readMember(database.app, stand.visitor, worker.membership)
  assert.deepEqual([member.away?.deputy, member.away?.now], ['Stand-in', true])
  await assert.rejects(comeBack(database.app, expert.visitor, member.away?.id ?? ''), toldAs('members.gone'))
  await comeBack(database.app, worker.visitor, member.away?.id ?? '')
  assert.equal((await readMember(database.app, stand.visitor, worker.membership)).member.away, null)
})

test('what was done to a member stands in the log with its reason, and the member was told', async () => {
  const authority = anAuthority()
  const [boss, worker] = [
    await colleague('Boss', 'authority-administrator', authority),
    await colleague('Worker', 'caseworker', authority),
  ]
  await end(boss, worker)
  const [entry] = await readEntries(database.db, { after: 0, limit: 10, authority })
  assert.deepEqual(
    [entry?.act, entry?.objectKind, entry?.objectId],
    ['grant:caseworker', 'membership', worker.membership],
  )
  const { rows } = await sql<{ kind: string; args: Record<string, string> }>`
    select kind, args from notifications where person = ${worker.visitor.person}`.execute(database.db)
  assert.deepEqual(
    rows.map(({ kind, args }) => [kind, args['reason']]),
    [['role-ended', 'moved on']],
  )
  const [told] = rows
  assert.ok(told !== undefined)
  assert.match(sentenceOf(wordsIn('en'), told), /Caseworker.*Reason: moved on$/)
  const { reason: _, ...before } = told.args
  assert.doesNotMatch(sentenceOf(wordsIn('en'), { ...told, args: before }), /Reason/)
})
