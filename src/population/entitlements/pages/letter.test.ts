// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../../test/support/database.ts'
import { type WholeSite, wholeSite } from '../../../../test/support/whole-site.ts'
import { clearWorkforce } from '../../../../test/support/workforce/put-persons.ts'
import { addHolders, north, publishList, upTo } from '../../../../test/support/workforce/reevaluated.ts'
import { expectNewLaw } from '../../../instruments/index.ts'
import { fixedClock } from '../../../kernel/index.ts'
import { workOff } from '../reevaluation-worker.ts'

const list = 'xa-n-letters'
let site: WholeSite
before(async () => {
  site = await wholeSite()
  await clearWorkforce(site.db)
  await sql`truncate population_reevaluations cascade`.execute(site.db)
  await publishList(site.db, list, upTo(10))
  await addHolders(site.db, list, 1, 200)
  await sql`update population_identities set contact = '{"email":"two words@example.org"}' where holder = 52`.execute(
    site.db,
  )
})
after(() => site.close())

const work = (mail = true) =>
  workOff({
    ...{ db: site.appDb, clock: fixedClock('2026-11-22T08:00:00Z'), mail },
    baseUrl: 'https://passerelle.example',
  })
const post = (url: string, fields: Record<string, string>, cookie = '') =>
  site.app.inject({
    method: 'POST',
    url,
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    payload: new URLSearchParams(fields).toString(),
  })
const lettersTo = async (about: string) => {
  const { rows } = await sql<{ recipient: string; subject: string; text: string; authority: string }>`
    select recipient, subject, text, authority from outgoing_messages where about = ${about} order by recipient`.execute(
    site.db,
  )
  return rows
}

test('who has no account gets one letter, reads by it what they are entitled to, objects, and hears of the answer', async () => {
  await work()
  assert.deepEqual(await lettersTo('entitlements'), [])
  await publishList(site.db, list, upTo(14))
  expectNewLaw(site.appDb)
  await work()
  await work()
  const { rows: noticed } = await sql<{ holder: number; reached: string; known: boolean }>`
    select n.holder, n.reached, n.ticket is not null as known from population_notices n order by n.holder`.execute(
    site.db,
  )
  const letters = await lettersTo('entitlements')
  assert.ok(letters.length > 0)
  const written = noticed.filter(({ reached }) => reached === 'letter').map(({ holder }) => `h${holder}@example.org`)
  assert.deepEqual(
    letters.map(({ recipient }) => recipient),
    written.sort(),
  )
  assert.ok(noticed.every(({ reached, known }) => known === (reached === 'letter')))
  assert.ok(noticed.some(({ reached }) => reached === 'nobody'))

  const [letter] = letters
  assert.match(letter?.subject ?? '', /变动 \/ What your qualifications count as has changed/)
  const token = /https:\/\/passerelle\.example\/letters\/([A-Za-z0-9_-]{43})/.exec(letter?.text ?? '')?.[1] ?? ''
  assert.ok(!/senior|高级工/.test(letter?.text ?? ''), 'what has changed is not said in the letter')
  const page = await site.app.inject({ url: `/letters/${token}` })
  assert.match(page.body, /senior worker/)
  assert.match(page.body, /By “Listed”/)
  assert.equal(page.headers['cache-control'], 'no-store')
  const other = noticed.find(
    ({ reached, holder }) => reached === 'letter' && `h${holder}@example.org` !== letter?.recipient,
  )
  const { rows: others } = await sql<{ id: string }>`
    select id::text from population_entitlements where holder = ${other?.holder} limit 1`.execute(site.db)
  assert.equal((await post(`/letters/${token}`, { about: others[0]?.id ?? '', text: 'Not mine.' })).statusCode, 400)
  assert.equal((await post(`/letters/${token}`, { text: ' ' })).statusCode, 400)
  const own = /<option value="(\d+)">/.exec(page.body)?.[1] ?? ''
  assert.equal((await post(`/letters/${token}`, { about: own, text: 'It began earlier.' })).statusCode, 303)
  const { rows } = await sql<{ id: string; recorded: number }>`
    select o.id, (select count(*)::int from audit_entries e where e.act = 'object-to-evaluation' and e.object_id = o.id::text) as recorded
    from population_objections o where o.text = 'It began earlier.'`.execute(site.db)
  assert.equal(rows[0]?.recorded, 1)

  const keeper = await site.signIn('register-keeper')
  const given = { authority: north, id: rows[0]?.id ?? '', text: 'It began on the day of the list.' }
  assert.equal((await post('/workforce/reevaluations', given, keeper)).statusCode, 303)
  const answered = await lettersTo('objection-answered')
  assert.deepEqual(
    answered.map(({ recipient, authority }) => [recipient, authority]),
    [[letter?.recipient, north]],
  )
  assert.match((await site.app.inject({ url: `/letters/${token}?lang=zh-CN` })).body, /on the day of the list/)
})

test('a letter opens nothing once it is old, or its holder is gone; nobody writes to an address otherwise', async () => {
  const ticketless = await site.app.inject({ url: `/letters/${'A'.repeat(43)}` })
  assert.equal(ticketless.statusCode, 404)
  const [letter] = await lettersTo('entitlements')
  const address = `/letters/${/letters\/([A-Za-z0-9_-]{43})/.exec(letter?.text ?? '')?.[1]}`
  const answers = async () => (await site.app.inject({ url: address })).statusCode
  assert.equal(await answers(), 200)
  await sql`update population_notices set at = at - interval '90 days' where reached = 'letter'`.execute(site.db)
  assert.deepEqual([await answers(), (await post(address, { text: 'Late.' })).statusCode], [404, 404])
  await sql`update population_notices set at = now() where reached = 'letter'`.execute(site.db)
  assert.equal(await answers(), 200)
  await sql`update population_holders set removed = true where id = ${letter?.recipient.match(/\d+/)?.[0]}`.execute(
    site.db,
  )
  assert.equal(await answers(), 404)
  const sent = await sql<{ sent: boolean }>`select mail_holder(4, 'en', 'x', 'x') as sent`.execute(site.appDb)
  assert.deepEqual(sent.rows, [{ sent: false }])
})

test('where no letter leaves, nobody is said to have been reached by one', async () => {
  const before = (await lettersTo('entitlements')).length
  await publishList(site.db, list, upTo(18))
  expectNewLaw(site.appDb)
  await work(false)
  assert.equal((await lettersTo('entitlements')).length, before)
  const { rows } = await sql<{ reached: string }>`
    select distinct reached from population_notices
    where reevaluation = (select max(id) from population_reevaluations where cause = 'law')`.execute(site.db)
  assert.deepEqual(rows, [{ reached: 'nobody' }])
})
