// SPDX-License-Identifier: Apache-2.0
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { PopulationError } from '../population-error.ts'

/** Lines of COPY in its text form, for holders whose numbers the database gives. */
export interface CopiedLines {
  /** birth_date, sex, district, origin, occupation, facts, work_known, purposes, name: in the order of `number`, from 1. */
  holders: Iterable<string>
  /** number, slot, qualification, level, status, country, field, issued, expires. */
  credentials: Iterable<string>
  /** number, slot, started, ended, occupation, place, capacity, relevant. */
  jobs: Iterable<string>
}

// Row-level security keeps COPY out of the tables themselves; these are of the session, and written to no log.
const tables = `
  create temporary table if not exists copied_holders (number bigint, birth_date date, sex text, district text, origin text, occupation text,
    facts jsonb, work_known boolean, purposes text[], name text);
  create temporary table if not exists copied_credentials (number bigint, slot smallint, qualification text, level text, status text,
    country text, field text[], issued date, expires date);
  create temporary table if not exists copied_jobs (number bigint, slot smallint, started date, ended date, occupation text[], place text,
    capacity text, relevant smallint[])`

/** $1: authority, $2: the number before the first, $3: day of consent, $4: the change before the first. */
const takings: readonly { text: string; values: readonly number[] }[] = [
  {
    text: `insert into population_holders (authority, id, birth_date, sex, district, origin, occupation, facts, work_known, purposes, changed)
      select $1, $2::bigint + number, birth_date, sex, district, origin, occupation, facts, work_known, purposes, $3::bigint + number
      from copied_holders`,
    values: [1, 2, 4],
  },
  {
    text: `insert into population_credentials (authority, holder, slot, qualification, level, status, country, field, issued, expires)
      select $1, $2::bigint + number, slot, qualification, level, status, country, field, issued, expires from copied_credentials`,
    values: [1, 2],
  },
  {
    text: `insert into population_jobs (authority, holder, slot, started, ended, occupation, place, capacity, relevant)
      select $1, $2::bigint + number, slot, started, ended, occupation, place, capacity, relevant from copied_jobs`,
    values: [1, 2],
  },
  {
    text: `insert into population_consents (authority, holder, purpose, given)
      select $1, $2::bigint + number, unnest(purposes), $3::date from copied_holders`,
    values: [1, 2, 3],
  },
  {
    text: `insert into population_identities (authority, holder, names)
      select $1, $2::bigint + number, jsonb_build_array(jsonb_build_object('name', name, 'script', 'Hani', 'kind', 'main')) from copied_holders`,
    values: [1, 2],
  },
]

export interface CopiedPart {
  /** The import. */
  row: string
  lines: CopiedLines
  /** Holders. */
  count: number
  /** Day of consent. */
  consented: string
  /** Holders of the whole that stand there with this part. */
  upTo: number
  /** It is there. */
  tell: () => void
}

/** Two parts go in at a time: that is as many as one disk and one log take. */
const AT_ONCE = 2

/**
 * Adds holders to an authority, part by part, each in one transaction with how far the import is. While one part is written the next is
 * handed over, but they are there in their order: who has seen one has seen all before. Nobody else changes holders of the authority
 * meanwhile. As the owner of the tables.
 */
export class RegisterFiller {
  private readonly keeper: pg.PoolClient
  private readonly clients: readonly pg.PoolClient[]
  private readonly authority: string
  /** Of each client, the part that it writes. */
  private readonly writing: Promise<void>[]
  private turn = 0

  private constructor([keeper, ...clients]: readonly pg.PoolClient[], authority: string) {
    this.keeper = keeper as pg.PoolClient
    this.clients = clients
    this.authority = authority
    this.writing = clients.map(() => Promise.resolve())
  }

