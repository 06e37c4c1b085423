// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import {
  day,
  instrument,
  item,
  files as listFiles,
  publicationOf,
  publishing,
} from '../../../test/support/law-desk/publish-law.ts'
import { listRules } from '../../../test/support/law-desk/publishing.ts'
import { getAs, newVisitor, postAs } from '../../../test/support/visitors.ts'
import { type WholeSite, wholeSite } from '../../../test/support/whole-site.ts'
import { actingAs } from '../../db/index.ts'
import { fixedClock, today } from '../../kernel/index.ts'
import { publishDue } from './publish-due.ts'

const south = 'xa-authority-south'

let site: WholeSite
before(async () => {
  site = await wholeSite()
})
after(() => site.close())

const example = (verdict: string, credential: string) =>
  `title: { en: ${verdict}, zh-CN: 例 }\nrule: listed\nin: XA-N\nasOf: 2026-11-22\nperson: { credentials: [{ id: c1, ${credential} }] }\nexpect: { verdict: ${verdict} }\n`

const files = (id: string): Record<string, string> => ({
  ...listFiles(id),
  'examples/met/listed.yaml': example('met', `qualification: ${item(id)}`),
})

const { drafted, propose, staff, ...way } = publishing(() => site)
const published = (id: string, content = files(id)) => way.published(id, content)

const lawOf = async (id: string) => (await site.app.inject({ url: `/api/v1/instruments/${id}` })).statusCode

test('one writes, a second approves, and it is law: in the register, in answers, in the log', async () => {
  const id = 'xa-n-first'
  const { editor, approver } = await staff()
  const draft = await drafted(editor, files(id))
  assert.equal(await lawOf(id), 404)
  const proposed = await propose(editor, draft)
  assert.match(String(proposed.headers.location), /^\/publications\/[0-9a-f-]{36}\?done=proposed$/)
  const publication = publicationOf(proposed)
  assert.match((await getAs(site, approver, '/notifications')).body, /Ed Itor proposes “First list/)
  assert.equal(await lawOf(id), 404)
  const read = (await getAs(site, approver, `${publication}?lang=en`)).body
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
  assert.match(read, /All of it is new: nothing of it stood here before/)
  assert.match(read, /How it comes about By operation of law /)
  assert.match(read, /For what Work and skill level /)
  assert.match(read, /How much of it is known Known in full /)
  const frozen = await postAs(site, editor, `/drafts/${draft.id}/file?path=notes.md`, {
    text: 'late',
    version: String(draft.version),
  })
  assert.equal(frozen.statusCode, 409)
  const approved = await postAs(site, approver, `${publication}/approve`)
  assert.equal(approved.headers.location, `${publication}?done=approved`)
  assert.match((await getAs(site, approver, publication)).body, /<strong>Published<\/strong>/)
  assert.equal(await lawOf(id), 200)
  const answer = await site.app.inject({
    method: 'POST',
    url: '/api/v1/assessments',
    payload: { person: { credentials: [{ id: 'c1', qualification: item(id) }] }, in: 'XA-N', asOf: '2026-11-22' },
  })
  const { findings } = (answer.json() as { assessment: { findings: { rule: string; verdict: string }[] } }).assessment
  assert.deepEqual(
    findings.filter(({ rule }) => rule.includes(id)).map(({ rule, verdict }) => [rule, verdict]),
    [[`${id}#listed`, 'met']],
  )
  assert.match((await getAs(site, editor, '/notifications')).body, /“First list \(demonstration\)” is published/)
  const boss = await newVisitor(site, 'Boss', 'authority-administrator')
  for (const act of ['propose-law', 'approve-law', 'publish-law'])
    assert.match((await getAs(site, boss, `/audit?act=${act}`)).body, new RegExp(publication.split('/')[2] ?? '-'), act)
  const { rows } = await sql<{ origin: string; kind: string }>`
    select origin, publication->>'kind' as kind from instruments where id = ${id} and superseded_at is null`.execute(
    site.db,
  )
  assert.deepEqual(rows, [{ origin: 'authority:xa-authority-north', kind: 'publication' }])
})

