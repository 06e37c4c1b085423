// SPDX-License-Identifier: Apache-2.0
// Who may make law for whom.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { knownNominations } from '../../../test/support/known-nominations.ts'
import {
  approve,
  draftOf,
  listFiles,
  newOffice,
  proposalOf,
  publish,
  verdictsOf,
} from '../../../test/support/law-desk/publishing.ts'
import { getAs, newVisitor, postAs } from '../../../test/support/visitors.ts'
import { type WholeSite, wholeSite } from '../../../test/support/whole-site.ts'
import { actingAs } from '../../db/index.ts'
import { systemClock, today } from '../../kernel/index.ts'
import { keepChoices } from '../imports/work/imports.store.ts'

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

test('nobody approves what they brought into the draft by a file, by what they chose on it, or by a nomination', async () => {
  const north = await newOffice(site, 'xa-authority-north', 'XA-N')
  const [uploader, chooser, nominator] = await Promise.all(
    ['Up Loader', 'Cho Oser', 'Nom Inator'].map(async (name) => {
      const visitor = await newVisitor(site, name, 'law-approver')
      await sql`
        insert into memberships (person, role, authority) values (${visitor.person}, 'law-editor', 'xa-authority-north')`.execute(
        site.db,
      )
      return visitor
    }),
  )
  assert.ok(uploader && chooser && nominator)
  const draft = await draftOf(site, north, listFiles('xa-n-hands', { place: 'XA-N', items: line() }))
  const { rows } = await sql<{ id: string }>`
    insert into law_imports (draft, catalogue, file_name, bytes, mode, version, state, analysis, uploaded_by)
    values (${draft.id}, 'xa-n-hands-main', 'a.csv', '', 'batch', 1, 'ready', '', ${uploader.person}) returning id`.execute(
    site.db,
  )
  const id = rows[0]?.id ?? ''
  await actingAs(site.appDb, chooser, (acting) => keepChoices(acting, id, { 'r:!3': 'new' }))
  // What is forged here is put right: only who acts is noted.
  await sql`update law_imports set state = 'taken', chosen_by = '{}' where id = ${id}`.execute(site.db)
  await sql`alter table nominations disable trigger nominations_keep`.execute(site.db)
  await sql`
    update nominations set state = 'taken-up', draft = ${draft.id}, nominator = ${nominator.person}
    where id = ${knownNominations.answered}`.execute(site.db)
  await sql`alter table nominations enable trigger nominations_keep`.execute(site.db)
  const proposed = await proposalOf(site, north.editor, draft)
  const publication = String(proposed.headers.location).split('?')[0] ?? ''
  for (const person of [uploader, chooser, nominator]) {
    const answer = await postAs(site, person, `${publication}/approve`)
    assert.equal(answer.headers.location, `${publication}?done=own-work`)
  }
  assert.match(await approve(site, north.approver, publication), /<strong>Published<\/strong>/)
})

test('a role for a part of the jurisdiction makes no law for the whole, and ends none there', async () => {
  const north = await newOffice(site, 'xa-authority-north', 'XA-N')
  const part = await newOffice(site, 'xa-authority-north', 'XA-N1', { part: 'XA-N1' })
  const wide = { place: 'XA-N1', instrument: 'places: [XA-N]\n', items: line() }
  const draft = await draftOf(site, part, listFiles('xa-n1-wide', wide))
  const refused = await proposalOf(site, part.editor, draft)
  assert.equal(refused.statusCode, 400)
  assert.match(refused.body, /Your role is not given for Demonstration province XA-N \(XA-N\)/)
  const proposed = await proposalOf(site, north.editor, draft)
  const publication = String(proposed.headers.location).split('?')[0] ?? ''
  assert.equal((await postAs(site, part.approver, `${publication}/approve`)).statusCode, 403)
  const forced = actingAs(site.appDb, part.approver, (acting) =>
    sql`
      update law_publications set state = 'approved', decided_by = ${part.approver.person}, decided_at = now()
      where id = ${publication.split('/')[2] ?? ''}`.execute(acting),
  )
  assert.equal(Number((await forced).numAffectedRows), 0)
  assert.match(await approve(site, north.approver, publication), /<strong>Published<\/strong>/)
  assert.deepEqual(await verdictsOf(site, 'xa-n1-wide', diplomate, 'XA-N2'), ['met'])
  const withdrawn = await postAs(site, part.editor, '/drafts/from/xa-n1-wide/withdraw', {
    ...{ authority: part.authority, publishOn: today(systemClock), reasonEn: 'Wrong' },
  })
  assert.match(withdrawn.body, /Your role is not given for Demonstration province XA-N \(XA-N\)/)
  const narrow = await draftOf(site, part, listFiles('xa-n1-own', { place: 'XA-N1', items: line() }))
  assert.match(await publish(site, part, narrow), /<strong>Published<\/strong>/)
})

