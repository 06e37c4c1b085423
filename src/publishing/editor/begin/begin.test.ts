// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import '../../../../test/support/database.ts'
import { sql } from 'kysely'
import { getAs, newVisitor, postAs } from '../../../../test/support/visitors.ts'
import { type WholeSite, wholeSite } from '../../../../test/support/whole-site.ts'
import { instrumentId } from './beginning.model.ts'

let site: WholeSite
before(async () => {
  site = await wholeSite()
})
after(() => site.close())

const batch = {
  act: 'begin',
  authority: 'xa-authority-north',
  place: '演示省 XA-N (XA-N)',
  titleZh: '关于公布第二批境外职业资格目录的通知',
  titleEn: '',
  number: '演北人社〔２０２６〕7号',
  kind: 'catalogue',
  published: '2026-11-01',
  effective: '2026-12-01',
  url: 'https://example.org/n/7',
  found: '',
  listZh: '境外职业资格认可目录',
  listEn: 'Catalogue of foreign qualifications',
  edition: '',
  batch: '2',
  coverage: 'partial',
  'class.0.id': 'A',
  'class.0.zh': 'A类',
  'class.0.en': 'Class A',
  'class.0.level': '副高级职称 (cn-title/associate-senior)',
  'class.1.id': 'B',
  'class.1.zh': 'B类',
  'class.1.en': '',
  'class.1.level': 'cn-title/intermediate',
  outcome: 'recognised-as',
  by: 'application',
  purposes: 'title',
  employed: 'yes',
  years: '2',
}

async function filesOf(address: string): Promise<Map<string, string>> {
  const draft = address.split('/')[2] ?? ''
  const { rows } = await sql<{ path: string; text: string }>`
    select path, text from law_draft_files where draft = ${draft} and until is null`.execute(site.db)
  return new Map(rows.map(({ path, text }) => [path, text]))
}

