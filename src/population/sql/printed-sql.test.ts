// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assess, compile, type Outcome, type Person } from '@passerelle/recognition'
import type pg from 'pg'
import { crowdOf } from '../../../packages/recognition/src/oracle/generate-case.ts'
import '../../../test/support/database.ts'
import { type TestDatabase, testDatabase } from '../../../test/support/test-databases.ts'
import { putPersons } from '../../../test/support/workforce/put-persons.ts'
import { canonical } from '../columns/workforce-builder.ts'
import { OutcomeList, standingOutcomes } from '../evaluation/outcomes.ts'
import { kindsOfLines } from './kinds-of-lines.ts'
import { printedKinds, printedSql } from './printed-sql.ts'

/** Quotes and backslashes are part of a name like other letters. */
const authority = "o'hara\\'s $1 -- board"
const strange = "'); drop table population_holders; --\\"

let database: TestDatabase
before(async () => {
  database = await testDatabase()
})
after(() => database.close())

interface Row {
  holder: string
  standing: string
  kind: string
  by: string
  target: unknown
  holders: string
}

/** The rows of the last query of a script. */
async function lastOf(script: string): Promise<Row[]> {
  const results = (await database.pool.query(script)) as unknown as pg.QueryResult<Row>[]
  return (Array.isArray(results) ? results : [results]).at(-1)?.rows ?? []
}

const words = ['', 'open', 'discretion', 'met']
const textOf = ({ standing, kind, by, target }: Pick<Row, 'standing' | 'kind' | 'by' | 'target'>): string =>
  standing === 'undecided' ? standing : canonical([standing, kind, by, target])

test('a printed law, run by hand, says of each holder what the engine says, and counts them', async () => {
  const { bundle, asOf, request, persons } = crowdOf(53, 300)
  const held = persons.map((person: Person, at): Person => {
    if (at !== 0) return person
    return {
      ...person,
      credentials: [{ id: 'c1', country: strange, awardingBody: strange, stated: { mode: strange } }],
    }
  })
  const ids = await putPersons(database.db, authority, held)
  const listed = (await lastOf(printedKinds(authority))) as unknown as { jsonb_strip_nulls: object }[]
  const kinds = kindsOfLines(listed.map((row) => JSON.stringify(row.jsonb_strip_nulls)).join('\n'), 'kinds.jsonl')
  const printed = { bundle, asOf, request, kinds, authority, totals: false }
  const rows = await lastOf(printedSql(printed))
  const compiled = compile(bundle, asOf)
  const outcomes = new OutcomeList(compiled)
  const counts = new Map<string, number>()
  held.forEach((person, at) => {
    const found = rows.filter(({ holder }) => Number(holder) === ids[at]).map(textOf)
    for (const one of found) counts.set(one, (counts.get(one) ?? 0) + 1)
    if (found.includes('undecided')) return
    const single = [...standingOutcomes(assess(compiled, person, request), outcomes)].map(([id, standing]) =>
      textOf({ ...(outcomes.list[id] as Outcome), standing: words[standing] ?? '' }),
    )
    assert.deepEqual(found.sort(), single.sort(), `person ${at}`)
  })
  assert.ok(counts.size > 5, 'some have an outcome')
  const totals = await lastOf(printedSql({ ...printed, totals: true }))
  const counted = totals
    .map((row): [string, number] => [textOf(row), Number(row.holders)])
    .filter(([, count]) => count > 0)
  assert.deepEqual(counted.sort(), [...counts].sort())
})

test('a holder with a credential of a kind that the law was not printed for is undecided', async () => {
  const { bundle, asOf, request } = crowdOf(7, 1)
  const other = "another o'hara"
  const [id] = await putPersons(database.db, other, [{ credentials: [{ id: 'c1', country: 'XX' }] }])
  const rows = await lastOf(
    printedSql({ bundle, asOf, request, kinds: [{ country: 'XY' }], authority: other, totals: false }),
  )
  assert.deepEqual(
    rows.map(({ holder, standing }) => [Number(holder), standing]),
    [[id, 'undecided']],
  )
})

test('lines that are no kinds are refused with their place', () => {
  const refused = (line: string): string => {
    try {
      kindsOfLines(`{"level":"a/1"}\n${line}`, 'kinds.jsonl')
      return 'taken'
    } catch (error) {
      return (error as Error).message
    }
  }
  assert.deepEqual(
    ['{', '[]', '{"grade":"1"}', '{"field":"x"}', '{"listed":{"a":1}}', '{"stated":{"a":true},"level":null}'].map(
      refused,
    ),
    [
      'kinds.jsonl:2: is no JSON, expected one object a line',
      'kinds.jsonl:2: expected an object',
      "kinds.jsonl:2: has no member 'grade', expected qualification, level, status, country, awardingBody, field, listed, stated",
      'kinds.jsonl:2: field cannot be "x" (docs/workforce.md)',
      'kinds.jsonl:2: listed cannot be {"a":1} (docs/workforce.md)',
      'taken',
    ],
  )
})
