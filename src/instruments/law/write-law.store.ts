// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { Problem } from '../../kernel/index.ts'
import type { LawFact } from '../facts/facts-schema.ts'
import type { LawRule } from '../rules/rule-schema.ts'
import { firstDay } from '../source/fields.ts'
import type { LawInstrument } from './instrument-schema.ts'

/** One instrument as it shall stand. */
export interface IncomingInstrument {
  path: string
  instrument: LawInstrument
  rules: readonly LawRule[]
  sha256: string
}

export interface IncomingFact {
  fact: LawFact
  position: number
  sha256: string
}

type Recorded = 'instruments' | 'fact_declarations'

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

/** Opens the record of an instrument with all its parts. */
export async function insertInstrument(
  db: Db,
  { path, instrument, rules, sha256 }: IncomingInstrument,
  origin: string,
  at: string,
): Promise<void> {
  const { id, jurisdiction, kind, status, title, number, issuer, published, effective, until } = instrument
  const { rows } = await sql<{ record: string }>`
    insert into instruments (id, path, jurisdiction, kind, status, title, number, issuer, published, effective, until, places,
      excepts, content, sha256, valid_from, valid_until, recorded_at, origin)
    values (${id}, ${path}, ${jurisdiction}, ${kind}, ${status}, ${json(title)}, ${number ?? null}, ${issuer ?? null},
      ${published ?? null}, ${effective ?? null}, ${until ?? null}, ${instrument.places ?? [jurisdiction]}::text[],
      ${instrument.except ?? []}::text[], ${json({ instrument, rules })}, ${sha256}, ${day(effective)}::date, ${day(until)}::date,
      ${at}::timestamptz, ${origin})
    returning record
  `.execute(db)
  const record = rows[0]?.record
  if (record === undefined) throw new Problem('database', `the instrument '${id}' was not recorded`)
  await insertClauses(db, record, instrument)
  await insertRules(db, record, instrument, rules)
  await insertCatalogues(db, record, instrument)
  await insertAgreement(db, record, instrument)
  await insertProcedure(db, record, instrument)
}

function json(value: unknown) {
  return sql`${JSON.stringify(value)}::jsonb`
}

function day(date: string | undefined): string | null {
  return date === undefined ? null : firstDay(date)
}

async function insertClauses(db: Db, record: string, { clauses }: LawInstrument): Promise<void> {
  const rows = clauses.map((clause, position) => ({ ...clause, position }))
  await sql`
    insert into instrument_clauses (instrument, position, id, article, summary, source)
    select ${record}::bigint, position, id, article, summary, source
    from jsonb_to_recordset(${json(rows)}) as row(position integer, id text, article jsonb, summary jsonb, source text)
  `.execute(db)
}

async function insertRules(
  db: Db,
  record: string,
  instrument: LawInstrument,
  rules: readonly LawRule[],
): Promise<void> {
  const rows = rules.map((rule, position) => ({
    position,
    id: rule.id,
    clause: rule.clause,
    title: rule.title,
    purposes: rule.purposes,
    outcomes: [...new Set(rule.outcomes.map((outcome) => outcome.kind))],
    content: rule,
    valid_from: day(rule.from ?? instrument.effective),
    valid_until: day(rule.until ?? instrument.until),
  }))
  await sql`
    insert into instrument_rules (instrument, position, id, clause, title, purposes, outcomes, content, valid_from, valid_until)
    select ${record}::bigint, position, id, clause, title, purposes, outcomes, content, valid_from, valid_until
    from jsonb_to_recordset(${json(rows)}) as row(position integer, id text, clause text, title jsonb, purposes text[],
      outcomes text[], content jsonb, valid_from date, valid_until date)
  `.execute(db)
}

async function insertCatalogues(db: Db, record: string, instrument: LawInstrument): Promise<void> {
  for (const catalogue of instrument.catalogues ?? []) {
    const effective = catalogue.effective ?? instrument.effective
    await sql`
      insert into catalogues (instrument, id, title, edition, batch, effective, coverage, item_count, classes, note, valid_from, valid_until)
      values (${record}::bigint, ${catalogue.id}, ${json(catalogue.title)}, ${catalogue.edition ?? null}, ${catalogue.batch ?? null},
        ${effective ?? null}, ${catalogue.coverage}, ${catalogue.itemCount ?? null}, ${json(catalogue.classes)},
        ${catalogue.note === undefined ? null : json(catalogue.note)}, ${day(effective)}::date, ${day(instrument.until)}::date)
    `.execute(db)
    const rows = (catalogue.items ?? []).map((item, position) => ({
      ...item,
      position,
      valid_from: day(item.from ?? effective),
      valid_until: day(item.until ?? instrument.until),
    }))
    await sql`
      insert into catalogue_items (instrument, catalogue, position, qualification, class, note, valid_from, valid_until)
      select ${record}::bigint, ${catalogue.id}, position, qualification, class, note, valid_from, valid_until
      from jsonb_to_recordset(${json(rows)}) as row(position integer, qualification text, class text, note jsonb,
        valid_from date, valid_until date)
    `.execute(db)
  }
}

async function insertAgreement(db: Db, record: string, { agreement }: LawInstrument): Promise<void> {
  if (agreement === undefined) return
  const places = agreement.parties.flatMap((party) => party.jurisdiction ?? [])
  await sql`
    insert into agreements (instrument, mode, subject, parties, party_jurisdictions, signed, in_force)
    values (${record}::bigint, ${agreement.mode}, ${json(agreement.subject)}, ${json(agreement.parties)}, ${places}::text[],
      ${agreement.signed ?? null}, ${agreement.inForce ?? null})
  `.execute(db)
}

async function insertProcedure(db: Db, record: string, { procedure }: LawInstrument): Promise<void> {
  if (procedure === undefined) return
  const words = (value: unknown) => (value === undefined ? null : json(value))
  await sql`
    insert into procedures (instrument, acknowledge_within, decide_within, extension, appeal, silence)
    values (${record}::bigint, ${procedure.acknowledgeWithin ?? null}, ${procedure.decideWithin ?? null},
      ${words(procedure.extension)}, ${words(procedure.appeal)}, ${words(procedure.silence)})
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
