// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { day, instrument, item, publicationOf, publishing } from '../../../test/support/law-desk/publish-law.ts'
import { listRules } from '../../../test/support/law-desk/publishing.ts'
import { getAs, postAs, type Visitor } from '../../../test/support/visitors.ts'
import { type WholeSite, wholeSite } from '../../../test/support/whole-site.ts'
import { expectNewLaw, loadLaw } from '../../instruments/index.ts'

let site: WholeSite
before(async () => {
  site = await wholeSite()
})
after(() => site.close())
const { propose, published } = publishing(() => site)

const ask = async () => {
  const pages = ['/?in=XA-N', '/?in=CN-SH'].map((url) => site.app.inject({ url }))
  const payload = { person: { credentials: [{ id: 'c1', level: 'cn-skill/3' }] }, in: 'XA-N' }
  const api = site.app.inject({ method: 'POST', url: '/api/v1/assessments', payload })
  return (await Promise.all([...pages, api])).map(({ statusCode }) => statusCode)
}

const withdraw = (editor: Visitor, id: string) =>
  postAs(site, editor, `/drafts/from/${id}/withdraw`, {
    authority: 'xa-authority-north',
    publishOn: day,
    reasonEn: 'By mistake',
  })

/** A text whose rule names the list of another, and whose own list holds what the other brings. */
const naming = (id: string, other: string): Record<string, string> => ({
  'instrument.yaml': instrument(id),
  'rules.yaml': listRules(other),
  [`catalogues/${id}-main.csv`]: `qualification,class\n${item(other)},A\n`,
})

test('what the law of others names can neither be withdrawn nor corrected away, and is told by name', async () => {
  const { editor } = await published('xa-n-named')
  await published('xa-n-names', naming('xa-n-names', 'xa-n-named'))
  const refused = await withdraw(editor, 'xa-n-named')
  assert.equal(refused.statusCode, 400)
  assert.match(refused.body, /Other texts name what it gives/)
  for (const [id, where] of [
    ['xa-n-named-main', 'rules[0].subject.listed.catalogue'],
    ['xa-n-named-crane', 'catalogues[0].items[0].qualification'],
  ])
    assert.ok(refused.body.includes(`names ‘${id}’ (${where}), which would then be gone`), id)
  const inChinese = await postAs(site, editor, '/drafts/from/xa-n-named/withdraw?lang=zh-CN', {
    authority: 'xa-authority-north',
    publishOn: day,
    reasonEn: 'By mistake',
  })
  assert.match(inChinese.body, /引用了“xa-n-named-main”/)
  const begun = await postAs(site, editor, '/drafts/from/xa-n-named', { authority: 'xa-authority-north', from: 'law' })
  const draft = String(begun.headers.location).split('/')[2] ?? ''
  const renamed = instrument('xa-n-named').replace('id: xa-n-named-main', 'id: xa-n-named-other')
  const edits: [string, string][] = [
    ['instrument.yaml', renamed],
    ['rules.yaml', listRules('xa-n-named').replace('xa-n-named-main', 'xa-n-named-other')],
  ]
  for (const [index, [path, text]] of edits.entries())
    await postAs(site, editor, `/drafts/${draft}/file?path=${path}`, { text, version: String(index + 1) })
  assert.match((await getAs(site, editor, `/drafts/${draft}`)).body, /names ‘xa-n-named-main’ \(rules\[0\]/)
  const corrected = await propose(editor, { id: draft, version: 3 }, { reasonEn: 'Another name' })
  assert.match(corrected.body, /The check finds errors/)
  assert.deepEqual(await ask(), [200, 200, 200])
})

test('a withdrawal of what has come to be named since is held, and all answers go on', async () => {
  const { editor, approver } = await published('xa-n-later')
  const proposed = publicationOf(await withdraw(editor, 'xa-n-later'))
  await published('xa-n-relies', naming('xa-n-relies', 'xa-n-later'))
  await postAs(site, approver, `${proposed}/approve`)
  const page = (await getAs(site, editor, proposed)).body
  assert.match(page, /names ‘xa-n-later-main’ \(rules\[0\]\.subject\.listed\.catalogue\)/)
  assert.equal((await site.app.inject({ url: '/api/v1/instruments/xa-n-later' })).statusCode, 200)
  assert.deepEqual(await ask(), [200, 200, 200])
})

test('law that names what is gone costs its own rule and no other answer', async () => {
  await published('xa-n-torn')
  await published('xa-n-tears', naming('xa-n-tears', 'xa-n-torn'))
  await sql`update instruments set superseded_at = clock_timestamp() where id = 'xa-n-torn' and superseded_at is null`.execute(
    site.db,
  )
  await sql`update record_clock set at = clock_timestamp()`.execute(site.db)
  expectNewLaw(site.appDb)
  assert.deepEqual(await ask(), [200, 200, 200])
  const { leftOut } = await loadLaw(site.appDb)
  assert.deepEqual(
    leftOut.map(({ rule }) => rule.id),
    ['xa-n-tears#listed'],
  )
})
