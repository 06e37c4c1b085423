// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import '../../../test/support/database.ts'
import { getAs, newVisitor, postAs, type Visitor } from '../../../test/support/visitors.ts'
import { type WholeSite, wholeSite } from '../../../test/support/whole-site.ts'
import { readYaml } from './yaml/merge-yaml.model.ts'

const root = join(import.meta.dirname, '..', '..', '..')
let site: WholeSite
let editor: Visitor
before(async () => {
  site = await wholeSite()
  editor = await newVisitor(site, 'Ed Itor', 'law-editor')
})
after(() => site.close())

const unescaped = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/** What a browser would send of the form of a page. */
function sentBy(html: string): Record<string, string> {
  const form = html.slice(html.indexOf('class="editor-form"'), html.lastIndexOf('</form>'))
  const sent: Record<string, string> = {}
  const attribute = (tag: string, name: string) => unescaped(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    if (tag.includes('type="checkbox"') && !/ checked/.test(tag)) continue
    sent[attribute(tag, 'name')] = attribute(tag, 'value')
  }
  for (const [, tag = '', text = ''] of form.matchAll(/<textarea([^>]*)>([^<]*)<\/textarea>/g))
    sent[attribute(tag, 'name')] = unescaped(text.replace(/^\n/, ''))
  for (const [, tag = '', options = ''] of form.matchAll(/<select([^>]*)>(.*?)<\/select>/gs)) {
    const all = [...options.matchAll(/<option[^>]*>/g)].map(([one]) => one)
    sent[attribute(tag, 'name')] = attribute(all.find((one) => / selected/.test(one)) ?? all[0] ?? '', 'value')
  }
  return sent
}

/** A draft with these files, as if it had been written as text. */
async function draftWith(files: Record<string, string>, jurisdiction = 'XA-N'): Promise<string> {
  const answer = await postAs(site, editor, '/drafts/new', {
    title: 'A draft',
    authority: 'xa-authority-north',
    jurisdiction,
  })
  const address = String(answer.headers.location)
  let version = 1
  for (const [path, text] of Object.entries(files)) {
    const to = `${address}/file?path=${encodeURIComponent(path)}`
    assert.equal((await postAs(site, editor, to, { text, version: String(version) })).statusCode, 303)
    version += 1
  }
  return address
}

async function textOf(address: string, path: string): Promise<string | undefined> {
  const { rows } = await sql<{ text: string }>`
    select text from law_draft_files where draft = ${address.split('/')[2]} and path = ${path} and until is null`.execute(
    site.db,
  )
  return rows[0]?.text
}

const instrument = `id: xa-n-editor
jurisdiction: XA-N
kind: notice
title: { en: Notice (demonstration), zh-CN: 通知（演示） }   # as published
status: in-force
effective: 2026
sources: [{ id: s1, url: 'https://example.org/n', quality: demonstration, text: none }]
clauses: [{ id: all, summary: { en: All., zh-CN: 全部。 }, source: s1 }]
`

test('the pages of every shipped instrument and rule send back the very text that they show', async () => {
  for (const folder of globSync('law/*/*', { cwd: root })) {
    const files = Object.fromEntries(
      ['instrument.yaml', 'rules.yaml'].flatMap((name) => {
        const [path] = globSync(`${folder}/${name}`, { cwd: root })
        return path === undefined ? [] : [[name, readFileSync(join(root, path), 'utf8')]]
      }),
    )
    if (files['rules.yaml'] === undefined && folder.length % 5 !== 0) continue
    const address = await draftWith(files)
    const rules = (readYaml(files['rules.yaml'] ?? 'rules: []') as { rules: { id: string }[] }).rules
    for (const page of ['/instrument', ...rules.map(({ id }) => `/rules/${id}`)]) {
      const shown = await getAs(site, editor, `${address}${page}`)
      assert.equal(shown.statusCode, 200)
      const saved = await postAs(site, editor, `${address}${page}`, { ...sentBy(shown.body), act: 'save' })
      assert.equal(saved.statusCode, 303, `${folder}${page}`)
    }
    for (const [name, text] of Object.entries(files))
      assert.equal(await textOf(address, name), text, `${folder}/${name}`)
  }
})