  /** From here on nobody else changes holders of the authority. */
  static async open(pool: pg.Pool, authority: string): Promise<RegisterFiller> {
    const clients: pg.PoolClient[] = []
    try {
      for (let at = 0; at <= AT_ONCE; at++) clients.push(await pool.connect())
      await clients[0]?.query('begin')
      await clients[0]?.query('select hold_workforce($1)', [authority])
      for (const client of clients.slice(1)) await client.query(tables)
      return new RegisterFiller(clients, authority)
    } catch (error) {
      for (const client of clients) client.release(true)
      throw error
    }
  }

  /**
   * Takes a part over; whether it could be written is known with a later one, or by `settle`.
   * @returns the number of its first holder; the others' follow
   */
  async add(part: CopiedPart): Promise<number> {
    const at = this.turn++ % AT_ONCE
    const client = this.clients[at] as pg.PoolClient
    await this.writing[at]
    await stage(client, part.lines)
    const before = this.writing[(at + AT_ONCE - 1) % AT_ONCE] as Promise<void>
    const numbers = {
      holder: await lastBefore(client, 'population_holder_ids', part.count),
      change: await lastBefore(client, 'population_changes', part.count),
    }
    const written = write(client, { ...part, authority: this.authority, numbers, before })
    // It is awaited with a later part.
    written.catch(() => undefined)
    this.writing[at] = written
    return numbers.holder + 1
  }

  async settle(): Promise<void> {
    await Promise.all(this.writing)
    // Without it the first queries read whole tables.
    await this.clients[0]?.query(
      'analyze population_holders, population_credentials, population_jobs, population_consents',
    )
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.writing)
    // What is of the session goes with it.
    for (const client of [...this.clients, this.keeper]) client.release(true)
  }
}

async function stage(client: pg.PoolClient, lines: CopiedLines): Promise<void> {
  await client.query('truncate copied_holders, copied_credentials, copied_jobs')
  await copy(
    client,
    'copied_holders (birth_date, sex, district, origin, occupation, facts, work_known, purposes, name, number)',
    lines.holders,
  )
  await copy(client, 'copied_credentials', lines.credentials)
  await copy(client, 'copied_jobs', lines.jobs)
}

interface PartToWrite extends CopiedPart {
  authority: string
  /** The last of each that was given before. */
  numbers: { holder: number; change: number }
  /** The part before it, which has to be there first. */
  before: Promise<void>
}

async function write(client: pg.PoolClient, part: PartToWrite): Promise<void> {
  const { authority, row, numbers, consented, upTo, before } = part
  const parameters = [authority, numbers.holder, consented, numbers.change]
  await client.query('begin')
  try {
    for (const { text, values } of takings) {
      const asked = values.map((one) => parameters[one - 1])
      await client.query(text, asked)
    }
    await before
    const { rowCount } = await client.query(
      `update population_imports set position = $2, line = $2, rows = $2, good = $2, persons_new = $2, beat_at = now()
       where id = $1 and state = 'working'`,
      [row, upTo],
    )
    if (rowCount !== 1) throw new PopulationError('out-of-order', 'the import was ended meanwhile')
    await client.query('commit')
    part.tell()
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** Takes numbers that follow one another: whoever asks meanwhile gets one after them. */
async function lastBefore(client: pg.PoolClient, sequence: string, count: number): Promise<number> {
  const { rows } = await client.query<{ last: string }>(
    'select setval($1::regclass, nextval($1::regclass) + $2::bigint)::text as last',
    [sequence, count],
  )
  return Number(rows[0]?.last) - count
}

async function copy(client: pg.PoolClient, table: string, lines: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(pieces(lines)), client.query(copyFrom(`copy ${table} from stdin`)))
}

const PIECE = 1 << 16

function* pieces(lines: Iterable<string>): Generator<Buffer> {
  let text = ''
  for (const line of lines) {
    text += line
    if (text.length < PIECE) continue
    yield Buffer.from(text)
    text = ''
  }
  yield Buffer.from(text)
}

/** Whether an authority has any holder, of whatever state. */
export async function hasHolders(pool: pg.Pool, authority: string): Promise<boolean> {
  const { rows } = await pool.query<{ found: boolean }>(
    'select exists (select from population_holders where authority = $1) as found',
    [authority],
  )
  return rows[0]?.found === true
}
