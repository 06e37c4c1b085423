// SPDX-License-Identifier: Apache-2.0
// Sets up accounts, invites them, changes and ends their roles, for ever, and names each step once it is done. Meant to be killed.
import { join } from 'node:path'
import { sql } from 'kysely'
import { SessionDesk, type SignedIn, writeMatrix } from '../../../src/access/index.ts'
import { answer } from '../../../src/access/invitations/answer-invitation.ts'
import { invite } from '../../../src/access/invitations/invite.ts'
import { changeMembership, leaveRole } from '../../../src/access/members/end-membership.ts'
import { setUpAccount, setUpTicket } from '../../../src/access/sign-in/set-up-account.ts'
import { writeTicket } from '../../../src/access/tickets/ticket-desk.ts'
import { atTheDoor } from '../../../src/db/at-the-door.ts'
import { migrate, openDatabase } from '../../../src/db/index.ts'
import { silentLogger, systemClock } from '../../../src/kernel/index.ts'
import { readSettings } from '../../../src/kernel/settings.ts'
import { loadReference } from '../../../src/register/index.ts'

const north = 'xa-authority-north'
const baseUrl = 'http://127.0.0.1:3000'
const from = { network: '203.0.113.0/24', program: null }

const database = await openDatabase(readSettings(process.env), silentLogger(), { address: 'a registrar' })
const owner = database.db
await migrate(owner)
await loadReference(owner, join(import.meta.dirname, '..', '..', '..', 'reference'))
await writeMatrix(owner)
const db = await database.app()
const desk = new SessionDesk(db, systemClock)

const say = (step: string, number: number) => process.stdout.write(`${step} ${number}\n`)

/** The newest link that a letter holds. */
async function newestLink(): Promise<string> {
  const { rows } = await sql<{ token: string }>`
    select substring(text from '/invitation/([A-Za-z0-9_-]{43})') as token from outgoing_messages
    order by created_at desc limit 1`.execute(owner)
  return rows[0]?.token ?? ''
}

async function visitor(session: string): Promise<SignedIn> {
  const who = await desk.who(session)
  if (who === null) throw new TypeError('a session that was acknowledged is not there')
  return who
}

async function administrator(): Promise<SignedIn> {
  const { rows } = await sql<{ id: string }>`insert into people (name) values ('Administrator') returning id`.execute(
    owner,
  )
  const person = rows[0]?.id ?? ''
  await sql`
    insert into memberships (person, role, authority) values (${person}, 'authority-administrator', ${north})`.execute(
    owner,
  )
  return visitor(await desk.start(person, 'second-factor', from))
}

async function step(number: number, boss: SignedIn): Promise<void> {
  const address = `person-${number}@example.org`
  const token = await atTheDoor(db, (door) =>
    writeTicket(door, setUpTicket, {
      person: null,
      content: { identifier: { kind: 'email', value: address }, name: null, lang: 'en' },
    }),
  )
  const form = { token, name: `Person ${number}`, password: `correct horse ${number} battery` }
  const made = await setUpAccount({ db, desk }, form, { from, before: null })
  if (made.done !== 'in') throw new TypeError(`the account was not made: ${made.done}`)
  say('account', number)
  const colleague = { name: form.name, address, role: 'caseworker', authority: north, jurisdiction: null }
  await invite({ db, baseUrl }, boss, { ...colleague, roleUntil: null, note: null, lang: 'en' })
  say('invited', number)
  const session = await desk.start(made.person, 'second-factor', from)
  const answered = await answer(db, await visitor(session), await newestLink(), true)
  const membership = answered?.state === 'open' ? (answered.membership ?? '') : ''
  say('accepted', number)
  const changed = await changeMembership(db, boss, { id: membership, role: 'expert', jurisdiction: null, until: null })
  say('changed', number)
  if (number % 2 === 1) return
  desk.forget(made.person)
  await leaveRole(db, await visitor(session), changed)
  say('left', number)
}

const boss = await administrator()
process.stdout.write('ready\n')
for (let number = 1; ; number++) await step(number, boss)