test('a rule is built without a script, read in words in both languages, tried and kept with an example', async () => {
  const address = await draftWith({ 'instrument.yaml': instrument })
  const added = await postAs(site, editor, `${address}/rules`, { act: 'add', version: '2' })
  const at = String(added.headers.location)
  assert.match(at, /\/rules\/rule$/)
  let page = (await getAs(site, editor, at)).body
  const press = async (act: string, more: Record<string, string> = {}) => {
    const answer = await postAs(site, editor, at, { ...sentBy(page), ...more, act })
    page = answer.body
    return answer
  }
  await press('add:subject', { 'new:subject': 'CredentialSelector' })
  await press('add:subject', { 'new:subject': 'levels' })
  await press('add:', { 'new:': 'when=all', 'subject.levels.0': '技师 · 职业技能等级 (cn-skill/2)' })
  await press('add:when.all', { 'new:when.all': 'fact' })
  await press('add:when.all.0', { 'new:when.all.0': 'within', 'when.all.0.fact': 'employer-place' })
  await press('add:when.all', { 'new:when.all': 'held', 'when.all.0.within.0': 'XA' })
  await press('add:when.all.1.held', { 'new:when.all.1.held': 'years' })
  await press('up:when.all.1', { 'when.all.1.held.years': '２' })
  await press('add:outcomes', { 'new:outcomes': '' })
  await press('add:outcomes.0.target', { 'new:outcomes.0.target': 'level' })
  const rest = {
    'title.zh-CN': '技师认定为中级职称',
    'outcomes.0.kind': 'recognised-as',
    'outcomes.0.by': 'application',
    'outcomes.0.target.level': 'cn-title/intermediate',
    'outcomes.0.label.zh-CN': '中级职称',
    'outcomes.0.label.en': 'intermediate title',
  }
  await press('look', rest)
  assert.match(page, /lang="zh-CN" class="own-language"><h3>技师认定为中级职称<\/h3>/)
  assert.match(page, /In words[\s\S]*At least 2 years/i)
  await press('try', {
    'try-holds': 'cn-skill/2',
    'try-issued': '2020-01-01',
    'try-day': '2026-11-22',
    'try-place': 'XA-N',
  })
  assert.match(page, /class="conditions"/)
  assert.equal((await press('keep', { 'try-titleZh': '未说明单位' })).statusCode, 400)
  assert.equal((await press('keep', { 'try-titleZh': '未说明单位', 'try-confirmed': 'yes' })).statusCode, 303)
  assert.equal(
    await textOf(address, 'rules.yaml'),
    `rules:
  - id: rule
    clause: all
    title: { en: 技师认定为中级职称, zh-CN: 技师认定为中级职称 }
    purposes: [title]
    subject: { levels: [cn-skill/2] }
    when:
      all:
        - { held: { years: 2 } }
        - { fact: employer-place, within: [XA] }
    outcomes:
      - kind: recognised-as
        by: application
        target: { level: cn-title/intermediate }
        label: { en: intermediate title, zh-CN: 中级职称 }
`,
  )
  const example = readYaml((await textOf(address, 'examples/undecided/rule-1.yaml')) ?? '') as { expect: unknown }
  assert.deepEqual(example.expect, { verdict: 'unknown', questions: ['employer-place'] })
  assert.match((await getAs(site, editor, at)).body, /<option value="examples\/undecided\/rule-1.yaml"/)
})

