// SPDX-License-Identifier: Apache-2.0
import type { CharacterTables } from '../../../finder/index.ts'
import { type Finding, finding } from '../finding.model.ts'
import type { ItemRow } from '../rows/row.model.ts'
import { plainWord } from '../rows/word-lists.model.ts'
import { type EntryIndex, entryIndex } from './entry-index.ts'
import { type Candidate, type KnownEntry, type Match, type MatchedRow, rowKey, shownName } from './match.model.ts'

export interface KnownEntries {
  qualifications: readonly KnownEntry[]
  bodies: readonly KnownEntry[]
}

export interface Matched {
  rows: MatchedRow[]
  findings: Finding[]
}

const mostCandidates = 4
/** Whoever waits is told every so many rows. */
const step = 1000

/** Finds for every row which qualification and which body of those known it speaks of. */
export function matchRows(
  rows: readonly ItemRow[],
  known: KnownEntries,
  { tables, onProgress }: { tables: CharacterTables; onProgress?: (done: number) => void },
): Matched {
  const matcher: Matcher = {
    qualifications: entryIndex(known.qualifications, tables),
    bodies: entryIndex(known.bodies, tables),
    bodiesMet: new Map(),
  }
  const matched: Matched = { rows: [], findings: [] }
  for (const [at, item] of rows.entries()) {
    const row = matchRow(item, matcher, matched.findings)
    if (row !== null) matched.rows.push(row)
    if (at % step === step - 1) onProgress?.(at + 1)
  }
  return matched
}

interface Matcher {
  qualifications: EntryIndex
  bodies: EntryIndex
  bodiesMet: Map<string, Match>
}

function matchRow(item: ItemRow, matcher: Matcher, findings: Finding[]): MatchedRow | null {
  const body = matchBody(item, matcher)
  const qualification =
    item.id === undefined
      ? matchByName(item, awardersOf(item, body?.match ?? null, matcher.bodies), matcher.qualifications)
      : matchById(item, item.id, matcher.qualifications, findings)
  if (qualification === null) return null
  const key = qualification.kind === 'near' ? { key: rowKey(item) } : {}
  return { item, qualification, ...key, ...(body === null ? {} : { body: body.match, bodyKey: body.key }) }
}

const namesOf = ({ nameZh, nameEn }: ItemRow): string[] => [nameZh, nameEn].filter((name) => name !== undefined)

const withName = (id: string, known: EntryIndex): string => `${shownName(known.get(id) ?? { id, names: [] })} (${id})`

function matchById(item: ItemRow, id: string, known: EntryIndex, findings: Finding[]): Match | null {
  const place = { sheet: item.sheet, row: item.row, cell: item.cells.id ?? String(item.row), found: id }
  const names = namesOf(item)
  const entry = known.get(id)
  if (entry === undefined) {
    findings.push(
      finding('id-unknown', { ...place, candidates: known.like(names, 3).map((one) => withName(one.id, known)) }),
    )
    return null
  }
  const alike = names.length === 0 || names.some((name) => known.named(name).includes(entry))
  if (!alike && !known.like(names, 10).some((one) => one.id === id)) {
    const cell = item.cells[item.nameZh === undefined ? 'name-en' : 'name-zh'] ?? place.cell
    const expected = [withName(id, known)]
    findings.push(finding('name-differs-from-id', { ...place, cell, found: names[0] ?? '', expected }))
  }
  if (item.country !== undefined && entry.country !== null && item.country !== entry.country) {
    const cell = item.cells.country ?? place.cell
    findings.push(finding('differs-from-register', { ...place, cell, found: item.country, expected: [entry.country] }))
  }
  return { kind: 'id', candidates: [{ id, score: 1 }] }
}

/** Who may award what a row names. */
interface Awarders {
  /** Known for certain. */
  certain: string | null
  bodies: readonly KnownEntry[]
}

/** As the row says, or as the name begins: 美国毒理学委员会认证. */
function awardersOf({ nameZh, nameEn }: ItemRow, body: Match | null, known: EntryIndex): Awarders {
  const entries = (body?.candidates ?? []).map(({ id }) => known.get(id)).filter((entry) => entry !== undefined)
  if (body?.kind === 'exact') return { certain: entries[0]?.id ?? null, bodies: entries }
  if (body !== null) return { certain: null, bodies: entries }
  const begun = [nameZh, nameEn].flatMap((name) => (name === undefined ? [] : known.beginning(name)))
  return { certain: null, bodies: begun }
}

