// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { getAs, newVisitor, postAs, type Visitor } from '../../../test/support/visitors.ts'
import { type WholeSite, wholeSite } from '../../../test/support/whole-site.ts'
import { actingAs } from '../../db/index.ts'

const south = 'xa-authority-south'

let site: WholeSite
before(async () => {
  site = await wholeSite()
  await newVisitor(site, 'Receiver', 'law-editor')
})
after(() => site.close())

const proposal = {
  place: 'XA-N1',
  capacity: 'association',
  organisation: 'Chamber of Turners (demonstration)',
  name: 'Drehermeister',
  zh: '车工师傅（演示）',
  en: 'Master Turner (demonstration)',
  body: 'Demonstration Chamber',
  country: 'xb',
  link: 'https://example.org/master',
  countsAs: 'Class A',
  purpose: 'title',
  why: 'It is examined after five years.',
  evidence: 'https://example.org/one\nhttps://example.org/two',
}

/** A new nomination; answers its id. */
async function nominate(nominator: Visitor, more: Record<string, string> = {}): Promise<string> {
  const answer = await postAs(site, nominator, '/nominations/new', { ...proposal, ...more })
  assert.equal(answer.statusCode, 303, answer.body)
  return String(answer.headers.location).split(/[/?]/)[2] ?? ''
}

const handle = async (editor: Visitor, id: string, fields: Record<string, string>) => {
  const answer = await postAs(site, editor, `/nominations/${id}/handle`, fields)
  return answer.statusCode === 303 ? String(answer.headers.location).split('done=')[1] : answer.statusCode
}

const finding = (difference: string) =>
  Object.fromEntries(
    ['level', 'workload', 'quality', 'profile', 'outcomes'].flatMap((element) => [
      [`${element}.difference`, difference],
      [`${element}.evidence`, difference === 'none' ? '' : `seen in ${element}`],
      [`${element}.source`, difference === 'none' ? '' : 'https://example.org/rules'],
    ]),
  )

const stateOf = async (id: string) =>
  (await sql<{ state: string }>`select state from nominations where id = ${id}`.execute(site.db)).rows[0]?.state

const toldOf = async ({ person }: Visitor) =>
  (
    await sql<{ kind: string }>`select kind from notifications where person = ${person} order by at, id`.execute(
      site.db,
    )
  ).rows.map(({ kind }) => kind)

/** A nomination that is compared by one expert. */
async function compared(editor: Visitor, id: string): Promise<Visitor> {
  const expert = await newVisitor(site, 'Ex Pert', 'expert')
  assert.equal(await handle(editor, id, { do: 'expert', expert: expert.person }), 'done')
  await postAs(site, expert, `/nominations/${id}/declare`, { declared: 'impartial' })
  const fields = { ...finding('non-substantial'), recommendation: 'as-proposed', named: 'on' }
  assert.equal((await postAs(site, expert, `/nominations/${id}/compare`, fields)).statusCode, 303)
  assert.equal(await handle(editor, id, { do: 'close' }), 'done')
  return expert
}

const announce = (editor: Visitor, id: string, closesOn = '2099-12-31') =>
  handle(editor, id, { do: 'consult', summary: 'All alike.', opensOn: '2026-11-22', closesOn })

/** Its last day is past: only the owner of the tables can turn the calendar. */
async function endConsultation(id: string): Promise<void> {
  await sql`alter table nominations disable trigger nominations_keep`.execute(site.db)
  await sql`update nominations set closes_at = now() - interval '1 second' where id = ${id}`.execute(site.db)
  await sql`alter table nominations enable trigger nominations_keep`.execute(site.db)
}

