// SPDX-License-Identifier: Apache-2.0
import type { Compiled, CredentialKind } from '@passerelle/recognition'
import { type LawTables, NO_KIND, UNDECIDED } from './law-tables.ts'
import { json, list, rows, text } from './literal.ts'
import { stageSteps } from './stage.ts'
import { type Step, withSteps } from './step.ts'
import { worksTable } from './work-steps.ts'

/** What credentials have in common: a credential is of the kind that has the same in all of these. */
const KIND_COLUMNS = [
  { name: 'qualification', type: 'text', none: "''", of: (kind: CredentialKind) => kind.qualification },
  { name: 'level', type: 'text', none: "''", of: (kind: CredentialKind) => kind.level },
  { name: 'status', type: 'text', none: "''", of: (kind: CredentialKind) => kind.status },
  { name: 'country', type: 'text', none: "''", of: (kind: CredentialKind) => kind.country },
  { name: 'awarding_body', type: 'text', none: "''", of: (kind: CredentialKind) => kind.awardingBody },
  { name: 'field', type: 'text[]', none: "'{}'", of: (kind: CredentialKind) => kind.field },
  { name: 'listed', type: 'jsonb', none: "'{}'", of: (kind: CredentialKind) => kind.listed },
  { name: 'stated', type: 'jsonb', none: "'{}'", of: (kind: CredentialKind) => kind.stated },
]

/** Equal values find one another by a hash, which null has none of; then null has to be null. */
const OF_KIND = KIND_COLUMNS.flatMap(({ name, none }) => [
  `COALESCE(k.${name}, ${none}) = COALESCE(c.${name}, ${none})`,
  `(k.${name} IS NULL) = (c.${name} IS NULL)`,
]).join(' AND ')

function kindRow(kind: CredentialKind, at: number): string[] {
  const values = KIND_COLUMNS.map(({ of }) => {
    const value = of(kind)
    if (value === undefined) return 'NULL'
    if (typeof value === 'string') return text(value)
    return Array.isArray(value) ? list(value) : json(value)
  })
  return [`${at}`, ...values]
}

/**
 * Facts that only the single evaluation reads: answers under the keys of questions, but for those on credentials that are not stated. Their
 * names have a colon; most persons have none but those behind names.
 */
const APART_FACTS = `(facts ? 'birthDate' OR replace(facts::text, '": ', '') LIKE '%:%') AND EXISTS (SELECT FROM jsonb_object_keys(facts) AS fact
    WHERE fact = 'birthDate' OR (fact LIKE '%:%' AND fact !~ '^credential:[?][^:]+:(level|held)$'))`

/** The kinds of credentials that an authority ($1) has: one row for each, in the columns of `population_credentials`. */
export const KINDS = `SELECT DISTINCT c.qualification, c.level, c.status, c.country, c.awarding_body, c.field, c.listed, c.stated
FROM population_credentials c JOIN population_holders h ON h.authority = c.authority AND h.id = c.holder AND NOT h.removed WHERE c.authority = $1`

/** How a server is set to run a statement: large expressions are not compiled first, and rows that are many are not joined one by one. */
export const SESSION = ['jit = off', 'enable_nestloop = off', "work_mem = '64MB'"] as const

/** Of which holders, in SQL: an authority, and ids from one on and below another. */
export interface Whose {
  authority: string
  from: string
  below: string
}

const PARAMETERS: Whose = { authority: '$1', from: '$2', below: '$3' }

/**
 * One query: holder, outcome, standing (1 open, 2 discretion, 3 met) of holders; those of whom nothing is to be had are left out.
 * A holder with the outcome -1 is decided by the single evaluation alone, whatever else stands there.
 */
export function standingsSql(law: LawTables, compiled: Compiled, whose: Whose = PARAMETERS): string {
  return `${withSteps([...registerOf(whose), ...stepsOf(law, compiled)])}
SELECT holder, outcome, max(standing)::int AS standing FROM (
  SELECT holder, unnest(outcomes) AS outcome, standing FROM found WHERE standing < 4
  UNION ALL SELECT holder, ${UNDECIDED}, 4 FROM found WHERE standing = 4
  UNION ALL SELECT holder, ${UNDECIDED}, 4 FROM holders WHERE apart
  UNION ALL SELECT holder, ${UNDECIDED}, 4 FROM records WHERE kind IS NULL
) every GROUP BY holder, outcome`
}

/** Where the register is read: whoever keeps it in other tables puts them here. */
function registerOf({ authority, from, below }: Whose): Step[] {
  const within = (id: string): string => `authority = ${authority} AND ${id} >= ${from} AND ${id} < ${below}`
  return [
    {
      name: 'their_holders',
      kept: false,
      sql: `SELECT id, birth_date, facts, work_known FROM population_holders WHERE ${within('id')} AND NOT removed`,
    },
    {
      name: 'their_credentials',
      kept: false,
      sql: `SELECT holder, slot, qualification, level, status, country, awarding_body, field, listed, stated, issued, expires
  FROM population_credentials WHERE ${within('holder')}`,
    },
    {
      name: 'their_jobs',
      kept: false,
      sql: `SELECT holder, started, ended, occupation, place, capacity, relevant FROM population_jobs WHERE ${within('holder')}`,
    },
  ]
}