/** The same name in another country is another qualification. */
function matchByName(item: ItemRow, awarders: Awarders, known: EntryIndex): Match {
  const names = namesOf(item)
  const fits = (entry: KnownEntry | undefined): entry is KnownEntry =>
    entry !== undefined && (item.country === undefined || entry.country === null || entry.country === item.country)
  const same = [...new Set(names.flatMap((name) => known.named(name)))].filter(fits)
  const ofBody = (entry: KnownEntry) => awarders.certain !== null && entry.body === awarders.certain
  const certain = same.length === 1 ? same : same.filter(ofBody)
  const [only] = certain
  if (only !== undefined && certain.length === 1 && agrees(names, only, known)) {
    return { kind: 'exact', candidates: [{ id: only.id, score: 1 }] }
  }
  const like = known.like(names, mostCandidates * 3).filter(({ id }) => fits(known.get(id)))
  return nearOrNew(same, [...ofSameBody(names, awarders, known).filter(({ id }) => fits(known.get(id))), ...like])
}

/** More than these of one body are only told apart by their names. */
const mostOfBody = 20
/** What is awarded by the same body needs to be no more alike than this to be asked for. */
const leastOfBody = 0.4

/**
 * What the same body awards, best first: the only one always, of several those that are somewhat alike, and all where the row
 * says no more than the body and that it is a certificate.
 */
function ofSameBody(names: readonly string[], { bodies }: Awarders, known: EntryIndex): Candidate[] {
  const found = bodies.flatMap((body) => {
    const awarded = known.awardedBy(body.id)
    if (awarded.length > mostOfBody) return []
    const bare = names.some((name) => known.saysNoMore(name, body.names))
    return awarded.flatMap((entry): Candidate[] => {
      const score = known.likeness(names, entry, body.names)
      if (score === null || !(bare || awarded.length === 1 || score >= leastOfBody)) return []
      return [{ id: entry.id, score, sameBody: true }]
    })
  })
  return found.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
}

/** Each candidate once: those of the same name first, then those of the same body, then what is alike. */
function nearOrNew(same: readonly KnownEntry[], like: readonly Candidate[]): Match {
  const candidates = new Map<string, Candidate>(same.map(({ id }) => [id, { id, score: 1 }]))
  for (const one of like) {
    const before = candidates.get(one.id)
    if (before === undefined) candidates.set(one.id, one)
    else if (one.score > before.score) candidates.set(one.id, { ...before, score: one.score })
  }
  return { kind: candidates.size === 0 ? 'new' : 'near', candidates: [...candidates.values()].slice(0, mostCandidates) }
}

/** Where a row has a name in both languages, and the entry too, each has to be like one of its names. */
function agrees(names: readonly string[], entry: KnownEntry, known: EntryIndex): boolean {
  if (names.length < 2 || new Set(entry.names).size < 2) return true
  return names.every(
    (name) => known.named(name).includes(entry) || known.like([name], 20).some(({ id }) => id === entry.id),
  )
}

function matchBody(item: ItemRow, { bodies, bodiesMet }: Matcher): { key: string; match: Match } | null {
  const names = [item.bodyZh, item.bodyEn].filter((name) => name !== undefined)
  if (names.length === 0) return null
  const key = `b:${names.map(plainWord).join('|')}|${item.country ?? ''}`
  const before = bodiesMet.get(key)
  if (before !== undefined) return { key, match: before }
  // A body may award in many countries: its own is no reason against it.
  const same = [...new Set(names.flatMap((name) => bodies.named(name)))]
  const here = same.filter(({ country }) => country === null || item.country === undefined || country === item.country)
  const certain = here.length === 1 ? here : same
  const [only] = certain
  const match: Match =
    only !== undefined && certain.length === 1
      ? { kind: 'exact', candidates: [{ id: only.id, score: 1 }] }
      : nearOrNew(same, bodies.like(names, mostCandidates))
  bodiesMet.set(key, match)
  return { key, match }
}
