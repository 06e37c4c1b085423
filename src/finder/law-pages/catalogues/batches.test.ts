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

test('the page of a list shows its batches, what each did, and what is no longer on it', async () => {
  await withLaw(async (root) => {
    const folder = join(root, 'law', 'XA', 'overseas-batch')
    mkdirSync(join(folder, 'catalogues'), { recursive: true })
    writeFileSync(join(folder, 'instrument.yaml'), second)
    writeFileSync(
      join(folder, 'catalogues', 'xa-overseas-2.csv'),
      'qualification,class,action,earlierHolders\nxb-welder,B,change,keep\n',
    )
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
      assert.match(list, /Overseas certificates 2 from 1 March 2026 1 entry changed/)
      assert.match(list, /Class B .*in this class since 1 March 2026, by “Overseas certificates 2”/)
      assert.match(
        list,
        /No longer on the list .*no longer since 1 March 2026, by “Overseas certificates 2” certificates issued before that day still count/,
      )
      const batch = await textOf('/catalogues/xa-overseas-2', 'zh-CN')
      assert.match(batch, /本批次对此前条目的调整 .* 自2026年3月1日起调整为B类 此前颁发的证书仍然有效/)
    })
  })
})
