// SPDX-License-Identifier: Apache-2.0
// What the visitors of a whole site have: links that were sent to them, passwords, second factors.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Role, Secrets } from '../../src/access/index.ts'
import { hashPassword } from '../../src/access/passwords/hash-password.ts'
import { putPassword } from '../../src/access/passwords/passwords.store.ts'
import { FactorDesk } from '../../src/access/second-factor/factor-desk.ts'
import { putFactor } from '../../src/access/second-factor/second-factors.store.ts'
import { parseIdentifier } from '../../src/access/sign-in/identifier.model.ts'
import { addIdentifier } from '../../src/access/sign-in/identifiers.store.ts'
import { atTheDoor } from '../../src/db/at-the-door.ts'
import type { Db } from '../../src/db/index.ts'
import { systemClock } from '../../src/kernel/index.ts'

/** An address of somebody who visits the site in tests. */
export const visitorAddress = 'li.wei@example.org'

/** Tokens of links that are good on every site of a test: pages that are reached by a link only. */
export const knownTokens = {
  setUp: 'S'.repeat(43),
  reset: 'R'.repeat(43),
  second: 'H'.repeat(43),
  factor: 'F'.repeat(43),
  codes: 'C'.repeat(43),
  code: 'P'.repeat(43),
  verify: 'V'.repeat(43),
  mandate: 'N'.repeat(43),
  letter: 'L'.repeat(43),
} as const

interface KnownTicket {
  token: string
  purpose: string
  person: string | null
  content: unknown
}

/** Good for as many tries as there are visits. */
async function addTicket(db: Db, { token, purpose, person, content }: KnownTicket): Promise<void> {
  const id = createHash('sha256').update(Buffer.from(token, 'base64url')).digest()
  await sql`
    insert into tickets (id, purpose, person, content, tries, expires_at)
    values (${id}, ${purpose}, ${person}, ${JSON.stringify(content)}::jsonb, -1000000, now() + interval '1 day')
    on conflict do nothing`.execute(db)
}

/** Of somebody who has not signed in. */
export async function writeKnownTickets(db: Db, name: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`insert into people (name) values (${name}) returning id`.execute(db)
  const person = rows[0]?.id ?? ''
  await sql`
    insert into identifiers (person, kind, value, folded, verified_at)
    values (${person}, 'email', ${visitorAddress}, ${visitorAddress}, now())`.execute(db)
  const identifier = { kind: 'email', value: 'zhao.min@example.org' }
  const content = { identifier, name, lang: 'en' }
  await addTicket(db, { token: knownTokens.setUp, purpose: 'set-up', person: null, content })
  await addTicket(db, { token: knownTokens.second, purpose: 'second-step', person, content: {} })
  const code = { for: 'reset', phone: '+8613800138000', hash: null, lang: 'en', next: '' }
  await addTicket(db, { token: knownTokens.code, purpose: 'phone-code', person, content: code })
  await addTicket(db, { token: knownTokens.reset, purpose: 'reset', person, content: {} })
}

/** A mail that waits for a mail server, and a short message that failed. */
export const knownMessages = {
  mail: '0b9d1f5c-7a4e-4a53-9c11-2f5f3f5a7e10',
  sms: '0b9d1f5c-7a4e-4a53-9c11-2f5f3f5a7e11',
} as const

export async function writeKnownMessages(db: Db): Promise<void> {
  const { mail, sms } = knownMessages
  await sql`
    insert into outgoing_messages (id, kind, recipient, lang, about, subject, text, state, tries, fault, reply, good_until)
    values (${mail}, 'email', ${visitorAddress}, 'zh-CN', 'trial', '王小明', '王小明', 'waiting', 0, null, null, now() + interval '1 day'),
      (${sms}, 'phone', '+8613800138000', 'en', 'trial', '', '1', 'failed', 6, 'later', 'HTTP 503', now() + interval '1 day')`.execute(
    db,
  )
}

/** A holder is about to set up a second factor; an expert has a password and a second factor. */
export async function furnishVisitor(
  { db, app }: { db: Db; app: Db },
  secrets: Secrets,
  { role, person }: { role: Role; person: string },
): Promise<void> {
  const factors = new FactorDesk(secrets, systemClock)
  if (role === 'holder') {
    const codes = Array.from({ length: 10 }, (_, at) => `7k2mf${at}9q0t`).join(' ')
    const [secret, shown] = [factors.newSecret(), codes].map((text) => ({ wrapped: factors.wrap(person, text) }))
    await addTicket(db, { token: knownTokens.factor, purpose: 'set-up-factor', person, content: secret })
    const address = 'wang.fang@example.org'
    await addTicket(db, { token: knownTokens.verify, purpose: 'verify-address', person, content: { address } })
    const mandate = {
      to: { kind: 'email', value: address, folded: address },
      purposes: ['apply', 'letters'],
      lastDay: '2099-12-31',
      until: '2099-12-31T16:00:00Z',
    }
    await addTicket(db, { token: knownTokens.mandate, purpose: 'sign-mandate', person, content: mandate })
    await addTicket(db, { token: knownTokens.codes, purpose: 'show-recovery-codes', person, content: shown })
  }
  if (role === 'law-editor')
    await sql`insert into law_follows (person, kind, thing) values
      (${person}, 'instrument', 'cn-sx-2024-5'), (${person}, 'catalogue', 'cn-3205-comparison'), (${person}, 'place', 'CN-SX'), (${person}, 'instrument', 'x')`.execute(
      db,
    )
  if (role !== 'expert') return
  const hash = await hashPassword('correct horse battery')
  const locked = secrets.lock('second-factor', person, Buffer.from(factors.newSecret()))
  await atTheDoor(app, async (door) => {
    for (const value of ['wang.fang@example.org', '+8613800138000']) {
      const identifier = parseIdentifier(value)
      if (identifier !== null) await addIdentifier(door, person, identifier)
    }
    await putPassword(door, person, hash)
    await putFactor(door, person, { locked, lastStep: 0 })
    await factors.renewRecoveryCodes(door, person)
  })
}
