// SPDX-License-Identifier: Apache-2.0
// An upgrade beside law that authorities have published.
import assert from 'node:assert/strict'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { assess } from '@passerelle/recognition'
import { sql } from 'kysely'
import { edit, withLaw } from '../../../test/fixtures/law/demo-law.ts'
import { withTestDatabase } from '../../../test/support/database.ts'
import type { Db } from '../../db/index.ts'
import { loadReference } from '../../register/index.ts'
import { compiledFor, expectChange, loadLaw } from '../bundle/load-bundle.ts'
import { lawOffer } from '../records/offers.store.ts'
import { publishFolder, takeLaw } from '../records/publish-folder.ts'
import { loadShippedLaw } from './load-shipped-law.ts'
import { readLawFolders } from './read-law.ts'
import { emptyVocabulary } from './vocabulary.ts'

/** Publishes a text as an authority does. */
async function publish(db: Db, place: string, id: string, files: Record<string, string>): Promise<void> {
  const [folder] = readLawFolders(
    [{ path: `${place}/${id}`, shownAs: '', files: new Map(Object.entries(files)) }],
    emptyVocabulary,
  ).folders
  assert.ok(folder)
  await db.transaction().execute(async (transaction) => {
    const { at } = await takeLaw(transaction)
    await publishFolder(transaction, folder, { authority: 'xa-authority', at, notice: {} })
  })
  expectChange(db)
}

/** Ends it again, as a withdrawal does. */
async function withdraw(db: Db, id: string): Promise<void> {
  await sql`
    update instruments set withdrawn_by = '{}', superseded_at = clock_timestamp() where id = ${id} and superseded_at is null`.execute(
    db,
  )
  await sql`update record_clock set at = clock_timestamp()`.execute(db)
  expectChange(db)
}

/** The texts of the demonstration as an authority of it might write them. */
function written(root: string, id: string, change: (rules: string) => string): Record<string, string> {
  const folder = join(root, 'law/XA/title-notice')
  const text = readFileSync(join(folder, 'instrument.yaml'), 'utf8')
  const instrument = text.replace('id: xa-title-notice', `id: ${id}`).replace(/^catalogues:\n(?: .*\n)+/m, '')
  return { 'instrument.yaml': instrument, 'rules.yaml': change(readFileSync(join(folder, 'rules.yaml'), 'utf8')) }
}

const listed = (rules: string) => rules.replace('levels: [demo-skill/high]', 'listed: { catalogue: xa-overseas-1 }')

async function standing(db: Db): Promise<string[]> {
  const { rows } = await sql<{ said: string }>`
    select id || coalesce(' ' || number, '') as said from instruments where superseded_at is null order by id`.execute(
    db,
  )
  return rows.map(({ said }) => said)
}

async function verdicts(db: Db): Promise<string[]> {
  const person = {
    credentials: [{ id: 'c1', qualification: 'xb-welder', issued: '2020-01-01' }],
    birthDate: '1990-05-01',
    facts: { honours: ['medal'] },
  }
  const { bundle } = await loadLaw(db)
  const { findings } = assess(compiledFor(bundle, '2026-11-22'), person, { place: 'XA-1' })
  return findings.map(({ rule, verdict }) => `${rule} ${verdict}`).filter((one) => one.startsWith('xa-names'))
}

const withoutList = (root: string) => {
  const file = join(root, 'law/XA/title-notice/instrument.yaml')
  writeFileSync(
    file,
    readFileSync(file, 'utf8')
      .replace(/^catalogues:\n(?: .*\n)+/m, '')
      .replace('number: ', 'number: New '),
  )
}

test('an upgrade that drops a list which published law names waits, and the list goes on to be answered from', async () => {
  await withLaw(async (root) => {
    await withTestDatabase(async (db) => {
      const law = join(root, 'law')
      await loadReference(db, join(root, 'reference'))
      await loadShippedLaw(db, law)
      await publish(db, 'XA', 'xa-names', written(root, 'xa-names', listed))
      assert.deepEqual(await verdicts(db), ['xa-names#engineer met'])
      withoutList(root)
      edit(join(law, 'XA/register-agreement/instrument.yaml'), 'title: { en: ', 'title: { en: New ')
      const report = await loadShippedLaw(db, law)
      // What nobody stands against has come in.
      assert.deepEqual([report.opened, report.closed], [['xa-xb-register'], ['xa-xb-register']])
      const by = {
        ...{ instrument: 'xa-names', title: { en: 'Notice on titles (demonstration)', 'zh-CN': '职称通知（演示）' } },
        ...{ authority: 'xa-authority', path: 'rules[0].subject.listed.catalogue', id: 'xa-overseas-1' },
      }
      assert.deepEqual(
        report.waiting.map(({ instrument, why, by: all }) => [instrument, why, all]),
        [['xa-title-notice', 'named', [by]]],
      )
      assert.deepEqual([await verdicts(db), (await loadLaw(db)).leftOut], [['xa-names#engineer met'], []])
      const offer = await lawOffer(db, 'xa-title-notice')
      assert.deepEqual(offer?.waits?.by, [by])
      assert.match(offer?.files['instrument.yaml'] ?? '', /number: New XA 2024\/5/)
      // It is told again as long as it waits, though no file has changed since, and comes in as soon as it can.
      const again = await loadShippedLaw(db, law)
      assert.deepEqual([again.opened, again.waiting.length], [[], 1])
      await withdraw(db, 'xa-names')
      const free = await loadShippedLaw(db, law)
      assert.deepEqual([free.opened, free.waiting], [['xa-title-notice'], []])
      assert.equal(await lawOffer(db, 'xa-title-notice'), null)
      assert.deepEqual((await loadShippedLaw(db, law)).opened, [])
    })
  })
})

