// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { demo, edit, instantBetween, withLaw } from '../../../test/fixtures/law/demo-law.ts'
import { withTestDatabase } from '../../../test/support/database.ts'
import { routeApp } from '../../../test/support/route-app.ts'
import type { Db } from '../../db/index.ts'
import { instrumentExamples, instrumentVersions, loadShippedLaw } from '../index.ts'
import { examplesRoute } from './read-examples.route.ts'

const id = (example: string): string => `xa-title-notice/${example}`

async function titles(db: Db, knownOn?: Date): Promise<string[]> {
  const rows = await instrumentExamples(db, 'xa-title-notice', { knownOn })
  return rows.map((row) => `${row.id}: ${row.title.en}`)
}

test('examples come with the law, each as it stands in its file, without those of refused persons', async () => {
  await withTestDatabase(async (db) => {
    const report = await loadShippedLaw(db, `${demo}/law`)
    const all = [id('met/medallist'), id('undecided/no-birth-date'), id('unmet/one-day-short')]
    assert.deepEqual(report.examples, all)
    const rows = await instrumentExamples(db, 'xa-title-notice', {})
    assert.deepEqual(
      rows.map((row) => row.id),
      all,
    )
    const { recordedAt, ...first } = rows[0] ?? {}
    assert.match(String(recordedAt), /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/)
    const title = { en: 'A medallist is recognised', 'zh-CN': '奖章获得者予以认定' }
    assert.deepEqual(first, {
      id: id('met/medallist'),
      rule: 'engineer',
      folder: 'met',
      title,
      content: {
        title,
        rule: 'engineer',
        in: 'XA-17',
        purpose: 'title',
        asOf: '2026-11-22',
        person: {
          birthDate: '1990-05-01',
          credentials: [{ id: 'c1', level: 'demo-skill/high', issued: '2024-11-22' }],
          facts: { honours: ['medal'] },
        },
        expect: { verdict: 'met', outcomes: ['recognised-as'] },
      },
    })
  })
})

test('a changed example is a new record of it and no change of the law; what was known before can still be asked', async () => {
  await withLaw(async (root) => {
    await withTestDatabase(async (db) => {
      const folder = join(root, 'law/XA/title-notice/examples')
      await loadShippedLaw(db, join(root, 'law'))
      const then = await instantBetween(db)
      edit(join(folder, 'met/medallist.yaml'), 'A medallist', 'Who has a medal')
      rmSync(join(folder, 'unmet/one-day-short.yaml'))
      const report = await loadShippedLaw(db, join(root, 'law'))
      const ids = [id('met/medallist'), id('unmet/one-day-short')]
      assert.deepEqual(report, { opened: [], closed: [], facts: [], examples: ids, waiting: [] })
      assert.deepEqual(await titles(db), [
        `${id('met/medallist')}: Who has a medal is recognised`,
        `${id('undecided/no-birth-date')}: The age is not known`,
      ])
      assert.deepEqual(await titles(db, then), [
        `${id('met/medallist')}: A medallist is recognised`,
        `${id('undecided/no-birth-date')}: The age is not known`,
        `${id('unmet/one-day-short')}: One day short of two years`,
      ])
      assert.equal((await instrumentVersions(db, 'xa-title-notice')).length, 1)
    })
  })
})

test('a broken example is refused with its file and line, as all law is', async () => {
  await withLaw(async (root) => {
    await withTestDatabase(async (db) => {
      edit(join(root, 'law/XA/title-notice/examples/met/medallist.yaml'), 'verdict: met', 'verdict: unmet')
      await assert.rejects(
        loadShippedLaw(db, join(root, 'law')),
        /medallist\.yaml:11:12 expect\.verdict: found 'unmet'/,
      )
      assert.deepEqual(await titles(db), [])
    })
  })
})

test('they are read page by page, by rule and by kind', async () => {
  await withTestDatabase(async (db) => {
    await loadShippedLaw(db, `${demo}/law`)
    const app = routeApp((shell) => examplesRoute(shell, { db }))
    const get = async (query: string) => (await app.inject(`/api/v1/instruments/${query}`)).json()
    const page = await get('xa-title-notice/examples?limit=1&lang=zh-CN')
    const { recordedAt: _recordedAt, ...first } = page.items[0]
    assert.deepEqual(first, {
      id: id('met/medallist'),
      title: '奖章获得者予以认定',
      titles: { en: 'A medallist is recognised', 'zh-CN': '奖章获得者予以认定' },
      rule: 'engineer',
      kind: 'met',
      place: 'XA-17',
      purpose: 'title',
      asOf: '2026-11-22',
      person: {
        birthDate: '1990-05-01',
        credentials: [{ id: 'c1', level: 'demo-skill/high', issued: '2024-11-22' }],
        facts: { honours: ['medal'] },
      },
      expect: { verdict: 'met', outcomes: ['recognised-as'] },
    })
    const ids = (body: { items: { id: string }[] }) => body.items.map((item) => item.id)
    assert.deepEqual(ids(await get(`xa-title-notice/examples?limit=2&cursor=${page.next}`)), [
      id('undecided/no-birth-date'),
      id('unmet/one-day-short'),
    ])
    assert.deepEqual(ids(await get('xa-title-notice/examples?kind=unmet')), [id('unmet/one-day-short')])
    assert.deepEqual(ids(await get('xa-title-notice/examples?rule=nurse')), [])
    assert.deepEqual(ids(await get('xa-xb-register/examples')), [])
    assert.equal((await get('xa-nothing/examples')).code, 'not-found')
    assert.equal((await get('xa-title-notice/examples?knownOn=2001-01-01')).code, 'not-found')
  })
})
