// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { getAs, newVisitor, postAs, type Visitor } from '../../../test/support/visitors.ts'
import { type WholeSite, wholeSite } from '../../../test/support/whole-site.ts'
import { actingAs } from '../../db/index.ts'
import { systemClock, today } from '../../kernel/index.ts'
import { tellFollowers } from './tell-followers.ts'

let site: WholeSite
before(async () => {
  site = await wholeSite()
})
after(() => site.close())
beforeEach(() => sql`delete from law_follows`.execute(site.db))

const authority = 'xa-authority-north'
const day = today(systemClock)

const instrument = (id: string, more = '') => `id: ${id}
jurisdiction: XA-N
kind: catalogue
title: { en: List of ${id}, zh-CN: ${id}目录 }
status: in-force
effective: 2026-01-01
sources: [{ id: s1, url: 'https://example.org/n', quality: demonstration, text: none }]
catalogues:
  - id: ${id}-main
    title: { en: Items of ${id}, zh-CN: ${id}条目 }
    coverage: complete
    classes: [{ id: A, label: { en: All, zh-CN: 全部 } }]
    items: [{ qualification: us-abt-diplomate, class: A }]
${more}clauses: [{ id: all, summary: { en: All., zh-CN: 全部。 }, source: s1 }]
`

interface Staff {
  editor: Visitor
  approver: Visitor
}

async function staff(): Promise<Staff> {
  return {
    editor: await newVisitor(site, 'Ed Itor', 'law-editor'),
    approver: await newVisitor(site, 'App Rover', 'law-approver'),
  }
}

async function approve({ editor, approver }: Staff, draft: string, more: Record<string, string>): Promise<void> {
  const proposed = await postAs(site, editor, draft, { publishOn: day, ...more })
  assert.equal(proposed.statusCode, 303, proposed.body)
  const publication = String(proposed.headers.location).split('?')[0] ?? ''
  const approved = await postAs(site, approver, `${publication}/approve`)
  assert.equal(approved.headers.location, `${publication}?done=approved`)
}

/** Publishes a new instrument, as people do. */
async function publish(people: Staff, id: string, more = ''): Promise<void> {
  const fields = { title: 'A list', authority, jurisdiction: 'XA-N' }
  const begun = await postAs(site, people.editor, '/drafts/new', fields)
  const draft = `/drafts/${String(begun.headers.location).split('/')[2] ?? ''}`
  const saved = await postAs(site, people.editor, `${draft}/file?path=instrument.yaml`, {
    text: instrument(id, more),
    version: '1',
  })
  assert.equal(saved.statusCode, 303, saved.body)
  await approve(people, `${draft}/propose`, { version: '2' })
}

async function correct(people: Staff, id: string, word = 'All of it., '): Promise<void> {
  const begun = await postAs(site, people.editor, `/drafts/from/${id}`, { authority, from: 'law' })
  const draft = `/drafts/${String(begun.headers.location).split('/')[2] ?? ''}`
  const list = { text: instrument(id).replace('All., ', word), version: '1' }
  await postAs(site, people.editor, `${draft}/file?path=instrument.yaml`, list)
  await approve(people, `${draft}/propose`, { version: '2', reasonEn: 'A word was missing', reasonZh: '漏字' })
}

const follow = (visitor: Visitor, kind: string, thing: string) => postAs(site, visitor, '/following', { kind, thing })
const round = (atOnce?: number) =>
  tellFollowers({ db: site.appDb, baseUrl: 'https://p.example', ...(atOnce && { atOnce }) })

async function toldOf({ person }: Visitor) {
  const { rows } = await sql<{ args: Record<string, string>; link: string }>`
    select args, link from notifications where person = ${person} and kind = 'law-news' order by at`.execute(site.db)
  return rows
}