test('nobody approves what they had a hand in, or what is another authority’s', async () => {
  const id = 'xa-n-own'
  const { editor, approver } = await staff()
  await sql`insert into memberships (person, role, authority) values (${editor.person}, 'law-approver', 'xa-authority-north')`.execute(
    site.db,
  )
  await sql`insert into memberships (person, role, authority) values (${approver.person}, 'law-editor', 'xa-authority-north')`.execute(
    site.db,
  )
  const draft = await drafted(editor, files(id))
  // The second one proposes what the first has written: now both have had a hand in it.
  const publication = publicationOf(await propose(approver, draft))
  for (const person of [editor, approver]) {
    const answer = await postAs(site, person, `${publication}/approve`)
    assert.equal(answer.headers.location, `${publication}?done=own-work`)
    assert.match((await getAs(site, person, publication)).body, /somebody else approves it/)
    const forced = actingAs(site.appDb, person, (acting) =>
      sql`update law_publications set state = 'approved', decided_by = ${person.person}, decided_at = now() where id = ${publication.split('/')[2] ?? ''}`.execute(
        acting,
      ),
    )
    await assert.rejects(forced, /row-level security/)
  }
  const stranger = await newVisitor(site, 'Stranger', 'law-approver', { authority: south })
  assert.equal((await postAs(site, stranger, `${publication}/approve`)).statusCode, 404)
  assert.equal((await getAs(site, stranger, publication)).statusCode, 404)
  assert.doesNotMatch((await getAs(site, stranger, '/publications')).body, /First list/)
  assert.equal(await lawOf(id), 404)
})

test('the server writes no law but within an approved publication', async () => {
  const write = (statement: ReturnType<typeof sql>) =>
    assert.rejects(
      actingAs(site.appDb, { person: null }, (acting) => statement.execute(acting)),
      /second person has approved|permission denied|no publication is at work/,
    )
  await write(sql`update instruments set superseded_at = now() where superseded_at is null`)
  await write(
    sql`insert into qualifications (id, names, recorded_at, origin) values ('x', '{"en":"x","zh-CN":"x"}', now(), 'x')`,
  )
  await write(sql`delete from catalogue_items`)
  await write(
    sql`insert into authorities (id, names, recorded_at, origin) values ('x', '{"en":"x","zh-CN":"x"}', now(), 'x')`,
  )
  await write(sql`select end_publication(null, null)`)
})

test('what cannot be proposed says why, all at once', async () => {
  const { editor } = await staff()
  const empty = await drafted(editor, { 'notes.md': 'nothing yet' })
  const answer = await propose(editor, { ...empty, version: 1 }, { publishOn: '2020-01-01' })
  assert.equal(answer.statusCode, 400)
  for (const said of [/this day is past/, /has changed since you opened/, /There is no instrument yet/])
    assert.match(answer.body, said)
  assert.match((await propose(editor, empty, { publishOn: 'tomorrow' })).body, /expected a day of the calendar/)
  const wrong = await drafted(editor, { 'instrument.yaml': instrument('xa-n-wrong').replace('XA-N\n', 'XB\n') })
  assert.match((await propose(editor, wrong)).body, /finds errors; mend them first/)
})

test('returned with a remark, taken back, proposed again', async () => {
  const { editor, approver } = await staff()
  const draft = await drafted(editor, files('xa-n-again'))
  const publication = publicationOf(await propose(editor, draft))
  assert.equal((await postAs(site, approver, `${publication}/return`, { note: ' ' })).statusCode, 400)
  await postAs(site, approver, `${publication}/return`, { note: 'Name the classes' })
  assert.match((await getAs(site, editor, publication)).body, /Name the classes/)
  assert.match((await getAs(site, editor, '/notifications')).body, /App Rover returned/)
  const second = publicationOf(await propose(editor, draft))
  assert.notEqual(second, publication)
  assert.equal((await propose(editor, draft)).statusCode, 400)
  assert.equal((await postAs(site, editor, `${second}/take-back`)).headers.location, `${second}?done=taken-back`)
  assert.equal((await postAs(site, approver, `${second}/approve`)).headers.location, `${second}?done=decided`)
  assert.equal(await lawOf('xa-n-again'), 404)
})

