// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { Attendance } from '../../db/attendance.ts'
import { silentLogger, systemClock } from '../../kernel/index.ts'
import { readEntries } from '../audit/audit.store.ts'
import { verifyAudit } from '../audit/verify-audit.ts'
import { GuessDesk } from '../guesses/guess-desk.ts'
import { Secrets } from '../secrets/secrets.ts'
import { SessionDesk } from '../sessions/session-desk.ts'
import { resetPassword } from '../sign-in/reset-password.ts'
import { createAdministrator, linkForAdministrator } from './create-administrator.ts'

const at = 'https://passerelle.example'
const first = { email: 'Li.Wei@Example.org', name: '李伟', lang: 'zh-CN', another: false }

async function withDatabase(fn: (database: TestDatabase) => Promise<void>): Promise<void> {
  const database = await testDatabase()
  try {
    await fn(database)
  } finally {
    await database.close()
  }
}

const held = async ({ db }: TestDatabase) => {
  const { rows } = await sql<{ name: string; folded: string; roles: string[] }>`
    select p.name, i.folded, array_agg(m.role order by m.role) as roles
    from people p join identifiers i on i.person = p.id and i.verified_at is not null join memberships m on m.person = p.id
    group by p.id, i.folded order by i.folded`.execute(db)
  return rows
}

test('the first administrator is a holder too, has an address, is recorded, and chooses a password by the link', () =>
  withDatabase(async (database) => {
    const { link } = await createAdministrator(database.db, at, first)
    assert.match(link, /^https:\/\/passerelle\.example\/reset\/[A-Za-z0-9_-]{43}$/)
    assert.deepEqual(await held(database), [
      { name: '李伟', folded: 'li.wei@example.org', roles: ['holder', 'platform-administrator'] },
    ])
    const entries = await readEntries(database.db, { after: 0, limit: 10 })
    assert.deepEqual(
      entries.map(({ act, objectKind }) => [act, objectKind]),
      [['grant:platform-administrator', 'membership']],
    )
    assert.deepEqual((await verifyAudit(database.db)).faults, [])

    const desk = new SessionDesk(database.app, systemClock)
    const guesses = new GuessDesk(new Secrets('the key of the tests, which is no secret'))
    const token = link.slice(link.lastIndexOf('/') + 1)
    const choose = () =>
      resetPassword({ db: database.app, desk, guesses }, { token, password: 'ein langer Satz als Wort 7' })
    assert.equal((await choose()).done, 'reset')
    assert.equal((await choose()).done, 'gone')
  }))

test('a second one is made only when it is asked for, and two at once make one', () =>
  withDatabase(async (database) => {
    const both = await Promise.allSettled(
      ['a@example.org', 'b@example.org'].map((email) => createAdministrator(database.db, at, { ...first, email })),
    )
    assert.equal(both.filter(({ status }) => status === 'fulfilled').length, 1)
    const another = (email: string) => createAdministrator(database.db, at, { ...first, email, another: true })
    await assert.rejects(createAdministrator(database.db, at, { ...first, email: 'c@example.org' }), /--another/)
    await another('c@example.org')
    await assert.rejects(another('C@example.org'), /is a platform administrator already/)
    assert.equal((await held(database)).length, 2)
  }))

test('administrators come and go beside a running server', () =>
  withDatabase(async (database) => {
    const server = new Attendance({ connectionString: database.url }, silentLogger())
    await server.enter()
    try {
      for (const email of ['a@example.org', 'b@example.org'])
        await createAdministrator(database.db, at, { ...first, email, another: true })
      const leave = sql`
        update memberships set valid_until = now() where id = (
          select id from memberships where role = 'platform-administrator' and valid_until is null limit 1)`
      await leave.execute(database.db)
      await assert.rejects(leave.execute(database.db), /the last platform administrator cannot leave/)
    } finally {
      await server.leave()
    }
  }))

test('an account that has the address becomes an administrator; nothing is made of what cannot be read', () =>
  withDatabase(async (database) => {
    const { rows } = await sql<{ id: string }>`insert into people (name) values ('Known') returning id`.execute(
      database.db,
    )
    const person = rows[0]?.id ?? ''
    await sql`insert into memberships (person, role) values (${person}, 'holder')`.execute(database.db)
    await sql`
      insert into identifiers (person, kind, value, folded, verified_at)
      values (${person}, 'email', 'known@example.org', 'known@example.org', now())`.execute(database.db)
    await createAdministrator(database.db, at, { ...first, email: 'known@example.org' })
    assert.deepEqual(await held(database), [
      { name: 'Known', folded: 'known@example.org', roles: ['holder', 'platform-administrator'] },
    ])
    const another = { ...first, another: true }
    await assert.rejects(
      createAdministrator(database.db, at, { ...another, email: 'nonsense' }),
      /--email: found 'nonsense', expected an e-mail address/,
    )
    await assert.rejects(createAdministrator(database.db, at, { ...another, name: ' ' }), /--name: found ' ', expected/)
    assert.equal((await held(database)).length, 1)
  }))

test('who is locked out gets a new link; who is no administrator gets none', () =>
  withDatabase(async (database) => {
    const made = await createAdministrator(database.db, at, first)
    const next = await linkForAdministrator(database.db, at, 'li.wei@example.org')
    assert.notEqual(next.link, made.link)
    const desk = new SessionDesk(database.app, systemClock)
    const guesses = new GuessDesk(new Secrets('the key of the tests, which is no secret'))
    const token = made.link.slice(made.link.lastIndexOf('/') + 1)
    const old = await resetPassword(
      { db: database.app, desk, guesses },
      { token, password: 'ein langer Satz als Wort 7' },
    )
    assert.equal(old.done, 'gone')
    await assert.rejects(
      linkForAdministrator(database.db, at, 'nobody@example.org'),
      /no platform administrator signs in with nobody@example\.org/,
    )
  }))
