// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { Problem } from '../../kernel/index.ts'
import type { LawFact } from '../facts/facts-schema.ts'
import type { Brought } from '../folders/folder-lists.ts'
import type { LawRule } from '../rules/rule-schema.ts'
import { firstDay } from '../source/fields.ts'
import type { LawInstrument } from './instrument-schema.ts'

/** One instrument as it shall stand. */
export interface IncomingInstrument {
  path: string
  instrument: LawInstrument
  rules: readonly LawRule[]
  /** Entries of the register that come with it. */
  brings: Brought
  sha256: string
}

export interface IncomingFact {
  fact: LawFact
  position: number
  sha256: string
}

type Recorded = 'instruments' | 'fact_declarations' | 'instrument_examples'

/** Hashes of what is recorded now and comes from this origin, by id. */
export async function currentHashes(db: Db, table: Recorded, origin: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; sha256: string }>`
    select id, sha256 from ${sql.table(table)} where superseded_at is null and origin = ${origin}
  `.execute(db)
  return new Map(rows.map((row) => [row.id, row.sha256]))
}

/** Closes the current records of these ids. Nothing is deleted: what was known stays known. */
export async function closeRecords(
  db: Db,
  table: Recorded,
  ids: readonly string[],
  origin: string,
  at: string,
): Promise<number> {
  if (ids.length === 0) return 0
  const result = await sql`
    update ${sql.table(table)} set superseded_at = ${at}::timestamptz
    where superseded_at is null and origin = ${origin} and id = any(${ids}::text[])
  `.execute(db)
  return Number(result.numAffectedRows ?? 0)
}

/** Opens the records of instruments with all their parts: one statement for each table. */
export async function insertInstruments(
  db: Db,
  incoming: readonly IncomingInstrument[],
  origin: string,
  at: string,
): Promise<void> {
  if (incoming.length === 0) return
  const { rows } = await sql<{ id: string; record: string }>`
    insert into instruments (id, path, jurisdiction, kind, status, title, number, issuer, published, effective, until, places,
      excepts, content, sha256, valid_from, valid_until, recorded_at, origin)
    select id, path, jurisdiction, kind, status, title, number, issuer, published, effective, until, places,
      excepts, content, sha256, valid_from, valid_until, ${at}::timestamptz, ${origin}
    from jsonb_to_recordset(${json(incoming.map(instrumentRow))}) as row(id text, path text, jurisdiction text, kind text, status text,
      title jsonb, number text, issuer text, published text, effective text, until text, places text[], excepts text[],
      content jsonb, sha256 text, valid_from date, valid_until date)
    returning id, record
  `.execute(db)
  const records = new Map(rows.map((row) => [row.id, row.record]))
  const parts = incoming.map((item) => ({ ...item, record: recordOf(records, item.instrument.id) }))
  await insertClauses(db, parts)
  await insertRules(db, parts)
  await insertCatalogues(db, parts)
  await insertAgreements(db, parts)
  await insertProcedures(db, parts)
}

/** An instrument whose record is open. */
type InstrumentRecord = IncomingInstrument & { record: string }

function recordOf(records: ReadonlyMap<string, string>, id: string): string {
  const record = records.get(id)
  if (record === undefined) throw new Problem('database', `the instrument '${id}' was not recorded`)
  return record
}

function json(value: unknown) {
  return sql`${JSON.stringify(value)}::jsonb`
}

function day(date: string | undefined): string | null {
  return date === undefined ? null : firstDay(date)
}

function instrumentRow({ path, instrument, rules, sha256 }: IncomingInstrument) {
  const { id, jurisdiction, kind, status, title, number, issuer, published, effective, until } = instrument
  const words = { id, path, jurisdiction, kind, status, title, number, issuer, published, effective, until, sha256 }
  const reach = { places: instrument.places ?? [jurisdiction], excepts: instrument.except ?? [] }
  return { ...words, ...reach, content: { instrument, rules }, valid_from: day(effective), valid_until: day(until) }
}

