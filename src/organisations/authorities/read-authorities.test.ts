// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withTestDatabase } from '../../../test/support/database.ts'
import { putRecords } from '../../../test/support/put-records.ts'
import { routeApp } from '../../../test/support/route-app.ts'
import { jurisdictionAliasTable, jurisdictionTable } from '../jurisdictions/jurisdictions.store.ts'
import { authorityTable } from './authorities.store.ts'
import { authoritiesRoute } from './read-authorities.route.ts'

test('authorities of a place, by its code or an alias', async () => {
  await withTestDatabase(async (db) => {
    const names = { en: 'Province', 'zh-CN': '省' }
    await putRecords(db, jurisdictionTable, [{ code: 'ZZ-1', kind: 'subdivision', names, demonstration: true }])
    await putRecords(db, jurisdictionAliasTable, [{ alias: 'ZZ-ONE', code: 'ZZ-1' }])
    await putRecords(db, authorityTable, [
      { id: 'zz-1-office', names: { en: 'Office', 'zh-CN': '办公室' }, jurisdiction: 'ZZ-1' },
      { id: 'zz-ministry', names: { en: 'Ministry', 'zh-CN': '部' }, jurisdiction: 'ZZ' },
    ])
    const app = routeApp((routes) => authoritiesRoute(routes, { db }))
    const ids = async (query: string) => {
      const response = await app.inject({ url: `/api/v1/authorities${query}` })
      const { items }: { items: { id: string }[] } = response.json()
      return items.map(({ id }) => id)
    }
    assert.deepEqual(await ids(''), ['zz-1-office', 'zz-ministry'])
    assert.deepEqual(await ids('?jurisdiction=ZZ-1'), ['zz-1-office'])
    assert.deepEqual(await ids('?jurisdiction=ZZ-ONE'), ['zz-1-office'])
    assert.deepEqual(await ids('?jurisdiction=XX'), [])
    const one = await app.inject({ url: '/api/v1/authorities/zz-ministry?lang=zh-CN' })
    assert.equal(one.json().name, '部')
    await app.close()
  })
})
