// SPDX-License-Identifier: Apache-2.0
// Drafts batches of a catalogue, has them approved and publishes them, corrects every second one, for ever, and names each step once it is done.
// Meant to be killed.
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Role, SessionDesk, type SignedIn, writeMatrix } from '../../../src/access/index.ts'
import { migrate, openDatabase } from '../../../src/db/index.ts'
import { silentLogger, systemClock, today } from '../../../src/kernel/index.ts'
import { readSettings } from '../../../src/kernel/settings.ts'
import { beginFromLaw } from '../../../src/publishing/drafts/begin-from-law.ts'
import { beginDraft, changeDraft } from '../../../src/publishing/drafts/edit-draft.ts'
import { decidePublication } from '../../../src/publishing/publications/decide-publication.ts'
import { proposePublication } from '../../../src/publishing/publications/propose-publication.ts'
import { publishDue } from '../../../src/publishing/publications/publish-due.ts'
import { loadReference } from '../../../src/register/index.ts'
import { batchFiles, batchId } from '../batch-files.ts'

const north = 'xa-authority-north'
const from = { network: '203.0.113.0/24', program: null }

const database = await openDatabase(readSettings(process.env), silentLogger(), { address: 'a press' })
const owner = database.db
await migrate(owner)
await loadReference(owner, join(import.meta.dirname, '..', '..', '..', 'reference'))
await writeMatrix(owner)
const db = await database.app()
const desk = new SessionDesk(db, systemClock)

const say = (step: string, number: number) => process.stdout.write(`${step} ${number}\n`)

async function staff(name: string, role: Role): Promise<SignedIn> {
  const { rows } = await sql<{ id: string }>`insert into people (name) values (${name}) returning id`.execute(owner)
  const person = rows[0]?.id ?? ''
  await sql`insert into memberships (person, role, authority) values (${person}, ${role}, ${north})`.execute(owner)
  const who = await desk.who(await desk.start(person, 'second-factor', from))
  if (who === null) throw new TypeError('a session that was acknowledged is not there')
  return who
}

const [editor, approver] = [await staff('Editor', 'law-editor'), await staff('Approver', 'law-approver')]

/** Proposed, approved and published, as the pages do it. */
async function publish(draft: string, correction: boolean): Promise<void> {
  const reason = correction ? { en: 'An item was missing', 'zh-CN': '漏列一项' } : null
  const asked = { draft, version: correction ? 2 : 1, publishOn: today(systemClock, 'UTC'), reason }
  const proposed = await proposePublication({ db, clock: systemClock }, editor, asked)
  if (!('id' in proposed)) throw new TypeError(JSON.stringify(proposed))
  await decidePublication(db, approver, { id: proposed.id, state: 'approved', note: null })
  process.stdout.write('approved\n')
  const [done] = await publishDue(db)
  if (done?.outcome !== 'published') throw new TypeError(JSON.stringify(done))
}

async function step(number: number): Promise<void> {
  const fields = { authority: north, jurisdiction: 'XA-N', title: `Batch ${number}` }
  const begun = await beginDraft(db, editor, fields, { files: batchFiles(number) })
  if (!('id' in begun)) throw new TypeError(begun.wrong)
  await publish(begun.id, false)
  say('published', number)
  if (number % 2 === 1) return
  const again = await beginFromLaw(db, editor, {
    instrument: batchId(number),
    authority: north,
    from: 'law',
    lang: 'en',
  })
  if (!('id' in again)) throw new TypeError(again.wrong)
  const instrument = batchFiles(number).get('instrument.yaml')?.replace('en: All.', 'en: All of them.') ?? ''
  const files = new Map([['instrument.yaml', instrument]])
  await changeDraft(db, editor, { id: again.id, version: 1, files })
  await publish(again.id, true)
  say('corrected', number)
}

process.stdout.write('ready\n')
for (let number = 1; ; number++) await step(number)