function stepsOf(law: LawTables, compiled: Compiled): Step[] {
  const columns = ['issued', 'birth', 'work_known', ...law.tests.columns.map((_, at) => `t${at}`)]
  const held: string[] = []
  const steps = [...tableSteps(law), ...registerSteps(law)]
  law.levels.forEach((level, at) => {
    if (level.held.length === 0) return
    const name = `h${at}`
    const source = `SELECT ${rowOf(law)}, k.formula, k.need FROM records r
    JOIN ${name}_kinds k ON k.kind = r.kind AND k.formula IS NOT NULL JOIN holders h ON h.holder = r.holder WHERE r.valid`
    steps.push({ name: `${name}_kinds`, sql: heldTable(level.held) })
    const asks = level.formulas.list.length > 0
    if (asks) {
      const stage = { name, formulas: level.formulas.list, source, columns, extra: ['need'], held: [...held] }
      steps.push(...stageSteps(stage, law.needs, compiled))
    }
    steps.push({ name: `${name}_held`, kept: true, sql: heldSql(name, asks) })
    held.push(`${name}_held`)
  })
  const stage = { name: 'r', formulas: law.formulas.list, source: rulesSource(law), columns, extra: ['outcomes'], held }
  steps.push(...stageSteps(stage, law.needs, compiled), { name: 'found', sql: FOUND })
  return steps
}

const FOUND = `SELECT holder, outcomes,
    CASE WHEN code & 3 = 2 THEN 3 WHEN (code & 3) = ((code >> 2) & 3) THEN 2 WHEN code >= 16 THEN 4 ELSE 1 END AS standing FROM r_done`

function tableSteps(law: LawTables): Step[] {
  const columns = KIND_COLUMNS.map(({ name }) => name)
  const types = KIND_COLUMNS.map(({ type }) => type)
  const speaks = law.speaks.map(({ kind, formula, outcomes }) => [
    `${kind}`,
    `${formula}`,
    `'{${outcomes.join()}}'::int[]`,
  ])
  return [
    { name: `kinds (kind, ${columns.join(', ')})`, sql: rows(['int', ...types], law.kinds.map(kindRow)) },
    { name: 'speaks (kind, formula, outcomes)', sql: rows(['int', 'int', 'int[]'], speaks) },
    { name: 'works (need, matching, since, award, relevant)', sql: worksTable(law.needs, law.asOf) },
  ]
}

/** Persons with the tests on what they state, and their credentials with their kinds. */
function registerSteps(law: LawTables): Step[] {
  const tests = law.tests.columns.map((sql, at) => `, ${sql} AS t${at}`).join('')
  const day = `DATE ${text(law.asOf)}`
  return [
    {
      name: 'holders',
      kept: true,
      sql: `SELECT id AS holder, birth_date AS birth, work_known, ${APART_FACTS} AS apart${tests}
  FROM their_holders`,
    },
    {
      name: 'records',
      kept: true,
      sql: `SELECT c.holder, c.slot::int AS slot, k.kind, c.issued,
    (c.expires IS NULL OR c.expires > ${day}) AND (c.issued IS NULL OR c.issued <= ${day}) AS valid
  FROM their_credentials c JOIN holders h ON h.holder = c.holder AND NOT h.apart LEFT JOIN kinds k ON ${OF_KIND}`,
    },
  ]
}

const rowOf = (law: LawTables): string =>
  ['r.holder', 'r.slot', 'r.issued', 'h.birth', 'h.work_known', ...law.tests.columns.map((_, at) => `h.t${at}`)].join(
    ', ',
  )

function rulesSource(law: LawTables): string {
  const ofRecords = `SELECT ${rowOf(law)}, k.formula, k.outcomes FROM records r JOIN speaks k ON k.kind = r.kind
    JOIN holders h ON h.holder = r.holder WHERE r.valid`
  if (!law.speaks.some(({ kind }) => kind === NO_KIND)) return ofRecords
  const ofNobody = rowOf(law).replace('r.holder', 'h.holder').replace('r.slot', '-1').replace('r.issued', 'NULL::date')
  return `${ofRecords} UNION ALL SELECT ${ofNobody}, k.formula, k.outcomes FROM holders h JOIN speaks k ON k.kind = ${NO_KIND} WHERE NOT h.apart`
}

function heldTable(held: LawTables['levels'][number]['held']): string {
  const list = held.map(({ kind, need, settled, formula, spoken }) =>
    [kind, need, settled ?? 'NULL', formula ?? 'NULL', spoken].map(String),
  )
  return `SELECT * FROM (${rows(['int', 'int', 'int', 'int', 'int'], list)}) AS t (kind, need, settled, formula, spoken)`
}

/** The best of all credentials, and which credentials are spoken of, also by those that do not count any more. */
function heldSql(name: string, asks: boolean): string {
  const settled = `SELECT r.holder, k.need, CASE WHEN r.valid THEN COALESCE(k.settled, 0) ELSE 0 END AS lo,
    CASE WHEN r.valid THEN COALESCE(k.settled, 0) ELSE 0 END AS hi, k.spoken FROM records r JOIN ${name}_kinds k ON k.kind = r.kind`
  const open = `UNION ALL SELECT holder, need, code & 3, (code >> 2) & 3, 0 FROM ${name}_done`
  return `SELECT holder, -1 AS slot, need, max(lo) AS lo, max(hi) AS hi, bit_or(spoken) AS flag FROM (
    ${settled} ${asks ? open : ''}
  ) own GROUP BY holder, need`
}
