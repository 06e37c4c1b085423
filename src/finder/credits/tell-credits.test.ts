// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { demoCredits } from '../../../test/fixtures/law/demo-credits.ts'
import { demo, withLaw } from '../../../test/fixtures/law/demo-law.ts'
import { withTestDatabase } from '../../../test/support/database.ts'
import { routeApp } from '../../../test/support/route-app.ts'
import { terminal } from '../../../test/support/terminal.ts'
import type { Db } from '../../db/index.ts'
import { loadShippedLaw } from '../../instruments/index.ts'
import { type App, fixedClock } from '../../kernel/index.ts'
import { loadReference } from '../../register/index.ts'
import { lawShelf } from '../index.ts'
import { creditsCommand } from './tell-credits.command.ts'
import { tellCreditsPage } from './tell-credits.page.tsx'
import { tellCreditsRoutes } from './tell-credits.route.ts'

async function withCredits(root: string, fn: (app: App, db: Db) => Promise<void>): Promise<void> {
  await withTestDatabase(async (db) => {
    await loadReference(db, join(root, 'reference'))
    await loadShippedLaw(db, join(root, 'law'))
    const settings = { baseUrl: 'http://127.0.0.1' }
    const deps = { db, shelf: lawShelf(db), clock: fixedClock('2026-11-22T03:00:00Z'), settings }
    const app = routeApp((shell: App) => {
      tellCreditsRoutes(shell, deps)
      tellCreditsPage(shell, deps)
    })
    await fn(app, db)
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
              '10 credits for Theory, for 5 years after the day of issue',
              '1 credit for Workshop practice for every 16 hours',
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
      assert.equal(body['next'], '10 credits more, and you are exempt from Theory.')
      assert.deepEqual(body['caps'], [
        'Training: 12.5 credits, of which the cap lets 8 credits count',
        'Work: 0 credits, within the cap of 12.5 credits',
        'In all at most 50% of the programme: 30 credits',
      ])
      assert.equal((await post({ programme: 'none', evidence })).status, 400)
      assert.equal((await post({ programme: 'xa-welding-diploma', evidence: [{ id: 'x', row: 'none' }] })).status, 400)

      const page = async (query: string) =>
        app.inject({ url: `/credits?programme=xa-welding-diploma${query}`, headers: { 'accept-language': 'zh-CN' } })
      const shown = await page('&count=1&has.welder=1&amount.course=200&has.medal=1&issued.medal=2020-01-01')
      assert.match(textOf(shown.body), /计入20学分，免修：实训 .* 再有10学分即可免修理论/)
      assert.match(textOf(shown.body), /竞赛奖牌：10学分，自2025年1月1日起不再计入/)
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

/** The credit bank of the demonstration, with a level without which nothing is exempted. */
async function withLevel(fn: (app: App, db: Db, root: string) => Promise<void>): Promise<void> {
  await withLaw(async (root) => {
    const folder = join(root, 'law', 'XA', 'credit-bank')
    mkdirSync(folder)
    const text = demoCredits.replace('hoursPerCredit: 16', 'hoursPerCredit: 16\n    atLeast: demo-skill/middle')
    writeFileSync(join(folder, 'instrument.yaml'), text)
    await withCredits(root, (app, db) => fn(app, db, root))
  })
}

const inChinese = { 'accept-language': 'zh-CN' }
const evidence = [
  { id: 'a', row: 'welder' },
  { id: 'b', row: 'course', amount: 200 },
]

test('how it was counted is told step by step, and a level that is asked for decides', async () => {
  await withLevel(async (app) => {
    const post = async (levels: string[]) => {
      const payload = { programme: 'xa-welding-diploma', evidence, levels }
      const answer = await app.inject({ method: 'POST', url: '/api/v1/credits', payload })
      return { status: answer.statusCode, body: answer.json() as Record<string, unknown> }
    }
    const held = (await post(['demo-skill/high'])).body
    assert.deepEqual(held['entry'], null)
    assert.deepEqual(held['steps'], [
      {
        heading: 'What each piece gives',
        lines: [
          'Welder of XB: 15 credits, counts',
          'Training in welding: 200 hours, 1 credit for every 16: 12.5 credits, counts',
        ],
      },
      {
        heading: 'Caps',
        lines: [
          'Training: 12.5 credits, of which the cap lets 8 credits count',
          'Work: 0 credits, within the cap of 12.5 credits',
          'In all at most 50% of the programme: 30 credits',
        ],
      },
      {
        heading: 'The parts, filled in their order',
        lines: [
          'Workshop practice: 20 of 20 credits, exempt',
          'Theory: 0 of 10 credits, 10 credits missing',
          'Project: 0 of 30 credits, cannot be filled this way: the rules let too little count',
        ],
      },
      { heading: 'What counts in all', lines: ['20 credits'] },
    ])
    const low = (await post(['demo-skill/low'])).body
    assert.deepEqual(
      [low['entry'], low['summary']],
      ['No part is exempt without the level Middle.', '20 credits count; no part is exempt yet'],
    )
    const wrong = await post(['demo-skill/hihg'])
    assert.equal(wrong.status, 400)
    assert.match(JSON.stringify(wrong.body), /"path":"levels\[0\]".*a level of the register/)
  })
})

test('the page asks for a level only where one is needed, and takes over what an answer knew', async () => {
  await withLevel(async (app) => {
    const page = async (query: string) => app.inject({ url: `/credits?${query}`, headers: inChinese })
    const counted = 'programme=xa-welding-diploma&count=1&has.welder=1&amount.course=200'
    assert.match(textOf((await page(counted)).body), /未达到中，不予免修。 .*学分已满，达到中后可免修/)
    assert.match(textOf((await page(`${counted}&level=demo-skill/high`)).body), /计入20学分，免修：实训/)
    const wrong = await page(`${counted}&level=demo-title/engineer`)
    assert.equal(wrong.statusCode, 400)
    assert.match(wrong.body, /href="#level"[^>]*>[\s\S]*?“demo-title\/engineer”不在所列等级之中/)
    const late = await page('programme=xa-welding-diploma&count=1&has.medal=1&issued.medal=2026-02-30')
    assert.deepEqual([late.statusCode, late.body.includes('href="#issued.medal"')], [400, true])

    const payload = {
      hold: ['xb-welder', 'demo-skill/low'],
      issued: ['2020-01-01', ''],
      in: 'XA-1',
      'q.birthDate': '1980-01-01',
    }
    const post = await app.inject({ method: 'POST', url: '/credits', payload })
    const to = String(post.headers.location)
    assert.deepEqual([post.statusCode, /birthDate|1980/.test(to)], [303, false])
    const list = await app.inject({ url: to, headers: inChinese })
    const programme = /href="(\/credits\?programme=[^"]*)"/.exec(list.body)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const filled = await app.inject({ url: programme, headers: inChinese })
    assert.match(filled.body, /name="has.welder" value="1" checked/)
    assert.match(filled.body, /value="demo-skill\/low" selected/)
    assert.match(textOf(filled.body), /已根据您的查询填入/)
  })
  await withLaw(async (root) => {
    const folder = join(root, 'law', 'XA', 'credit-bank')
    mkdirSync(folder)
    writeFileSync(join(folder, 'instrument.yaml'), demoCredits)
    await withCredits(root, async (app) => {
      const page = await app.inject({ url: '/credits?programme=xa-welding-diploma' })
      assert.equal(page.body.includes('id="level"'), false)
    })
  })
})

test('the command says the same as the API, lists the programmes, and names what is wrong in a file', async () => {
  await withLevel(async (app, db, root) => {
    const { context, output } = terminal(db, { clock: fixedClock('2026-11-22T03:00:00Z') })
    const file = join(root, 'evidence.yaml')
    const run = async (positionals: string[], text: string, values: Record<string, string | boolean> = {}) => {
      writeFileSync(file, text)
      output.stdout = ''
      return creditsCommand.run(context, { positionals, values: { lang: 'en', ...values } })
    }
    const good =
      'evidence:\n  - { id: a, row: welder }\n  - { id: b, row: course, amount: 200 }\nlevels: [demo-skill/middle]\n'
    assert.equal(await run(['xa-welding-diploma', file], good, { json: true }), 0)
    const payload = { programme: 'xa-welding-diploma', evidence, levels: ['demo-skill/middle'], lang: 'en' }
    const api = await app.inject({ method: 'POST', url: '/api/v1/credits', payload })
    assert.deepEqual(JSON.parse(output.stdout), api.json())
    assert.equal(await run(['xa-welding-diploma', file], good), 0)
    assert.match(output.stdout, /Caps\n {2}Training: 12.5 credits, of which the cap lets 8 credits count/)
    assert.equal(await run(['xa-welding-diploma', file], 'evidence: []\n', { lang: 'zh-CN' }), 1)
    assert.match(output.stdout, /计入0学分，尚无可免修部分/)
    assert.equal(await run([], ''), 0)
    assert.equal(output.stdout, 'xa-welding-diploma  Diploma in welding (demonstration) (Demonstration country XA)\n')
    assert.equal(await run(['xa-welding-diploma'], ''), 2)
    const refused: [string, RegExp][] = [
      ['evidence: [{ id: a, row: none }]\n', /found 'none', expected one of welder/],
      ['evidence: [{ id: a, row: course, amount: many }]\n', /evidence\.0\.amount/],
      ['evidence: [{ id: a, row: medal, issued: 2026-02-30 }]\n', /evidence\.0\.issued/],
      ['evidence: [{ id: a\n', /evidence\.yaml/],
      ['levels: [x]\n', /evidence/],
    ]
    for (const [text, told] of refused) await assert.rejects(run(['xa-welding-diploma', file], text), told)
    await assert.rejects(run(['none', file], good), /found 'none', in force on 2026-11-22 is none of that id/)
    await assert.rejects(run(['xa-welding-diploma', join(root, 'absent.yaml')], good), /absent\.yaml/)
  })
})