test('somebody nominates, is asked for more, adds it and withdraws', async () => {
  const [nominator, editor] = [await newVisitor(site, 'Nora'), await newVisitor(site, 'Edit', 'law-editor')]
  const id = await nominate(nominator)
  assert.deepEqual(await toldOf(editor), ['nomination-received'])
  assert.match((await getAs(site, nominator, '/nominations')).body, /Drehermeister/)
  const received = (await getAs(site, editor, `/nominations/${id}`)).body
  assert.match(received, /An association: Chamber of Turners/)
  assert.doesNotMatch(received, /Nora/)
  assert.equal(await handle(editor, id, { do: 'ask', asked: 'How many hours?' }), 'done')
  assert.match((await getAs(site, nominator, `/nominations/${id}`)).body, /How many hours\?/)
  assert.equal((await postAs(site, nominator, `/nominations/${id}/add`, { text: ' ' })).statusCode, 400)
  await postAs(site, nominator, `/nominations/${id}/add`, { text: '1200 hours.' })
  assert.match((await getAs(site, editor, `/nominations/${id}`)).body, /1200 hours\./)
  assert.deepEqual(await toldOf(nominator), ['nomination-moved'])
  assert.deepEqual(await toldOf(editor), ['nomination-received', 'nomination-work'])
  await postAs(site, nominator, `/nominations/${id}/withdraw`)
  assert.equal(await stateOf(id), 'withdrawn')
  const late = await postAs(site, nominator, `/nominations/${id}/withdraw`)
  assert.match(String(late.headers.location), /done=late/)
  const boss = await newVisitor(site, 'Boss', 'authority-administrator')
  assert.match((await getAs(site, boss, '/audit?act=nominate-item')).body, /Nominated an item/)
})

test('what is missing is told by its field, and what was typed stays', async () => {
  const nominator = await newVisitor(site, 'Nora')
  const send = (more: Record<string, string>) => postAs(site, nominator, '/nominations/new', { ...proposal, ...more })
  const empty = await send({ name: '', zh: '', en: '', link: 'javascript:alert(1)', country: 'XBX', evidence: 'no' })
  assert.equal(empty.statusCode, 400)
  assert.deepEqual(
    [...empty.body.matchAll(/<li><a href="#(\w+)">/g)].map(([, field]) => field),
    ['name', 'zh', 'country', 'link', 'evidence'],
  )
  assert.match(empty.body, /It is examined after five years\./)
  assert.match((await send({ place: 'QQ' })).body, /no such place, pick one from the list/)
  assert.match((await send({ place: 'JP' })).body, /no authority that works with this site/)
  assert.match((await send({ organisation: '' })).body, /only holders propose without one/)
  await newVisitor(site, 'Another', 'law-editor', { authority: 'xa-authority-all' })
  assert.equal((await send({ capacity: 'holder', organisation: '' })).statusCode, 303)
})

test('another authority and other holders neither find, read nor move a nomination', async () => {
  const [nominator, editor] = [await newVisitor(site, 'Nora'), await newVisitor(site, 'Edit', 'law-editor')]
  const id = await nominate(nominator, { name: 'Only ours' })
  const strangers = [
    await newVisitor(site, 'Stranger', 'law-editor', { authority: south }),
    await newVisitor(site, 'Somebody'),
    await newVisitor(site, 'Case', 'caseworker'),
  ]
  for (const stranger of strangers) {
    assert.doesNotMatch((await getAs(site, stranger, '/nominations')).body, /Only ours/)
    assert.equal((await getAs(site, stranger, `/nominations/${id}`)).statusCode, 404)
    assert.ok([403, 404].includes(Number(await handle(stranger, id, { do: 'decline', reason: 'x' }))))
    assert.equal((await postAs(site, stranger, `/nominations/${id}/withdraw`)).statusCode, 404)
    const moved = await actingAs(site.appDb, stranger, (acting) =>
      sql`update nominations set state = 'declined', reason = 'x' where id = ${id}`.execute(acting),
    )
    assert.equal(Number(moved.numAffectedRows), 0)
  }
  assert.equal((await getAs(site, editor, `/consultations/${id}`)).statusCode, 404)
  const forged = actingAs(site.appDb, nominator, (acting) =>
    sql`update nominations set state = 'declined', reason = 'x' where id = ${id}`.execute(acting),
  )
  await assert.rejects(forged, /row-level security/)
  assert.equal(await handle(editor, id, { do: 'decline', reason: 'It stands in the catalogue.' }), 'done')
  assert.match((await getAs(site, nominator, `/nominations/${id}`)).body, /It stands in the catalogue\./)
})

