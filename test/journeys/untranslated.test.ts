// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { suggestions } from '../../src/finder/search/search-names.view.tsx'
import { problemCatalogue } from '../../src/http/problems/problem-catalogue.ts'
import { inChinese } from '../../src/instruments/source/in-chinese.model.ts'
import english from '../../src/ui/messages/en.json' with { type: 'json' }
import { languages, ownName } from '../../src/ui/messages/words.ts'
import '../support/database.ts'
import { everyPage, pageRoutes, pagesByRoute, undeclaredRoutes } from '../support/every-page.ts'
import { inventedTexts, inventedTitles } from '../support/invented/invented-law.ts'
import { knownTexts } from '../support/law-desk/known-law.ts'
import type { Visit } from '../support/visit.ts'
import { visitorAddress, visitorName, type WholeSite, wholeSite } from '../support/whole-site.ts'

const root = join(import.meta.dirname, '..', '..')

let site: WholeSite
let known: string

before(async () => {
  site = await wholeSite({ invented: true })
  known = await data()
})
after(() => site.close())

async function read({ path, sends, as, weak, cookie: given }: Visit, lang: string) {
  const brought = as === undefined ? given : await site.signIn(as, weak)
  const cookie = brought === undefined ? {} : { cookie: brought }
  const headers = { accept: 'text/html', host: '127.0.0.1', origin: 'http://127.0.0.1', ...cookie }
  if (sends === undefined) return site.app.inject({ url: withLanguage(path, lang), headers })
  return site.app.inject({
    method: 'POST',
    url: path,
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ ...sends, lang }).toString(),
  })
}

const withLanguage = (path: string, lang: string): string => `${path}${path.includes('?') ? '&' : '?'}lang=${lang}`

