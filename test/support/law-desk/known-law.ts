// SPDX-License-Identifier: Apache-2.0
// What an authority has at its desk on a site of a test: drafts, files that were handed in for one, and publications, each in a state of its own.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Db } from '../../../src/db/index.ts'
import { workOnImport } from '../../../src/publishing/imports/work/import-file.ts'
import { publishDue } from '../../../src/publishing/publications/publish-due.ts'
import { newVisitor } from '../visitors.ts'

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures', 'drafts')
const north = 'xa-authority-north'
const someName = '王小明 Example'
const numbered = (group: string, number: number) =>
  `5d0c7c7e-${group}-4${group.slice(1)}-8222-${String(number).padStart(12, '0')}`

export const knownDrafts = {
  empty: numbered('3333', 1),
  /** A batch of a catalogue, without a flaw, in its second version. */
  list: numbered('3333', 2),
  /** Everything that an instrument and a rule may hold. */
  whole: numbered('3333', 3),
  flawed: numbered('3333', 4),
  discarded: numbered('3333', 5),
  /** What cannot be shown as a form. */
  text: numbered('3333', 6),
  proposed: numbered('3333', 7),
  approved: numbered('3333', 8),
  held: numbered('3333', 9),
  returned: numbered('3333', 10),
  takenBack: numbered('3333', 11),
  published: numbered('3333', 12),
  corrected: numbered('3333', 13),
  gone: numbered('3333', 14),
  /** A second correction of what `corrected` corrected, not proposed yet. */
  correcting: numbered('3333', 15),
} as const
type Name = keyof typeof knownDrafts

export const knownPublications = {
  proposed: numbered('4444', 1),
  approved: numbered('4444', 2),
  held: numbered('4444', 3),
  returned: numbered('4444', 4),
  takenBack: numbered('4444', 5),
  published: numbered('4444', 6),
  corrected: numbered('4444', 7),
  gone: numbered('4444', 8),
  withdrawn: numbered('4444', 9),
  withdrawal: numbered('4444', 10),
} as const
type Publication = keyof typeof knownPublications

/** Files that were handed in for the draft `list`. */
export const knownImports = {
  flaws: numbered('5555', 1),
  choices: numbered('5555', 2),
  good: numbered('5555', 3),
  unreadable: numbered('5555', 4),
  working: numbered('5555', 5),
  failed: numbered('5555', 6),
  cancelled: numbered('5555', 7),
  taken: numbered('5555', 8),
  /** Read before the draft changed. */
  stale: numbered('5555', 9),
} as const

/** Law of an authority: corrected since, withdrawn, and with a shipped text that waits. */
export const knownLaw = {
  corrected: 'xa-n-known-published',
  withdrawn: 'xa-n-known-gone',
  waiting: 'xa-exam-rules',
} as const

/** Titles of the rules that follow from the table of the agreement. */
const ofTable =
  'senior worker counts as senior worker (agreement suspended from 1 January 2027: Under review) (agreement ended from 1 January 2035: Replaced)'

/** Texts that the pages show as they are. */
export function knownTexts(): string {
  const texts = globSync('**/*.{yaml,csv}', { cwd: fixtures })
    .map((file) => readFileSync(join(fixtures, file), 'utf8'))
    .join('\n')
  return [texts, ofTable, ...Object.values(knownLaw).map((id) => texts.replaceAll('xa-n-known-list', id))].join('\n')
}

/** The files of a fixture, as an instrument of this id. */
function filesOf(folder: string, id: string): Map<string, string> {
  const names = globSync('**/*.{yaml,csv}', { cwd: join(fixtures, folder) }).sort()
  return new Map(
    names.map((name) => [
      name.replaceAll(`xa-n-known-${folder}`, id),
      readFileSync(join(fixtures, folder, name), 'utf8').replaceAll(`xa-n-known-${folder}`, id),
    ]),
  )
}

interface Desk {
  db: Db
  appDb: Db
  editor: string
  approver: string
}

/** All of it, written once for a site. */
export async function writeKnownLaw(db: Db, appDb: Db): Promise<void> {
  const editor = await newVisitor({ db, appDb }, someName, 'law-editor')
  const approver = await newVisitor({ db, appDb }, someName, 'law-approver')
  const desk = { db, appDb, editor: editor.person, approver: approver.person }
  await writeDrafts(desk)
  await writeImports(desk)
  await writePublications(desk)
}

