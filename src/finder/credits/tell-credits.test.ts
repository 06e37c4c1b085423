// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { demoCredits } from '../../../test/fixtures/law/demo-credits.ts'
import { demo, withLaw } from '../../../test/fixtures/law/demo-law.ts'
import { withTestDatabase } from '../../../test/support/database.ts'
import { routeApp } from '../../../test/support/route-app.ts'
import { loadShippedLaw } from '../../instruments/index.ts'
import { type App, fixedClock } from '../../kernel/index.ts'
import { loadReference } from '../../register/index.ts'
import { lawShelf } from '../index.ts'
import { tellCreditsPage } from './tell-credits.page.tsx'
import { tellCreditsRoutes } from './tell-credits.route.ts'

async function withCredits(root: string, fn: (app: App) => Promise<void>): Promise<void> {
  await withTestDatabase(async (db) => {
    await loadReference(db, join(root, 'reference'))
    await loadShippedLaw(db, join(root, 'law'))
    const settings = { baseUrl: 'http://127.0.0.1' }
    const deps = { db, shelf: lawShelf(db), clock: fixedClock('2026-11-22T03:00:00Z'), settings }
    const app = routeApp((shell: App) => {
      tellCreditsRoutes(shell, deps)
      tellCreditsPage(shell, deps)
    })
    await fn(app)
  })
}

const textOf = (html: string): string =>
  (/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '').replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

test('credits are told by the API and on the page, on their legal basis', async () => {
  await withLaw(async (root) => {
    const folder = join(root, 'law', 'XA', 'credit-bank')
    mkdirSync(folder)
    writeFileSync(join(folder, 'instrument.yaml'), demoCredits)
    await withCredits(root, async (app) => {
      const list = (await app.inject('/api/v1/credits')).json() as {
        items: { id: string; rows: { gives: string }[] }[]
      }
      assert.deepEqual(
        list.items.map(({ id, rows }) => [id, rows.map(({ gives }) => gives)]),
        [
          [
            'xa-welding-diploma',
            [
              '15 credits for Workshop practice',
              '10 credits for Theory',
              '1 credits for Workshop practice for every 16 hours',
              '0.5 credits for Project for every month',
            ],
          ],
        ],
      )
      assert.deepEqual(((await app.inject('/api/v1/credits?asOf=2023-12-31')).json() as { items: [] }).items, [])
      const evidence = [
        { id: 'a', row: 'welder' },
        { id: 'b', row: 'course', amount: 200 },
        { id: 'c', row: 'medal', issued: '2020-01-01' },
      ]
      const post = async (payload: object) => {
        const answer = await app.inject({ method: 'POST', url: '/api/v1/credits', payload })
        return { status: answer.statusCode, body: answer.json() as Record<string, unknown> }
      }
      const { body } = await post({ programme: 'xa-welding-diploma', evidence })
      assert.equal(body['summary'], '20 credits count; exempt from Workshop practice')
      assert.equal(body['next'], '10 credits are missing to the exemption from Theory.')
      assert.deepEqual(body['caps'], [
        'Training: 12.5 credits, at most 8 count',
        'Work: 0 credits, at most 12.5 count',
        'In all at most 50% of the programme: 30 credits',
      ])
      assert.equal((await post({ programme: 'none', evidence })).status, 400)
      assert.equal((await post({ programme: 'xa-welding-diploma', evidence: [{ id: 'x', row: 'none' }] })).status, 400)

      const page = async (query: string) =>
        app.inject({ url: `/credits?programme=xa-welding-diploma${query}`, headers: { 'accept-language': 'zh-CN' } })
      const shown = await page('&count=1&has.welder=1&amount.course=200&has.medal=1&issued.medal=2020-01-01')
      assert.match(textOf(shown.body), /计入20学分，免修：实训 .* 距免修理论还差10学分/)
      assert.match(textOf(shown.body), /竞赛奖牌 单项10学分 自2025年1月1日起不再计入/)
      const wrong = await page('&count=1&amount.course=many')
      assert.deepEqual([wrong.statusCode, /“many”不是整数/.test(wrong.body)], [400, true])
      assert.equal((await app.inject('/credits?programme=none')).statusCode, 404)
    })
  })
})

test('where no credit rules are in force the page says so', async () => {
  await withCredits(demo, async (app) => {
    const page = await app.inject({ url: '/credits', headers: { 'accept-language': 'en' } })
    assert.match(textOf(page.body), /No credit rules are in force here yet/)
  })
})