test('who follows a place, a list or an instrument is told once of what is published, corrected and withdrawn', async () => {
  const people = await staff()
  const [ofPlace, ofList, ofAll, ofAnother] = [
    await newVisitor(site, 'Of Place'),
    await newVisitor(site, 'Of List'),
    await newVisitor(site, 'Of All'),
    await newVisitor(site, 'Of Another'),
  ]
  assert.equal((await follow(ofPlace, 'place', 'XA-N')).headers.location, '/following?done=followed')
  await follow(ofAnother, 'place', 'XB')
  await publish(people, 'xa-n-told')
  await follow(ofList, 'catalogue', 'xa-n-told-main')
  for (const [kind, thing] of [
    ['place', 'XA-N'],
    ['instrument', 'xa-n-told'],
    ['catalogue', 'xa-n-told-main'],
  ] as const)
    await follow(ofAll, kind, thing)
  // Of what was published before they followed it they are not told.
  assert.equal(await round(), 1)
  assert.equal(await round(), 0)
  assert.deepEqual([(await toldOf(ofPlace)).length, (await toldOf(ofList)).length], [1, 0])
  await correct(people, 'xa-n-told')
  assert.equal(await round(1), 3)
  assert.equal(await round(), 0)
  const [news] = await toldOf(ofList)
  assert.match(news?.link ?? '', /^\/law\/xa-n-told\/history\?from=\d+&to=\d+#compared$/)
  assert.equal((await site.app.inject({ url: news?.link.split('#')[0] ?? '' })).statusCode, 200)
  assert.deepEqual(
    (await toldOf(ofAll)).map(({ args }) => [args['how'], args['followed.en']]),
    [['corrigendum', 'List of xa-n-told']],
  )
  const page = (await getAs(site, ofList, '/notifications')).body
  assert.match(
    page,
    /“List of xa-n-told” was corrected\. Changes 1 clause\. You follow: Items of xa-n-told\. Reason: A word was missing</,
  )
  assert.match(page, /href="\/law\/xa-n-told">Read the text/)
  assert.match(
    (await getAs(site, ofList, '/notifications?lang=zh-CN')).body,
    /《xa-n-told目录》已发布勘误。变更：条款 1 条。您关注的是：xa-n-told条目。原因：漏字</,
  )
  await approve(people, '/drafts/from/xa-n-told/withdraw', {
    reasonEn: 'No longer needed',
    reasonZh: '不再需要',
    authority,
  })
  assert.equal(await round(), 3)
  assert.deepEqual(
    (await toldOf(ofPlace)).map(({ args }) => args['how']),
    ['new', 'corrigendum', 'withdrawal'],
  )
  assert.deepEqual(await toldOf(ofAnother), [])
  assert.match((await getAs(site, ofList, '/following')).body, /no longer here/)
})

test('a batch of another instrument is news for who follows the list that it continues', async () => {
  const people = await staff()
  const follower = await newVisitor(site, 'Of First Batch')
  await publish(people, 'xa-n-batch-one')
  await follow(follower, 'instrument', 'xa-n-batch-one')
  await round()
  const more = `  - id: xa-n-batch-two-list
    continues: xa-n-batch-one-main
    effective: 2026-06-01
    title: { en: Second, zh-CN: 第二批 }
    coverage: complete
    classes: [{ id: A, label: { en: All, zh-CN: 全部 } }]
    items: [{ qualification: us-abt-diplomate, class: A, action: withdraw }]
`
  await publish(people, 'xa-n-batch-two', more)
  assert.equal(await round(), 1)
  assert.deepEqual(
    (await toldOf(follower)).map(({ args }) => args['instrument']),
    ['xa-n-batch-two'],
  )
})

test('a round that is cut off tells nobody twice and forgets nobody', async () => {
  const people = await staff()
  const followers = [await newVisitor(site, 'A'), await newVisitor(site, 'B'), await newVisitor(site, 'C')]
  await publish(people, 'xa-n-cut')
  await round()
  for (const one of followers) await follow(one, 'instrument', 'xa-n-cut')
  await correct(people, 'xa-n-cut')
  // The second transaction of the round fails, as when the server is killed.
  await sql`alter table notifications add constraint cut check (person <> ${sql.lit(followers[2]?.person ?? '')})`.execute(
    site.db,
  )

  await assert.rejects(round(1))
  await sql`alter table notifications drop constraint cut`.execute(site.db)
  const before = await Promise.all(followers.map(toldOf))
  assert.ok(before.flat().length < 3)
  await Promise.all([round(1), round(1)])
  await round()
  for (const one of followers) assert.equal((await toldOf(one)).length, 1)
})

test('what is followed is ended, and nobody else sees it or ends it', async () => {
  const people = await staff()
  const [one, other] = [await newVisitor(site, 'One'), await newVisitor(site, 'Other')]
  await publish(people, 'xa-n-ended')
  await round()
  await follow(one, 'instrument', 'xa-n-ended')
  const law = await getAs(site, one, '/law/xa-n-ended')
  assert.match(law.body, /You follow this instrument/)
  assert.match((await getAs(site, other, '/law/xa-n-ended')).body, /Follow this instrument/)
  assert.match((await site.app.inject({ url: '/law/xa-n-ended' })).body, /href="\/sign-in\?next=%2Flaw%2Fxa-n-ended"/)
  assert.doesNotMatch((await getAs(site, other, '/following')).body, /List of xa-n-ended/)
  await postAs(site, other, '/following/end', { kind: 'instrument', thing: 'xa-n-ended' })
  const seen = (who: Visitor) =>
    actingAs(site.appDb, who, async (acting) => (await sql`select from law_follows`.execute(acting)).rows.length)
  assert.deepEqual([await seen(one), await seen(other)], [1, 0])
  const forged = actingAs(site.appDb, other, (acting) =>
    sql`insert into law_follows (person, kind, thing) values (${one.person}, 'place', 'XA')`.execute(acting),
  )
  await assert.rejects(forged, /row-level security/)
  const back = { kind: 'instrument', thing: 'xa-n-ended', back: '/law/xa-n-ended' }
  assert.equal((await postAs(site, one, '/following/end', back)).headers.location, '/law/xa-n-ended')
  assert.equal(
    (await postAs(site, one, '/following', { ...back, back: '//evil.example' })).headers.location,
    '/following?done=followed',
  )
  await postAs(site, one, '/following/end', back)
  await correct(people, 'xa-n-ended')
  assert.equal(await round(), 0)
})

test('what is not there cannot be followed, and what is sent wrong is told', async () => {
  const visitor = await newVisitor(site, 'Wrong')
  assert.equal((await follow(visitor, 'instrument', 'x')).statusCode, 404)
  assert.equal((await follow(visitor, 'place', '')).statusCode, 400)
  assert.equal((await follow(visitor, 'person', 'x')).statusCode, 400)
  assert.equal((await site.app.inject({ method: 'POST', url: '/following' })).statusCode, 401)
  await sql`insert into law_follows (person, kind, thing) select ${visitor.person}, 'instrument', 'x' || n from generate_series(1, 200) n`.execute(
    site.db,
  )
  assert.equal((await follow(visitor, 'place', 'XA-N')).headers.location, '/following?done=full')
})

test('it leaves with an export, and is gone with the person', async () => {
  const people = await staff()
  const [leaving, staying] = [await newVisitor(site, 'Leaving'), await newVisitor(site, 'Staying')]
  await publish(people, 'xa-n-leaving')
  await round()
  for (const one of [leaving, staying]) await follow(one, 'instrument', 'xa-n-leaving')
  await correct(people, 'xa-n-leaving')
  assert.equal(await round(), 2)
  const own = await actingAs(site.appDb, leaving, async (acting) => {
    const { rows } = await sql<{ row: { thing: string } }>`select own_rows('law_follows') as row`.execute(acting)
    return rows.map(({ row }) => row.thing)
  })
  assert.deepEqual(own, ['xa-n-leaving'])
  await sql`select erase_person(${leaving.person})`.execute(site.db)
  const { rows } = await sql<{ follows: number; told: number }>`
    select (select count(*)::integer from law_follows where person = ${leaving.person}) as follows,
      (select count(*)::integer from law_news_told where person = ${leaving.person}) as told`.execute(site.db)
  assert.deepEqual(rows, [{ follows: 0, told: 0 }])
  await correct(people, 'xa-n-leaving', 'All of them., ')
  assert.equal(await round(), 1)
  assert.deepEqual([(await toldOf(leaving)).length, (await toldOf(staying)).length], [0, 2])
})

test('a letter goes where it is wanted, with the way to end it', async () => {
  const people = await staff()
  const [wants, wantsNot] = [await newVisitor(site, 'Wants'), await newVisitor(site, 'Wants Not')]
  for (const { person } of [wants, wantsNot])
    await sql`insert into identifiers (person, kind, value, folded, verified_at)
      values (${person}, 'email', ${`${person}@example.org`}, ${`${person}@example.org`}, now())`.execute(site.db)
  await postAs(site, wantsNot, '/notifications/settings', { 'here.law-news': 'on' })
  for (const one of [wants, wantsNot]) await follow(one, 'place', 'XA-N')
  await publish(people, 'xa-n-letter')
  await round()
  const { rows } = await sql<{ person: string; subject: string; text: string }>`
    select person, subject, text from outgoing_messages where person in (${wants.person}, ${wantsNot.person})`.execute(
    site.db,
  )
  assert.deepEqual(
    rows.map(({ person, subject }) => [person, subject]),
    [[wants.person, 'Law that you follow changes']],
  )
  assert.match(
    rows[0]?.text ?? '',
    /What changed: https:\/\/p\.example\/law\/xa-n-letter\n.*https:\/\/p\.example\/following/s,
  )
  assert.equal((await toldOf(wantsNot)).length, 1)
})

test('the server tells nobody who follows nothing of it, and only what was published', async () => {
  const stranger = await newVisitor(site, 'Stranger')
  const asNobody = (statement: ReturnType<typeof sql>) =>
    actingAs(site.appDb, { person: null }, (acting) => statement.execute(acting))
  await assert.rejects(
    asNobody(
      sql`insert into law_news_told (publication, person) select publication, ${stranger.person} from law_news limit 1`,
    ),
    /row-level security/,
  )
  await assert.rejects(asNobody(sql`select note_news(null)`), /no publication is at work/)
  await assert.rejects(
    asNobody(sql`insert into law_news (publication) values (gen_random_uuid())`),
    /permission denied/,
  )
})