async function writeDrafts(desk: Desk): Promise<void> {
  await addDraft(desk, 'empty', new Map())
  await addDraft(desk, 'list', filesOf('list', 'xa-n-known-list'))
  await addVersion(desk, 'list', new Map([['notes.md', someName]]))
  await addDraft(desk, 'whole', filesOf('whole', 'xa-n-known-whole'))
  await addDraft(desk, 'flawed', filesOf('flawed', 'xa-n-known-flawed'))
  await addDraft(desk, 'discarded', new Map([['notes.md', someName]]))
  await sql`update law_drafts set discarded_at = now() where id = ${knownDrafts.discarded}`.execute(desk.db)
  await addDraft(
    desk,
    'text',
    new Map([
      ['instrument.yaml', 'known: [\n'],
      ['rules.yaml', 'rules: 1\n'],
    ]),
  )
}

async function addDraft(
  { db, editor }: Desk,
  name: Name,
  files: ReadonlyMap<string, string>,
  basis: string | null = null,
): Promise<void> {
  const id = knownDrafts[name]
  await sql`
    insert into law_drafts (id, authority, jurisdiction, title, basis, author, changed_by)
    values (${id}, ${north}, 'XA-N', ${someName}, ${basis}, ${editor}, ${editor})`.execute(db)
  await addFiles(db, id, files)
}

async function addVersion({ db, editor }: Desk, name: Name, files: ReadonlyMap<string, string>): Promise<void> {
  const id = knownDrafts[name]
  await sql`
    update law_drafts set version = version + 1, changed_by = ${editor}, changed_at = now() where id = ${id}`.execute(
    db,
  )
  await addFiles(db, id, files)
}

async function addFiles(db: Db, draft: string, files: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, text] of files)
    await sql`
      insert into law_draft_files (draft, path, since, text)
      select id, ${path}, version, ${text} from law_drafts where id = ${draft}`.execute(db)
}

async function writeImports(desk: Desk): Promise<void> {
  const { db, appDb, editor } = desk
  for (const name of ['flaws', 'choices', 'good', 'unreadable', 'taken', 'stale'] as const) {
    const file = name === 'taken' || name === 'stale' ? 'good' : name
    await addImport(desk, name, readFileSync(join(fixtures, 'imports', `${file}.csv`)))
    await workOnImport(appDb, { person: editor }, knownImports[name])
  }
  await sql`update law_imports set version = 1 where id = ${knownImports.stale}`.execute(db)
  await sql`update law_imports set state = 'taken', taken_at = now() where id = ${knownImports.taken}`.execute(db)
  const nothing = Buffer.from('')
  for (const name of ['working', 'failed', 'cancelled'] as const) await addImport(desk, name, nothing, name)
}

async function addImport({ db, editor }: Desk, name: keyof typeof knownImports, bytes: Buffer, state = 'waiting') {
  // A server that is at work on it was heard of just now, however long the tests take.
  const beat = state === 'working' ? sql`now() + interval '1 day'` : sql`null`
  await sql`
    insert into law_imports (id, draft, catalogue, file_name, bytes, mode, version, state, progress, beat_at, uploaded_by)
    values (${knownImports[name]}, ${knownDrafts.list}, 'xa-n-known-list-main', ${someName}, ${bytes}, 'batch', 2, ${state},
      ${state === 'working' ? 40 : 0}, ${beat}, ${editor})`.execute(db)
}

