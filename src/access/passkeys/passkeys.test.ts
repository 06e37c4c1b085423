// SPDX-License-Identifier: Apache-2.0
// Passkeys against everything that a stolen, copied or made-up answer could try; after each refusal nothing is written.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { assertionOf, registrationOf, type Said, softPasskey } from '../../../test/support/soft-passkey.ts'
import { systemClock } from '../../kernel/index.ts'
import { writeMatrix } from '../permissions/permissions.store.ts'
import type { Role } from '../permissions/roles.model.ts'
import { roles } from '../permissions/roles.model.ts'
import { SessionDesk, type SignedIn } from '../sessions/session-desk.ts'
import type { Proof } from '../sessions/sessions.store.ts'
import { addPasskey } from './add-passkey.ts'
import { askForNewPasskey, askForPasskey } from './ask-for-passkey.ts'
import { enterWithPasskey } from './enter-with-passkey.ts'
import { readOwnPasskeys, removePasskey, renamePasskey } from './keep-passkeys.ts'
import { mayGiveUp, relyingParty, type WaysIn } from './passkeys.model.ts'

let database: TestDatabase
let desk: SessionDesk
before(async () => {
  database = await testDatabase()
  await writeMatrix(database.db)
  desk = new SessionDesk(database.app, systemClock)
})
after(() => database.close())

const party = { id: 'pass.example', origin: 'https://pass.example' }
const from = { network: '203.0.113.0/24', program: 'Firefox · Linux' }
const here = { origin: party.origin, rpId: party.id }

interface Visitor {
  person: string
  visitor: SignedIn
}

async function visitorWith(role: Role = 'holder', proof: Proof = 'second-factor'): Promise<Visitor> {
  const { rows } = await sql<{ id: string }>`insert into people (name) values ('李伟') returning id`.execute(
    database.db,
  )
  const person = rows[0]?.id ?? ''
  const authority = roles[role] === 'authority' ? 'xa-authority-north' : null
  for (const [held, where] of [['holder', null] as const, ...(role === 'holder' ? [] : [[role, authority] as const])]) {
    await sql`insert into memberships (person, role, authority) values (${person}, ${held}, ${where})`.execute(
      database.db,
    )
  }
  await sql`insert into identifiers (person, kind, value, folded, verified_at)
    values (${person}, 'email', ${`${person}@example.org`}, ${`${person}@example.org`}, now())`.execute(database.db)
  const visitor = await desk.who(await desk.start(person, proof, from))
  assert.ok(visitor !== null)
  return { person, visitor }
}

/** How much there is of everything that a passkey could leave behind. */
async function written(): Promise<Record<string, number>> {
  const { rows } = await sql<Record<string, number>>`
    select (select count(*)::integer from passkeys) as passkeys, (select coalesce(sum(counter), 0)::integer from passkeys) as counted,
      (select count(*)::integer from passkeys where used_at is not null) as used,
      (select count(*)::integer from sessions) as sessions, (select count(*)::integer from audit_entries) as entries,
      (select count(*)::integer from outgoing_messages) as messages`.execute(database.db)
  return rows[0] ?? {}
}

async function actsOf(person: string): Promise<string[]> {
  const { rows } = await sql<{ act: string }>`
    select e.act from audit_entries e join audit_payloads p on p.entry = e.seq where p.person = ${person} order by e.seq`.execute(
    database.db,
  )
  return rows.map(({ act }) => act)
}

/** Asks for a new passkey and answers with one. */
async function register({ person, visitor }: Visitor, lie: Partial<Said> = {}, name = '手机') {
  const options = await askForNewPasskey(database.app, party, { person })
  const passkey = softPasskey(options.user.id)
  const response = registrationOf(passkey, { challenge: options.challenge, ...here, ...lie })
  const refused = await addPasskey(database.app, party, visitor, { response, name })
  return { passkey, response, refused, options }
}

const show = (response: string) => enterWithPasskey({ db: database.app, desk }, party, { response, from, before: null })

const challenge = async () => (await askForPasskey(database.app, party)).challenge

