// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { anyFolder, folderTexts } from '../../../test/support/any-law.ts'
import '../../../test/support/database.ts'
import { newVisitor } from '../../../test/support/visitors.ts'
import { type WholeSite, wholeSite } from '../../../test/support/whole-site.ts'
import { SessionDesk, type SignedIn } from '../../access/index.ts'
import { checkLaw, testLaw } from '../../instruments/index.ts'
import { type Command, exitCode, systemClock, today } from '../../kernel/index.ts'
import { beginDraft } from '../drafts/edit-draft.ts'
import { decidePublication } from '../publications/decide-publication.ts'
import { proposePublication } from '../publications/propose-publication.ts'
import { publishDue } from '../publications/publish-due.ts'
import { exportLawCommand } from './export-law.command.ts'
import { exportLaw } from './export-law.ts'
import { writeTree } from './write-tree.ts'

const scratch = mkdtempSync(join(tmpdir(), 'passerelle-export-'))
const authority = 'xa-authority-north'
let site: WholeSite
let fresh: WholeSite
before(async () => {
  ;[site, fresh] = await Promise.all([wholeSite(), wholeSite()])
})
after(async () => {
  rmSync(scratch, { recursive: true })
  await Promise.all([site.close(), fresh.close()])
})

async function somebody(at: WholeSite, name: string, role: 'law-editor' | 'law-approver'): Promise<SignedIn> {
  const { cookie } = await newVisitor(at, name, role)
  const who = await new SessionDesk(at.appDb, systemClock).who(cookie.split('=')[1] ?? '')
  assert.ok(who !== null)
  return who
}

/** Publishes folders as people do: one drafts and proposes, a second approves, the server publishes. */
async function publish(at: WholeSite, folders: readonly ReadonlyMap<string, string>[]): Promise<void> {
  const editor = await somebody(at, 'Ed Itor', 'law-editor')
  const approver = await somebody(at, 'App Rover', 'law-approver')
  const deps = { db: at.appDb, clock: systemClock }
  for (const files of folders) {
    const fields = { title: 'List', authority, jurisdiction: 'XA-N' }
    const draft = await beginDraft(at.appDb, editor, fields, { files })
    assert.ok('id' in draft)
    const asked = { draft: draft.id, version: 1, publishOn: today(systemClock), reason: null }
    const proposed = await proposePublication(deps, editor, asked)
    assert.ok('id' in proposed, JSON.stringify(proposed))
    assert.equal(
      await decidePublication(at.appDb, approver, { id: proposed.id, state: 'approved', note: null }),
      'done',
    )
    await publishDue(at.appDb)
  }
}

const hashes = async (at: WholeSite) => {
  const { rows } = await sql<{ id: string; path: string; sha256: string }>`
    select id, path, sha256 from instruments where superseded_at is null and origin like 'authority:%' order by id`.execute(
    at.db,
  )
  return rows
}

const seed = Math.floor(Math.random() * 2 ** 31)
const few = 5
const invented = Array.from({ length: few }, (_, n) => {
  const [folder] = fc.sample(anyFolder(`xa-n-any-${n}`), { numRuns: 1, seed: seed + n })
  assert.ok(folder !== undefined)
  const files = folderTexts(folder)
  files.set('instrument.yaml', `# kept by hand, № ${n}\n${files.get('instrument.yaml')}`)
  return files.set('notes.md', 'not for the public')
})

