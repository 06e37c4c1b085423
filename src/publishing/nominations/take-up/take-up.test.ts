// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../../test/support/database.ts'
import { knownNominations } from '../../../../test/support/known-nominations.ts'
import { getAs, newVisitor, postAs, type Visitor } from '../../../../test/support/visitors.ts'
import { type WholeSite, wholeSite } from '../../../../test/support/whole-site.ts'

let site: WholeSite
before(async () => {
  site = await wholeSite()
})
after(() => site.close())

const instrument = `id: xa-n-2026-1
jurisdiction: XA-N
kind: catalogue
title: { en: Demonstration list, zh-CN: 演示目录 }
status: in-force
sources: [{ id: s1, url: 'https://example.org/xa', quality: demonstration, text: paraphrase }]
catalogues:
  - id: xa-n-list
    title: { en: Demonstration list, zh-CN: 演示目录 }
    coverage: complete
    classes: [{ id: A, label: { en: Class A, zh-CN: A类 } }, { id: B, label: { en: Class B, zh-CN: B类 } }]
`

async function draftWithCatalogue(editor: Visitor): Promise<string> {
  const fields = { title: 'A list', authority: 'xa-authority-north', jurisdiction: 'XA-N' }
  const address = String((await postAs(site, editor, '/drafts/new', fields)).headers.location)
  await postAs(site, editor, `${address}/file?path=instrument.yaml`, { text: instrument, version: '1' })
  return address.split('/')[2] ?? ''
}

/** An answered nomination of this qualification, as the owner of the tables writes it. */
async function answered(qualification: Record<string, string>): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into nominations (authority, jurisdiction, nominator, capacity, organisation, qualification, counts_as, purpose, why, state, summary,
      opens_on, closes_on, opens_at, closes_at)
    select authority, jurisdiction, nominator, capacity, organisation, ${JSON.stringify(qualification)}::jsonb, counts_as, purpose, why, state, summary,
      opens_on, closes_on, opens_at, closes_at
    from nominations where id = ${knownNominations.answered} returning id`.execute(site.db)
  return rows[0]?.id ?? ''
}

const filesOf = async (draft: string): Promise<Map<string, string>> => {
  const { rows } = await sql<{ path: string; text: string }>`
    select path, text from law_draft_files where draft = ${draft} and until is null`.execute(site.db)
  return new Map(rows.map(({ path, text }) => [path, text]))
}

const fresh = {
  name: 'Windkraftmeister',
  en: 'Master of Demonstration Turbines',
  zh: '演示海上风机大师',
  body: 'Demonstration Guild of Turbine Masters',
  country: 'XB',
  link: 'https://example.org/turbines',
}

test('what is taken up stands in the draft with what the register does not know, and its notes say why', async () => {
  const editor = await newVisitor(site, 'Edit', 'law-editor')
  const id = await answered(fresh)
  assert.match((await getAs(site, editor, `/nominations/${id}/take-up`)).body, /No draft of yours has a catalogue/)
  const draft = await draftWithCatalogue(editor)
  assert.match((await getAs(site, editor, `/nominations/${id}/take-up`)).body, /A list › Demonstration list › Class B/)
  const take = (more: Record<string, string>) =>
    postAs(site, editor, `/nominations/${id}/take-up`, { target: `${draft}|xa-n-list|B`, from: '2026-12-01', ...more })
  assert.equal((await take({ target: `${draft}|xa-n-list|C` })).statusCode, 400)
  assert.equal((await take({ from: 'soon' })).statusCode, 400)
  // Bodies of the demonstration are called alike: it is said that this is another.
  const done = await take({ qualification: 'new', body: 'new' })
  assert.equal(done.headers.location, `/nominations/${id}?done=taken-up`)
  const files = await filesOf(draft)
  assert.equal(
    files.get('catalogues/xa-n-list.csv'),
    'qualification,class,from,until,note.en,note.zh-CN\nxa-n-xb-master-of-demonstration-turbines,B,2026-12-01,,,\n',
  )
  assert.match(
    files.get('qualifications.csv') ?? '',
    /^xa-n-xb-master-of-demonstration-turbines,Master of Demonstration Turbines,演示海上风机大师,vocational-qualification,XB,xa-n-xb-demonstration-guild-of-turbine-masters,,,https:\/\/example\.org\/turbines$/m,
  )
  assert.match(
    files.get('awarding-bodies.csv') ?? '',
    /^xa-n-xb-demonstration-guild-of-turbine-masters,Demonstration Guild/m,
  )
  assert.ok(files.get('notes.md')?.includes(`/nominations/${id}`))
  assert.match((await getAs(site, editor, `/nominations/${id}`)).body, new RegExp(`Taken up[\\s\\S]*/drafts/${draft}`))
  assert.match((await getAs(site, editor, `/drafts/${draft}`)).body, /Version 3/)
  assert.match(String((await take({})).headers.location), /done=late/)
  assert.equal((await filesOf(draft)).size, 5)
})

test('what may be an entry of the register already is chosen first', async () => {
  const editor = await newVisitor(site, 'Edit', 'law-editor')
  const { rows } = await sql<{ id: string; en: string; country: string }>`
    select id, names->>'en' as en, country from qualifications where id = 'us-abt-diplomate' and superseded_at is null`.execute(
    site.db,
  )
  const known = rows[0] ?? { id: '', en: '', country: '' }
  const id = await answered({
    ...fresh,
    en: `${known.en} certificate`,
    zh: '',
    name: `${known.en} certificate`,
    country: known.country,
  })
  const draft = await draftWithCatalogue(editor)
  const take = (more: Record<string, string>) =>
    postAs(site, editor, `/nominations/${id}/take-up`, { target: `${draft}|xa-n-list|A`, from: '', ...more })
  const asked = await take({})
  assert.equal(asked.statusCode, 200)
  assert.match(asked.body, /name="qualification" value="us-abt-diplomate"/)
  assert.equal((await filesOf(draft)).has('catalogues/xa-n-list.csv'), false)
  assert.equal((await take({ qualification: 'us-abt-diplomate' })).statusCode, 303)
  const files = await filesOf(draft)
  assert.match(files.get('catalogues/xa-n-list.csv') ?? '', /^us-abt-diplomate,A,,,,$/m)
  assert.equal(files.has('qualifications.csv'), false)
})

test('whoever may not handle it neither sees nor takes it up, and nothing goes into a foreign draft', async () => {
  const [editor, far] = [
    await newVisitor(site, 'Edit', 'law-editor'),
    await newVisitor(site, 'Far', 'law-editor', { authority: 'xa-authority-south' }),
  ]
  const id = await answered(fresh)
  const fields = { title: 'Theirs', authority: 'xa-authority-south', jurisdiction: 'XA-S' }
  const theirs = String((await postAs(site, far, '/drafts/new', fields)).headers.location).split('/')[2] ?? ''
  await postAs(site, far, `/drafts/${theirs}/file?path=instrument.yaml`, { text: instrument, version: '1' })
  const send = { target: `${theirs}|xa-n-list|A`, from: '' }
  assert.equal((await postAs(site, far, `/nominations/${id}/take-up`, send)).statusCode, 404)
  assert.equal((await postAs(site, editor, `/nominations/${id}/take-up`, send)).statusCode, 400)
  assert.equal((await filesOf(theirs)).has('catalogues/xa-n-list.csv'), false)
})