test('somebody adds a passkey, comes in with it, renames and removes it', async () => {
  const { person, visitor } = await visitorWith()
  await sql`insert into passwords (person, hash) values (${person}, ${'x'.repeat(20)})`.execute(database.db)
  const { passkey, refused, options } = await register({ person, visitor })
  assert.equal(refused, null)
  assert.deepEqual(
    { ...options.authenticatorSelection, handle: Buffer.from(options.user.id, 'base64url').length },
    { residentKey: 'required', requireResidentKey: true, userVerification: 'required', handle: 32 },
  )
  const entered = await show(assertionOf(passkey, { challenge: await challenge(), ...here }))
  assert.ok('token' in entered)
  const who = await desk.who(entered.token)
  assert.deepEqual([who?.person, who?.proof, who?.weak], [person, 'passkey', false])
  const [own] = await readOwnPasskeys(database.app, visitor)
  assert.deepEqual([own?.name, own?.synced, own?.usedAt !== null], ['手机', false, true])
  const id = own?.id ?? ''
  assert.equal(await renamePasskey(database.app, visitor, { id, name: '旧手机' }), true)
  assert.equal(await removePasskey(database.app, visitor, id), 'removed')
  assert.equal(await removePasskey(database.app, visitor, id), 'not-found')
  assert.deepEqual(await show(assertionOf(passkey, { challenge: await challenge(), ...here })), { refused: 'unknown' })
  assert.deepEqual(await actsOf(person), ['add-own-passkey', 'sign-in', 'rename-own-passkey', 'remove-own-passkey'])
  const { rows } = await sql<{ about: string }>`
    select about from outgoing_messages where person = ${person} order by created_at, about`.execute(database.db)
  assert.deepEqual(
    rows.map(({ about }) => about),
    ['passkey-added', 'passkey-removed'],
  )
})

test('a second passkey has the handle of the first, and an authenticator is told what it has already', async () => {
  const owner = await visitorWith()
  const { passkey, options } = await register(owner)
  const again = await askForNewPasskey(database.app, party, { person: owner.person })
  assert.equal(again.user.id, options.user.id)
  assert.deepEqual(
    again.excludeCredentials?.map(({ id }) => id),
    [passkey.id.toString('base64url')],
  )
})

test('a registration is good once, and for nobody else', async () => {
  const [owner, other] = [await visitorWith(), await visitorWith()]
  const { response, refused } = await register(owner)
  assert.equal(refused, null)
  const before = await written()
  const name = 'again'
  assert.equal(await addPasskey(database.app, party, owner.visitor, { response, name }), 'challenge')
  const { challenge: asked } = await askForNewPasskey(database.app, party, { person: owner.person })
  const stolen = registrationOf(softPasskey(), { challenge: asked, ...here })
  assert.equal(await addPasskey(database.app, party, other.visitor, { response: stolen, name }), 'challenge')
  // It was used up by the attempt.
  assert.equal(await addPasskey(database.app, party, owner.visitor, { response: stolen, name }), 'challenge')
  assert.deepEqual(await written(), before)
})

test('a passkey that somebody has is not added by another', async () => {
  const [owner, other] = [await visitorWith(), await visitorWith()]
  const { passkey } = await register(owner)
  const before = await written()
  const { challenge: asked } = await askForNewPasskey(database.app, party, { person: other.person })
  const response = registrationOf(passkey, { challenge: asked, ...here })
  assert.equal(await addPasskey(database.app, party, other.visitor, { response, name: 'mine' }), 'known')
  assert.deepEqual(await written(), before)
})

const lies: Record<string, Partial<Said>> = {
  'another origin': { origin: 'https://evil.example' },
  'the same name without https': { origin: 'http://pass.example' },
  'another port': { origin: 'https://pass.example:8443' },
  'another site': { rpId: 'evil.example' },
  'a user who was not verified': { userVerified: false },
}

for (const [what, lie] of Object.entries(lies)) {
  test(`a registration with ${what} is refused`, async () => {
    const owner = await visitorWith()
    const before = await written()
    assert.equal((await register(owner, lie)).refused, 'not-verified')
    assert.deepEqual(await written(), before)
  })

  test(`an assertion with ${what} is refused`, async () => {
    const { passkey } = await register(await visitorWith())
    const before = await written()
    const response = assertionOf(passkey, { challenge: await challenge(), ...here, ...lie })
    assert.deepEqual(await show(response), { refused: 'not-verified' })
    assert.deepEqual(await written(), before)
  })
}

