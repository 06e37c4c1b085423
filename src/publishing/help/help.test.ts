// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import '../../../test/support/database.ts'
import { knownDrafts } from '../../../test/support/law-desk/known-law.ts'
import { type WholeSite, wholeSite } from '../../../test/support/whole-site.ts'
import { sourceProblemCodes } from '../../instruments/index.ts'

let site: WholeSite
before(async () => {
  site = await wholeSite()
})
after(() => site.close())

const read = async (url: string, cookie = '') => (await site.app.inject({ url, headers: { cookie } })).body

test('every kind of finding has a place of its own that says what to do, in both languages', async () => {
  for (const lang of ['en', 'zh-CN']) {
    const page = await read(`/help/findings?lang=${lang}`)
    for (const code of sourceProblemCodes)
      assert.match(page, new RegExp(`<h2 id="${code}">[^<]+</h2><p>[^<]{5,}</p>`), code)
  }
  // What the documentation tells of has a place here.
  const told = readFileSync(join(import.meta.dirname, '../../../docs/law-check.md'), 'utf8').matchAll(/^### (\S+)$/gm)
  const codes: readonly string[] = sourceProblemCodes
  for (const [, code = ''] of told) assert.ok(codes.includes(code), code)
})

test('a finding leads to what it means, and each page of publishing to how it is done', async () => {
  const editor = await site.signIn('law-editor')
  const whole = await read(`/drafts/${knownDrafts.whole}`, editor)
  const linked = [...whole.matchAll(/href="\/help\/findings#([\w-]+)"/g)].map(([, code]) => code)
  assert.ok(linked.includes('contradiction') && linked.includes('unknown-id'), linked.join())
  const steps = await read('/help/publish')
  const pages = ['/drafts', `/drafts/${knownDrafts.list}/import`, `/drafts/${knownDrafts.list}/propose`]
  const edited = ['', '/instrument', '/rules', '/rules/listed'].map((page) => `/drafts/${knownDrafts.list}${page}`)
  for (const page of [...pages, ...edited]) {
    const [, step] = /href="\/help\/publish#([\w-]+)"/.exec(await read(page, editor)) ?? []
    assert.ok(step !== undefined && steps.includes(`<h2 id="${step}">`), `${page} ${step}`)
  }
})
