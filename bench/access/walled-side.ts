// SPDX-License-Identifier: Apache-2.0
// One fresh process of a side: `walled-side.ts walled|open URL`. Prints figures and a digest of the answers.
import { createHash } from 'node:crypto'
import { readEntries } from '../../src/access/audit/audit.store.ts'
import { actingAs, type Db } from '../../src/db/index.ts'
import { databaseOver } from '../../src/db/open-database.ts'
import { createAppPool, createPool } from '../../src/db/pool.ts'
import { median } from '../result.ts'
import { cpuMeter, spent } from './cpu-time.ts'
import { sql } from './kysely.ts'
import { administratorOf, authorities, authorityName } from './walled-data.ts'

const turnsOfBlock = 10
const asking = 20

/** What is asked for an authority by its administrator. */
interface Asked {
  authority: string
  /** The number of a row of the authority, where one is looked up. */
  row: number
  /** Whether the query says whose rows; else only the wall does. */
  named: boolean
}

const whose = ({ named, authority }: Asked) => (named ? sql`authority = ${authority}` : sql`true`)

const member = sql`id, person, role, authority, valid_from, valid_until`

const works: Record<string, { blocks: number; ask: (db: Db, asked: Asked) => Promise<unknown> }> = {
  'no query': { blocks: 40, ask: async () => null },
  'members, 50 of them': {
    blocks: 10,
    ask: async (db, asked) => {
      const { rows } = await sql`
        select ${member} from memberships where ${whose(asked)} and valid_until is null
        order by valid_from, id limit 50`.execute(db)
      return rows
    },
  },
  'members, how many': {
    blocks: 10,
    ask: async (db, asked) => {
      const { rows } = await sql`select count(*) as n from memberships where ${whose(asked)}`.execute(db)
      return rows
    },
  },
  'member by id': {
    blocks: 40,
    ask: async (db, asked) => {
      const { rows } = await sql`
        select ${member} from memberships
        where ${whose(asked)} and id = md5(${`membership ${asked.row}`})::uuid`.execute(db)
      return rows
    },
  },
  'log with payloads, 50 entries': {
    blocks: 10,
    ask: (db, { named, authority }) => readEntries(db, { after: 0, limit: 50, ...(named ? { authority } : {}) }),
  },
  'log, how many': {
    blocks: 10,
    ask: async (db, asked) => {
      const { rows } = await sql`select count(*) as n from audit_entries where ${whose(asked)}`.execute(db)
      return rows
    },
  },
  'entry with payload by number': {
    blocks: 40,
    ask: (db, { named, authority, row }) =>
      readEntries(db, { after: row - 1, limit: 1, ...(named ? { authority } : {}) }),
  },
}

/** Of one transaction, in microseconds. */
export interface WalledFigures {
  /** Processor time of the database. */
  database: number | null
  process: number
  clock: number
}

export interface WalledLine {
  figures: Record<string, WalledFigures>
  digest: string
}

async function main([side, url = '']: string[]): Promise<WalledLine> {
  const config = { connectionString: url, max: 1 }
  const pool = side === 'open' ? createPool(config, () => undefined) : createAppPool(config, () => undefined)
  const db = databaseOver(pool)
  const questions = await takeQuestions(url, side !== 'left-to-the-wall')
  const digest = createHash('sha256')
  const figures: Record<string, WalledFigures> = {}
  for (const [name, work] of Object.entries(works)) {
    const ask = (asked: Asked) =>
      actingAs(db, { person: administratorOf(asked.authority) }, (transaction) => work.ask(transaction, asked))
    // Answering once also warms the side up.
    for (const asked of questions) digest.update(JSON.stringify([name, await ask(asked)]))
    figures[name] = await measure(db, work.blocks, (turn) => ask(at(questions, turn)))
  }
  await db.destroy()
  return { figures, digest: digest.digest('hex') }
}

const at = (questions: readonly Asked[], turn: number): Asked => {
  const asked = questions[turn % questions.length]
  if (asked === undefined) throw new Error('There is nothing to ask.')
  return asked
}

/** Twenty authorities, with a row of each. */
async function takeQuestions(url: string, named: boolean): Promise<Asked[]> {
  const owner = databaseOver(createPool({ connectionString: url, max: 1 }, () => undefined))
  const names = Array.from({ length: asking }, (_, index) => authorityName((index * authorities) / asking + 1))
  const { rows } = await sql<{ authority: string; row: number }>`
    select authority, min(seq) as row from audit_entries where authority = any (${names}::text[])
    group by authority order by authority`.execute(owner)
  await owner.destroy()
  return rows.map((row) => ({ ...row, named }))
}

/** The median over blocks of a few transactions: what the database has done for the last one counts a moment later. */
async function measure(db: Db, blocks: number, run: (turn: number) => Promise<unknown>): Promise<WalledFigures> {
  const meter = await cpuMeter(db)
  const found = { database: [] as number[], process: [] as number[], clock: [] as number[] }
  for (let block = 0; block < blocks; block++) {
    const [before, begun] = [meter(), performance.now()]
    for (let turn = 0; turn < turnsOfBlock; turn++) await run(block * turnsOfBlock + turn)
    found.clock.push(((performance.now() - begun) * 1000) / turnsOfBlock)
    const used = spent(before, meter())
    found.process.push(used.process / turnsOfBlock)
    if (used.database !== null) found.database.push(used.database / turnsOfBlock)
  }
  const database = found.database.length === blocks ? median(found.database) : null
  return { database, process: median(found.process), clock: median(found.clock) }
}

process.stdout.write(`${JSON.stringify(await main(process.argv.slice(2)))}\n`)
