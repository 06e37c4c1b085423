// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import type { Db } from '../../db/index.ts'
import {
  adviceBeyondShipped,
  broughtIds,
  checkOthersLaw,
  checkOthersLists,
  findingsOf,
  type GivingText,
  idsGiven,
  instrumentsSetAside,
  type LawFinding,
  type LawFolder,
  type LawSurroundings,
  lawSurroundings,
  leftNaming,
  leftNamingProblem,
  problemAt,
  readLawFolders,
  type SourceProblem,
  sortProblems,
  toProblem,
  touchedInstruments,
  type Vocabulary,
} from '../../instruments/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { notTheirs } from './begin-from-law.store.ts'
import { checkReach } from './reach.ts'

/** The files of a draft, and what it would replace. */
export interface DraftFolder {
  jurisdiction: string
  /** For whom it is written; absent: it is not asked whose lists it may change. */
  authority?: string
  /** The instrument that it was begun from; null: it is new. */
  instrument: string | null
  files: ReadonlyMap<string, string>
}

/** A problem of a draft. What reasoning over the rules found stands with it whole: pages tell it in words. */
export interface DraftProblem extends SourceProblem {
  finding?: LawFinding
}

export interface CheckedDraft {
  /** Null: there is no instrument.yaml yet, or it does not have the right shape. */
  folder: LawFolder | null
  problems: DraftProblem[]
  /** The register, with what the draft brings. */
  vocabulary: Vocabulary
}

const mostKept = 20
const kept = new WeakMap<LawSurroundings, Map<string, CheckedDraft>>()

/**
 * What `law check` says of a draft, beside the law in force. Files are named as in the draft. The same files beside the same law are looked at
 * once: the pages of a draft of many thousand rows ask again and again. `within`: the law beside, where the caller holds a connection already.
 */
export async function checkDraft(
  db: Db,
  draft: DraftFolder,
  day: PlainDate | null,
  within?: LawSurroundings,
): Promise<CheckedDraft> {
  const surroundings = within ?? (await lawSurroundings(db))
  const known = kept.get(surroundings) ?? new Map<string, CheckedDraft>()
  kept.set(surroundings, known)
  const key = keyOf(draft, day)
  const replaced = await replacedBy(db, draft, surroundings)
  const checked =
    known.get(key) ?? (await withReach(db, draft, surroundings, await check(draft, day, surroundings, replaced)))
  const oldest = known.keys().next().value
  if (known.size >= mostKept && oldest !== undefined) known.delete(oldest)
  known.set(key, checked)
  return checked
}

function keyOf({ jurisdiction, authority, instrument, files }: DraftFolder, day: PlainDate | null): string {
  const hash = createHash('sha256').update(JSON.stringify([jurisdiction, authority, instrument, day]))
  for (const [path, text] of files) hash.update(`\n${path} ${text.length}\n`).update(text)
  return hash.digest('hex')
}

/** The text in the place of which the draft would stand, with what it brings. */
async function replacedBy(db: Db, { instrument }: DraftFolder, { law }: LawSurroundings): Promise<GivingText | null> {
  const found = law.texts.instruments.find((one) => one.instrument.id === instrument)
  return found === undefined ? null : { ...found, brings: await broughtIds(db, found.instrument.id) }
}

/** What texts of others name and would find no more if an instrument were withdrawn. */
export async function checkWithdrawal(db: Db, instrument: string, within?: LawSurroundings): Promise<SourceProblem[]> {
  const surroundings = within ?? (await lawSurroundings(db))
  const before = await replacedBy(db, { jurisdiction: '', instrument, files: new Map() }, surroundings)
  if (before === null) return []
  return leftNaming({ standing: surroundings.law.texts.instruments, before, after: null }).map(leftNamingProblem)
}

const broughtOf = ({ lists: { brings } }: LawFolder) => ({
  qualifications: brings.qualifications.map(({ entry }) => entry.id),
  bodies: brings.bodies.map(({ entry }) => entry.id),
})

/** Lets other requests be answered between two long steps. */
const breathe = () => new Promise((next) => setImmediate(next))

async function check(
  draft: DraftFolder,
  day: PlainDate | null,
  surroundings: LawSurroundings,
  before: GivingText | null,
): Promise<CheckedDraft> {
  const { law: inForce, vocabulary: register, idsBeside } = surroundings
  if (!draft.files.has('instrument.yaml')) return { folder: null, problems: [], vocabulary: register }
  const written = { path: `${draft.jurisdiction}/draft`, shownAs: '', files: draft.files }
  const kept = new Set([draft.instrument ?? '', ...(before === null ? [] : idsGiven(before))])
  const law = readLawFolders([written], register, { beside: idsBeside(draft.instrument), kept })
  const folder = law.folders[0] ?? null
  await breathe()
  const found =
    folder === null ? [] : findingsOf(folder, inForce.texts.instruments, { vocabulary: law.vocabulary, day })
  const more = found.map((finding) => ({ ...adviceBeyondShipped(toProblem(finding)), finding }))
  await breathe()
  const left =
    folder === null || before === null
      ? []
      : leftNaming({ standing: inForce.texts.instruments, before, after: { ...folder, brings: broughtOf(folder) } })
  const problems = [...law.problems, ...otherId(folder, draft), ...more, ...left.map(leftNamingProblem)]
  return { folder, problems: sortProblems(problems), vocabulary: law.vocabulary }
}

/** What takes the place of a text keeps its id. */
function otherId(folder: LawFolder | null, { instrument }: DraftFolder): SourceProblem[] {
  if (folder === null || instrument === null || folder.instrument.id === instrument) return []
  const expected = `'${instrument}', the id of the text that it corrects`
  const message = `found '${folder.instrument.id}', expected ${expected}`
  return [problemAt(folder.instrumentSource, ['id'], { code: 'id-place', message, expected })]
}

/** With places that the authority of the draft does not reach, and what it may not do to lists of others. */
async function withReach(
  db: Db,
  { authority, instrument }: DraftFolder,
  { vocabulary, idsBeside }: LawSurroundings,
  checked: CheckedDraft,
): Promise<CheckedDraft> {
  const { folder, problems } = checked
  const { beside = [] } = idsBeside(instrument)
  if (folder === null || authority === undefined) return checked
  const touched = [...touchedInstruments(folder.instrument, beside), ...instrumentsSetAside(folder)]
  const foreign = await notTheirs(db, authority, touched)
  const more = [
    ...(await checkReach(db, authority, folder)),
    ...checkOthersLists(folder, beside, foreign),
    ...checkOthersLaw(folder, beside, foreign, vocabulary.jurisdictions),
  ]
  return more.length === 0 ? checked : { ...checked, problems: sortProblems([...problems, ...more]) }
}

/** What a draft would be the folder of. */
export const folderOf = (
  { jurisdiction, authority, basis }: { jurisdiction: string; authority: string; basis: { instrument: string } | null },
  files: ReadonlyMap<string, string>,
): DraftFolder => ({ jurisdiction, authority, instrument: basis?.instrument ?? null, files })