const count = async (table: string) => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from ${sql.table(table)} where superseded_at is null`.execute(site.db)
  return rows[0]?.n
}

const run = async (command: Command, positionals: string[], values: Record<string, string | true> = {}) => {
  let said = ''
  const say = (text: string) => {
    said += text
  }
  const context = { database: async () => site.db, stdout: say, stderr: say, clock: systemClock }
  const code = await command.run(context as unknown as Parameters<Command['run']>[0], { positionals, values })
  return { code, said }
}

test('published, exported, imported as a draft and published elsewhere: the same law', async () => {
  await publish(site, invented)
  const standing = await hashes(site)
  assert.equal(standing.length, invented.length, `seed ${seed}`)
  const exported = await exportLaw(site.db, { origin: `authority:${authority}` })
  assert.deepEqual(
    exported.map(({ path, original, files }) => ({ path, original, files })),
    invented.map((files, n) => ({
      path: `XA-N/any-${n}`,
      original: true,
      files: new Map([...files].filter(([name]) => name !== 'notes.md').sort(([a], [b]) => (a < b ? -1 : 1))),
    })),
    `seed ${seed}`,
  )
  await publish(
    fresh,
    exported.map(({ files }) => files),
  )
  assert.deepEqual(await hashes(fresh), standing, `seed ${seed}`)
  assert.deepEqual(await exportLaw(fresh.db, { origin: `authority:${authority}` }), exported)
})

test('what the record alone gives is the same law again', async () => {
  await sql`delete from law_publications`.execute(fresh.db)
  const written = await exportLaw(fresh.db, { origin: `authority:${authority}` })
  assert.ok(written.length > 0 && written.every(({ original }) => !original))
  const third = await wholeSite()
  try {
    await publish(
      third,
      written.map(({ files }) => files),
    )
    assert.deepEqual(await hashes(third), await hashes(site), `seed ${seed}`)
  } finally {
    await third.close()
  }
})

test('the whole tree passes the check and the examples, and a second export changes nothing', async () => {
  const tree = join(scratch, 'whole')
  const first = await run(exportLawCommand, [tree])
  assert.equal(first.code, exitCode.ok, first.said)
  assert.match(first.said, /^\d+ instruments, 5 of them as approved: \d+ files written, 0 removed, 0 unchanged\n$/)
  const { folders, problems } = checkLaw(tree)
  // Invented rules have no examples, of which the check warns as publication does.
  assert.ok(problems.some(({ severity, code }) => severity === 'warning' && code === 'missing-example'))
  const wrong = problems.filter(({ severity }) => severity === 'error')
  assert.deepEqual(wrong, [])
  assert.equal(folders.length, await count('instruments'))
  const report = testLaw(tree)
  const shown = report.results.filter(({ rule }) => rule !== null)
  assert.equal(shown.length, await count('instrument_examples'))
  assert.deepEqual(
    report.results.filter(({ differences }) => differences.length > 0),
    [],
  )
  assert.match((await run(exportLawCommand, [tree])).said, /: 0 files written, 0 removed, \d+ unchanged/)
})

test('as it was known on a day, of one authority, of one instrument', async () => {
  const tree = join(scratch, 'part')
  assert.match((await run(exportLawCommand, [tree], { authority })).said, /^5 instruments, 5 of them/)
  assert.deepEqual(readdirSync(join(tree, 'XA-N')).sort(), invented.map((_, n) => `any-${n}`).sort())
  const one = await run(exportLawCommand, [tree], { instrument: 'xa-n-any-3', json: true })
  assert.deepEqual(JSON.parse(one.said).removed.length >= 4, true)
  assert.deepEqual(readdirSync(join(tree, 'XA-N')), ['any-3'])
  assert.equal(readFileSync(join(tree, 'XA-N/any-3/instrument.yaml'), 'utf8'), invented[3]?.get('instrument.yaml'))
  await assert.rejects(run(exportLawCommand, [tree], { 'known-on': '2001-01-01' }), /no law stands that was asked for/)
  await assert.rejects(run(exportLawCommand, [tree], { 'known-on': 'yesterday' }), /--known-on/)
  await assert.rejects(run(exportLawCommand, [tree], { authority: 'nobody' }), /no law stands/)
  assert.deepEqual(readdirSync(join(tree, 'XA-N')), ['any-3'])
  assert.equal((await run(exportLawCommand, [])).code, exitCode.usage)
})

test('a folder that holds something else is refused, and nothing outside it is touched', async () => {
  const other = join(scratch, 'other')
  mkdirSync(other)
  writeFileSync(join(other, 'README.md'), 'mine')
  mkdirSync(join(other, '.git'))
  await writeTree(
    other,
    new Map([
      ['XA/a/instrument.yaml', 'id: a\n'],
      ['XA/b/instrument.yaml', 'id: b\n'],
    ]),
  )
  const next = await writeTree(other, new Map([['XA/b/instrument.yaml', 'id: b\n']]))
  assert.deepEqual(next, { written: [], removed: ['XA/a/instrument.yaml'], unchanged: 1 })
  assert.deepEqual(readdirSync(other).sort(), ['.git', '.passerelle-export.json', 'README.md', 'XA'])
  assert.deepEqual(readdirSync(join(other, 'XA')), ['b'])
  for (const name of ['../README.md', 'XA/../../x', '/etc/passwd']) {
    writeFileSync(join(other, '.passerelle-export.json'), JSON.stringify({ files: [name] }))
    await assert.rejects(writeTree(other, new Map()), /is not as an export writes it/, name)
  }
  const foreign = join(scratch, 'foreign')
  mkdirSync(foreign)
  writeFileSync(join(foreign, 'thesis.doc'), 'x')
  await assert.rejects(writeTree(foreign, new Map([['a', 'b']])), /holds 'thesis.doc', which no export has written/)
  assert.deepEqual(readdirSync(foreign), ['thesis.doc'])
})
