// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../../test/support/database.ts'
import { getAs, newVisitor, postAs, type Visitor } from '../../../../test/support/visitors.ts'
import { type WholeSite, wholeSite } from '../../../../test/support/whole-site.ts'
import { cellsOf, linesOn, recordFrom, recordsOf, withRecord } from './csv-lines.model.ts'

let site: WholeSite
before(async () => {
  site = await wholeSite()
})
after(() => site.close())

const list = '# a note\nid,name,note\na,"x, ""y""","two\nlines"\n\nb,z,\nc,,last'

test('records are told apart whatever their cells hold, with the line where each begins', () => {
  const records = recordsOf(list)
  assert.deepEqual(
    records.map(({ line, text }) => [line, cellsOf(text)]),
    [
      [2, ['id', 'name', 'note']],
      [3, ['a', 'x, "y"', 'two\nlines']],
      [6, ['b', 'z', '']],
      [7, ['c', '', 'last']],
    ],
  )
  for (const { text } of records) assert.equal(recordFrom(cellsOf(text)), text)
  assert.deepEqual(
    recordsOf('id,name\r\na,b\r\n').map(({ text }) => text),
    ['id,name', 'a,b'],
  )
})

test('one record is changed, added or taken out, and everything else stays as it is written', () => {
  const [, first, second, last] = recordsOf(list)
  assert.ok(first && second && last)
  assert.equal(withRecord(list, second, ['b', 'z, new', '']), list.replace('b,z,', 'b,"z, new",'))
  assert.equal(withRecord(list, first, ['', '', '']), list.replace('a,"x, ""y""","two\nlines"\n', ''))
  assert.equal(withRecord(list, last, []), list.replace('c,,last', ''))
  assert.equal(withRecord(list, null, ['d', '', '']), `${list}\nd,,\n`)
})

test('a page has a hundred of those that say what is sought', () => {
  const records = recordsOf(`id\n${Array.from({ length: 250 }, (_, at) => `x-${at}`).join('\n')}`)
  const third = linesOn(records, { q: '', page: 3 })
  assert.deepEqual([third.rows.length, third.rows[0]?.line, third.total, third.pages], [50, 202, 250, 3])
  assert.deepEqual(
    linesOn(records, { q: 'X-24', page: 1 }).rows.map(({ cells }) => cells[0]),
    ['x-24', ...Array.from({ length: 10 }, (_, at) => `x-24${at}`)],
  )
})

const path = 'catalogues/xa-list.csv'
const textOf = async (draft: string): Promise<string> => {
  const { rows } = await sql<{ text: string }>`
    select text from law_draft_files where draft = ${draft.slice(8)} and path = ${path} and until is null`.execute(
    site.db,
  )
  return rows[0]?.text ?? ''
}

async function longDraft(editor: Visitor): Promise<string> {
  const fields = { title: 'Long', authority: 'xa-authority-north', jurisdiction: 'XA-N' }
  const draft = String((await postAs(site, editor, '/drafts/new', fields)).headers.location)
  const lines = Array.from({ length: 1000 }, (_, at) => `xa-q-${at},A,2026-01-01,`)
  const text = `qualification,class,from,note.en\n${lines.join('\n')}\n`
  await postAs(site, editor, `${draft}/file?path=${encodeURIComponent(path)}`, { text, version: '1' })
  return draft
}

test('a long list is looked through page by page, and one line changed without sending the others', async () => {
  const editor = await newVisitor(site, 'Editor', 'law-editor')
  const draft = await longDraft(editor)
  const file = `${draft}/file?path=${encodeURIComponent(path)}`
  const page = (await getAs(site, editor, `${file}&page=4`)).body
  assert.equal(page.match(/<li id="line-/g)?.length, 100)
  assert.match(page, /xa-q-300 · A/)
  assert.doesNotMatch(page, /<textarea/)
  assert.match((await getAs(site, editor, `${file}&as=whole`)).body, /<textarea/)
  const found = (await getAs(site, editor, `${file}&q=xa-q-777`)).body
  const edit = /href="(\/drafts\/[^"]*\/line\?[^"]*line=779)"/.exec(found)?.[1]?.replaceAll('&amp;', '&') ?? ''
  assert.match((await getAs(site, editor, edit)).body, /value="xa-q-777"/)

  const cells = { 'cell-0': 'xa-q-777', 'cell-1': 'B', 'cell-2': '2026-01-01', 'cell-3': 'one, two' }
  const was = 'xa-q-777,A,2026-01-01,'
  const before = await textOf(draft)
  const saved = await postAs(site, editor, edit, { ...cells, was })
  assert.equal(saved.statusCode, 303)
  assert.match((await getAs(site, editor, String(saved.headers.location))).body, /xa-q-777 · B/)
  assert.equal(await textOf(draft), before.replace(was, 'xa-q-777,B,2026-01-01,"one, two"'))

  const late = await postAs(site, editor, edit, { ...cells, 'cell-1': 'C', was })
  assert.equal(late.statusCode, 409)
  assert.match(late.body, /xa-q-777,B,2026-01-01/)
  assert.match(late.body, /value="C"/)
  assert.equal(await textOf(draft), before.replace(was, 'xa-q-777,B,2026-01-01,"one, two"'))
})

test('a line is added and taken out; one that is not there is told', async () => {
  const editor = await newVisitor(site, 'Editor', 'law-editor')
  const draft = await longDraft(editor)
  const line = (which: string) => `${draft}/line?path=${encodeURIComponent(path)}&line=${which}`
  await postAs(site, editor, line('new'), { was: '', 'cell-0': 'xa-q-new', 'cell-1': 'A' })
  assert.match(await textOf(draft), /\nxa-q-new,A,,\n$/)
  await postAs(site, editor, line('2'), { was: 'xa-q-0,A,2026-01-01,' })
  assert.match(await textOf(draft), /^qualification,class,from,note.en\nxa-q-1,/)
  const gone = await getAs(site, editor, line('5000'))
  assert.equal(gone.statusCode, 404)
  const approver = await newVisitor(site, 'Approver', 'law-approver')
  assert.equal((await postAs(site, approver, line('2'), { was: 'xa-q-1,A,2026-01-01,' })).statusCode, 403)
})
