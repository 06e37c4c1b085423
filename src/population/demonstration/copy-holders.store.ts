// SPDX-License-Identifier: Apache-2.0
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

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
    capacity text, relevant smallint[]);
  truncate copied_holders, copied_credentials, copied_jobs`

/** $1: authority, $2: the number before the first, $3: day of consent. */
const takings: readonly { text: string; values: readonly number[] }[] = [
  {
    text: `insert into population_holders (authority, id, birth_date, sex, district, origin, occupation, facts, work_known, purposes)
      select $1, $2::bigint + number, birth_date, sex, district, origin, occupation, facts, work_known, purposes from copied_holders`,
    values: [1, 2],
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

/** Adds holders, with what is theirs, in one transaction; nobody else changes holders of the authority meanwhile. As the owner of the tables. */
export async function copyHolders(
  pool: pg.Pool,
  authority: string,
  { lines, count, consented }: { lines: CopiedLines; count: number; consented: string },
): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query(tables)
    await client.query('begin')
    await client.query('select hold_workforce($1)', [authority])
    await copy(
      client,
      'copied_holders (birth_date, sex, district, origin, occupation, facts, work_known, purposes, name, number)',
      lines.holders,
    )
    await copy(client, 'copied_credentials', lines.credentials)
    await copy(client, 'copied_jobs', lines.jobs)
    const parameters = [authority, await numberBefore(client, count), consented]
    for (const { text, values } of takings)
      await client.query(
        text,
        values.map((one) => parameters[one - 1]),
      )
    await client.query('commit')
    client.release()
  } catch (error) {
    client.release(true)
    throw error
  }
}

/** Takes numbers that follow one another: whoever asks meanwhile gets one after them. */
async function numberBefore(client: pg.PoolClient, count: number): Promise<number> {
  const { rows } = await client.query<{ last: string }>(
    `select setval('population_holder_ids', nextval('population_holder_ids') + $1)::text as last`,
    [count],
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
