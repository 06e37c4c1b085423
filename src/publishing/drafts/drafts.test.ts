// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { getAs, newVisitor, postAs, type Visitor } from '../../../test/support/visitors.ts'
import { type WholeSite, wholeSite } from '../../../test/support/whole-site.ts'
import { keepHouse } from '../../access/index.ts'
import { actingAs } from '../../db/index.ts'

const north = 'xa-authority-north'
const south = 'xa-authority-south'

let site: WholeSite
before(async () => {
  site = await wholeSite()
})
after(() => site.close())

/** A new draft of an editor; answers its address. */
async function begin(editor: Visitor, title = 'A measure', authority = north): Promise<string> {
  const answer = await postAs(site, editor, '/drafts/new', { title, authority, jurisdiction: 'XA-N' })
  return String(answer.headers.location)
}

const file = (address: string, path = 'notes.md') => `${address}/file?path=${encodeURIComponent(path)}`
const save = (editor: Visitor, address: string, version: number, text: string, path = 'notes.md') =>
  postAs(site, editor, file(address, path), { text, version: String(version) })

test('an editor begins, saves and finds a draft again, with every version', async () => {
  const editor = await newVisitor(site, 'Ed Itor', 'law-editor')
  const address = await begin(editor)
  assert.match(address, /^\/drafts\/[0-9a-f-]{36}$/)
  assert.equal((await save(editor, address, 1, 'first\r\nline')).headers.location, `${file(address)}&done=saved`)
  await save(editor, address, 2, 'second')
  await save(editor, address, 3, 'second')
  assert.match((await getAs(site, editor, file(address))).body, /second<\/textarea>/)
  await save(editor, address, 3, 'rules: []', 'rules.yaml')
  await save(editor, address, 4, '', 'notes.md')
  const page = (await getAs(site, editor, address)).body
  assert.match(page, /Version 5, saved by Ed Itor/)
  assert.deepEqual(
    [...page.matchAll(/file\?path=([^"]+)">\1</g)].map(([, path]) => path),
    ['rules.yaml'],
  )
  assert.match((await getAs(site, editor, `${address}/versions/2`)).body, /first\nline/)
  const four = (await getAs(site, editor, `${address}/versions/4`)).body
  assert.ok(four.includes('second') && four.includes('rules: []'))
  await postAs(site, editor, address, { title: 'Another name', version: '5' })
  assert.match((await getAs(site, editor, address)).body, /<h1[^>]*>Another name/)
  assert.equal((await getAs(site, editor, `${address}/versions/9`)).statusCode, 404)
  const boss = await newVisitor(site, 'Boss', 'authority-administrator')
  assert.match((await getAs(site, boss, '/audit?act=edit-draft')).body, /Worked at a draft/)
})

test('where two save at once nothing is lost: both texts are shown', async () => {
  const [one, two] = [await newVisitor(site, 'One', 'law-editor'), await newVisitor(site, 'Two', 'law-editor')]
  const address = await begin(one)
  await save(one, address, 1, 'what One wrote')
  const late = await save(two, address, 1, 'what Two wrote')
  assert.equal(late.statusCode, 409)
  assert.match(late.body, /<pre class="code">what One wrote/)
  assert.match(late.body, /what Two wrote<\/textarea>/)
  assert.match(late.body, /name="version" value="2"/)
  assert.equal((await save(two, address, 2, 'both')).statusCode, 303)
})

test('the editor of another authority neither finds, reads nor changes a draft', async () => {
  const editor = await newVisitor(site, 'Editor', 'law-editor')
  const stranger = await newVisitor(site, 'Stranger', 'law-editor', { authority: south })
  const address = await begin(editor, 'Only ours')
  assert.doesNotMatch((await getAs(site, stranger, '/drafts')).body, /Only ours/)
  for (const path of [address, file(address), `${address}/versions/1`])
    assert.equal((await getAs(site, stranger, path)).statusCode, 404)
  assert.equal((await save(stranger, address, 1, 'mine')).statusCode, 404)
  assert.equal((await postAs(site, stranger, `${address}/discard`)).statusCode, 404)
  assert.equal(
    (await postAs(site, stranger, '/drafts/new', { title: 'x', authority: north, jurisdiction: 'XA-N' })).statusCode,
    400,
  )
  const id = address.split('/')[2] ?? ''
  const changed = await actingAs(site.appDb, stranger, (acting) =>
    sql`update law_drafts set title = 'mine', version = 2, changed_by = ${stranger.person} where id = ${id}`.execute(
      acting,
    ),
  )
  assert.equal(Number(changed.numAffectedRows), 0)
})

test('an approver reads and does not write; a caseworker sees nothing', async () => {
  const [editor, approver] = [
    await newVisitor(site, 'Editor', 'law-editor'),
    await newVisitor(site, 'Approver', 'law-approver'),
  ]
  const address = await begin(editor)
  await save(editor, address, 1, 'to be read')
  const page = await getAs(site, approver, file(address))
  assert.match(page.body, /to be read/)
  assert.doesNotMatch(page.body, /<textarea/)
  assert.equal((await save(approver, address, 2, 'changed')).statusCode, 403)
  assert.equal((await getAs(site, await newVisitor(site, 'C', 'caseworker'), '/drafts')).statusCode, 403)
})

test('an editor of a part of the reach works at what lies there', async () => {
  const editor = await newVisitor(site, 'Part', 'law-editor')
  await sql`delete from memberships where person = ${editor.person}`.execute(site.db)
  await sql`insert into memberships (person, role, authority, jurisdiction) values (${editor.person}, 'law-editor', ${north}, 'XA-N1')`.execute(
    site.db,
  )
  const begun = async (jurisdiction: string) =>
    (await postAs(site, editor, '/drafts/new', { title: 'x', authority: north, jurisdiction })).statusCode
  assert.deepEqual([await begun('XA-N1'), await begun('XA-N'), await begun('nowhere')], [303, 400, 400])
  const offered = (await getAs(site, editor, '/drafts/new')).body.split('<datalist')[1] ?? ''
  assert.deepEqual(
    [...offered.matchAll(/\(([A-Z0-9-]+)\)"/g)].map(([, code]) => code),
    ['XA-N1'],
  )
})

test('a place that the authority does not reach is not offered, and is refused by its name', async () => {
  const editor = await newVisitor(site, 'Reach', 'law-editor')
  const form = (await getAs(site, editor, '/drafts/new?lang=en')).body
  assert.match(form, /<option value="Demonstration city XA-N2 \(XA-N2\)">/)
  assert.doesNotMatch(form, /CN-1401/)
  const fields = { title: 'x', authority: north, jurisdiction: 'Taiyuan (CN-1401)' }
  const refused = await postAs(site, editor, '/drafts/new?lang=en', fields)
  assert.equal(refused.statusCode, 400)
  assert.match(
    refused.body,
    /<a href="#jurisdiction">Where it holds: Taiyuan \(CN-1401\) is outside the jurisdiction of/,
  )
  assert.match(refused.body, /value="Taiyuan \(CN-1401\)"/)
  // In a text that is written by other means the check says so, and leads to the member.
  const address = await begin(editor, 'Too far')
  const text = `id: xa-n-far
jurisdiction: XA-N
places: [XA-N1, CN-1401]
kind: notice
title: { en: Far, zh-CN: 远 }
status: in-force
sources: [{ id: s1, url: 'https://example.org/n', quality: demonstration, text: none }]
clauses: [{ id: all, summary: { en: All., zh-CN: 全部。 }, source: s1 }]
`
  await save(editor, address, 1, text, 'instrument.yaml')
  const page = (await getAs(site, editor, `${address}?lang=zh-CN`)).body
  assert.match(page, new RegExp(`href="${address}/instrument#places\\.1"`))
  assert.match(page, /“太原市 \(CN-1401\)”不在演示主管部门（北）的管辖范围内/)
  const proposed = await postAs(site, editor, `${address}/propose?lang=zh-CN`, {
    version: '2',
    publishOn: '2999-01-01',
  })
  assert.equal(proposed.statusCode, 400)
  assert.match(
    proposed.body,
    new RegExp(`<a href="${address}/instrument#places\\.1">适用地域“太原市 \\(CN-1401\\)”超出`),
  )
})

test('a discarded draft is taken back, or goes after a month', async () => {
  const editor = await newVisitor(site, 'Editor', 'law-editor')
  const [kept, gone] = [await begin(editor, 'Kept after all'), await begin(editor, 'Gone for good')]
  for (const address of [kept, gone]) await postAs(site, editor, `${address}/discard`)
  assert.equal((await save(editor, kept, 1, 'late')).statusCode, 409)
  await postAs(site, editor, `${kept}/take-back`)
  assert.equal((await save(editor, kept, 1, 'again')).statusCode, 303)
  await sql`update law_drafts set discarded_at = now() - interval '31 days' where title = 'Gone for good'`.execute(
    site.db,
  )
  await sql`delete from housekeeping`.execute(site.db)
  assert.equal((await keepHouse(site.appDb)).swept['law_drafts'], 1)
  assert.equal((await getAs(site, editor, gone)).statusCode, 404)
  assert.equal((await getAs(site, editor, kept)).statusCode, 200)
})

test('history is written by the database and by nobody else', async () => {
  const editor = await newVisitor(site, 'Editor', 'law-editor')
  const address = await begin(editor)
  await save(editor, address, 1, 'kept')
  const id = address.split('/')[2] ?? ''
  const as = (statement: ReturnType<typeof sql>) => actingAs(site.appDb, editor, (acting) => statement.execute(acting))
  await assert.rejects(as(sql`update law_draft_versions set title = 'x'`), /permission denied/)
  await assert.rejects(as(sql`delete from law_drafts`), /permission denied/)
  await assert.rejects(
    as(sql`update law_drafts set title = 'x', changed_by = ${editor.person} where id = ${id}`),
    /one version at a time/,
  )
  await assert.rejects(as(sql`update law_draft_files set text = 'x' where draft = ${id}`), /permission denied/)
  await assert.rejects(as(sql`update law_draft_files set until = 9 where draft = ${id}`), /is not changed/)
  await assert.rejects(
    as(sql`insert into law_draft_files (draft, path, since, text) values (${id}, 'rules.yaml', 1, 'x')`),
    /comes with the version/,
  )
  for (const path of ['../x', 'a/.git', 'a\\b']) {
    await assert.rejects(
      as(sql`insert into law_draft_files (draft, path, since, text) values (${id}, ${path}, 2, 'x')`),
      /law_draft_files_path_check/,
    )
  }
  await assert.rejects(
    as(sql`update law_drafts set authority = ${south}, changed_by = ${editor.person} where id = ${id}`),
    /stays where it was begun/,
  )
})

test('what the check says is told with its file and line, beside the law in force', async () => {
  const editor = await newVisitor(site, 'Editor', 'law-editor')
  const address = await begin(editor)
  assert.equal((await save(editor, address, 1, 'x', 'no-such.txt')).statusCode, 400)
  await save(editor, address, 1, instrument('xa-n-new-notice'), 'instrument.yaml')
  assert.match((await getAs(site, editor, address)).body, /Nothing is wrong/)
  await save(editor, address, 2, 'rules:\n  - id: x\n   y: [', 'rules.yaml')
  const page = (await getAs(site, editor, address)).body
  assert.match(page, /path=rules\.yaml">rules\.yaml<\/a> Line 3/)
  assert.doesNotMatch((await getAs(site, editor, file(address, 'instrument.yaml'))).body, /Line 3/)
  const taken = await begin(editor)
  await save(editor, taken, 1, instrument('cn-sx-2024-5'), 'instrument.yaml')
  assert.match((await getAs(site, editor, taken)).body, /which another file has already/)
})

const instrument = (id: string) => `id: ${id}
jurisdiction: XA-N
kind: notice
title: { en: Notice (demonstration), zh-CN: 通知（演示） }
status: in-force
sources: [{ id: s1, url: 'https://example.org/n', quality: demonstration, text: none }]
clauses: [{ id: all, summary: { en: All., zh-CN: 全部。 }, source: s1 }]
`

test('shipped texts that are not in force are told to those whom they concern', async () => {
  const waits = JSON.stringify({
    why: 'named',
    by: [
      {
        ...{ instrument: 'xa-n-ours', title: { en: 'Our notice', 'zh-CN': '我们的通知' } },
        ...{ authority: north, path: 'rules[0].subject.listed.catalogue', id: 'xa-list' },
      },
    ],
  })
  await sql`
    insert into law_offers (instrument, path, sha256, files, offered_at, waits) values
      ('xa-shipped', 'XA/shipped', '', '{}', '2026-11-20', ${waits}::jsonb),
      ('xa-n-offered', 'XA-N/offered', '', '{}', '2026-11-21', null)`.execute(site.db)
  const editor = await newVisitor(site, 'Concerned', 'law-editor')
  const page = (await getAs(site, editor, '/drafts')).body
  assert.match(
    page,
    /Since 20 November 2026 a new text .* would take away .*href="\/law\/xa-n-ours">Our notice<\/a> \(Demonstration authority North\): <code>xa-list<\/code> <code>rules\[0\]\.subject/,
  )
  assert.match(page, /Since 21 November 2026 a newer text .*\/drafts\/from\/xa-n-offered#offer/)
  const inChinese = (await getAs(site, editor, '/drafts?lang=zh-CN')).body
  assert.match(inChinese, /自2026年11月20日起系统提供了新文本，但其中不再包含.*我们的通知/)
  const far = await newVisitor(site, 'Unconcerned', 'law-editor', { authority: south })
  assert.doesNotMatch((await getAs(site, far, '/drafts')).body, /Shipped texts that are not in force/)
})