test('experts compare without seeing each other, and not with a conflict of interest', async () => {
  const [nominator, editor] = [await newVisitor(site, 'Nora', 'expert'), await newVisitor(site, 'Edit', 'law-editor')]
  const [one, two, third] = [
    await newVisitor(site, 'One Expert', 'expert'),
    await newVisitor(site, 'Two Expert', 'expert'),
    await newVisitor(site, 'Third Expert', 'expert'),
  ]
  const id = await nominate(nominator)
  const foreign = await newVisitor(site, 'Far Expert', 'expert', { authority: south })
  for (const wrong of [nominator, foreign, editor])
    assert.equal(await handle(editor, id, { do: 'expert', expert: wrong.person }), 'late')
  for (const expert of [one, two, third])
    assert.equal(await handle(editor, id, { do: 'expert', expert: expert.person }), 'done')
  assert.deepEqual(await toldOf(one), ['nomination-expert'])
  const compare = `/nominations/${id}/compare`
  assert.equal((await getAs(site, nominator, compare)).statusCode, 403)
  const given = { ...finding('none'), recommendation: 'as-proposed' }
  // Nobody compares who has not declared that they are impartial.
  assert.match(String((await postAs(site, one, compare, given)).headers.location), /done=late/)
  for (const [expert, declared] of [
    [one, 'impartial'],
    [two, 'impartial'],
    [third, 'conflict'],
  ] as const)
    await postAs(site, expert, `/nominations/${id}/declare`, { declared })
  assert.match((await getAs(site, third, compare)).body, /declared a conflict of interest/)
  assert.match(String((await postAs(site, third, compare, given)).headers.location), /done=late/)
  assert.equal(await handle(editor, id, { do: 'close' }), 'waits')
  const groundless = await postAs(site, one, compare, { ...given, recommendation: 'not' })
  assert.match(groundless.body, /at least one substantial difference/)
  const unproved = { ...finding('substantial'), 'level.evidence': '', recommendation: 'partly' }
  assert.match((await postAs(site, one, compare, unproved)).body, /Level: expected the evidence/)
  await postAs(site, one, compare, { ...finding('substantial'), recommendation: 'not', remark: 'What One thinks' })
  for (const other of [two, editor, third])
    assert.doesNotMatch((await getAs(site, other, `/nominations/${id}`)).body, /What One thinks|seen in level/)
  const peeked = await actingAs(site.appDb, two, (acting) =>
    sql`select from nomination_findings where nomination = ${id}`.execute(acting),
  )
  assert.equal(peeked.rows.length, 0)
  assert.equal(await handle(editor, id, { do: 'release', expert: one.person }), 'late')
  await postAs(site, two, compare, { ...given, remark: 'What Two thinks' })
  assert.match((await getAs(site, two, compare)).body, /What One thinks/)
  assert.equal(await handle(editor, id, { do: 'close' }), 'done')
  const page = (await getAs(site, editor, `/nominations/${id}`)).body
  for (const text of ['What One thinks', 'What Two thinks', 'seen in level', 'Substantial difference'])
    assert.ok(page.includes(text), text)
})

test('where every expert has a conflict of interest, another one is asked, and the nomination goes on', async () => {
  const [nominator, editor] = [await newVisitor(site, 'Nora'), await newVisitor(site, 'Edit', 'law-editor')]
  const id = await nominate(nominator)
  const first = await newVisitor(site, 'Cousin Expert', 'expert')
  const shown = async () => (await getAs(site, editor, `/nominations/${id}`)).body
  assert.equal(await handle(editor, id, { do: 'expert', expert: first.person }), 'done')
  assert.doesNotMatch(await shown(), /Nobody compares at present/)
  await postAs(site, first, `/nominations/${id}/declare`, { declared: 'conflict' })
  assert.ok((await toldOf(editor)).length > 0)
  assert.match(await shown(), /Nobody compares at present/)
  assert.doesNotMatch(await shown(), /name="do" value="close"/)
  assert.equal(await handle(editor, id, { do: 'close' }), 'waits')
  // Nobody else may be asked: who can change that is named.
  await sql`
    update memberships set valid_until = now() where role = 'expert' and authority = 'xa-authority-north'
      and person <> ${first.person}`.execute(site.db)
  assert.match(await shown(), /An administrator of your authority can give the role of expert[\s\S]*href="\/members"/)
  const second = await newVisitor(site, 'Other Expert', 'expert')
  assert.match(await shown(), /Other Expert/)
  assert.equal(await handle(editor, id, { do: 'expert', expert: second.person }), 'done')
  assert.doesNotMatch(await shown(), /Nobody compares at present/)
  await postAs(site, second, `/nominations/${id}/declare`, { declared: 'impartial' })
  await postAs(site, second, `/nominations/${id}/compare`, { ...finding('none'), recommendation: 'as-proposed' })
  assert.equal(await handle(editor, id, { do: 'close' }), 'done')
  assert.equal(await stateOf(id), 'compared')
})

