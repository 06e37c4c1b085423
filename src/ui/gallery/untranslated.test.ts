// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { testDatabase } from '../../../test/support/test-databases.ts'
import { assessPersonPage } from '../../finder/answers/assess-person.page.tsx'
import { lawShelf } from '../../finder/index.ts'
import { buildApp } from '../../http/index.ts'
import { problemPage, problemPages } from '../../http/problems/problem.page.tsx'
import { problemCatalogue } from '../../http/problems/problem-catalogue.ts'
import { loadShippedLaw } from '../../instruments/index.ts'
import { type App, fixedClock, silentLogger } from '../../kernel/index.ts'
import { loadReference } from '../../register/index.ts'
import { languages, ownName } from '../messages/words.ts'
import { galleryPage } from './gallery.page.tsx'

const root = join(import.meta.dirname, '..', '..', '..')

let app: App
let close: () => Promise<void>

before(async () => {
  const database = await testDatabase()
  const { db } = database
  await loadReference(db, join(root, 'reference'))
  await loadShippedLaw(db, join(root, 'law'))
  const settings = { host: '127.0.0.1', baseUrl: 'http://127.0.0.1' }
  const http = { trustProxy: false as const, requestsPerMinute: 0, baseUrlGiven: false }
  const shell = await buildApp({ settings, http, logger: silentLogger(), checks: [], problemPage, checkAnswers: true })
  app = shell.app
  assessPersonPage(app, { shelf: lawShelf(db), clock: fixedClock('2026-11-22T03:00:00Z'), settings })
  galleryPage(app, { settings })
  problemPages(app)
  close = async () => {
    await app.close()
    await database.close()
  }
})
after(() => close())

const pages = {
  'the question': '/?',
  'an open answer': '/?hold=us-abt-diplomate&in=CN-3205&purpose=title',
  'an answer with dates': '/?hold=cn-skill/2&issued=2025-08-20&in=CN-SX&purpose=title',
  'an answer of no rule': '/?hold=cn-skill/2&in=JP&purpose=title',
  'a wrong question': '/?hold=nonsense&in=CN-SX&asOf=2026-02-30',
  'the components': '/design?',
  'the problems': '/problems?',
  'a problem': '/nowhere?',
}

/** What stands in law, register and the catalogue of problems, and names that are the same in every language. */
function data(): string {
  const files = globSync('{law,reference}/**/*.{yaml,csv}', { cwd: root }).map((file) =>
    readFileSync(join(root, file), 'utf8'),
  )
  const names = ['Passerelle', ...languages.map(ownName)]
  const regions = new Intl.DisplayNames('en', { type: 'region' })
  const places = [...files.join('\n').matchAll(/\b[A-Z]{2}\b/g)].flatMap(([code]) => {
    const name = regions.of(code)
    return name === undefined || name === code ? [] : [name]
  })
  return flat([...files, ...names, ...new Set(places), JSON.stringify(problemCatalogue)].join('\n'))
}

const flat = (text: string): string => text.replace(/[\s"'\\]+/g, ' ').toLowerCase()

/** Everything that a reader sees or hears: text between tags, and what attributes say. */
function textRuns(html: string): string[] {
  const body = html.slice(html.indexOf('<title>')).replace(/<(script|style|pre|code)\b[\s\S]*?<\/\1>/g, '')
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
    const letters = run.replace(/\b[\w-]+\/[\w.-]+\b/g, '')
    if (inside || !/\p{L}{2}/u.test(letters)) continue
    if (!parts(run).every((part) => known.includes(flat(part)))) found.push(run)
  }
  return [...new Set(found)]
}

/** Data is put together with these: `A · B`, `A (B)`. */
const parts = (run: string): string[] =>
  run
    .split(/ · |[()（）〔〕:：,，;；]/)
    .map((part) => part.trim())
    .filter((part) => /\p{L}{2}/u.test(part))

for (const [name, path] of Object.entries(pages)) {
  for (const lang of ['x-pseudo', 'x-pseudo-rtl']) {
    test(`${name} says nothing outside the messages (${lang})`, async () => {
      const reply = await app.inject({
        url: `${path}&lang=${lang}`,
        headers: { accept: 'text/html', host: '127.0.0.1' },
      })
      assert.match(reply.body, new RegExp(`<html lang="en-${lang}"${lang.endsWith('rtl') ? ' dir="rtl"' : ''}`))
      assert.equal(reply.headers['set-cookie'], undefined)
      assert.deepEqual(untranslated(reply.body, data()), [])
    })
  }
}

test('a page without a translation is found', () => {
  assert.deepEqual(
    untranslated('<title>⟦A·⟧</title><p>Left in English</p><p>⟦Saíd <b>bold</b>··⟧</p><p>2026</p>', ''),
    ['Left in English'],
  )
})

test('no message is missing in the pages of any language', async () => {
  for (const path of Object.values(pages)) {
    for (const lang of languages) {
      const reply = await app.inject({
        url: `${path}&lang=${lang}`,
        headers: { accept: 'text/html', host: '127.0.0.1' },
      })
      // A key that has no message is shown as it is.
      const bare = textRuns(reply.body).filter((run) =>
        /^(ask|answer|basis|condition|design|kind|question|site)\.[a-z.-]+$/.test(run),
      )
      assert.deepEqual(bare, [], `${path} ${lang}`)
    }
  }
})
