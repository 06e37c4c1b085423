// SPDX-License-Identifier: Apache-2.0
// Who may make law for whom.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import '../../../test/support/database.ts'
import {
  draftOf,
  listFiles,
  newOffice,
  proposalOf,
  publish,
  verdictsOf,
} from '../../../test/support/law-desk/publishing.ts'
import { getAs } from '../../../test/support/visitors.ts'
import { type WholeSite, wholeSite } from '../../../test/support/whole-site.ts'

let site: WholeSite
before(async () => {
  site = await wholeSite()
})
after(() => site.close())

const diplomate = 'us-abt-diplomate'
const line = (action = ''): string => `${diplomate},A,${action === '' ? '' : '2026-06-01'},,${action},\n`

test('an authority continues its own lists and what is shipped for it, and ends nothing of another', async () => {
  const north = await newOffice(site, 'xa-authority-north', 'XA-N')
  const south = await newOffice(site, 'xa-authority-south', 'XA-S')
  const list = listFiles('xa-n-b-one', { place: 'XA-N', items: line() })
  assert.match(await publish(site, north, await draftOf(site, north, list)), /<strong>Published<\/strong>/)
  assert.deepEqual(await verdictsOf(site, 'xa-n-b-one', diplomate, 'XA-N'), ['met'])
  const ways = {
    'xa-s-replaces': {
      catalogue: `    continues: xa-n-b-one-main\n    replaces: true\n    earlierHolders: lose\n    effective: 2026-06-01\n`,
    },
    'xa-s-withdraws': { catalogue: '    continues: xa-n-b-one-main\n', items: line('withdraw') },
    'xa-s-adds': { catalogue: '    continues: xa-n-b-one-main\n', items: 'xa-tradesman,A,,,,\n' },
    'xa-s-national': { catalogue: '    continues: cn-3205-comparison\n' },
  }
  for (const [id, text] of Object.entries(ways)) {
    const draft = await draftOf(site, south, listFiles(id, { place: 'XA-S', ...text }))
    const refused = await proposalOf(site, south.editor, draft)
    assert.equal(refused.statusCode, 400, id)
    assert.match(
      refused.body,
      /continues .*, a list of another authority, expected a list of this authority itself/,
      id,
    )
    assert.match((await getAs(site, south.editor, `/drafts/${draft.id}?lang=zh-CN`)).body, /是其他机关的目录，应为/)
  }
  const own = listFiles('xa-n-b-two', {
    place: 'XA-N',
    catalogue: '    continues: xa-n-b-one-main\n',
    items: line('withdraw'),
  })
  assert.match(await publish(site, north, await draftOf(site, north, own)), /<strong>Published<\/strong>/)
  assert.deepEqual(await verdictsOf(site, 'xa-n-b-one', diplomate, 'XA-N'), [])
})