test('a nominator does not handle what they have proposed themselves', async () => {
  const nominator = await newVisitor(site, 'Nora', 'law-editor')
  const id = await nominate(nominator)
  assert.equal(await handle(nominator, id, { do: 'decline', reason: 'x' }), 403)
  assert.equal((await getAs(site, nominator, `/nominations/${id}/take-up`)).statusCode, 403)
  const forged = actingAs(site.appDb, nominator, (acting) =>
    sql`update nominations set state = 'declined', reason = 'x' where id = ${id}`.execute(acting),
  )
  await assert.rejects(forged, /row-level security/)
  const colleague = await newVisitor(site, 'Cole', 'law-editor')
  assert.equal(await handle(colleague, id, { do: 'decline', reason: 'It is known.' }), 'done')
})

test('a nominator who works at the authority reads neither experts nor findings of their own', async () => {
  const [nominator, colleague] = [
    await newVisitor(site, 'Nora', 'law-editor'),
    await newVisitor(site, 'Cole', 'law-editor'),
  ]
  const id = await nominate(nominator)
  await compared(colleague, id)
  const readAs = (visitor: Visitor) =>
    actingAs(site.appDb, visitor, async (acting) => {
      const { rows } = await sql<{ experts: number; findings: number }>`select
        (select count(*)::int from nomination_experts where nomination = ${id}) as experts,
        (select count(*)::int from nomination_findings where nomination = ${id}) as findings`.execute(acting)
      return rows[0]
    })
  assert.deepEqual(await readAs(colleague), { experts: 1, findings: 1 })
  assert.deepEqual(await readAs(nominator), { experts: 0, findings: 0 })
  assert.match((await getAs(site, colleague, `/nominations/${id}`)).body, /Ex Pert[\s\S]*Non-substantial difference/)
  const own = await getAs(site, nominator, `/nominations/${id}`)
  assert.equal(own.statusCode, 200)
  assert.doesNotMatch(own.body, /Ex Pert|Non-substantial difference/)
})

test('the way to consultations stands where law is read', async () => {
  assert.match((await site.app.inject({ url: '/law' })).body, /<main[\s\S]*href="\/consultations"[\s\S]*<\/main>/)
  assert.match((await site.app.inject({ url: '/' })).body, /<footer[\s\S]*href="\/consultations"/)
})

