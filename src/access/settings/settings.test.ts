// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { newVisitor } from '../../../test/support/visitors.ts'
import { type WholeSite, wholeSite } from '../../../test/support/whole-site.ts'
import { actingAs } from '../../db/index.ts'

let site: WholeSite
before(async () => {
  site = await wholeSite()
})
after(() => site.close())

const save = async (cookie: string, authority: string, fields: Record<string, string>) => {
  const answer = await site.app.inject({
    method: 'POST',
    url: `/settings/authority?authority=${authority}`,
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    payload: new URLSearchParams(fields).toString(),
  })
  return answer.statusCode
}

const given = { en: 'The North', zh: '北方', contact: 'ask@example.org', lang: 'en' }

test('an authority says of itself what it is called and where to ask; others do not', async () => {
  const boss = await site.signIn('authority-administrator')
  assert.equal(await save(boss, 'xa-authority-north', given), 303)
  const page = await site.app.inject({ url: '/members', headers: { cookie: boss } })
  assert.match(page.body, /The North/)
  assert.equal(await save(boss, 'xa-authority-south', given), 403)
  assert.equal(await save(await site.signIn('caseworker'), 'xa-authority-north', given), 403)
  assert.equal(await save(await site.signIn('auditor'), 'xa-authority-north', given), 403)
  assert.equal(await save(await site.signIn('platform-administrator'), 'xa-authority-south', given), 303)
  assert.equal(await save(boss, 'xa-authority-north', { ...given, zh: '' }), 400)
  assert.equal(await save(boss, 'xa-authority-north', { en: '', zh: '', contact: '', lang: '' }), 303)
  const { rows } =
    await sql`select from authority_settings where authority = 'xa-authority-north' and names is null and contact is null and lang is null`.execute(
      site.db,
    )
  assert.equal(rows.length, 1)
})

test('without a name it is the only authority, or one to choose', async () => {
  const goes = async (role: 'authority-administrator' | 'platform-administrator', url: string) => {
    const { statusCode, headers } = await site.app.inject({ url, headers: { cookie: await site.signIn(role) } })
    return [statusCode, headers.location]
  }
  for (const role of ['authority-administrator', 'platform-administrator'] as const)
    assert.deepEqual(await goes(role, '/settings/authority'), [303, '/settings'])
  assert.deepEqual(await goes('authority-administrator', '/settings'), [
    303,
    '/settings/authority?authority=xa-authority-north',
  ])
  assert.deepEqual(await goes('platform-administrator', '/settings'), [200, undefined])
})

test('past the page the database refuses the same', async () => {
  const { person } = await newVisitor(site, 'Stranger', 'authority-administrator', { authority: 'xa-authority-south' })
  await assert.rejects(
    actingAs(site.appDb, { person }, (db) =>
      sql`insert into authority_settings (authority, contact, changed_by) values ('cn-mohrss', 'x@y.z', ${person})`.execute(
        db,
      ),
    ),
    /row-level security/,
  )
})

test('the platform sees which authorities nobody administers yet', async () => {
  const cookie = await site.signIn('platform-administrator')
  const page = await site.app.inject({ url: '/settings', headers: { cookie } })
  assert.match(page.body, /members\/invite\?authority=cn-mohrss&(?:amp;)?role=authority-administrator/)
  assert.doesNotMatch(page.body, /members\/invite\?authority=xa-authority-north&/)
})