test('an assertion is good once', async () => {
  const { passkey } = await register(await visitorWith())
  const response = assertionOf(passkey, { challenge: await challenge(), ...here })
  assert.ok('token' in (await show(response)))
  const before = await written()
  assert.deepEqual(await show(response), { refused: 'challenge' })
  assert.deepEqual(await written(), before)
})

test('challenges are for one purpose', async () => {
  const owner = await visitorWith()
  const { passkey } = await register(owner)
  const before = await written()
  const forNew = (await askForNewPasskey(database.app, party, { person: owner.person })).challenge
  assert.deepEqual(await show(assertionOf(passkey, { challenge: forNew, ...here })), { refused: 'challenge' })
  const forEntry = await challenge()
  const response = registrationOf(softPasskey(), { challenge: forEntry, ...here })
  assert.equal(await addPasskey(database.app, party, owner.visitor, { response, name: 'x' }), 'challenge')
  assert.deepEqual(await show(assertionOf(passkey, { challenge: 'A'.repeat(43), ...here })), { refused: 'challenge' })
  const crossed = assertionOf(passkey, { challenge: await challenge(), ...here, type: 'webauthn.create' })
  assert.deepEqual(await show(crossed), { refused: 'not-verified' })
  assert.deepEqual(await written(), before)
})

test('an old challenge is none', async () => {
  const { passkey } = await register(await visitorWith())
  const asked = await challenge()
  await sql`update tickets set created_at = now() - interval '6 minutes', expires_at = now() - interval '1 minute'
    where purpose = 'enter-with-passkey' and used_at is null`.execute(database.db)
  const before = await written()
  assert.deepEqual(await show(assertionOf(passkey, { challenge: asked, ...here })), { refused: 'challenge' })
  assert.deepEqual(await written(), before)
})

test('nobody comes in as another, with another key or after their account has ended', async () => {
  const [owner, other] = [await visitorWith(), await visitorWith()]
  const { passkey: mine } = await register(owner)
  const { passkey: theirs } = await register(other)
  const before = await written()
  const attempts = [
    [{ ...mine, id: theirs.id }, 'not-verified'],
    [{ ...mine, id: theirs.id, handle: theirs.handle }, 'not-verified'],
    [{ ...mine, handle: theirs.handle }, 'not-verified'],
    [softPasskey(mine.handle), 'unknown'],
  ] as const
  for (const [passkey, refused] of attempts) {
    assert.deepEqual(await show(assertionOf(passkey, { challenge: await challenge(), ...here })), { refused })
  }
  await sql`update people set status = 'ended' where id = ${other.person}`.execute(database.db)
  assert.deepEqual(await show(assertionOf(theirs, { challenge: await challenge(), ...here })), { refused: 'unknown' })
  assert.deepEqual(await written(), before)
})

test('one that counts backwards is refused, recorded and told', async () => {
  const { person, visitor } = await visitorWith()
  const { passkey } = await register({ person, visitor }, { counter: 7 })
  const shown = async (counter: number) =>
    show(assertionOf(passkey, { challenge: await challenge(), ...here, counter }))
  assert.ok('token' in (await shown(8)))
  const before = await written()
  for (const counter of [8, 3, 0]) assert.deepEqual(await shown(counter), { refused: 'copied' }, String(counter))
  assert.deepEqual(await written(), {
    ...before,
    entries: (before['entries'] ?? 0) + 3,
    messages: (before['messages'] ?? 0) + 3,
  })
  assert.deepEqual((await actsOf(person)).slice(-3), ['refuse-passkey', 'refuse-passkey', 'refuse-passkey'])
  assert.ok('token' in (await shown(9)))
  // A wrong signature accuses nobody.
  const forged = { ...softPasskey(passkey.handle), id: passkey.id }
  const quiet = await written()
  const response = assertionOf(forged, { challenge: await challenge(), ...here, counter: 1 })
  assert.deepEqual(await show(response), { refused: 'not-verified' })
  assert.deepEqual(await written(), quiet)
})

test('what is no answer of an authenticator is refused', async () => {
  const { visitor } = await visitorWith()
  const before = await written()
  const long = JSON.stringify({ id: 'A'.repeat(90_000) })
  for (const response of ['', '{}', 'null', '[]', 'x', long, undefined, 7]) {
    assert.equal(await addPasskey(database.app, party, visitor, { response, name: 'x' }), 'not-verified')
    assert.deepEqual(await show(response as string), { refused: 'not-verified' })
  }
  assert.deepEqual(await written(), before)
})