test('a condition is put into a group and taken out of it; what is as it was is written as it was', async () => {
  const rules = `rules:
  - id: one   # as the text says
    clause: all
    title: { en: One, zh-CN: 一 }
    purposes: [title]
    subject: { levels: [cn-skill/2] }
    when: # both
      all:
        - { held: { years: 2 } } # since the award
        - fact: employer-place
          within: [XA]
    outcomes:
      - { kind: recognised-as, by: application, target: { level: cn-title/intermediate }, label: { en: title, zh-CN: 职称 } }
`
  const address = await draftWith({ 'instrument.yaml': instrument, 'rules.yaml': rules })
  const at = `${address}/rules/one`
  let page = (await getAs(site, editor, at)).body
  const press = async (act: string, status = 200) => {
    const answer = await postAs(site, editor, at, { ...sentBy(page), act })
    assert.equal(answer.statusCode, status, act)
    page = answer.body
  }
  for (const group of ['all', 'any', 'not', 'normally']) {
    assert.ok(page.includes(`value="wrap-${group}:when.all.1"`), group)
    await press(`wrap-${group}:when.all.1`)
    await press('unwrap:when.all.1')
    await press(`wrap-${group}:when`)
    assert.ok(page.includes('value="unwrap:when"'), group)
    await press('unwrap:when')
  }
  // Two things stand in it: neither of them can take its place, and nothing is lost by asking.
  assert.ok(!page.includes('value="unwrap:when"'))
  await press('unwrap:when')
  await press('down:when.all.0')
  await press('up:when.all.1')
  await press('save', 303)
  assert.equal(await textOf(address, 'rules.yaml'), rules)
  page = (await getAs(site, editor, at)).body
  await press('wrap-not:when.all.1')
  await press('wrap-any:when.all.1')
  await press('save', 303)
  const [rule] = (readYaml((await textOf(address, 'rules.yaml')) ?? '') as { rules: { when: unknown }[] }).rules
  assert.deepEqual(rule?.when, {
    all: [{ held: { years: 2 } }, { any: [{ not: { fact: 'employer-place', within: ['XA'] } }] }],
  })
  assert.match(
    (await textOf(address, 'rules.yaml')) ?? '',
    /one {3}# as the text says[\s\S]*# both[\s\S]*# since the award/,
  )
})

test('a member of the instrument is changed by the form, and its comments stay', async () => {
  const address = await draftWith({ 'instrument.yaml': instrument })
  const shown = (await getAs(site, editor, `${address}/instrument`)).body
  const sent = { ...sentBy(shown), number: '演人社〔2026〕1号' }
  const more = await postAs(site, editor, `${address}/instrument`, { ...sentBy(shown), act: 'add:', 'new:': 'number' })
  assert.match(more.body, /name="number"/)
  const saved = await postAs(site, editor, `${address}/instrument`, {
    ...sentBy(more.body),
    number: sent.number,
    act: 'save',
  })
  assert.equal(saved.statusCode, 303)
  const text = await textOf(address, 'instrument.yaml')
  assert.equal(text, instrument.replace('status:', 'number: 演人社〔2026〕1号\nstatus:'))
  const late = await postAs(site, editor, `${address}/instrument`, { ...sent, kind: 'measure', act: 'save' })
  assert.equal(late.statusCode, 409)
  assert.match(late.body, /Somebody else has saved/)
})

test('rules are doubled, moved and removed; what a form cannot show is left as text', async () => {
  const rules = `rules:\n  - { id: one, clause: all }\n  # two\n  - { id: two, clause: all }\n`
  const address = await draftWith({ 'instrument.yaml': instrument, 'rules.yaml': rules })
  const act = (act: string, version: number) =>
    postAs(site, editor, `${address}/rules`, { act, version: String(version) })
  await act('down:one', 3)
  await act('double:two', 4)
  await act('remove:one', 5)
  assert.equal(
    await textOf(address, 'rules.yaml'),
    'rules:\n  # two\n  - { id: two, clause: all }\n  - { id: two-copy, clause: all }\n',
  )
  const strange = await draftWith({ 'instrument.yaml': `${instrument}strange: 1\n`, 'rules.yaml': 'rules: 1' })
  for (const page of ['/instrument', '/rules'])
    assert.match((await getAs(site, editor, `${strange}${page}`)).body, /edited as text/)
  assert.equal((await getAs(site, editor, `${address}/rules/none`)).statusCode, 404)
  const approver = await newVisitor(site, 'Approver', 'law-approver')
  const seen = await getAs(site, approver, `${address}/rules/two`)
  assert.equal(seen.statusCode, 200)
  assert.doesNotMatch(seen.body, /value="save">Save/)
})