test('a consultation is open between its days, and ends when every comment is answered', async () => {
  const [nominator, editor] = [await newVisitor(site, 'Nora'), await newVisitor(site, 'Edit', 'law-editor')]
  const id = await nominate(nominator, { name: 'Consulted item' })
  assert.equal(await announce(editor, id), 'late')
  await compared(editor, id)
  assert.equal(
    await handle(editor, id, { do: 'consult', summary: 'x', opensOn: '2026-11-21', closesOn: '2099-01-01' }),
    400,
  )
  assert.equal(await announce(editor, id, '2026-02-30'), 400)
  assert.equal(await announce(editor, id), 'done')
  const address = `/consultations/${id}`
  const open = (await site.app.inject({ url: address })).body
  for (const text of ['All alike.', 'Ex Pert', 'Sign in to comment', 'Non-substantial difference'])
    assert.ok(open.includes(text), text)
  assert.doesNotMatch(open, /seen in level|Nora/)
  assert.match((await site.app.inject({ url: '/consultations' })).body, /Consulted item/)
  const [named, unnamed] = [await newVisitor(site, 'Ann Named'), await newVisitor(site, 'Bob Unnamed')]
  assert.equal((await postAs(site, named, address, { text: ' ' })).statusCode, 400)
  await postAs(site, named, address, { text: 'I agree.', named: 'on' })
  await postAs(site, unnamed, address, { text: 'I do not.' })
  const page = (await site.app.inject({ url: address })).body
  assert.match(page, /Ann Named[\s\S]*I agree\.[\s\S]*Unnamed[\s\S]*I do not\./)
  assert.doesNotMatch(page, /Bob/)
  const unsigned = await site.app.inject({
    method: 'POST',
    url: address,
    payload: 'text=x',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  assert.ok([303, 401, 403].includes(unsigned.statusCode))
  assert.equal(await handle(editor, id, { do: 'conclude' }), 'waits')
  await endConsultation(id)
  assert.match(String((await postAs(site, named, address, { text: 'Too late' })).headers.location), /done=closed/)
  assert.equal(await handle(editor, id, { do: 'conclude' }), 'waits')
  const { rows } = await sql<{
    id: string
  }>`select id from nomination_comments where nomination = ${id} order by given_at`.execute(site.db)
  assert.equal(rows.length, 2)
  for (const { id: comment } of rows) {
    assert.equal(await handle(editor, id, { do: 'answer', comment, answer: 'Thank you.' }), 'done')
    // What everybody has read already is not written over, not even past the page.
    assert.equal(await handle(editor, id, { do: 'answer', comment, answer: 'Something else.' }), 'late')
    const past = await actingAs(site.appDb, editor, (acting) =>
      sql`
        update nomination_comments set answer = 'x', answered_by = ${editor.person}, answered_at = now() where id = ${comment}`.execute(
        acting,
      ),
    )
    assert.equal(Number(past.numAffectedRows), 0)
  }
  assert.deepEqual(await toldOf(unnamed), ['nomination-answered'])
  assert.equal(await handle(editor, id, { do: 'conclude' }), 'done')
  assert.equal(await handle(editor, id, { do: 'answer', comment: rows[0]?.id ?? '', answer: 'Changed' }), 'late')
  assert.match((await site.app.inject({ url: address })).body, /Thank you\./)
  assert.equal(await handle(editor, id, { do: 'decline', reason: 'Not enough holders.' }), 'done')
  assert.match((await site.app.inject({ url: address })).body, /Not enough holders\./)
})

test('a comment goes with its author’s account, and its answer stays', async () => {
  const [nominator, editor] = [await newVisitor(site, 'Nora'), await newVisitor(site, 'Edit', 'law-editor')]
  const id = await nominate(nominator)
  await compared(editor, id)
  await announce(editor, id)
  const author = await newVisitor(site, 'Gone Later')
  await postAs(site, author, `/consultations/${id}`, { text: 'My private view', named: 'on' })
  const { rows } = await sql<{ id: string }>`select id from nomination_comments where nomination = ${id}`.execute(
    site.db,
  )
  await handle(editor, id, { do: 'answer', comment: rows[0]?.id ?? '', answer: 'We have heard it.' })
  await sql`select erase_person(${author.person})`.execute(site.db)
  const page = (await site.app.inject({ url: `/consultations/${id}` })).body
  assert.doesNotMatch(page, /My private view|Gone Later/)
  assert.match(page, /has had it erased[\s\S]*We have heard it\./)
})

test('the database holds to the order by itself', async () => {
  const [nominator, editor] = [await newVisitor(site, 'Nora'), await newVisitor(site, 'Edit', 'law-editor')]
  const id = await nominate(nominator)
  const as = (visitor: Visitor, statement: ReturnType<typeof sql>) =>
    actingAs(site.appDb, visitor, (acting) => statement.execute(acting))
  const move = (state: string) => as(editor, sql`update nominations set state = ${state} where id = ${id}`)
  for (const state of ['compared', 'in-consultation', 'answered', 'taken-up'])
    await assert.rejects(move(state), /does not go from/)
  await assert.rejects(move('in-comparison'), /nobody is asked/)
  await assert.rejects(move('withdrawn'), /for the nominator/)
  await assert.rejects(as(editor, sql`update nominations set why = 'x' where id = ${id}`), /permission denied/)
  await assert.rejects(as(editor, sql`delete from nominations`), /permission denied/)
  const experts = sql`insert into nomination_experts (nomination, expert, asked_by) values (${id}, ${nominator.person}, ${editor.person})`
  await assert.rejects(as(editor, experts), /row-level security/)
  const comment = sql`insert into nomination_comments (nomination, commenter, text) values (${id}, ${nominator.person}, 'x')`
  await assert.rejects(as(nominator, comment), /row-level security/)
  const expert = await compared(editor, id)
  assert.doesNotMatch((await getAs(site, nominator, `/nominations/${id}`)).body, /Ex Pert|seen in level/)
  await assert.rejects(
    as(
      expert,
      sql`insert into nomination_findings select nomination, expert, elements, recommendation, remark, named from nomination_findings`,
    ),
    /row-level security|duplicate key/,
  )
})