test('a shipped text that would go stays while others name it; what needs one that waits, waits beside it', async () => {
  await withLaw(async (root) => {
    await withTestDatabase(async (db) => {
      const law = join(root, 'law')
      await loadReference(db, join(root, 'reference'))
      const own = join(law, 'XA/own')
      cpSync(join(law, 'XA/title-notice'), own, { recursive: true })
      rmSync(join(own, 'examples'), { recursive: true })
      for (const [from, to] of [
        ['id: xa-title-notice', 'id: xa-own'],
        ['id: xa-overseas-1', 'id: xa-own-list'],
      ] as const)
        edit(join(own, 'instrument.yaml'), from, to)
      await loadShippedLaw(db, law)
      const names = written(root, 'xa-names', (rules) => listed(rules).replace('xa-overseas-1', 'xa-own-list'))
      await publish(db, 'XA', 'xa-names', names)
      rmSync(own, { recursive: true })
      // The list comes by another text now: nothing would be left naming what is gone.
      const other = join(law, 'XA/title-notice/instrument.yaml')
      edit(other, 'id: xa-overseas-1', 'id: xa-own-list')
      assert.deepEqual((await loadShippedLaw(db, law)).waiting, [])
      assert.deepEqual(await standing(db), ['xa-names XA 2024/5', 'xa-title-notice XA 2024/5', 'xa-xb-register'])
      // And now by none, but a rule of a third text needs what would take its place.
      edit(other, 'id: xa-own-list', 'id: xa-next-list')
      const third = join(law, 'XA/third')
      cpSync(join(law, 'XA/title-notice'), third, { recursive: true })
      rmSync(join(third, 'examples'), { recursive: true })
      for (const [name, text] of Object.entries(
        written(root, 'xa-third', (rules) => listed(rules).replace('xa-overseas-1', 'xa-next-list')),
      ))
        writeFileSync(join(third, name), text)
      const { waiting, opened } = await loadShippedLaw(db, law)
      assert.deepEqual(
        waiting.map(({ instrument, why, by }) => [instrument, why, by.map(({ path, id }) => `${path} ${id}`)]),
        [
          ['xa-title-notice', 'named', ['rules[0].subject.listed.catalogue xa-own-list']],
          ['xa-third', 'beside', ['rules[0].subject.listed.catalogue xa-next-list']],
        ],
      )
      assert.deepEqual([opened, await verdicts(db)], [[], ['xa-names#engineer met']])
      rmSync(third, { recursive: true })
      rmSync(join(law, 'XA/title-notice'), { recursive: true })
      const gone = await loadShippedLaw(db, law)
      assert.deepEqual(
        gone.waiting.map(({ instrument, why }) => [instrument, why]),
        [['xa-title-notice', 'named']],
      )
      assert.deepEqual([gone.closed, (await lawOffer(db, 'xa-title-notice'))?.files], [[], {}])
    })
  })
})

test('a shipped text whose id an authority of another place has is told, and comes in when that is gone', async () => {
  await withLaw(async (root) => {
    await withTestDatabase(async (db) => {
      const law = join(root, 'law')
      await loadReference(db, join(root, 'reference'))
      // As it could be published before ids were bound to their place.
      const files = written(root, 'xa-title-notice', (rules) => rules)
      const far = (files['instrument.yaml'] ?? '').replace('jurisdiction: XA', 'jurisdiction: XB')
      await publish(db, 'XB', 'xa-title-notice', { ...files, 'instrument.yaml': far })
      const { opened, waiting } = await loadShippedLaw(db, law)
      assert.deepEqual(opened, ['xa-xb-register'])
      assert.deepEqual(
        waiting.map(({ instrument, why, by }) => [instrument, why, by.map(({ authority, id }) => [authority, id])]),
        [['xa-title-notice', 'taken', [['xa-authority', 'xa-title-notice']]]],
      )
      assert.equal((await lawOffer(db, 'xa-title-notice'))?.path, 'XA/title-notice')
      await withdraw(db, 'xa-title-notice')
      assert.deepEqual((await loadShippedLaw(db, law)).opened, ['xa-title-notice'])
      assert.equal(await lawOffer(db, 'xa-title-notice'), null)
    })
  })
})