async function writePublications(desk: Desk): Promise<void> {
  const { db, appDb } = desk
  for (const name of ['proposed', 'approved', 'held', 'returned', 'takenBack', 'published', 'gone'] as const) {
    const id = `xa-n-known-${name.toLowerCase()}`
    await addDraft(desk, name, filesOf('list', id))
  }
  await addPublication(desk, 'published', { state: 'approved', due: true })
  await addPublication(desk, 'gone', { state: 'approved', due: true })
  await publishDue(appDb)
  const corrected = filesOf('list', 'xa-n-known-published')
  corrected.set('instrument.yaml', (corrected.get('instrument.yaml') ?? '').replace('2026〕8号', '2026〕18号'))
  corrected.set('rules.yaml', (corrected.get('rules.yaml') ?? '').replace('years: 2', 'years: 3'))
  await addDraft(desk, 'corrected', corrected, await recordOf(db, 'xa-n-known-published'))
  const correction = { instrument: 'xa-n-known-published', kind: 'corrigendum', state: 'approved', due: true }
  await addPublication(desk, 'corrected', correction)
  const withdrawal = { instrument: 'xa-n-known-gone', kind: 'withdrawal', state: 'approved', due: true }
  await addPublication(desk, 'withdrawn', withdrawal)
  await publishDue(appDb)
  const correcting = new Map(corrected)
  correcting.set('rules.yaml', (corrected.get('rules.yaml') ?? '').replace('years: 3', 'years: 4'))
  await addDraft(desk, 'correcting', correcting, await recordOf(db, 'xa-n-known-published'))
  for (const [name, state] of [
    ['proposed', 'proposed'],
    ['approved', 'approved'],
    ['held', 'held'],
    ['returned', 'returned'],
    ['takenBack', 'taken-back'],
  ] as const)
    await addPublication(desk, name, { state })
  const proposal = { instrument: 'xa-n-known-published', kind: 'withdrawal', state: 'proposed' }
  await addPublication(desk, 'withdrawal', proposal)
  await offerLaw(db)
}

interface Proposal {
  state: string
  instrument?: string
  kind?: string
  /** Its day has come. */
  due?: boolean
}

async function addPublication({ db, editor, approver }: Desk, name: Publication, proposal: Proposal): Promise<void> {
  const { state, due = false, kind = 'publication', instrument = `xa-n-known-${name.toLowerCase()}` } = proposal
  const withdraws = kind === 'withdrawal'
  const basis = kind === 'publication' ? null : await recordOf(db, instrument)
  const decided = state === 'proposed' || state === 'taken-back' ? null : approver
  const said = JSON.stringify({ en: someName, 'zh-CN': someName })
  const at = due ? sql`now()` : sql`'2099-01-01'::timestamptz`
  await sql`
    insert into law_publications (id, authority, jurisdiction, kind, draft, version, instrument, path, title, basis, reason, publish_on, publish_at,
      proposed_by, state, decided_by, decided_at, note, held_for)
    values (${knownPublications[name]}, ${north}, 'XA-N', ${kind}, ${withdraws ? null : knownDrafts[name as Name]}, ${withdraws ? null : 1},
      ${instrument}, ${`XA-N/${instrument}`}, ${said}::jsonb, ${basis}, ${basis === null ? null : said}::jsonb,
      ${due ? '2026-11-22' : '2099-01-01'}, ${at}, ${editor}, ${state}, ${decided}, ${decided === null ? null : new Date()},
      ${state === 'returned' ? someName : null}, ${state === 'held' ? JSON.stringify(heldFor) : null}::jsonb)`.execute(
    db,
  )
}

const heldFor = [{ en: someName, 'zh-CN': someName }, someName]

async function recordOf(db: Db, instrument: string): Promise<string> {
  const { rows } = await sql<{ record: string }>`
    select record::text from instruments where id = ${instrument} and superseded_at is null`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error(`${instrument} was not published`)
  return row.record
}

/** A shipped text of what the authority keeps itself, and one that waits since a text of the authority names what it would take away. */
async function offerLaw(db: Db): Promise<void> {
  const files = Object.fromEntries(filesOf('list', 'xa-n-known-published'))
  await sql`
    insert into law_offers (instrument, path, sha256, files, offered_at)
    values ('xa-n-known-published', 'XA-N/xa-n-known-published', ${'0'.repeat(64)}, ${JSON.stringify(files)}::jsonb, now())`.execute(
    db,
  )
  const title = { en: someName, 'zh-CN': someName }
  const path = 'rules[0].subject.listed.catalogue'
  const by = [{ instrument: knownLaw.corrected, title, authority: north, path, id: 'xa-welding-diploma' }]
  await sql`
    insert into law_offers (instrument, path, sha256, files, offered_at, waits)
    values (${knownLaw.waiting}, 'XA/exam-rules', '', '{}', now(), ${JSON.stringify({ why: 'named', by })}::jsonb)`.execute(
    db,
  )
}