test('somebody sees, renames and removes their own passkeys only', async () => {
  const [owner, other] = [await visitorWith(), await visitorWith('platform-administrator')]
  await register(owner)
  const id = (await readOwnPasskeys(database.app, owner.visitor))[0]?.id ?? ''
  await register(other)
  await register(other)
  assert.equal((await readOwnPasskeys(database.app, other.visitor)).length, 2)
  const before = await written()
  assert.equal(await renamePasskey(database.app, other.visitor, { id, name: 'mine' }), false)
  assert.equal(await removePasskey(database.app, other.visitor, id), 'not-found')
  assert.deepEqual(await written(), before)
})

test('the last way in stays, also for two windows at once', async () => {
  const owner = await visitorWith()
  await register(owner)
  await register(owner)
  const own = await readOwnPasskeys(database.app, owner.visitor)
  const both = await Promise.all(own.map(({ id }) => removePasskey(database.app, owner.visitor, id)))
  assert.deepEqual(both.sort(), ['last-way', 'removed'])
})

test('staff keep a way that counts, and use it before they add another', async () => {
  const { person, visitor } = await visitorWith('caseworker')
  await sql`insert into passwords (person, hash) values (${person}, ${'x'.repeat(20)})`.execute(database.db)
  const weak = await desk.who(await desk.start(person, 'password', from))
  assert.ok(weak?.weak)
  // Whoever has no strong way yet begins with one.
  assert.equal((await register({ person, visitor: weak })).refused, null)
  assert.equal((await register({ person, visitor: weak })).refused, 'weak')
  const id = (await readOwnPasskeys(database.app, visitor))[0]?.id ?? ''
  assert.equal(await removePasskey(database.app, weak, id), 'weak')
  assert.equal(await removePasskey(database.app, visitor, id), 'last-strong-way')
})

test('which way may be given up', () => {
  const ways = (given: Partial<WaysIn>): WaysIn => ({
    ...{ password: false, secondFactor: false, passkeys: 0, providers: 0, vouching: 0 },
    ...given,
  })
  assert.equal(mayGiveUp(ways({ passkeys: 1 }), 'passkey', false), 'last-way')
  assert.equal(mayGiveUp(ways({ passkeys: 1, password: true }), 'passkey', false), null)
  assert.equal(mayGiveUp(ways({ passkeys: 1, password: true }), 'passkey', true), 'last-strong-way')
  assert.equal(mayGiveUp(ways({ passkeys: 1, password: true, secondFactor: true }), 'passkey', true), null)
  assert.equal(mayGiveUp(ways({ passkeys: 1, providers: 1 }), 'passkey', true), 'last-strong-way')
  assert.equal(mayGiveUp(ways({ passkeys: 1, providers: 1, vouching: 1 }), 'passkey', true), null)
  assert.equal(mayGiveUp(ways({ providers: 1, vouching: 1 }), 'vouching', true), 'last-way')
  assert.equal(mayGiveUp(ways({ password: true, providers: 1, vouching: 1 }), 'vouching', true), 'last-strong-way')
  assert.equal(mayGiveUp(ways({ password: true, providers: 1 }), 'provider', true), null)
})

test('a site asks for passkeys by its name', () => {
  assert.deepEqual(relyingParty('https://pass.example'), { id: 'pass.example', origin: 'https://pass.example' })
  assert.deepEqual(relyingParty('https://pass.example:8443'), {
    id: 'pass.example',
    origin: 'https://pass.example:8443',
  })
  assert.deepEqual(relyingParty('http://127.0.0.1:3000'), { id: 'localhost', origin: 'http://localhost:3000' })
  assert.deepEqual(relyingParty('http://[::1]:3000'), { id: 'localhost', origin: 'http://localhost:3000' })
  assert.deepEqual(relyingParty('http://localhost:3000'), { id: 'localhost', origin: 'http://localhost:3000' })
  for (const none of ['http://pass.example', 'https://203.0.113.7', 'https://[2001:db8::7]']) {
    assert.equal(relyingParty(none), null, none)
  }
})
