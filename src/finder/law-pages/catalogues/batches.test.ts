// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { withLaw } from '../../../../test/fixtures/law/demo-law.ts'
import { withTestDatabase } from '../../../../test/support/database.ts'
import { routeApp } from '../../../../test/support/route-app.ts'
import { loadShippedLaw } from '../../../instruments/index.ts'
import { fixedClock } from '../../../kernel/index.ts'
import { loadReference } from '../../../register/index.ts'
import { lawShelf } from '../../index.ts'
import { readCataloguePage } from './read-catalogue.page.tsx'

const second = `id: xa-overseas-batch
jurisdiction: XA
kind: catalogue
title: { en: Second batch (demonstration), zh-CN: 第二批目录（演示） }
effective: 2026-03-01
status: in-force
sources: [{ id: s1, quality: demonstration, text: none, note: { en: invented, zh-CN: 虚构 } }]
catalogues:
  - id: xa-overseas-2
    title: { en: Overseas certificates 2, zh-CN: 境外证书目录第二批 }
    batch: 2
    continues: xa-overseas-1
    coverage: partial
    classes: [{ id: B, label: { en: Class B, zh-CN: B类 } }]
clauses: [{ id: all, summary: { en: The batch., zh-CN: 本批目录。 }, source: s1 }]
`

const third = second
  .replace('xa-overseas-batch', 'xa-overseas-late')
  .replace('2026-03-01', '2026-09-01')
  .replace('continues: xa-overseas-1', 'continues: xa-overseas-2')
  .replace('id: xa-overseas-2', 'id: xa-overseas-3')
  .replace('certificates 2', 'certificates 3')
  .replace('目录第二批 }\n    batch: 2', '目录第三批 }\n    batch: 3')

test('the page of a list shows its batches, what each did, and what is no longer on it', async () => {
  await withLaw(async (root) => {
    const write = (name: string, text: string, list: string, lines: string) => {
      const folder = join(root, 'law', 'XA', name)
      mkdirSync(join(folder, 'catalogues'), { recursive: true })
      writeFileSync(join(folder, 'instrument.yaml'), text)
      const csv = `qualification,class,from,action,earlierHolders\n${lines}\n`
      writeFileSync(join(folder, 'catalogues', `${list}.csv`), csv)
    }
    const changes = 'xb-welder,B,,change,keep\nxb-welder,A,2028-01-01,change,'
    write('overseas-batch', second, 'xa-overseas-2', changes)
    write('overseas-late', third, 'xa-overseas-3', 'xb-welder,B,2027-06-01,withdraw,')
    await withTestDatabase(async (db) => {
      await loadReference(db, join(root, 'reference'))
      await loadShippedLaw(db, join(root, 'law'))
      const settings = { baseUrl: 'http://127.0.0.1' }
      const deps = { db, shelf: lawShelf(db), clock: fixedClock('2026-11-22T03:00:00Z'), settings }
      const app = routeApp((shell) => readCataloguePage(shell, deps))
      const textOf = async (url: string, lang: string) => {
        const { body } = await app.inject({ url, headers: { 'accept-language': lang } })
        const main = /<main[\s\S]*<\/main>/.exec(body)?.[0] ?? ''
        return main
          .replaceAll(/<[^>]+>/g, ' ')
          .replaceAll(/\s+/g, ' ')
          .replaceAll('&quot;', '"')
      }
      const list = await textOf('/catalogues/xa-overseas-1', 'en')
      assert.match(list, /Batches of this list Overseas certificates this page from 1 March 2024 1 entry added/)
      assert.match(list, /Overseas certificates 2 from 1 March 2026 2 entries changed/)
      assert.match(list, /Class B .*in this class since 1 March 2026, by “Overseas certificates 2”/)
      assert.match(
        list,
        /No longer on the list .*no longer since 1 March 2026, by “Overseas certificates 2” certificates issued before that day still count/,
      )
      assert.match(
        list,
        /announced for 1 January 2028 by “Overseas certificates 2” never took effect: overtaken by “Overseas certificates 3”/,
      )
      assert.match(
        await textOf('/catalogues/xa-overseas-1', 'zh-CN'),
        /原定自2028年1月1日起依《境外证书目录第二批》列入 未及生效，已由《境外证书目录第三批》另行规定/,
      )
      const batch = await textOf('/catalogues/xa-overseas-2', 'zh-CN')
      assert.match(batch, /本批次对此前条目的调整 .* 自2026年3月1日起调整为B类 此前颁发的证书仍然有效/)
    })
  })
})
