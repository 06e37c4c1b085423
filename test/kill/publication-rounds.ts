// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { verifyAudit } from '../../src/access/audit/verify-audit.ts'
import { migrate, type OpenDatabase } from '../../src/db/index.ts'
import { publishDue } from '../../src/publishing/publications/publish-due.ts'
import { batchSize } from './batch-files.ts'
import { inDirectory, type KillScene, withDatabase } from './kill-rounds.ts'
import { kill, startVictim } from './victim.ts'

/** Batches are published and corrected: each is in force whole, with what it brings, its log and what is told, or not at all. */
export const duringPublication: KillScene = {
  name: 'publication',
  round: (random, withPostgres) =>
    inDirectory(async (directory) => {
      const victim = startVictim('test/kill/programs/publish-batches.ts', [], directory)
      // The blow falls while one of the first publications is under way, or shortly before or after, however slow the machine is.
      const which = 1 + Math.floor(random() * 4)
      assert.ok(await victim.says('ready\n'), victim.output())
      while (count(victim.output(), 'approved\n') < which) {
        const ended = await Promise.race([delay(5, false), victim.ended.then(() => true)])
        assert.equal(ended, false, victim.output())
      }
      await delay(random() * 250)
      await kill(victim, directory, withPostgres)
      const named = acknowledged(victim.output())
      await withDatabase(directory, async (database) => {
        assert.deepEqual(await migrate(database.db), [])
        const found = await holds(database, named)
        // What was approved when the blow fell is published by the next start.
        const done = await publishDue(await database.app())
        assert.equal(done.length, found.filter(({ approved }) => approved > 0).length)
        assert.ok(
          done.every(({ outcome }) => outcome === 'published'),
          JSON.stringify(done),
        )
        await holds(database, named)
      })
      const last = [...named.entries()].at(-1)
      return last === undefined ? 'before the first batch' : `after batch ${last[0]} was ${last[1]}`
    }),
}

const count = (text: string, word: string): number => text.split(word).length - 1

type Step = 'published' | 'corrected'

/** The last step of each batch that was said to be done. */
function acknowledged(output: string): Map<number, Step> {
  const named = new Map<number, Step>()
  for (const line of output.slice(0, output.lastIndexOf('\n') + 1).split('\n')) {
    const [word, number] = line.split(' ')
    if (word === 'published' || word === 'corrected') named.set(Number(number), word)
  }
  return named
}

interface Found {
  number: number
  published: number
  approved: number
  records: number
  standing: number
  items: number
  brought: number
  examples: number
  entries: number
  told: number
}

async function holds({ db }: OpenDatabase, named: ReadonlyMap<number, Step>): Promise<Found[]> {
  const all = await batches(db)
  for (const batch of all) assert.deepEqual(faultsOf(batch), [], JSON.stringify(batch))
  for (const [number, step] of named) {
    const batch = all.find((one) => one.number === number)
    assert.ok(
      batch !== undefined && batch.records >= (step === 'corrected' ? 2 : 1),
      `batch ${number}: ${step} is gone`,
    )
  }
  assert.deepEqual((await verifyAudit(db)).faults, [])
  return all
}

/** What is half done. */
function faultsOf(batch: Found): string[] {
  const { published, records, standing, items, brought, examples, entries, told } = batch
  const there = Math.min(published, 1)
  const wholes: Record<string, boolean> = {
    'a publication is a record': published === records,
    'one record stands': standing === there,
    'a record has all of its items': items === records * batchSize,
    'what it brings stands once': brought === there * batchSize,
    'its example stands once': examples === there,
    'a publication is in the log': entries === published,
    'the editor and the approver are told': told === published * 2,
  }
  return Object.keys(wholes).filter((name) => !wholes[name])
}

/** Every batch that was proposed, as the owner counts it. */
async function batches(db: OpenDatabase['db']): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select substring(p.instrument from '\\d+$')::integer as number,
      count(*) filter (where p.state = 'published') as published, count(*) filter (where p.state = 'approved') as approved,
      (select count(*) from instruments i where i.id = p.instrument) as records,
      (select count(*) from instruments i where i.id = p.instrument and i.superseded_at is null) as standing,
      (select count(*) from catalogue_items c join instruments i on i.record = c.instrument where i.id = p.instrument) as items,
      (select count(*) from qualifications q where q.origin = 'brought/' || p.instrument and q.superseded_at is null) as brought,
      (select count(*) from instrument_examples e where e.instrument = p.instrument and e.superseded_at is null) as examples,
      (select count(*) from audit_entries e join law_publications o on o.id::text = e.object_id
        where e.act = 'publish-law' and o.instrument = p.instrument) as entries,
      (select count(*) from notifications n join law_publications o on n.link = '/publications/' || o.id
        where n.kind = 'law-published' and o.instrument = p.instrument) as told
    from law_publications p group by p.instrument order by 1`.execute(db)
  return rows
}
