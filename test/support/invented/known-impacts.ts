// SPDX-License-Identifier: Apache-2.0
// What drafts were found to do to a workforce, in every state.
import { sql } from 'kysely'
import type { Db } from '../../../src/db/index.ts'
import type { ToldImpact } from '../../../src/population/impact/disclosure/tell-impact.ts'
import { knownDrafts } from '../law-desk/known-law.ts'
import { getAs, type Visit } from '../visit.ts'

const north = 'xa-authority-north'
const editor = 'law-editor'

/** With something kept back in every part. */
const told: ToldImpact = {
  threshold: 10,
  persons: 5000,
  unchanged: 4700,
  left: 40,
  newly: 210,
  losing: null,
  undecided: 60,
  tables: [
    {
      dimension: 'occupation',
      groups: [
        { group: 'cn-2022/6-31-01-03', persons: 900, newly: 120, losing: null, undecided: 20 },
        { group: '', persons: 40, newly: null, losing: 0, undecided: null },
      ],
    },
    {
      dimension: 'level',
      groups: [{ group: 'cn-skill/3', persons: 1200, newly: 150, losing: 0, undecided: 40 }],
    },
    {
      dimension: 'district',
      groups: [
        { group: 'XA-N1', persons: 3000, newly: 140, losing: null, undecided: 40 },
        { group: 'XA-N2', persons: 2000, newly: 70, losing: null, undecided: 20 },
      ],
    },
    { dimension: 'age', groups: [{ group: '25-34', persons: 1000, newly: 80, losing: 0, undecided: 12 }] },
    {
      dimension: 'sex',
      groups: [
        { group: 'female', persons: 2400, newly: 90, losing: 0, undecided: 30 },
        { group: 'male', persons: 2600, newly: 120, losing: null, undecided: 30 },
      ],
    },
  ],
  outcomes: [
    {
      outcome: { kind: 'counts-as-level', by: 'operation-of-law', target: { level: 'cn-title/intermediate' } },
      gained: 210,
      lost: null,
      undecided: 60,
    },
  ],
  flows: [
    { from: 'cn-skill/3', outcome: 0, persons: 150 },
    { from: '', outcome: 0, persons: 60 },
  ],
  facts: {
    looked: 2000,
    all: false,
    facts: [
      { about: 'credential', name: 'issued', matters: 40, settles: 30, share: { share: 0.5, low: 0.45, high: 0.55 } },
      { about: 'experience', name: 'x', matters: 20, settles: 20, share: { share: 0.3, low: 0.25, high: 0.35 } },
    ],
  },
}

/** The drafts must be there. */
export async function writeKnownImpacts(db: Db): Promise<void> {
  const add = (draft: string, state: string, more: { told?: ToldImpact; problem?: string; beat?: Date } = {}) =>
    sql`
    insert into population_impacts (authority, jurisdiction, draft, version, as_of, threshold, state, step, progress, holders, told, problem, beat_at)
    values (${north}, 'XA-N', ${draft}, 1, '2026-11-22', 10, ${state}, 'evaluation', 40, 5000,
      ${more.told === undefined ? null : JSON.stringify(more.told)}::jsonb, ${more.problem ?? null}, ${more.beat ?? new Date('2099-01-01')})`.execute(
      db,
    )
  await add(knownDrafts.list, 'done', { told })
  await add(knownDrafts.proposed, 'working')
  await add(knownDrafts.returned, 'failed', { problem: 'no-workforce' })
  await add(knownDrafts.approved, 'failed', { problem: 'defect' })
  await add(knownDrafts.held, 'working', { beat: new Date('2026-11-21T00:00:00Z') })
}

const of = (draft: string, more = '') => getAs(editor, `/drafts/${draft}/impact${more}`)
const fee = JSON.stringify({ name: 'Fee', of: 'newly', amount: -80, unit: 'CNY', takeUp: 1, source: 'x' })

export const impactPages: Readonly<Record<string, Readonly<Record<string, Visit>>>> = {
  'GET /drafts/:id/impact': {
    'nothing worked out yet': of(knownDrafts.whole),
    'figures, with an assumption': of(knownDrafts.list, `?${new URLSearchParams({ assumed: fee })}`),
    'figures, with an assumption that has flaws': of(knownDrafts.list, '?name=x&of=newly&amount=x'),
    'figures that are being worked out': of(knownDrafts.proposed),
    'no workforce yet': of(knownDrafts.returned),
    'figures that could not be worked out': of(knownDrafts.approved),
    'figures of a server that was stopped': of(knownDrafts.held),
    'figures of a draft that is not there': getAs(editor, '/drafts/x/impact'),
  },
}