test('what is approved for a later day is published on that day and not before', async () => {
  const { editor, approver } = await staff()
  const id = 'xa-n-later'
  const draft = await drafted(editor, files(id))
  const later = today(fixedClock(new Date(Date.now() + 3 * 86_400_000).toISOString()))
  const publication = publicationOf(await propose(editor, draft, { publishOn: later }))
  await postAs(site, approver, `${publication}/approve`)
  assert.match((await getAs(site, approver, publication)).body, /Approved, waits for its day/)
  assert.deepEqual(await publishDue(site.appDb), [])
  assert.equal(await lawOf(id), 404)
  await sql`alter table law_publications disable trigger law_publications_keep`.execute(site.db)
  await sql`update law_publications set publish_at = now() where id = ${publication.split('/')[2] ?? ''}`.execute(
    site.db,
  )
  await sql`alter table law_publications enable trigger law_publications_keep`.execute(site.db)
  assert.deepEqual(
    (await publishDue(site.appDb)).map((one) => [one.instrument, one.outcome]),
    [[id, 'published']],
  )
  assert.equal(await lawOf(id), 200)
})

test('what the law beside it no longer allows is held whole, and says why', async () => {
  const { editor, approver } = await staff()
  const [one, two] = ['xa-n-held-one', 'xa-n-held-two']
  const clash = {
    ...files(two),
    'qualifications.csv': (files(one)['qualifications.csv'] ?? '').concat(`${item(two)},X,新,,XB,,,,\n`),
  }
  const draft = await drafted(editor, clash)
  const publication = publicationOf(await propose(editor, draft))
  await published(one)
  await postAs(site, approver, `${publication}/approve`)
  const page = (await getAs(site, approver, publication)).body
  assert.match(page, /Held: it could not be published/)
  assert.match(page, /xa-n-held-one-crane.* is already given by brought\/xa-n-held-one/)
  assert.equal(await lawOf(two), 404)
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from qualifications where origin = ${`brought/${two}`}`.execute(site.db)
  assert.deepEqual(rows, [{ n: 0 }])
})

const answers = async (path: string) => (await site.app.inject({ url: path })).body

test('a corrigendum begins from what was published, comments and all, says why, and replaces it', async () => {
  const id = 'xa-n-corrected'
  const { editor, approver } = await published(id)
  const page = await getAs(site, editor, `/drafts/from/${id}`)
  assert.match(page.body, /as a corrigendum with its date and your reason/)
  const begun = await postAs(site, editor, `/drafts/from/${id}`, { authority: 'xa-authority-north', from: 'law' })
  const draft = { id: String(begun.headers.location).split('/')[2] ?? '', version: 1 }
  assert.match(
    (await getAs(site, editor, `/drafts/${draft.id}/file?path=instrument.yaml`)).body,
    /# as the department keeps it/,
  )
  const list = `/drafts/${draft.id}/file?path=${encodeURIComponent(`catalogues/${id}-main.csv`)}`
  await postAs(site, editor, list, { text: `qualification,class\n${item(id)},A\nus-abt-diplomate,A\n`, version: '1' })
  const next = { ...draft, version: 2 }
  assert.match((await propose(editor, next)).body, /expected a sentence, for everybody to read/)
  const publication = publicationOf(await propose(editor, next, { reasonZh: '漏列一项', reasonEn: '' }))
  await postAs(site, approver, `${publication}/approve`)
  const { rows } = await sql<{ open: boolean; publication: unknown; items: number }>`
    select superseded_at is null as open, publication - 'id' - 'on' as publication,
      jsonb_array_length(content->'instrument'->'catalogues'->0->'items') as items
    from instruments where id = ${id} order by record`.execute(site.db)
  const authority = 'xa-authority-north'
  const reason = { en: '漏列一项', 'zh-CN': '漏列一项' }
  assert.deepEqual(rows, [
    { open: false, publication: { kind: 'publication', authority, reason: null }, items: 1 },
    { open: true, publication: { kind: 'corrigendum', authority, reason }, items: 2 },
  ])
})

test('of two corrigenda begun from the same text, the second has to begin anew', async () => {
  const id = 'xa-n-twice'
  const { editor, approver } = await published(id)
  const begin = async () => {
    const begun = await postAs(site, editor, `/drafts/from/${id}`, { authority: 'xa-authority-north', from: 'law' })
    const draft = String(begun.headers.location).split('/')[2] ?? ''
    const unchanged = await propose(editor, { id: draft, version: 1 }, { reasonZh: '无' })
    assert.match(unchanged.body, /Nothing in this draft is different from what is in force/)
    const list = `/drafts/${draft}/file?path=${encodeURIComponent(`catalogues/${id}-main.csv`)}`
    await postAs(site, editor, list, { text: `qualification,class\n${item(id)},A\nus-abt-diplomate,A\n`, version: '1' })
    return { id: draft, version: 2 }
  }
  const [one, two] = [await begin(), await begin()]
  const first = publicationOf(await propose(editor, one, { reasonZh: '一' }))
  assert.match(
    (await propose(editor, two, { reasonZh: '二' })).body,
    /proposed already for this draft or this instrument/,
  )
  await postAs(site, approver, `${first}/approve`)
  assert.match((await propose(editor, two, { reasonZh: '二' })).body, /has changed meanwhile; begin a new draft/)
})

test('a withdrawal ends it, what it brought goes too, and the past can still be asked', async () => {
  const id = 'xa-n-withdrawn'
  const { editor, approver } = await published(id)
  const withdraw = (fields: Record<string, string>) =>
    postAs(site, editor, `/drafts/from/${id}/withdraw`, { authority: 'xa-authority-north', publishOn: day, ...fields })
  assert.match((await withdraw({})).body, /expected a sentence/)
  assert.match((await withdraw({ reasonEn: 'Wrong', authority: south })).body, /may not withdraw it/)
  const publication = publicationOf(await withdraw({ reasonEn: 'Published by mistake' }))
  assert.equal(await lawOf(id), 200)
  await postAs(site, approver, `${publication}/approve`)
  assert.match((await getAs(site, editor, publication)).body, /<strong>Published<\/strong> · Withdrawal/)
  assert.equal(await lawOf(id), 404)
  assert.doesNotMatch(await answers('/api/v1/qualifications?limit=200'), new RegExp(item(id)))
  const { rows } = await sql<{ kind: string; en: string }>`
    select withdrawn_by->>'kind' as kind, withdrawn_by->'reason'->>'en' as en from instruments where id = ${id}`.execute(
    site.db,
  )
  assert.deepEqual(rows, [{ kind: 'withdrawal', en: 'Published by mistake' }])
  const gone = await site.app.inject({ url: `/law/${id}?lang=en` })
  assert.equal(gone.statusCode, 200)
  assert.match(gone.body, /Withdrawn on [^:]*: Published by mistake/)
  assert.match(gone.body, new RegExp(`href="/law/${id}/history"`))
  assert.doesNotMatch(gone.body, /class="state in-force"/)
  const cited = await site.app.inject({ url: `/law/${id}?knownOn=${day}&lang=zh-CN` })
  assert.match(cited.body, /已撤销/)
  const list = await site.app.inject({ url: `/catalogues/${id}-main?lang=en` })
  assert.equal(list.statusCode, 200, list.body.slice(0, 500))
  assert.match(list.body, /Withdrawn on/)
  assert.equal((await site.app.inject({ url: '/law/xa-n-was-never-here' })).statusCode, 404)
  await sharedQuestions(id)
})

/** What a link to a question about what is gone shows, beside one of what was never here. */
async function sharedQuestions(id: string) {
  const shared = await site.app.inject({ url: `/?hold=${item(id)}&hold=cn-skill/2&in=XA-N&lang=en` })
  assert.equal(shared.statusCode, 410)
  assert.match(shared.body, /<h2 id="gone-0">[\s\S]*is not known here any more since/)
  assert.match(shared.body, /was withdrawn on [^:]*: Published by mistake/)
  for (const part of [`/law/${id}"`, `/law/${id}/history"`]) assert.match(shared.body, new RegExp(`href="${part}`))
  assert.match(shared.body, /value="cn-skill\/2"[^>]* selected/)
  assert.doesNotMatch(shared.body, /aria-invalid/)
  const unasked = await site.app.inject({ url: `/?hold=${item(id)}&lang=zh-CN` })
  assert.match(unasked.body, /不再收录/)
  const never = await site.app.inject({ url: '/?hold=never-here&in=XA-N&asOf=2026-02-30&lang=en' })
  assert.equal(never.statusCode, 404)
  assert.match(never.body, /“never-here” is not known here[\s\S]*href="\/search"[\s\S]*is not a day of the calendar/)
  const known = await site.app.inject({ url: '/?hold=us-abt-diplomate&in=CN-3205&lang=en' })
  assert.equal(known.statusCode, 200)
}

test('an authority takes up what is shipped within its jurisdiction, and nothing elsewhere or of others', async () => {
  const { editor, approver } = await staff()
  assert.match((await getAs(site, editor, '/drafts/from/cn-sx-2024-5')).body, /holds in a place that is not yours/)
  const elsewhere = await drafted(editor, {
    'instrument.yaml': instrument('xa-n-wide').replace('status:', 'places: [XA, XB]\nstatus:'),
  })
  assert.match((await propose(editor, elsewhere)).body, /outside the jurisdiction of this authority/)
  await published('xa-n-norths')
  const other = await newVisitor(site, 'Other', 'law-editor', { authority: south })
  assert.match((await getAs(site, other, '/drafts/from/xa-n-norths')).body, /Another authority keeps this/)
  const answer = await postAs(site, other, '/drafts/from/xa-n-norths', { authority: south, from: 'law' })
  assert.equal(answer.statusCode, 400)
  const forced = actingAs(site.appDb, editor, (acting) =>
    sql`insert into law_publications (authority, jurisdiction, kind, instrument, path, title, basis, reason, publish_on, publish_at, proposed_by)
      select 'xa-authority-north', 'XA-N', 'withdrawal', id, path, title, record, title, current_date, now(), ${editor.person}
      from instruments where id = 'cn-sx-2024-5' and superseded_at is null`.execute(acting),
  )
  // It may be claimed to lie in XA-N: the record that is named lies elsewhere.
  await assert.rejects(forced, /replaces its own law/)
  assert.ok(approver)
})

test('a contradiction with the law in force cannot be proposed, and is mended by saying which text goes before', async () => {
  const grants = files('xa-n-grants')
  await published('xa-n-grants', {
    ...grants,
    'rules.yaml': listRules('xa-n-grants').replace('cn-skill/3', 'cn-skill/1'),
  })
  const barring = (more: string) => ({
    'instrument.yaml': instrument('xa-n-bars')
      .replace('catalogues:', `${more}catalogues:`)
      .replace('coverage: complete', 'coverage: partial'),
    'rules.yaml': `rules:
  - id: barred
    clause: all
    title: { en: No listed certificates, zh-CN: 目录内证书除外 }
    purposes: [employment]
    subject: { listed: { catalogue: xa-n-grants-main } }
    excludes: [{ target: { level: cn-skill/1 }, label: { en: senior technician, zh-CN: 高级技师 } }]
`,
    'catalogues/xa-n-bars-main.csv': 'qualification,class\n',
  })
  const { editor } = await staff()
  const draft = await drafted(editor, barring(''))
  const refused = await propose(editor, draft)
  assert.equal(refused.statusCode, 400)
  assert.match(refused.body, /“No listed certificates” \(First list \(demonstration\)\) excludes what “Listed”/)
  const inChinese = await getAs(site, editor, `/drafts/${draft.id}?lang=zh-CN`)
  assert.match(inChinese.body, /<p lang="zh-CN">“目录内证书除外”（第一批目录（演示））排除了“列入目录”/)
  // Who shows it is told in words, once, with a way to try this very person.
  assert.doesNotMatch(inChinese.body, /--as-of|&quot;credentials&quot;/)
  const shown = inChinese.body.split('class="shown-person"').slice(1)
  assert.equal(shown.length, 1)
  assert.match(
    String(shown[0]).replace(/<[^>]+>/g, ''),
    /持有其他证书 · 列入“目录”：全部询问2026年11月22日，演示省 XA-N。目的：就业与技能等级以此人试算/,
  )
  const link = /href="(\/drafts\/[^"]+try-person=[^"]+)"/.exec(String(shown[0]))?.[1] ?? ''
  const tried = await getAs(site, editor, link.replaceAll('&amp;', '&').replace('#try', '&lang=zh-CN'))
  assert.match(tried.body.split('id="try"')[1] ?? '', /<div class="notice[^>]*>.*目录/s)
  const mended = await drafted(editor, barring('overrides: [xa-n-grants]\n'))
  assert.equal((await propose(editor, mended)).statusCode, 303)
})