test('a batch of a catalogue is begun in Chinese by a form, with rules and examples that hold', async () => {
  const editor = await newVisitor(site, 'Ed Itor', 'law-editor')
  const form = (await getAs(site, editor, '/drafts/new/catalogue?lang=zh-CN')).body
  assert.match(form, /<h1[^>]*>一批目录/)
  assert.match(form, /<option value="演示省 XA-N \(XA-N\)"/)
  const answer = await postAs(site, editor, '/drafts/new/catalogue', batch)
  assert.equal(answer.statusCode, 303)
  const address = String(answer.headers.location)
  const files = await filesOf(address)
  assert.deepEqual([...files.keys()].sort(), [
    ...['a', 'b'].map((one) => `examples/met/class-${one}-listed.yaml`),
    ...['a', 'b'].map((one) => `examples/undecided/class-${one}-not-stated.yaml`),
    ...['a', 'b'].flatMap((one) => [
      `examples/unmet/class-${one}-employed-elsewhere.yaml`,
      `examples/unmet/class-${one}-held-too-short.yaml`,
    ]),
    'instrument.yaml',
    'rules.yaml',
  ])
  assert.equal(
    files.get('instrument.yaml'),
    `id: xa-n-2026-7
jurisdiction: XA-N
kind: catalogue
title: { en: 关于公布第二批境外职业资格目录的通知, zh-CN: 关于公布第二批境外职业资格目录的通知 }
number: 演北人社〔２０２６〕7号
issuer: xa-authority-north
published: 2026-11-01
effective: 2026-12-01
status: in-force
sources:
  - id: s1
    url: 'https://example.org/n/7'
    quality: demonstration
    text: paraphrase
    note: { en: Invented for demonstration, zh-CN: 演示用，纯属虚构 }
catalogues:
  - id: xa-n-2026-7-list
    title: { en: Catalogue of foreign qualifications, zh-CN: 境外职业资格认可目录 }
    batch: 2
    effective: 2026-12-01
    coverage: partial
    classes:
      - { id: A, label: { en: Class A, zh-CN: A类 } }
      - { id: B, label: { en: B类, zh-CN: B类 } }
clauses:
  - id: items
    summary: { en: Certificates listed in Catalogue of foreign qualifications count as the level of their class., zh-CN: 列入境外职业资格认可目录的证书，按其类别对应本目录规定的层级。 }
    source: s1
`.replace(/\n {4}summary: \{ en: (.*), zh-CN: (.*) \}/, '\n    summary:\n      en: $1\n      zh-CN: $2'),
  )
  assert.match(files.get('rules.yaml') ?? '', /subject: \{ listed: \{ catalogue: xa-n-2026-7-list, classes: \[A\] \}/)
  assert.match(files.get('examples/undecided/class-b-not-stated.yaml') ?? '', /credential:c1:listed:xa-n-2026-7-list/)
  const page = (await getAs(site, editor, `/drafts/${address.split('/')[2]}`)).body
  assert.match(page, /Nothing is wrong/)
})

test('a whole list without other conditions leaves nothing undecided, and no example of that is missed', async () => {
  const editor = await newVisitor(site, 'Ed Itor', 'law-editor')
  const { employed: _employed, years: _years, ...plain } = batch
  const answer = await postAs(site, editor, '/drafts/new/catalogue', { ...plain, coverage: 'complete' })
  const address = String(answer.headers.location)
  assert.deepEqual(
    [...(await filesOf(address)).keys()].filter((path) => path.startsWith('examples/undecided/')),
    [],
  )
  const page = (await getAs(site, editor, `/drafts/${address.split('/')[2]}`)).body
  assert.doesNotMatch(page, /lacks an example/)
  assert.match(page, /is said to be whole and has no item/)
  assert.match(page, /2 example persons|4 example persons/)
})

test('a batch goes on with a list of its own place alone', async () => {
  const editor = await newVisitor(site, 'Ed Itor', 'law-editor')
  for (const continues of ['no-such-list', 'cn-sh-overseas-2']) {
    const answer = await postAs(site, editor, '/drafts/new/catalogue', { ...batch, continues })
    assert.equal(answer.statusCode, 400)
    assert.match(answer.body, /Goes on with: choose a list that holds in the same place/)
  }
})

test('what is wrong is told by its field, and nothing that was typed is lost', async () => {
  const editor = await newVisitor(site, 'Ed Itor', 'law-editor')
  const wrong = {
    ...batch,
    titleZh: ' ',
    place: '某地',
    batch: '二',
    'class.1.id': 'A',
    'class.1.level': '中级',
    years: 'x',
    effective: '2026-02-30',
  }
  const { purposes: _none, ...without } = wrong
  const answer = await postAs(site, editor, '/drafts/new/catalogue', without)
  assert.equal(answer.statusCode, 400)
  const fields = [...answer.body.matchAll(/<li><a href="#([^"]+)">/g)].map(([, field]) => field)
  assert.deepEqual(fields, [
    'place',
    'titleZh',
    'effective',
    'batch',
    'years',
    'purposes',
    'class.1.id',
    'class.1.level',
  ])
  for (const field of fields) assert.ok(answer.body.includes(`id="${field}"`), field)
  assert.match(
    answer.body,
    /“中级” could be several, pick one from the list, for example: .*Intermediate title · Professional titles/,
  )
  for (const kept of ['某地', '演北人社', '境外职业资格认可目录', 'B类']) assert.ok(answer.body.includes(kept), kept)
  const real = await postAs(site, editor, '/drafts/new/catalogue', { ...batch, place: 'CN-SX', url: '' })
  assert.match(real.body, /<a href="#url">/)
})

test('a level is found by what people call it', async () => {
  const editor = await newVisitor(site, 'Ed Itor', 'law-editor')
  const levelOf = async (typed: string): Promise<string> => {
    const page = await postAs(site, editor, '/drafts/new/catalogue?lang=zh-CN', {
      ...batch,
      'class.0.level': typed,
      act: 'look',
    })
    return /name="class.0.level"[^>]*value="([^"]*)"/.exec(page.body)?.[1] ?? ''
  }
  for (const typed of ['中级职称', '中级 职称层级', '工程师', 'Intermediate title', '中级 · 职称层级'])
    assert.equal(await levelOf(typed), '中级 · 职称层级 (cn-title/intermediate)', typed)
  for (const typed of ['高级技师', 'senior technician']) assert.match(await levelOf(typed), /\(cn-skill\/1\)$/, typed)
  assert.equal(await levelOf('特级大师'), '特级大师')
  const none = await postAs(site, editor, '/drafts/new/catalogue?lang=zh-CN', { ...batch, 'class.0.level': '特级大师' })
  assert.match(none.body, /没有与“特级大师”相符的层级/)
  assert.match(none.body, /<option value="工程师 · 中级 · 职称层级 \(cn-title\/intermediate\)">/)
})

test('classes are added and removed without a script', async () => {
  const editor = await newVisitor(site, 'Ed Itor', 'law-editor')
  const more = await postAs(site, editor, '/drafts/new/catalogue', { ...batch, act: 'more' })
  assert.match(more.body, /name="class.2.id"[^>]*value="C"/)
  const less = await postAs(site, editor, '/drafts/new/catalogue', { ...batch, act: 'less.0' })
  assert.match(less.body, /name="class.0.id"[^>]*value="B"/)
  assert.doesNotMatch(less.body, /name="class.1.id"/)
})

test('an instrument is begun by its head', async () => {
  const editor = await newVisitor(site, 'Ed Itor', 'law-editor')
  const answer = await postAs(site, editor, '/drafts/new/instrument', { ...batch, kind: 'notice', number: '' })
  assert.equal(answer.statusCode, 303)
  const files = await filesOf(String(answer.headers.location))
  assert.deepEqual([...files.keys()], ['instrument.yaml'])
  assert.match(files.get('instrument.yaml') ?? '', /^id: xa-n-2026\njurisdiction: XA-N\nkind: notice\n/)
})

test('an id that is taken gets a number', () => {
  const taken = new Set(['cn-sx-2024-5', 'cn-sx-2024-5-2'])
  assert.equal(
    instrumentId('CN-SX', '晋人社厅发〔2024〕5号', '2024', (id) => taken.has(id)),
    'cn-sx-2024-5-3',
  )
  assert.equal(
    instrumentId('XA', '', '2026', () => false),
    'xa-2026',
  )
})