async function insertClauses(db: Db, parts: readonly InstrumentRecord[]): Promise<void> {
  const rows = parts.flatMap(({ record, instrument }) =>
    instrument.clauses.map((clause, position) => ({ ...clause, instrument: record, position })),
  )
  await sql`
    insert into instrument_clauses (instrument, position, id, article, summary, source)
    select instrument, position, id, article, summary, source from jsonb_to_recordset(${json(rows)})
      as row(instrument bigint, position integer, id text, article jsonb, summary jsonb, source text)
  `.execute(db)
}

async function insertRules(db: Db, parts: readonly InstrumentRecord[]): Promise<void> {
  const rows = parts.flatMap(({ record, instrument, rules }) =>
    rules.map((rule, position) => ({
      instrument: record,
      position,
      id: rule.id,
      clause: rule.clause,
      title: rule.title,
      purposes: rule.purposes,
      outcomes: [...new Set(rule.outcomes.map((outcome) => outcome.kind))],
      content: rule,
      valid_from: day(rule.from ?? instrument.effective),
      valid_until: day(rule.until ?? instrument.until),
    })),
  )
  await sql`
    insert into instrument_rules (instrument, position, id, clause, title, purposes, outcomes, content, valid_from, valid_until)
    select instrument, position, id, clause, title, purposes, outcomes, content, valid_from, valid_until
    from jsonb_to_recordset(${json(rows)}) as row(instrument bigint, position integer, id text, clause text, title jsonb,
      purposes text[], outcomes text[], content jsonb, valid_from date, valid_until date)
  `.execute(db)
}

async function insertCatalogues(db: Db, parts: readonly InstrumentRecord[]): Promise<void> {
  const catalogues = parts.flatMap(({ record, instrument }) =>
    (instrument.catalogues ?? []).map((catalogue) => {
      return { record, catalogue, effective: catalogue.effective ?? instrument.effective, until: instrument.until }
    }),
  )
  const rows = catalogues.map(({ record, catalogue, effective, until }) => {
    const {
      itemCount: item_count,
      earlierHolders: earlier_holders,
      items: _items,
      replaces = false,
      ...rest
    } = catalogue
    return {
      ...rest,
      item_count,
      earlier_holders,
      replaces,
      effective,
      instrument: record,
      valid_from: day(effective),
      valid_until: day(until),
    }
  })
  await sql`
    insert into catalogues (instrument, id, title, edition, batch, effective, coverage, item_count, classes, note, valid_from, valid_until,
      continues, replaces, earlier_holders)
    select instrument, id, title, edition, batch, effective, coverage, item_count, classes, note, valid_from, valid_until,
      continues, replaces, earlier_holders
    from jsonb_to_recordset(${json(rows)}) as row(instrument bigint, id text, title jsonb, edition text, batch integer, effective text,
      coverage text, item_count integer, classes jsonb, note jsonb, valid_from date, valid_until date, continues text, replaces boolean,
      earlier_holders text)
  `.execute(db)
  const items = catalogues.flatMap(({ record, catalogue, effective, until }) =>
    (catalogue.items ?? []).map((item, position) => {
      const times = { valid_from: day(item.from ?? effective), valid_until: day(item.until ?? until) }
      const { earlierHolders: earlier_holders, action = 'add', ...rest } = item
      return { ...rest, ...times, action, earlier_holders, instrument: record, catalogue: catalogue.id, position }
    }),
  )
  await sql`
    insert into catalogue_items (instrument, catalogue, position, qualification, class, note, valid_from, valid_until, action, earlier_holders)
    select instrument, catalogue, position, qualification, class, note, valid_from, valid_until, action, earlier_holders
    from jsonb_to_recordset(${json(items)}) as row(instrument bigint, catalogue text, position integer, qualification text, class text,
      note jsonb, valid_from date, valid_until date, action text, earlier_holders text)
  `.execute(db)
}