/** What stands in law, register and the catalogue of problems, and names that are the same in every language. */
async function data(): Promise<string> {
  const files = globSync('{law,reference}/**/*.{yaml,csv}', { cwd: root }).map((file) =>
    readFileSync(join(root, file), 'utf8'),
  )
  const names = [
    ...inventedTexts,
    ...inventedTitles,
    // As the label of a button says what it is about.
    ...inventedTitles.map((title) => `: ${title}`),
    'Passerelle',
    visitorName,
    visitorAddress,
    'Firefox · Linux',
    'wang.fang@example.org',
    'zhao.min@example.org',
    ...languages.map(ownName),
    ...suggestions.map(({ query }) => query),
  ]
  const regions = new Intl.DisplayNames('en', { type: 'region' })
  const places = [...files.join('\n').matchAll(/\b[A-Z]{2}\b/g)].flatMap(([code]) => {
    const name = regions.of(code)
    return name === undefined || name === code ? [] : [name]
  })
  // The reference of the API is written in English and Chinese beside its routes; it has a test of its own.
  const api = await site.app.inject('/api/openapi.json')
  const reference = globSync('src/http/reference/*.{ts,tsx}', { cwd: root }).map((file) =>
    readFileSync(join(root, file), 'utf8'),
  )
  const described = JSON.stringify(api.json())
  const written = [JSON.stringify(problemCatalogue), described, described.replace(/`[^`]*`/g, ''), ...reference]
  return flat([...files, knownTexts(), ...names, ...new Set(places), ...written].join('\n'))
}

/** What a message may come to be: anything may stand in its gaps. */
const pattern = (message: string): string =>
  message
    .split(/\{[^{}]*\}/)
    .map((part) => part.replaceAll("''", "'").replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('[\\s\\S]+?')

/** What the check finds in law is said in English and Chinese: whoever reads in another language reads the English. */
const findings = Object.entries(english)
  .filter(([key]) => key.startsWith('finding.') || key === 'draft.outside')
  .map(([, message]) => new RegExp(`^${pattern(message)}`))
const isFinding = (run: string): boolean => inChinese(run) !== null || findings.some((one) => one.test(run))

/** Of a record or a file, by the clock of the world. */
const moment = /\b\d{1,2} \p{Lu}\p{Ll}+ \d{4} at \d\d:\d\d UTC/gu

const flat = (text: string): string => text.replace(/[\s"'\\]+/g, ' ').toLowerCase()

/** Everything that a reader sees or hears: text between tags, and what attributes say. */
function textRuns(html: string): string[] {
  const body = html
    .slice(html.indexOf('<title>'))
    // What somebody has written is theirs.
    .replace(/<(script|style|pre|code|textarea)\b[\s\S]*?<\/\1>/g, '')
    // A day or an instant, as the language writes it.
    .replace(/<time\b[^>]*>[^<]*\d[^<]*<\/time>/g, '')
    // A document that is quoted in a language of its own, such as a text that is signed in two.
    .replace(/<blockquote lang="[^"]+"[^>]*>[\s\S]*?<\/blockquote>/g, '')
    // A rule in the words of both languages, as its author reads it.
    .replace(/<div lang="[^"]+" class="own-language">[\s\S]*?<\/div>/g, '')
  const said = [...body.matchAll(/\s(?:aria-label|title|placeholder|alt)="([^"]+)"/g)].map((match) => match[1] ?? '')
  return [...said, ...body.replace(/<[^>]*>/g, '\u0000').split('\u0000')].map(plain)
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'" }
const plain = (text: string): string => text.replace(/&([#\w]+);/g, (all, name: string) => entities[name] ?? all).trim()

/** Runs with letters that are neither marked as messages nor to be found in the data. A marked message may be cut by a tag. */
function untranslated(html: string, known: string): string[] {
  let depth = 0
  const found: string[] = []
  for (const run of textRuns(html)) {
    const inside = depth > 0 || /[⟦⟧]/.test(run)
    depth = Math.max(0, depth + run.split('⟦').length - run.split('⟧').length)
    const letters = run
      .replace(
        /\bhttps?:\/\/\S+|\b[\w-]+\/[\w.-]+\b|\b[\w-]+\.(yaml|csv|md)\b|\bknown-[\w-]+|\w+ [\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g,
        '',
      )
      .replace(moment, '')
      .replace(visitorName, '')
      .replace('Passerelle', '')
    if (inside || isFinding(run) || !/\p{L}{2}/u.test(letters)) continue
    if (!parts(run).every((part) => known.includes(flat(part)))) found.push(run)
  }
  return [...new Set(found)]
}

/** Data is put together with these: `A · B`, `A (B)`. */
const parts = (run: string): string[] =>
  run
    .split(/\s*[·›]\s*|[()（）〔〕:：,，;；]/)
    .map((part) => part.replace(/…$|\s[\d.]+$/, '').trim())
    .filter((part) => /\p{L}{2}/u.test(part))

for (const { name, ...visit } of everyPage) {
  for (const lang of ['x-pseudo', 'x-pseudo-rtl']) {
    test(`${name} says nothing outside the messages (${lang})`, async () => {
      const reply = await read(visit, lang)
      assert.match(reply.body, new RegExp(`<html lang="en-${lang}"${lang.endsWith('rtl') ? ' dir="rtl"' : ''}`))
      assert.equal(reply.headers['set-cookie'], undefined)
      assert.deepEqual(untranslated(reply.body, known), [])
    })
  }
}

test('a page without a translation is found', () => {
  assert.deepEqual(
    untranslated('<title>⟦A·⟧</title><p>Left in English</p><p>⟦Saíd <b>bold</b>··⟧</p><p>2026</p>', ''),
    ['Left in English'],
  )
})

test('the feed of changes says nothing outside the messages', async () => {
  for (const path of ['/feeds/law.atom', '/feeds/law.atom?place=CN-SX']) {
    const { body } = await site.app.inject({ url: withLanguage(path, 'x-pseudo'), headers: { host: '127.0.0.1' } })
    assert.match(body, /<title>⟦/)
    // Addresses, instants and hashes are not read.
    const shown = body.replace(/<(id|updated|uri)>[^<]*<\/\1>/g, '')
    assert.deepEqual(untranslated(shown, known), [], path)
  }
})

test('no page turns into another one while it is read', async () => {
  const turning: string[] = []
  for (const { name, ...visit } of everyPage) {
    const { headers, body } = await read(visit, 'en')
    if (headers['refresh'] !== undefined || /<meta[^>]+http-equiv="?refresh/i.test(body)) turning.push(name)
  }
  assert.deepEqual(turning, [])
})

test('every page is visited, and every route says whether it is one', () => {
  assert.deepEqual(pageRoutes(site.routes.routes).sort(), Object.keys(pagesByRoute).sort())
  assert.deepEqual(undeclaredRoutes(site.routes.routes), [])
})

test('the server does not give up on a page that waits for progress', () => {
  const told = site.routes.routes.filter(({ config }) => config?.produces?.includes('text/event-stream'))
  const short = told.filter(({ config }) => (config?.longest ?? 0) < 5 * 60_000)
  assert.deepEqual([told.length, short.map(({ url }) => url)], [3, []])
})

/** Chinese pages: sentences in Latin letters that are no name of law or register, which may be known in English only. */
test('no page in Chinese has a sentence in English', async () => {
  const found: string[] = []
  // The components stand there in every language side by side.
  for (const { name, ...visit } of everyPage.filter(({ route }) => route !== 'GET /design')) {
    const reply = await read(visit, 'zh-CN')
    for (const run of textRuns(reply.body)) {
      const words = run.replace(/\bhttps?:\/\/\S+|\b[\w-]+\/[\w.-]+\b/g, '').match(/\p{Script=Latin}{2,}/gu) ?? []
      if (words.length >= 5 && !/\p{Script=Han}/u.test(run)) found.push(`${name}: ${run}`)
    }
  }
  assert.deepEqual([...new Set(found)], [])
})

test('no message is missing in the pages of any language', async () => {
  const families = new Set(Object.keys(english).map((key) => key.split('.')[0]))
  const bare: string[] = []
  for (const { name, ...visit } of everyPage) {
    for (const lang of languages) {
      const reply = await read(visit, lang)
      assert.ok(reply.statusCode < 500, `${name} ${lang}: ${reply.statusCode}`)
      // A key that has no message is shown as it is.
      for (const run of textRuns(reply.body)) {
        const isKey = /^[a-z-]+(\.[a-zA-Z-]+)+$/.test(run) && families.has(run.split('.')[0] ?? '')
        if (isKey) bare.push(`${name} ${lang}: ${run}`)
      }
    }
  }
  assert.deepEqual(bare, [])
})
