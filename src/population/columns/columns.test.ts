// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Person } from '@passerelle/recognition'
import { caseOf } from '../../../packages/recognition/src/oracle/generate-case.ts'
import { addPerson } from './add-person.ts'
import { personAt } from './person-at.ts'
import { WorkforceBuilder } from './workforce-builder.ts'

/** What columns keep of a person: the same, in their order, with ids by place. */
function asKept(person: Person): Person {
  const ids = person.credentials.map(({ id }) => id).sort()
  const named = new Map(ids.map((id, at): [string, string] => [id, `c${at + 1}`]))
  const credentials = ids.map((id, at) => ({ ...person.credentials.find((one) => one.id === id), id: `c${at + 1}` }))
  const jobs = person.experience?.map((job) => ({
    ...job,
    ...(job.relevantTo && { relevantTo: [...new Set(job.relevantTo.map((id) => named.get(id) ?? id))].sort() }),
  }))
  return {
    ...person,
    credentials,
    ...(jobs && { experience: jobs.sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1)) }),
  }
}

const ordered = (person: Person): Person => ({
  ...person,
  ...(person.experience && {
    experience: [...person.experience].sort((a, b) => (JSON.stringify(sorted(a)) < JSON.stringify(sorted(b)) ? -1 : 1)),
  }),
})

test('a person comes out of the columns as they went in', () => {
  const builder = new WorkforceBuilder()
  const persons = Array.from({ length: 120 }, (_, seed) => caseOf(seed).input.person)
  persons.forEach((person, at) => {
    addPerson(builder, person, { district: ['', 'XA-1', 'XA-2'][at % 3] ?? '' })
  })
  const workforce = builder.finish()
  assert.equal(workforce.persons, 120)
  persons.forEach((person, at) => {
    const kept = workforce.irregular.has(at) ? person : asKept(person)
    assert.deepEqual(sorted(ordered(personAt(workforce, at))), sorted(ordered(kept)))
  })
  const [district] = workforce.groups
  assert.deepEqual(
    [...(district?.codes.subarray(0, 6) ?? [])].map((code) => district?.values[code]),
    ['', 'XA-1', 'XA-2', '', 'XA-1', 'XA-2'],
  )
})

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  )
}

test('a person with a day that two bytes do not hold is kept whole', () => {
  const builder = new WorkforceBuilder()
  const old: Person = { birthDate: '1899-12-31', credentials: [{ id: 'x', issued: '2020-01-01' }] }
  addPerson(builder, old)
  addPerson(builder, { birthDate: '1900-01-01', credentials: [] })
  const workforce = builder.finish()
  assert.deepEqual([workforce.irregular.size, workforce.records], [1, 0])
  assert.deepEqual(personAt(workforce, 0), old)
  assert.deepEqual(personAt(workforce, 1), { birthDate: '1900-01-01', credentials: [] })
})