test('no id of another place is taken, neither in the draft nor by a text that corrects', async () => {
  const south = await newOffice(site, 'xa-authority-south', 'XA-S')
  const city = await newOffice(site, 'xa-authority-north', 'XA-N1')
  for (const [office, id, proposed] of [
    [south, 'xa-n-2099-1', 'xa-s-2099-1'],
    [city, 'xa-n-2099-1', 'xa-n1-2099-1'],
    [south, 'xa-2099-1', 'xa-s-2099-1'],
    [south, 'own-2099-1', 'xa-s-own-2099-1'],
  ] as const) {
    const files = { ...listFiles(id, { place: office.place }), 'qualifications.csv': entry(`${id}-welder`) }
    const draft = await draftOf(site, office, files)
    const page = (await getAs(site, office.editor, `/drafts/${draft.id}`)).body
    for (const more of ['', '-main', '-welder'])
      assert.ok(page.includes(`found '${id}${more}', expected '${proposed}${more}', as ids of`), `${id}${more}`)
    assert.match((await getAs(site, office.editor, `/drafts/${draft.id}?lang=zh-CN`)).body, /的标识以“xa-.*”开头/)
    assert.equal((await proposalOf(site, office.editor, draft)).statusCode, 400)
  }
  const own = {
    ...listFiles('xa-s-keeps', { place: 'XA-S', items: line() }),
    'qualifications.csv': entry('xa-s-keeps-welder'),
  }
  assert.match(await publish(site, south, await draftOf(site, south, own)), /<strong>Published<\/strong>/)
  const begun = await postAs(site, south.editor, '/drafts/from/xa-s-keeps', { authority: south.authority, from: 'law' })
  const draft = String(begun.headers.location).split('/')[2] ?? ''
  const text = listFiles('xa-s-keeps', { place: 'XA-S' })['instrument.yaml']?.replace(
    'id: xa-s-keeps',
    'id: xa-s-other',
  )
  await postAs(site, south.editor, `/drafts/${draft}/file?path=instrument.yaml`, { text: text ?? '', version: '1' })
  assert.match(
    (await getAs(site, south.editor, `/drafts/${draft}`)).body,
    /found 'xa-s-other', expected 'xa-s-keeps', the id of the text that it corrects/,
  )
})

const entry = (id: string): string =>
  `id,name.en,name.zh-CN,family,country,awardingBody,fields,levels,source\n${id},Welder,焊工,,XB,,,,\n`

test('an authority goes before its own law and that of places within, and before no other', async () => {
  const north = await newOffice(site, 'xa-authority-north', 'XA-N')
  const inner = { ...(await newOffice(site, 'xa-authority-north', 'XA-N1')), place: 'XA-N1' }
  const second = 'xa-authority-second'
  await sql`
    insert into authorities (id, names, jurisdiction, recorded_at, origin)
    select ${second}, names, jurisdiction, recorded_at, 'test' from authorities
    where id = 'xa-authority-north' and superseded_at is null`.execute(site.db)
  const other = await newOffice(site, second, 'XA-N')
  const text = (id: string, place: string, instrument = '') => listFiles(id, { place, instrument, items: line() })
  const out = async (office: typeof north, files: Readonly<Record<string, string>>) =>
    publish(site, office, await draftOf(site, office, files))
  assert.match(await out(north, text('xa-n-o-wide', 'XA-N')), /<strong>Published<\/strong>/)
  assert.match(await out(inner, text('xa-n1-o-part', 'XA-N1')), /<strong>Published<\/strong>/)
  const refused = async (office: typeof north, files: Readonly<Record<string, string>>, id: string) => {
    const draft = await draftOf(site, office, files)
    const answer = await proposalOf(site, office.editor, draft)
    assert.equal(answer.statusCode, 400)
    assert.ok(answer.body.includes(`'${id}' does not give way to this text, expected law of this authority itself`), id)
    const inChinese = (await getAs(site, office.editor, `/drafts/${draft.id}?lang=zh-CN`)).body
    assert.ok(inChinese.includes(`“${id}”不受本文件排除，应为本机关自己的规定`), id)
  }
  // Another authority of the same place, and the nation around it.
  await refused(other, text('xa-n-o-theirs', 'XA-N', 'overrides: [xa-n-o-wide]\n'), 'xa-n-o-wide')
  await refused(other, text('xa-n-o-theirs', 'XA-N', 'supersedes: [xa-n-o-wide]\n'), 'xa-n-o-wide')
  await refused(north, text('xa-n-o-nation', 'XA-N', 'overrides: [cn-sx-2024-5]\n'), 'cn-sx-2024-5')
  const byRule = text('xa-n-o-rule', 'XA-N')
  const rule = (byRule['rules.yaml'] ?? '').replace(
    '    clause: all',
    '    overrides: [xa-n-o-wide#listed]\n    clause: all',
  )
  await refused(other, { ...byRule, 'rules.yaml': rule }, 'xa-n-o-wide#listed')
  // Its own, and what holds in a place within.
  assert.match(
    await out(north, text('xa-n-o-own', 'XA-N', 'overrides: [xa-n-o-wide]\n')),
    /<strong>Published<\/strong>/,
  )
  const within = text('xa-n-o-within', 'XA-N', 'overrides: [xa-n1-o-part]\n')
  assert.match(await out(other, within), /<strong>Published<\/strong>/)
})
