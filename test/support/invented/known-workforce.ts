// SPDX-License-Identifier: Apache-2.0
// A small workforce that is on every site of a test: persons, pairs, and registers in every state.
import { sql } from 'kysely'
import type { Db } from '../../../src/db/index.ts'
import { getAs, type Visit } from '../visit.ts'

const north = 'xa-authority-north'
const someName = '王小明 Example'
const day = new Date('2026-11-21T08:00:00Z')

export const knownImports = {
  done: '5d0c7c7e-3333-4333-8333-000000000001',
  working: '5d0c7c7e-3333-4333-8333-000000000002',
  failed: '5d0c7c7e-3333-4333-8333-000000000003',
} as const

export async function writeKnownWorkforce(db: Db): Promise<void> {
  for (let id = 1; id <= 5; id++) await addHolder(db, id)
  await sql`
    insert into population_matches (authority, holder, other, state, found_at, decided_at)
    values (${north}, 1, 2, 'open', ${day}, null), (${north}, 3, 4, 'different', ${day}, ${day})`.execute(db)
  const problem = { code: 'sheet-broken', args: { row: '21' } }
  for (const [name, state] of [
    ['done', 'done'],
    ['working', 'working'],
    ['failed', 'failed'],
  ] as const) {
    const size = 1_000_000
    await sql`
      insert into population_imports (id, authority, file_name, format, encoding, size, fingerprint, state, position, rows, good, bad, persons_new,
        matches, problem, started_at, beat_at, finished_at)
      values (${knownImports[name]}, ${north}, ${someName}, 'csv', 'utf-8', ${size}, ${Buffer.alloc(32)}, ${state}, ${size / 2}, 23, 20, 3, 5,
        1, ${state === 'failed' ? JSON.stringify(problem) : null}::jsonb, ${day}, now(), ${state === 'working' ? null : day})`.execute(
      db,
    )
  }
  await sql`
    insert into population_import_errors (import, number, line, field, found, code) values
      (${knownImports.done}, 0, 3, 'document-number', null, 'document-check'), (${knownImports.done}, 1, 7, 'district', ${someName}, 'place'),
      (${knownImports.done}, 2, 9, '', null, 'quote')`.execute(db)
}

async function addHolder(db: Db, id: number): Promise<void> {
  const names = [
    { name: someName, script: 'Hani', kind: 'main' },
    { name: 'WANG Xiaoming', script: 'Latn', kind: 'latin' },
  ]
  const documents = [{ kind: 'passport', country: 'XA', locked: '' }]
  await sql`
    insert into population_holders (authority, id, birth_date, sex, district, origin, occupation, purposes)
    values (${north}, ${id}, '1990-04-05', 'male', 'XA-N', 'XA', 'cn-2022/6-31-01-03', '{statistics,notice}')`.execute(
    db,
  )
  await sql`
    insert into population_credentials (authority, holder, slot, level, issued) values
      (${north}, ${id}, 0, 'cn-skill/3', '2019-06-30'), (${north}, ${id}, 1, 'cn-skill/2', null)`.execute(db)
  await sql`
    insert into population_jobs (authority, holder, slot, started, ended, place, occupation)
    values (${north}, ${id}, 0, '2015-07-01', null, 'XA-N', '{cn-2022/6-31-01-03}')`.execute(db)
  await sql`
    insert into population_consents (authority, holder, purpose, given, until, withdrawn) values
      (${north}, ${id}, 'statistics', '2026-01-01', null, null), (${north}, ${id}, 'notice', '2026-01-01', '2028-01-01', null),
      (${north}, ${id}, 'evaluation', '2025-01-01', null, '2026-02-01')`.execute(db)
  await sql`
    insert into population_identities (authority, holder, names, documents, contact)
    values (${north}, ${id}, ${JSON.stringify(names)}::jsonb, ${JSON.stringify(documents)}::jsonb, '{"email":"somebody@example.org","phone":"13800000000"}')`.execute(
    db,
  )
  await sql`select setval('population_holder_ids', greatest(${id + 100}, (select last_value from population_holder_ids)))`.execute(
    db,
  )
}

const of = (id: number, more = '') => `/workforce/holders/${id}?authority=${north}${more}`

/** The pages of a workforce, each in its states. */
export const workforcePages: Readonly<Record<string, Readonly<Record<string, Visit>>>> = {
  'GET /workforce': { 'a workforce': getAs('register-keeper', '/workforce') },
  'POST /workforce': { 'no file handed in': { path: '/workforce', sends: {}, as: 'register-keeper' } },
  'GET /workforce/imports/:id': {
    'a register that was read': getAs('register-keeper', `/workforce/imports/${knownImports.done}`),
    'a register that is read': getAs('register-keeper', `/workforce/imports/${knownImports.working}`),
    'a register that was not read to its end': getAs('register-keeper', `/workforce/imports/${knownImports.failed}`),
    'no such register': getAs('register-keeper', '/workforce/imports/x'),
  },
  'GET /workforce/matches': {
    'pairs that may be one person': getAs('register-keeper', '/workforce/matches?done=open'),
    'pairs that are two persons': getAs('register-keeper', '/workforce/matches?state=different&done=different'),
    'no pairs': getAs('register-keeper', '/workforce/matches?state=same'),
  },
  'POST /workforce/matches': {
    'a pair that is none': { path: '/workforce/matches', sends: { holder: 'x' }, as: 'register-keeper' },
  },
  'POST /workforce/holders': {
    'nobody of this number': { path: '/workforce/holders', sends: { number: 'x' }, as: 'register-keeper' },
  },
  'GET /workforce/holders/:id': {
    'a holder': getAs('register-keeper', of(1)),
    'a holder whose account is not found': getAs('register-keeper', of(3, '&done=not-linked')),
    'a holder of whom a purpose was withdrawn': getAs('register-keeper', of(4, '&done=withdrawn')),
    'no such holder': getAs('register-keeper', of(99)),
  },
}