async function insertAgreements(db: Db, parts: readonly InstrumentRecord[]): Promise<void> {
  const rows = parts.flatMap(({ record, instrument: { agreement } }) => {
    if (agreement === undefined) return []
    const places = agreement.parties.flatMap((party) => party.jurisdiction ?? [])
    return [{ ...agreement, instrument: record, party_jurisdictions: places, in_force: agreement.inForce }]
  })
  await sql`
    insert into agreements (instrument, mode, subject, parties, party_jurisdictions, signed, in_force)
    select instrument, mode, subject, parties, party_jurisdictions, signed, in_force
    from jsonb_to_recordset(${json(rows)}) as row(instrument bigint, mode text, subject jsonb, parties jsonb,
      party_jurisdictions text[], signed text, in_force text)
  `.execute(db)
}

async function insertProcedures(db: Db, parts: readonly InstrumentRecord[]): Promise<void> {
  const rows = parts.flatMap(({ record, instrument: { procedure } }) => {
    if (procedure === undefined) return []
    const { acknowledgeWithin: acknowledge_within, decideWithin: decide_within, ...words } = procedure
    return [{ ...words, acknowledge_within, decide_within, instrument: record }]
  })
  await sql`
    insert into procedures (instrument, acknowledge_within, decide_within, extension, appeal, silence)
    select instrument, acknowledge_within, decide_within, extension, appeal, silence
    from jsonb_to_recordset(${json(rows)}) as row(instrument bigint, acknowledge_within text, decide_within text,
      extension jsonb, appeal jsonb, silence jsonb)
  `.execute(db)
}

export async function insertFacts(db: Db, facts: readonly IncomingFact[], origin: string, at: string): Promise<void> {
  if (facts.length === 0) return
  const rows = facts.map(({ fact, position, sha256 }) => ({
    id: fact.id,
    position,
    scope: fact.scope ?? 'person',
    type: fact.type,
    content: fact,
    sha256,
  }))
  await sql`
    insert into fact_declarations (id, position, scope, type, content, sha256, recorded_at, origin)
    select id, position, scope, type, content, sha256, ${at}::timestamptz, ${origin}
    from jsonb_to_recordset(${json(rows)}) as row(id text, position integer, scope text, type text, content jsonb, sha256 text)
  `.execute(db)
}

/** The hash of all files that were loaded last from this origin. */
export async function loadedHash(db: Db, origin: string): Promise<string | null> {
  const { rows } = await sql<{ sha256: string }>`select sha256 from law_loads where origin = ${origin}`.execute(db)
  return rows[0]?.sha256 ?? null
}

export async function noteLoaded(db: Db, origin: string, sha256: string, at: string): Promise<void> {
  await sql`
    insert into law_loads (origin, sha256, loaded_at) values (${origin}, ${sha256}, ${at}::timestamptz)
    on conflict (origin) do update set sha256 = excluded.sha256, loaded_at = excluded.loaded_at
  `.execute(db)
}

/** The record that an instrument has now, and where it comes from. */
export async function standingRecord(db: Db, id: string): Promise<{ record: string; origin: string } | null> {
  const { rows } = await sql<{ record: string; origin: string }>`
    select record::text as record, origin from instruments where id = ${id} and superseded_at is null`.execute(db)
  return rows[0] ?? null
}

/** Closes the record of an instrument and of its examples, wherever they come from. */
export async function closeRecord(db: Db, id: string, at: string): Promise<void> {
  await sql`
    update instruments set superseded_at = ${at}::timestamptz where id = ${id} and superseded_at is null`.execute(db)
  await sql`
    update instrument_examples set superseded_at = ${at}::timestamptz where instrument = ${id} and superseded_at is null`.execute(
    db,
  )
}

/** Says of the new record how it came about; answers its number. */
export async function notePublication(db: Db, id: string, notice: unknown): Promise<string> {
  const { rows } = await sql<{ record: string }>`
    update instruments set publication = ${json(notice)} where id = ${id} and superseded_at is null returning record::text as record`.execute(
    db,
  )
  return recordOf(new Map(rows.map(({ record }) => [id, record])), id)
}

export async function noteWithdrawal(db: Db, id: string, notice: unknown): Promise<void> {
  await sql`update instruments set withdrawn_by = ${json(notice)} where id = ${id} and superseded_at is null`.execute(
    db,
  )
}
