// SPDX-License-Identifier: Apache-2.0
// Nominations that are on every site of a test, each at a stage of its own.
import { sql } from 'kysely'
import type { Role } from '../../src/access/index.ts'
import type { Db } from '../../src/db/index.ts'

const north = 'xa-authority-north'
const someName = '王小明 Example'

export const knownNominations = {
  submitted: '5d0c7c7e-2222-4222-8222-000000000001',
  compared: '5d0c7c7e-2222-4222-8222-000000000002',
  open: '5d0c7c7e-2222-4222-8222-000000000003',
  declined: '5d0c7c7e-2222-4222-8222-000000000004',
  /** What the visitor who holds a qualification has nominated. */
  own: '5d0c7c7e-2222-4222-8222-000000000005',
  /** What the visitor who is an expert is asked to compare, and is to declare their interest in. */
  toCompare: '5d0c7c7e-2222-4222-8222-000000000006',
  toDeclare: '5d0c7c7e-2222-4222-8222-000000000007',
  answered: '5d0c7c7e-2222-4222-8222-000000000008',
  /** Its only expert has a conflict of interest. */
  stuck: '5d0c7c7e-2222-4222-8222-000000000009',
  withdrawn: '5d0c7c7e-2222-4222-8222-000000000010',
  asked: '5d0c7c7e-2222-4222-8222-000000000011',
  closed: '5d0c7c7e-2222-4222-8222-000000000012',
} as const

const element = { difference: 'substantial', evidence: someName, source: 'https://example.org', remark: someName }
const elements = { level: element, workload: element, quality: element, profile: element, outcomes: element }

export async function writeKnownNominations(db: Db): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    insert into people (name) values (${someName}), (${someName}) returning id`.execute(db)
  const [nominator = '', expert = ''] = rows.map(({ id }) => id)
  const { submitted, compared, open, declined, answered, stuck, withdrawn, asked, closed } = knownNominations
  await addNomination(db, { id: submitted, state: 'submitted', nominator })
  await addNomination(db, { id: withdrawn, state: 'withdrawn', nominator })
  await addNomination(db, { id: asked, state: 'asked', nominator })
  await addNomination(db, { id: stuck, state: 'in-comparison', nominator })
  await askExpert(db, { id: stuck, expert, declared: 'conflict' })
  for (const [id, state] of [
    [compared, 'compared'],
    [open, 'in-consultation'],
    [declined, 'declined'],
    [answered, 'answered'],
    [closed, 'answered'],
  ] as const) {
    await addNomination(db, { id, state, nominator })
    await askExpert(db, { id, expert, declared: 'impartial' })
    await sql`
      insert into nomination_findings (nomination, expert, elements, recommendation, remark, named)
      values (${id}, ${expert}, ${JSON.stringify(elements)}::jsonb, 'partly', ${someName}, ${id === open})`.execute(db)
  }
  for (const [text, answer] of [
    [someName, null],
    [someName, someName],
    [null, someName],
  ]) {
    if (answer !== null)
      await sql`
        insert into nomination_comments (nomination, commenter, named, text, answer, answered_at)
        values (${closed}, ${text === null ? null : nominator}, true, ${text}, ${answer}, now())`.execute(db)
    await sql`
      insert into nomination_comments (nomination, commenter, named, text, answer, answered_at)
      values (${open}, ${text === null ? null : nominator}, ${answer === null}, ${text}, ${answer}, ${answer === null ? null : new Date()})`.execute(
      db,
    )
  }
}

/** What visitors of a role have to do with: it is theirs. */
export async function furnishNominations(db: Db, { role, person }: { role: Role; person: string }): Promise<void> {
  const { own, toCompare, toDeclare } = knownNominations
  if (role === 'holder') await addNomination(db, { id: own, state: 'asked', nominator: person })
  if (role !== 'expert') return
  const { rows } = await sql<{ id: string }>`insert into people (name) values (${someName}) returning id`.execute(db)
  for (const id of [toCompare, toDeclare]) {
    await addNomination(db, { id, state: 'in-comparison', nominator: rows[0]?.id ?? '' })
    await askExpert(db, { id, expert: person, declared: id === toCompare ? 'impartial' : null })
  }
}

const askExpert = (db: Db, asked: { id: string; expert: string; declared: string | null }) =>
  sql`
  insert into nomination_experts (nomination, expert, asked_by, declared, declared_at)
  values (${asked.id}, ${asked.expert}, ${asked.expert}, ${asked.declared}, ${asked.declared === null ? null : new Date()})`.execute(
    db,
  )

async function addNomination(
  db: Db,
  { id, state, nominator }: { id: string; state: string; nominator: string },
): Promise<void> {
  const qualification = { name: someName, en: '', zh: '', body: someName, country: 'XA', link: 'https://example.org' }
  const consulted = ['in-consultation', 'declined', 'answered'].includes(state)
  const days = consulted ? sql`'2026-01-01', '2099-12-31', '2026-01-01', '2100-01-01'` : sql`null, null, null, null`
  const additions = state === 'asked' ? [{ asked: someName, text: someName, at: '2026-11-01T08:00:00Z' }] : []
  await sql`
    insert into nominations (id, authority, jurisdiction, nominator, capacity, organisation, qualification, counts_as, purpose, why, evidence, state,
      asked, additions, summary, reason, opens_on, closes_on, opens_at, closes_at)
    values (${id}, ${north}, 'XA-N1', ${nominator}, 'association', ${someName}, ${JSON.stringify(qualification)}::jsonb, ${someName}, 'title', ${someName},
      '{https://example.org/evidence}', ${state}, ${state === 'asked' ? someName : null}, ${JSON.stringify(additions)}::jsonb,
      ${consulted ? someName : null}, ${state === 'declined' ? someName : null}, ${days})`.execute(db)
}
