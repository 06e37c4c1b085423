// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../../test/support/database.ts'
import { getAs, newVisitor, postAs, type Visitor } from '../../../../test/support/visitors.ts'
import { type WholeSite, wholeSite } from '../../../../test/support/whole-site.ts'
import { sheetOf } from '../../../../test/support/workbooks.ts'
import type { SignedIn } from '../../../access/index.ts'
import { createLogger } from '../../../kernel/index.ts'
import { readDraft } from '../../drafts/edit-draft.ts'
import { keepImporting } from '../../index.ts'
import { lookAtImport, readImport, takeOver } from '../work/import-file.ts'

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
const head = ['序号', '资格证书名称', '颁证机构', '国家/地区', '类别', '起始日期', '动作']

async function newDraft(editor: Visitor): Promise<string> {
  const fields = { title: 'A list', authority: 'xa-authority-north', jurisdiction: 'XA-N' }
  const address = String((await postAs(site, editor, '/drafts/new', fields)).headers.location)
  const file = `${address}/file?path=instrument.yaml`
  await postAs(site, editor, file, { text: instrument, version: '1' })
  return address
}

/** A form with a file, as a browser sends it. */
function upload(
  { cookie }: Visitor,
  draft: string,
  bytes: Uint8Array,
  fields: Record<string, string> = {},
  name = '目录.xlsx',
) {
  const edge = 'passerelle-test-boundary'
  const parts = Object.entries(fields).map(
    ([field, value]) => `--${edge}\r\ncontent-disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
  )
  const file = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  const payload = Buffer.concat([Buffer.from(parts.join('') + file), bytes, Buffer.from(`\r\n--${edge}--\r\n`)])
  const headers = { cookie, 'content-type': `multipart/form-data; boundary=${edge}`, 'sec-fetch-site': 'same-origin' }
  return site.app.inject({ method: 'POST', url: `${draft}/import`, headers, payload })
}

/** What the page that was looked at says of itself. */
async function seenAt(editor: Visitor, address: string): Promise<{ seen: string }> {
  const { body } = await getAs(site, editor, `${address}?show=changes`)
  return { seen: /name="seen" value="([^"]+)"/.exec(body)?.[1] ?? '' }
}

async function takeOverAt(editor: Visitor, address: string, fields: Record<string, string> = {}) {
  return postAs(site, editor, `${address}/take-over`, { ...(await seenAt(editor, address)), ...fields })
}

const table = (...rows: (string | number | null)[][]) => sheetOf([head, ...rows])
/** By which the choice for the near row is made, whatever row it stands in. */
const nearKey = 'q:certificateofamericanboardoftoxicology||||US'
const good = [1, '演示海上风电技师', '演示风电协会', 'XA', 'A', '2026年7月1日', '列入']

test('from the template to the draft: found fault with, chosen, looked at, taken over whole', async () => {
  const editor = await newVisitor(site, 'Editor', 'law-editor')
  const draft = await newDraft(editor)
  const page = (await getAs(site, editor, `${draft}/import`)).body
  assert.match(page, /enctype="multipart\/form-data"/)
  const template = await getAs(site, editor, `${draft}/import/template?catalogue=xa-n-list&as=xlsx`)
  assert.equal(template.headers['content-disposition'], 'attachment; filename="xa-n-list-template.xlsx"')
  assert.equal(template.rawPayload.subarray(0, 2).toString(), 'PK')

  const near = [2, 'Certificate of American Board of Toxicology', null, 'US', 'B', '2026-07-01', null]
  const bad = [3, '演示电工', null, '火星', '丙', '2026-02-30', null]
  const sent = await upload(editor, draft, table(good, near, bad))
  assert.equal(sent.statusCode, 303)
  const address = String(sent.headers.location)
  const findings = (await getAs(site, editor, address)).body
  for (const cell of ['D4', 'E4', 'F4']) assert.match(findings, new RegExp(`<strong>${cell}</strong>`))
  assert.doesNotMatch(findings, /Take over into the draft/)
  assert.match((await getAs(site, editor, `${address}/findings.csv`)).body, /^D4,To correct,/m)
  assert.equal((await takeOverAt(editor, address)).statusCode, 409)

  const choose = (await getAs(site, editor, `${address}?show=choose`)).body
  assert.match(choose, new RegExp(`name="${nearKey.replaceAll('|', '\\|')}" value="us-abt-diplomate"`))
  await postAs(site, editor, `${address}/choose`, { [nearKey]: 'us-abt-diplomate' })
  const changes = (await getAs(site, editor, `${address}?show=changes`)).body
  assert.match(changes, /us-abt-diplomate/)
  assert.match(changes, /Leave out the row/)
  assert.equal((await takeOverAt(editor, address)).statusCode, 409)
  const taken = await takeOverAt(editor, address, { skip: 'on' })
  assert.equal(taken.headers.location, `${address}?done=taken`)

  const { rows } = await sql<{ path: string; text: string }>`
    select path, text from law_draft_files where draft = ${draft.slice(8)} and until is null and path like '%.csv' order by path`.execute(
    site.db,
  )
  assert.deepEqual(
    rows.map(({ path }) => path),
    ['awarding-bodies.csv', 'catalogues/xa-n-list.csv', 'qualifications.csv'],
  )
  assert.match(rows[1]?.text ?? '', /^us-abt-diplomate,B,2026-07-01,,,$/m)
  assert.equal((await takeOverAt(editor, address)).statusCode, 409)
  assert.match((await getAs(site, editor, address)).body, /Taken over into the draft/)
  assert.match((await getAs(site, editor, draft)).body, /catalogues\/xa-n-list\.csv/)
})

test('one open name is told once, and what was chosen is kept for the mended file', async () => {
  const editor = await newVisitor(site, 'Editor', 'law-editor')
  const draft = await newDraft(editor)
  const near = ['美国毒理学协会', 'US', 'B', '2026-07-01', null]
  const rows = ['检验员', '技术员', '评估师'].map((name, at) => [at + 1, `演示毒理${name}`, ...near])
  const bodies = [...rows, [4, '演示电工', null, 'XA', '丙', null, null]]
  const first = String((await upload(editor, draft, table(...bodies))).headers.location)
  const asked = (await getAs(site, editor, `${first}?show=choose`)).body
  const keys = [...asked.matchAll(/name="([qb]:[^"]*)" value="new"/g)].map(([, key]) => key ?? '')
  await postAs(site, editor, `${first}/choose`, Object.fromEntries(keys.map((key) => [key, 'new'])))
  const then = (await getAs(site, editor, `${first}?show=choose`)).body
  const body = /name="(b:[^"]*)" value="new"/.exec(then)?.[1] ?? ''
  assert.notEqual(body, '')
  assert.match(then, /To choose \(1\)/)
  const told = (await getAs(site, editor, `${first}?show=findings&severity=decide`)).body
  assert.match(told, /<strong>C2:C4<\/strong>/)
  assert.match(told, /To choose<\/a>|\(1\)/)
  assert.match(told, /1 name is still to be chosen, for 3 rows/)
  await postAs(site, editor, `${first}/choose`, { [body]: 'us-abt' })

  const mended = bodies.map((row, at) => (at === 3 ? [4, '演示电工', null, 'XA', 'A', '2026-07-01', null] : row))
  const colleague = await newVisitor(site, 'Colleague', 'law-editor')
  const second = String((await upload(colleague, draft, table(...mended.toReversed()))).headers.location)
  const kept = (await getAs(site, colleague, `${second}?show=choose`)).body
  assert.match(kept, /as chosen for an earlier file/)
  assert.match(kept, /value="us-abt" checked/)
  assert.match(kept, /To choose \(0\)/)
  const { rows: chosen } = await sql<{ by: string[] }>`
    select chosen_by as by from law_imports where id = ${second.split('/').at(-1)}`.execute(site.db)
  assert.deepEqual(chosen[0]?.by, [editor.person], 'who chose before has a hand in what comes of it')
  await postAs(site, colleague, `${second}/choose`, { [body]: 'new' })
  assert.match((await getAs(site, colleague, `${second}?show=choose`)).body, /value="new" checked/)
})

test('of a whole catalogue no row is left out: what it names would leave the list', async () => {
  const editor = await newVisitor(site, 'Editor', 'law-editor')
  const draft = await newDraft(editor)
  const list = { text: 'qualification,class,from\nus-abt-diplomate,A,2025-01-01\n', version: '2' }
  await postAs(site, editor, `${draft}/file?path=${encodeURIComponent('catalogues/xa-n-list.csv')}`, list)
  const bytes = new TextEncoder().encode('资格编码,名称,国家,类别\nus-abt-diplomate,,,丙\n,演示海上风电技师,XA,A\n')
  const sent = await upload(editor, draft, bytes, { mode: 'whole', effective: '2026-07-01' }, 'all.csv')
  const address = String(sent.headers.location)
  const changes = (await getAs(site, editor, `${address}?show=changes`)).body
  assert.match(changes, /Not one of them can be left out/)
  assert.doesNotMatch(changes, /name="skip"|us-abt-diplomate/)
  assert.equal((await takeOverAt(editor, address, { skip: 'on' })).statusCode, 409)
})

test('what is wrong with the form is told by its field', async () => {
  const editor = await newVisitor(site, 'Editor', 'law-editor')
  const draft = await newDraft(editor)
  const without = await upload(editor, draft, new Uint8Array(), {}, '')
  assert.equal(without.statusCode, 400)
  assert.match(without.body, /id="file-error"/)
  const wrong = await upload(editor, draft, table(good), { catalogue: 'another', effective: 'soon' })
  assert.equal(wrong.statusCode, 400)
  assert.match(wrong.body, /href="#effective"/)
  const large = await upload(editor, draft, new Uint8Array(32 * 1024 * 1024 + 10))
  assert.equal(large.statusCode, 400)
  assert.match(large.body, /larger than 32 MB/)
})

test('who may not edit the draft hands nothing in; who may not read it sees nothing', async () => {
  const editor = await newVisitor(site, 'Editor', 'law-editor')
  const stranger = await newVisitor(site, 'Stranger', 'law-editor', { authority: 'xa-authority-south' })
  const draft = await newDraft(editor)
  const address = String((await upload(editor, draft, table(good))).headers.location)
  for (const path of [`${draft}/import`, address, `${address}/findings.csv`]) {
    assert.equal((await getAs(site, stranger, path)).statusCode, 404)
  }
  assert.equal((await upload(stranger, draft, table(good))).statusCode, 404)
  for (const verb of ['cancel', 'again', 'choose', 'take-over']) {
    assert.equal((await postAs(site, stranger, `${address}/${verb}`)).statusCode, 404)
  }
})

test('where the draft changes meanwhile nothing is taken over until the file is read anew', async () => {
  const editor = await newVisitor(site, 'Editor', 'law-editor')
  const draft = await newDraft(editor)
  const address = String((await upload(editor, draft, table(good))).headers.location)
  await postAs(site, editor, `${draft}/file?path=notes.md`, { text: 'meanwhile', version: '2' })
  const stale = (await getAs(site, editor, address)).body
  assert.match(stale, /The draft has changed since the file was read/)
  assert.doesNotMatch(stale, /Take over into the draft/)
  await postAs(site, editor, `${address}/again`)
  assert.match((await getAs(site, editor, address)).body, /Take over into the draft/)
})

test('what was cancelled or chosen otherwise while it was looked at is not taken over, and the draft stays', async () => {
  const editor = await newVisitor(site, 'Editor', 'law-editor')
  const draft = await newDraft(editor)
  const near = [2, 'Certificate of American Board of Toxicology', null, 'US', 'B', '2026-07-01', null]
  const address = String((await upload(editor, draft, table(good, near))).headers.location)
  await postAs(site, editor, `${address}/choose`, { [nearKey]: 'us-abt-diplomate' })
  const seen = await seenAt(editor, address)
  await postAs(site, editor, `${address}/choose`, { [nearKey]: 'new' })
  const refused = await postAs(site, editor, `${address}/take-over`, seen)
  assert.equal(refused.statusCode, 409)
  assert.match(refused.body, /no longer what you looked at/)

  // The same between planning, which takes long for a large file, and writing.
  const visitor = { person: editor.person, weak: false } as SignedIn
  const [id, file] = [draft.slice(8), address.split('/').at(-1) ?? '']
  const one = await readImport(site.appDb, visitor, id, file)
  const look = { show: null, severity: null, kind: null, page: 0, q: '' }
  const found = await lookAtImport(site.appDb, visitor, one, look)
  await postAs(site, editor, `${address}/cancel`)
  const asked = { skipBadRows: false, seen: found?.seen ?? null }
  assert.equal(await takeOver(site.appDb, visitor, one, asked), 'not-as-seen')
  const { draft: left, files } = await readDraft(site.appDb, visitor, id)
  assert.deepEqual([left.version, [...files.keys()]], [2, ['instrument.yaml']])
})

test('a file is cancelled, and read again; what a killed server left goes on at the next start', async () => {
  const editor = await newVisitor(site, 'Editor', 'law-editor')
  const draft = await newDraft(editor)
  const address = String((await upload(editor, draft, table(good))).headers.location)
  const id = address.split('/').at(-1) ?? ''
  await postAs(site, editor, `${address}/cancel`)
  assert.match((await getAs(site, editor, address)).body, /Cancelled/)
  await sql`update law_imports set state = 'working', beat_at = now() - interval '2 minutes' where id = ${id}`.execute(
    site.db,
  )
  const importer = keepImporting(site.appDb, createLogger('silent'))
  importer.start()
  await importer.stop()
  const { rows } = await sql<{ state: string }>`select state from law_imports where id = ${id}`.execute(site.db)
  assert.equal(rows[0]?.state, 'ready')
})

test('a large file is read in a thread of its own, and can be looked at page by page', async () => {
  const editor = await newVisitor(site, 'Editor', 'law-editor')
  const draft = await newDraft(editor)
  const lines = Array.from(
    { length: 6000 },
    (_, at) => `${at},演示资格第${at}种证书,,XA,${at % 100 === 0 ? '丙' : 'A'},,`,
  )
  const bytes = new TextEncoder().encode([head.join(','), ...lines].join('\n'))
  assert.ok(bytes.length > 200_000)
  const address = String((await upload(editor, draft, bytes, {}, 'large.csv')).headers.location)
  await site.app.inject('/health/live')
  for (let tries = 0; tries < 200; tries++) {
    const { rows } = await sql<{
      state: string
    }>`select state from law_imports where id = ${address.split('/').at(-1)}`.execute(site.db)
    if (rows[0]?.state === 'ready') break
    await new Promise((next) => setTimeout(next, 100))
  }
  const page = (await getAs(site, editor, `${address}?show=findings&severity=error`)).body
  assert.match(page, /<strong>E2, E102, E202, .* and 50 more cells<\/strong>/)
  assert.match(page, /\(60 rows\)/)
  const changes = (await getAs(site, editor, `${address}?show=changes&page=60`)).body
  assert.match(changes, /Page 60 of 60/)
})

test('a catalogue is declared a later batch, and its file withdraws what stands on the list', async () => {
  const editor = await newVisitor(site, 'Editor', 'law-editor')
  const draft = await newDraft(editor)
  const two = instrument
    .replace(
      'coverage: complete',
      'coverage: complete\n    items: [{ qualification: us-abt-diplomate, class: A, from: 2025-01-01 }]',
    )
    .concat(`  - id: xa-second # as announced
    title: { en: Second batch, zh-CN: 第二批 }
    coverage: complete
    effective: 2026-07-01
    classes: [{ id: A, label: { en: Class A, zh-CN: A类 } }, { id: B, label: { en: Class B, zh-CN: B类 } }]
clauses: [{ id: all, summary: { en: All., zh-CN: 全部。 }, source: s1 }]
`)
  await postAs(site, editor, `${draft}/file?path=instrument.yaml`, { text: two, version: '2' })
  assert.match((await getAs(site, editor, `${draft}/import`)).body, /“Second batch” stands by itself/)
  const declare = (continues: string) =>
    postAs(site, editor, `${draft}/import/batch`, {
      catalogue: 'xa-second',
      'continues.xa-second': continues,
      'earlierHolders.xa-second': 'lose',
    })
  for (const wrong of ['xa-second', 'no-such-list']) assert.equal((await declare(wrong)).statusCode, 400, wrong)
  assert.equal((await declare('xa-n-list')).headers.location, `${draft}/import?done=declared`)
  const page = (await getAs(site, editor, `${draft}/import`)).body
  assert.match(page, /“Second batch” is a later batch of “Demonstration list”/)
  const yaml = (await getAs(site, editor, `${draft}/file?path=instrument.yaml`)).body
  assert.match(yaml, /xa-second # as announced[\s\S]*continues: xa-n-list\s+earlierHolders: lose/)

  const bytes = new TextEncoder().encode('资格编码,类别,动作,原持证人\nus-abt-diplomate,,退出,保留\n')
  const sent = await upload(editor, draft, bytes, { catalogue: 'xa-second' }, '第二批.csv')
  const address = String(sent.headers.location)
  const changes = (await getAs(site, editor, `${address}?show=changes`)).body
  assert.match(changes, /A later batch of the list “Demonstration list”/)
  assert.match(changes, /until 1 July 2026[^<]*certificates issued before that day still count/)
  assert.equal((await takeOverAt(editor, address)).headers.location, `${address}?done=taken`)
  const list = await getAs(site, editor, `${draft}/file?path=${encodeURIComponent('catalogues/xa-second.csv')}`)
  assert.match(list.body, /us-abt-diplomate,A,,,withdraw,keep,,/)
  assert.match((await getAs(site, editor, `${draft}/changes`)).body, /1 entry of earlier batches withdrawn/)
})

test('a file that was handed in is kept for 90 days, and what was taken over of it stays', async () => {
  const editor = await newVisitor(site, 'Editor', 'law-editor')
  const draft = await newDraft(editor)
  assert.match((await getAs(site, editor, `${draft}/import`)).body, /kept for 90 days/)
  const address = String((await upload(editor, draft, table(good))).headers.location)
  assert.equal((await takeOverAt(editor, address)).statusCode, 303)
  const earlier = async (days: number): Promise<string> => {
    const { rows } = await sql<{ id: string }>`
      insert into law_imports (draft, catalogue, file_name, bytes, mode, version, state, analysis, rows, uploaded_by, uploaded_at)
      select draft, catalogue, file_name, bytes, mode, version, state, analysis, rows, uploaded_by, now() - make_interval(days => ${days})
      from law_imports where id = ${address.split('/').at(-1)} returning id`.execute(site.db)
    return `${draft}/import/${rows[0]?.id}`
  }
  const addresses = [address, await earlier(89), await earlier(91)]
  await sql`select * from sweep_retained()`.execute(site.db)
  const left = await Promise.all(addresses.map(async (one) => (await getAs(site, editor, one)).statusCode))
  assert.deepEqual(left, [200, 200, 404])
  const list = await getAs(site, editor, `${draft}/file?path=${encodeURIComponent('catalogues/xa-n-list.csv')}`)
  assert.match(list.body, /xa-n-yan-shi-hai-shang-feng-dian-ji-shi,A,2026-07-01/)
})

test('a file of many rows is shown page by page, and searched', async () => {
  const editor = await newVisitor(site, 'Editor', 'law-editor')
  const draft = await newDraft(editor)
  const rows = Array.from({ length: 230 }, (_, at) => `演示工种${at + 1}号,Trade ${at + 1},XA,A`)
  const bytes = new TextEncoder().encode(['名称,英文名称,国家,类别', ...rows].join('\n'))
  const address = String((await upload(editor, draft, bytes, {}, '多.csv')).headers.location)
  await postAs(site, editor, `${address}/choose`, { many: 'new' })
  const look = async (query: string) => (await getAs(site, editor, `${address}?show=changes${query}`)).body
  assert.match(await look(''), /Page 1 of 3/)
  assert.match(await look(''), /230 entries here/)
  const found = await look('&q=trade-117')
  assert.match(found, /1 entry here/)
  assert.match(found, /演示工种117号/)
  assert.match(await look('&q=nobody'), /0 entries here/)
  assert.match(await look('&page=3'), /rel="prev"/)
})
