// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type HeldCredential, type HeldJob, type Holder, newHolder } from './holder.model.ts'
import { type HolderNews, takeNews } from './merge-holder.model.ts'
import { plainName } from './names.model.ts'
import { giveOf, takeBack } from './one-person.model.ts'

const credential = (level: string, issued: string | null): HeldCredential => ({
  ...{ qualification: null, level, status: null, country: null, awardingBody: null },
  ...{ field: null, listed: null, stated: null, issued, expires: null },
})
const job = (started: string, relevant: number[] | null): HeldJob => ({
  ...{ started, ended: null, occupation: null, place: null, capacity: null, relevant },
})

const levels = fc.uniqueArray(fc.constantFrom('a/1', 'a/2', 'a/3', 'a/4'), { maxLength: 4 })
const holders = fc
  .record({
    levels,
    jobs: fc.uniqueArray(fc.integer({ min: 2000, max: 2006 }), { maxLength: 3 }),
    district: fc.option(fc.constantFrom('XA', 'XB')),
  })
  .chain(({ levels: held, jobs, district }) =>
    fc
      .array(fc.option(fc.subarray(held.map((_, slot) => slot))), { minLength: jobs.length, maxLength: jobs.length })
      .map((relevant): Holder => {
        const holder = newHolder('1')
        holder.data.district = district
        holder.credentials = held.map((level) => credential(level, null))
        holder.jobs = jobs.map((year, at) => job(`${year}-01-01`, relevant[at] ?? null))
        return holder
      }),
  )

test('what one gets of another is taken back to the last member', () => {
  fc.assert(
    fc.property(holders, holders, (one, other) => {
      const before = structuredClone(one)
      const given = giveOf(one, other)
      for (const each of other.credentials) assert.ok(one.credentials.some((held) => held.level === each.level))
      // As the database gives it back: in another order of members.
      takeBack(one, JSON.parse(JSON.stringify(given)) as typeof given)
      assert.deepEqual(one, before)
    }),
  )
})

test('jobs of both point to the credentials that they meant', () => {
  const [one, other] = [newHolder('1'), newHolder('2')]
  one.credentials = [credential('a/1', null), credential('a/2', null)]
  other.credentials = [credential('a/2', null), credential('a/3', null)]
  other.jobs = [job('2020-01-01', [0, 1])]
  giveOf(one, other)
  assert.deepEqual(
    one.jobs[0]?.relevant?.map((slot) => one.credentials[slot]?.level),
    ['a/2', 'a/3'],
  )
})

const news = (more: Partial<HolderNews>): HolderNews => ({
  data: { birthDate: null, sex: null, district: null, origin: null, occupation: null, facts: null, workKnown: null },
  ...{ names: [], contact: {}, credential: null, job: null, consents: [] },
  ...more,
})
const day = '2026-11-23'

test('what is not said stays, and the same said again changes nothing', () => {
  const holder = newHolder('1')
  const said = news({
    credential: credential('a/1', '2020-01-01'),
    job: { ...job('2019-01-01', null), relevant: true },
    names: [{ name: '王芳', script: 'Hani', kind: 'main' }],
  })
  assert.deepEqual(Object.values(takeNews(holder, structuredClone(said), day)).includes(true), true)
  assert.deepEqual(Object.values(takeNews(holder, structuredClone(said), day)).includes(true), false)
  takeNews(holder, news({ credential: { ...credential('a/1', '2020-01-01'), status: 'revoked' } }), day)
  takeNews(holder, news({ names: [{ name: '王方', script: 'Hani', kind: 'main' }] }), day)
  assert.deepEqual(holder.credentials, [{ ...credential('a/1', '2020-01-01'), status: 'revoked' }])
  assert.deepEqual(holder.jobs, [job('2019-01-01', [0])])
  assert.deepEqual(
    holder.names.map(({ name, kind }) => [name, kind]),
    [
      ['王方', 'main'],
      ['王芳', 'former'],
    ],
  )
})

test('names are compared without case, marks and the order of words in letters', () => {
  assert.equal(plainName('ZHANG, Wěi'), plainName('wei zhang'))
  assert.equal(plainName('阿依古丽·买买提'), plainName('阿依古丽买买提'))
  assert.notEqual(plainName('王芳'), plainName('芳王'))
})
