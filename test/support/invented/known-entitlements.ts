// SPDX-License-Identifier: Apache-2.0
// What a register finds for whoever is an employer on a site of a test: something that stands, something that has ended, objections.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../../src/db/index.ts'
import { lawShelf } from '../../../src/finder/index.ts'
import { keyOf } from '../../../src/population/evaluation/outcomes.ts'
import { knownTokens } from '../known-account.ts'
import { get, getAs, type Visit } from '../visit.ts'

const north = 'xa-authority-north'
const someName = '王小明 Example'
const rule = 'cn-sx-2024-5#technician-intermediate'
const holder = 5
const day = '2026-11-20'

export async function furnishEntitlements(db: Db, { role, person }: { role: string; person: string }): Promise<void> {
  if (role === 'register-keeper') await furnishRounds(db)
  if (role === 'employer') await furnishHolder(db, person)
}

/** Of the authority of the keeper: a round that is done, and one that is under way, of which a part has failed so far. */
async function furnishRounds(db: Db): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    insert into population_reevaluations (authority, cause, place, law, as_of, up_to, holders, done_at) values
      (${north}, 'day', 'XA-N', now(), ${day}, 0, 1, now()), (${north}, 'law', 'XA-N', now(), ${day}, 0, 3, null) returning id`.execute(
    db,
  )
  const [done, under] = rows.map(({ id }) => id)
  await sql`
    insert into population_chunks (reevaluation, number, authority, holders, attempts, fault, done_at, evaluated, begun, ended, told, unreached) values
      (${done}, 0, ${north}, '{1}', 1, null, now(), 1, 1, 0, 1, 0), (${under}, 0, ${north}, '{2,3}', 1, null, now(), 2, 1, 1, 1, 1),
      (${under}, 1, ${north}, '{4}', 3, 'canceling statement due to statement timeout', null, 0, 0, 0, 0, 0)`.execute(
    db,
  )
}

async function furnishHolder(db: Db, person: string): Promise<void> {
  const law = await lawShelf(db).take(null)
  const outcomes = law.rule(rule)?.outcomes.map(keyOf) ?? []
  await sql`update population_identities set account = ${person} where authority = ${north} and holder = ${holder}`.execute(
    db,
  )
  const { rows } = await sql<{ id: number }>`
    insert into population_reevaluations (authority, cause, place, law, as_of, up_to, holders, done_at)
    values (${north}, 'first', 'CN-SX', now(), ${day}, 0, 1, now()) returning id`.execute(db)
  const made = rows[0]?.id
  for (const [standing, until, endedBy] of [
    ['met', null, null],
    ['discretion', day, 'law'],
    ['met', day, 'day'],
  ] as const)
    await sql`
      insert into population_entitlements (authority, holder, outcome, standing, rule, slot, since, until, law, began_by, ended_by, begun_in, ended_in)
      values (${north}, ${holder}, ${outcomes[0]}, ${standing}, ${rule}, 0, '2026-01-05', ${until}, now(), 'first', ${endedBy}, ${made},
        ${until === null ? null : made})`.execute(db)
  await sql`
    insert into population_objections (authority, holder, text, at, answer, answered_at) values
      (${north}, ${holder}, ${someName}, ${day}, null, null), (${north}, ${holder}, ${someName}, ${day}, ${someName}, ${day})`.execute(
    db,
  )
}

/** A holder without an account was told by a letter, and has objected by it. */
export async function writeKnownLetter(db: Db): Promise<void> {
  const ticket = createHash('sha256').update(Buffer.from(knownTokens.letter, 'base64url')).digest()
  const { rows } = await sql<{ id: number }>`
    insert into population_reevaluations (authority, cause, place, law, as_of, up_to, holders, done_at)
    values (${north}, 'law', 'CN-SX', now(), ${day}, 0, 1, now()) returning id`.execute(db)
  const made = rows[0]?.id
  const outcome = JSON.stringify(['recognised-as', 'operation-of-law', { level: 'cn-skill/3' }])
  await sql`
    insert into population_entitlements (authority, holder, outcome, standing, rule, slot, since, law, began_by, begun_in)
    values (${north}, 4, ${outcome}, 'met', ${rule}, 0, '2026-01-05', now(), 'law', ${made})`.execute(db)
  await sql`
    insert into population_notices (authority, holder, reevaluation, reached, cause, changes, ticket)
    values (${north}, 4, ${made}, 'letter', 'law', '[]', ${ticket})`.execute(db)
  await sql`
    insert into population_objections (authority, holder, text, at, answer, answered_at)
    values (${north}, 4, ${someName}, ${day}, ${someName}, ${day})`.execute(db)
}

export const entitlementPages: Readonly<Record<string, Readonly<Record<string, Visit>>>> = {
  'GET /entitlements': {
    'no register knows them': getAs('holder', '/entitlements'),
    'what they are entitled to': getAs('employer', '/entitlements?done=objected'),
    'what their data is used for': getAs('employer', '/entitlements?done=withdrawn'),
  },
  'GET /letters/:token': {
    'a letter that is open': get(`/letters/${knownTokens.letter}?done=objected`),
    'a letter that opens nothing': get('/letters/x'),
  },
  'POST /letters/:token': {
    'an objection by letter that says nothing': { path: `/letters/${knownTokens.letter}`, sends: { text: '' } },
  },
  'GET /workforce/reevaluations': {
    'what was evaluated again, what is, and what failed': getAs(
      'register-keeper',
      '/workforce/reevaluations?done=answered',
    ),
  },
  'POST /workforce/reevaluations': {
    'an objection that is none': { path: '/workforce/reevaluations', sends: { id: 'x' }, as: 'register-keeper' },
  },
  'POST /entitlements/withdraw': {
    'a purpose that does not hold': {
      path: '/entitlements/withdraw',
      sends: { authority: north, purpose: 'evaluation' },
      as: 'employer',
    },
  },
  'POST /entitlements': {
    'an objection that says nothing': { path: '/entitlements', sends: { text: '' }, as: 'employer' },
  },
}
