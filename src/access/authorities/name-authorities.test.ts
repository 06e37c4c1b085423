// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { getAs, newVisitor } from '../../../test/support/visitors.ts'
import { type WholeSite, wholeSite } from '../../../test/support/whole-site.ts'
import { wordsIn } from '../../ui/index.ts'
import { nameAuthorities } from './name-authorities.ts'

const north = 'xa-authority-north'
const south = 'xa-authority-south'
let site: WholeSite
before(async () => {
  site = await wholeSite()
})
after(() => site.close())

test('an authority is called as it says, else as the register says, else by its id', async () => {
  const names = JSON.stringify({ en: 'The Northern Office', 'zh-CN': '北方办公室' })
  await sql`insert into authority_settings (authority, names) values (${north}, ${names}::jsonb)`.execute(site.db)
  const many = ['a', 'b', 'c', 'd', 'e', 'f']
  for (const ids of [
    [north, south, 'nobody', null, ''],
    [north, south, 'nobody', ...many],
  ]) {
    const naming = await nameAuthorities(site.appDb, ids)
    const inWords = (lang: string) => [north, south, 'nobody'].map((id) => naming(wordsIn(lang), id))
    assert.deepEqual(inWords('en'), ['The Northern Office', 'Demonstration authority South', 'nobody'])
    assert.equal(inWords('zh-CN')[0], '北方办公室')
  }
  const boss = await newVisitor(site, 'Boss', 'authority-administrator', { authority: south })
  for (const path of ['/home', '/holds'])
    assert.ok((await getAs(site, boss, `${path}?lang=en`)).body.includes('Demonstration authority South'), path)
})
