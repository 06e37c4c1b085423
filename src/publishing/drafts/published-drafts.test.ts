// SPDX-License-Identifier: Apache-2.0
// What a draft says of itself when it has become law.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import '../../../test/support/database.ts'
import { day, instrument, publicationOf, publishing } from '../../../test/support/law-desk/publish-law.ts'
import { getAs, postAs } from '../../../test/support/visitors.ts'
import { type WholeSite, wholeSite } from '../../../test/support/whole-site.ts'

let site: WholeSite
before(async () => {
  site = await wholeSite()
})
after(() => site.close())
const { drafted, published, staff } = publishing(() => site)

test('a published draft tells what it became and how that is changed, and finds nothing wrong with itself', async () => {
  const { editor, approver, draft, publication } = await published('xa-n-became')
  const address = `/drafts/${draft.id}`
  const page = (await getAs(site, editor, address)).body
  assert.match(page, /Version 5 was published on .* as xa-n-became\.<\/p><p>The draft stays as it was published/)
  for (const link of ['/law/xa-n-became', '/law/xa-n-became/history', publication, '/drafts/from/xa-n-became'])
    assert.ok(page.includes(`href="${link}"`), link)
  assert.doesNotMatch(page, /which another file has already|What the check says|Propose for publication|>Rename/)
  assert.match((await getAs(site, editor, `${address}?lang=zh-CN`)).body, /第 5 版已于.*公布，标识为xa-n-became。/)
  assert.equal((await getAs(site, editor, `${address}/propose`)).headers.location, address)
  const list = (await getAs(site, editor, '/drafts')).body
  assert.ok(list.indexOf(address) > list.indexOf('<summary>1 published draft</summary>'))
  // It stands still, by form, file and name.
  const late = await postAs(site, editor, `${address}/file?path=notes.md`, { text: 'late', version: '5' })
  assert.equal(late.statusCode, 409)
  assert.match(late.body, /This draft is published\. To change what is in force/)
  assert.equal((await postAs(site, editor, `${address}/discard`)).statusCode, 409)

  const begun = await postAs(site, editor, '/drafts/from/xa-n-became', {
    authority: 'xa-authority-north',
    from: 'law',
  })
  const second = String(begun.headers.location)
  const text = instrument('xa-n-became').replace('First list', 'Corrected list')
  await postAs(site, editor, `${second}/file?path=instrument.yaml`, { text, version: '1' })
  const corrected = publicationOf(
    await postAs(site, editor, `${second}/propose`, { version: '2', publishOn: day, reasonEn: 'Wrong name' }),
  )
  await postAs(site, approver, `${corrected}/approve`)
  assert.match((await getAs(site, editor, second)).body, /published on .* as a corrigendum of xa-n-became/)

  const withdrawn = await postAs(site, editor, '/drafts/from/xa-n-became/withdraw', {
    ...{ authority: 'xa-authority-north', publishOn: day, reasonEn: 'By mistake' },
  })
  await postAs(site, approver, `${publicationOf(withdrawn)}/approve`)
  const gone = (await getAs(site, editor, address)).body
  assert.match(gone, /as xa-n-became\.<\/p><p>It was withdrawn since and is not in force\./)
  assert.doesNotMatch(gone, /href="\/drafts\/from\/xa-n-became"/)
  // What is not in force any more may be worked at and proposed again.
  assert.match(gone, /Propose for publication/)
})

test('of two drafts with one id each tells of the other, and what is begun takes the next free one', async () => {
  const { editor } = await staff()
  const begin = async () => {
    const answer = await postAs(site, editor, '/drafts/new/instrument', {
      ...{ act: 'begin', authority: 'xa-authority-north', place: 'XA-N', titleZh: '通知（演示）', kind: 'notice' },
      ...{ number: '演〔2031〕4号', url: 'https://example.org/n' },
    })
    const address = String(answer.headers.location).split('/').slice(0, 3).join('/')
    const { body } = await getAs(site, editor, `${address}/file?path=instrument.yaml`)
    return { address, id: /id: (xa-n-[\w-]+)/.exec(body)?.[1] }
  }
  const [first, second] = [await begin(), await begin()]
  assert.deepEqual([first.id, second.id], ['xa-n-2031-4', 'xa-n-2031-4-2'])
  const third = await drafted(editor, { 'instrument.yaml': instrument('xa-n-2031-4') })
  const page = (await getAs(site, editor, `/drafts/${third.id}`)).body
  assert.match(page, new RegExp(`Other drafts have the same id, .*href="${first.address}"`))
  assert.match((await getAs(site, editor, first.address)).body, new RegExp(`same id, .*href="/drafts/${third.id}"`))
  assert.doesNotMatch((await getAs(site, editor, second.address)).body, /Other drafts have the same id/)
  await postAs(site, editor, `/drafts/${third.id}/discard`)
  assert.doesNotMatch((await getAs(site, editor, first.address)).body, /Other drafts have the same id/)
})
