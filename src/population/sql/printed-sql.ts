// SPDX-License-Identifier: Apache-2.0
import { type AssessmentRequest, type Bundle, type CredentialKind, compile } from '@passerelle/recognition'
import { OutcomeList } from '../evaluation/outcomes.ts'
import { lawTables, UNDECIDED } from './law-tables.ts'
import { json, rows, text } from './literal.ts'
import { KINDS, SESSION, standingsSql } from './statement.ts'

export interface PrintedLaw {
  bundle: Bundle
  asOf: string
  request: AssessmentRequest
  kinds: readonly CredentialKind[]
  authority: string
  /** Only counts. */
  totals: boolean
}

const session = SESSION.map((setting) => `SET ${setting};`).join('\n')

/** The query that finds the kinds of credentials of an authority's holders, as objects. */
export const printedKinds = (authority: string): string => `SELECT jsonb_strip_nulls(jsonb_build_object(
  'qualification', qualification, 'level', level, 'status', status, 'country', country,
  'awardingBody', awarding_body, 'field', field, 'listed', listed, 'stated', stated))
FROM (
${KINDS.replace('$1', text(authority))}
) kinds;
`

/** A law as a script for psql. Holders whom only the engine decides have the standing 'undecided'. */
export function printedSql({ bundle, asOf, request, kinds, authority, totals }: PrintedLaw): string {
  const compiled = compile(bundle, asOf)
  const outcomes = new OutcomeList(compiled)
  const law = lawTables(compiled, request, kinds, outcomes)
  const standings = standingsSql(law, compiled, { authority: text(authority), from: '0', below: '9223372036854775807' })
  const list = outcomes.list.map(({ kind, by, target }, id) => [`${id}`, text(kind), text(by), json(target)])
  const named = `outcomes (outcome, kind, by, target) AS (${rows(['int', 'text', 'text', 'jsonb'], list)})`
  return `-- ${request.place} on ${asOf}, for ${request.purpose ?? 'any purpose'}: ${compiled.rules.length} rules, ${kinds.length} kinds of credentials.
-- What the tables hold, and what to do with who is undecided: docs/scale.md.
-- The first three steps read the register. One in other tables: put them there. A large one in parts: narrow the ids in all three.
${session}
WITH standings AS (
${standings}
),
undecided AS (SELECT holder FROM standings WHERE outcome = ${UNDECIDED}),
${named},
words (standing, word) AS (VALUES (1, 'open'), (2, 'discretion'), (3, 'met'))
${totals ? TOTALS : HOLDERS};
`
}

const HOLDERS = `SELECT s.holder, w.word AS standing, o.kind, o.by, o.target
FROM standings s JOIN outcomes o ON o.outcome = s.outcome JOIN words w ON w.standing = s.standing
WHERE NOT EXISTS (SELECT FROM undecided u WHERE u.holder = s.holder)
UNION ALL SELECT holder, 'undecided', NULL, NULL, NULL FROM undecided`

const TOTALS = `SELECT w.word AS standing, o.kind, o.by, o.target, count(*) AS holders
FROM standings s JOIN outcomes o ON o.outcome = s.outcome JOIN words w ON w.standing = s.standing
WHERE NOT EXISTS (SELECT FROM undecided u WHERE u.holder = s.holder)
GROUP BY w.word, o.kind, o.by, o.target
UNION ALL SELECT 'undecided', NULL, NULL, NULL, count(*) FROM undecided`
