// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { getAs, newVisitor } from '../../../test/support/visitors.ts'
import { type WholeSite, wholeSite } from '../../../test/support/whole-site.ts'
import { systemClock } from '../../kernel/index.ts'
import { wordsIn } from '../../ui/index.ts'
import { roleNames, SessionDesk } from '../index.ts'
import { enter } from '../sessions/enter.ts'
import { homePlaces, homeSections } from './home.model.ts'

let site: WholeSite
before(async () => {
  site = await wholeSite()
})
after(() => site.close())

for (const role of roleNames) {
  test(`a ${role} is shown only places that open`, async () => {
    const visitor = await newVisitor(site, 'Somebody', role)
    const home = await getAs(site, visitor, '/home')
    assert.equal(home.statusCode, 200)
    assert.match(home.body, new RegExp(`id="role-${role}"`))
    for (const name of homeSections[role].now) {
      assert.ok(home.body.includes(`href="${homePlaces[name]}"`), name)
      assert.equal((await getAs(site, visitor, homePlaces[name])).statusCode, 200, name)
    }
  })
}

test('everything on a home page has words', () => {
  for (const lang of ['en', 'zh-CN']) {
    const { has } = wordsIn(lang)
    for (const { now, later } of Object.values(homeSections)) {
      for (const name of now) assert.ok(has(`home.go.${name}`) && has(`home.go.${name}.means`), name)
      for (const name of later) assert.ok(has(`home.later.${name}`), name)
    }
  }
})

test('a first step is taken when it is', async () => {
  const alone = 'xa-authority-south'
  const boss = await newVisitor(site, 'New Boss', 'authority-administrator', { authority: alone })
  const open = (body: string) => [...body.matchAll(/<li><span aria-hidden="true">○/g)].length
  assert.equal(open((await getAs(site, boss, '/home')).body), 3)
  await newVisitor(site, 'A colleague', 'caseworker', { authority: alone })
  assert.equal(open((await getAs(site, boss, '/home')).body), 2)
  await sql`insert into identifiers (person, kind, value, folded, verified_at)
    values (${boss.person}, 'email', 'boss@example.org', 'boss@example.org', now())`.execute(site.db)
  assert.equal(open((await getAs(site, boss, '/home')).body), 1)
})

test('a sign-in from a place or program that is new is told, the first of all and a known one are not', async () => {
  const visitor = await newVisitor(site, 'Traveller')
  const entrance = { db: site.appDb, desk: new SessionDesk(site.appDb, systemClock) }
  const come = (network: string) =>
    enter(entrance, {
      person: visitor.person,
      proof: 'password',
      from: { network, program: 'Firefox · Linux' },
      before: null,
    })
  const told = async () => {
    const { rows } = await sql<{ args: { where: string } }>`
      select args from notifications where person = ${visitor.person} and kind = 'new-sign-in'`.execute(site.db)
    return rows.map(({ args }) => args.where)
  }
  await come('203.0.113.0/24')
  await come('203.0.113.0/24')
  assert.deepEqual(await told(), [])
  await come('198.51.100.0/24')
  assert.deepEqual(await told(), ['198.51.100.0/24 Firefox · Linux'])
})
