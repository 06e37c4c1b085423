// SPDX-License-Identifier: Apache-2.0
import type { SignedIn } from '../../../access/index.ts'
import { actingAs } from '../../../db/acting.ts'
import type { Db } from '../../../db/index.ts'
import { type Localized, type PlainDate, Problem } from '../../../kernel/index.ts'
import { changeWithin, type DraftInHand, readDraft, readDrafts } from '../../drafts/edit-draft.ts'
import { type Analysis, analyseItem, type Ground, planAnalysis } from '../../imports/analyse-file.ts'
import { changedFiles, declaredCatalogues } from '../../imports/draft-folder.ts'
import type { Finding } from '../../imports/finding.model.ts'
import { type Choices, chosenNew, rowKey, shownName } from '../../imports/matching/match.model.ts'
import { groundOf } from '../../imports/read-ground.ts'
import type { ItemRow } from '../../imports/rows/row.model.ts'
import { stepOn } from '../handle-nomination.ts'
import { type NominationRow, nominationOf, notYours } from '../nominate.ts'
import { after } from '../nomination.model.ts'
import { mayHandle } from '../nominations.store.ts'

/** A class of a catalogue that a draft of the authority declares. */
export interface Target {
  draft: string
  catalogue: string
  class: string
  title: string
  catalogueTitle: Localized
  classLabel: Localized
}

/** So many drafts are looked through for catalogues, the newest first. */
const mostDrafts = 30

/** What is to be taken up, and where it could go. */
export async function readTakeUp(
  db: Db,
  visitor: SignedIn,
  id: string,
): Promise<{ row: NominationRow; targets: Target[] }> {
  const row = await actingAs(db, visitor, async (acting) => {
    const found = await nominationOf(acting, id)
    if (!(await mayHandle(acting, visitor.person, found))) throw notYours(visitor)
    return found
  })
  const own = (await readDrafts(db, visitor)).filter(
    (one) => one.authority === row.authority && one.discardedAt === null,
  )
  const inHand = await Promise.all(own.slice(0, mostDrafts).map((one) => readDraft(db, visitor, one.id)))
  return { row, targets: inHand.filter(({ mayEdit }) => mayEdit).flatMap(targetsIn) }
}

const targetsIn = ({ draft, files }: DraftInHand): Target[] =>
  (declaredCatalogues(files) ?? []).flatMap(({ id, title, classes }) =>
    classes.map(({ id: group, label }) => ({
      ...{ draft: draft.id, catalogue: id, class: group },
      ...{ title: draft.title, catalogueTitle: title, classLabel: label },
    })),
  )

export interface AskedTakeUp {
  draft: string
  catalogue: string
  class: string
  /** From when it would hold; null: the draft says it otherwise. */
  from: PlainDate | null
  /** Which entry it is: an id, or that it is new. */
  qualification: string | null
  body: string | null
  /** What the draft's notes say of it. */
  note: (catalogue: Localized) => string
}

/** Something that has to be chosen: whether the nominated is an entry that is known already. */
export interface ToChoose {
  of: 'qualification' | 'body'
  candidates: { id: string; name: string }[]
}

export type TakenUp =
  | { draft: string }
  | { choose: ToChoose[] }
  | { findings: Finding[] }
  | 'late'
  | 'target'
  | 'changed'

/** Writes the item into a draft, with what the register does not know yet, and closes the nomination: all of it or nothing. */
export async function takeUp(db: Db, visitor: SignedIn, id: string, asked: AskedTakeUp): Promise<TakenUp> {
  const { row, targets } = await readTakeUp(db, visitor, id)
  if (after(row.state, 'take-up') === null) return 'late'
  const isTarget = targets.some(
    (one) => one.draft === asked.draft && one.catalogue === asked.catalogue && one.class === asked.class,
  )
  if (!isTarget) return 'target'
  const { draft, files } = await readDraft(db, visitor, asked.draft)
  const catalogue = declaredCatalogues(files)?.find((one) => one.id === asked.catalogue)
  if (catalogue === undefined) return 'target'
  const item = itemOf(row, asked)
  const ground = await groundOf(db, files, catalogue)
  const analysis = analyseItem(item, ground)
  const choices = choicesOf(analysis, item, asked)
  const planned = planAnalysis(analysis, ground, { mode: 'batch', effective: null, choices })
  if (planned.waiting > 0) return { choose: toChoose(analysis, ground) }
  if (planned.bad > 0 || planned.stopped) return { findings: planned.findings }
  const changed = changedFiles(files, catalogue, planned)
  changed.set('notes.md', withNote(files.get('notes.md'), asked.note(catalogue.title)))
  return write(db, visitor, { row, draft: { id: draft.id, version: draft.version, files: changed } })
}

/** Both in one transaction: where the nomination has moved meanwhile, the draft stays what it was. */
async function write(
  db: Db,
  visitor: SignedIn,
  { row, draft }: { row: NominationRow; draft: { id: string; version: number; files: Map<string, string> } },
): Promise<TakenUp> {
  return actingAs(db, visitor, async (acting): Promise<TakenUp> => {
    if (!('saved' in (await changeWithin(acting, visitor, draft)))) return 'changed'
    if (!(await stepOn(acting, visitor, row, { step: 'take-up', change: { draft: draft.id } }))) throw movedOn()
    return { draft: draft.id }
  })
}

const movedOn = (): Problem =>
  new Problem('conflict', 'the nomination has moved meanwhile', { told: { key: 'nomination.done.late', args: {} } })

const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text)

/** The nomination as a row of a catalogue's file would say it. The name of the certificate stands where a language has no other. */
function itemOf({ qualification }: NominationRow, { class: group, from }: AskedTakeUp): ItemRow {
  const { name, en, zh, body, country, link } = qualification
  const nameZh = zh === '' && isChinese(name) ? name : zh
  const nameEn = en === '' && !isChinese(name) ? name : en
  return {
    ...{ sheet: null, row: 1, class: group, country, source: link, cells: {} },
    ...(nameZh === '' ? {} : { nameZh }),
    ...(nameEn === '' ? {} : { nameEn }),
    ...(isChinese(body) ? { bodyZh: body } : { bodyEn: body }),
    ...(from === null ? {} : { from }),
  }
}

function choicesOf({ rows }: Analysis, item: ItemRow, { qualification, body }: AskedTakeUp): Choices {
  const key = rows[0]?.bodyKey
  return {
    ...(qualification === null ? {} : { [rowKey(item)]: qualification }),
    ...(body === null || key === undefined ? {} : { [key]: body }),
  }
}

/** What is near and not the same: somebody says which it is. */
function toChoose({ rows }: Analysis, ground: Ground): ToChoose[] {
  const known = new Map([...ground.bodies, ...ground.qualifications].map((entry) => [entry.id, shownName(entry)]))
  const [row] = rows
  return (['qualification', 'body'] as const).flatMap((of) => {
    const match = row?.[of]
    if (match?.kind !== 'near') return []
    const candidates = match.candidates.map(({ id }) => ({ id, name: `${known.get(id) ?? id} (${id})` }))
    return [{ of, candidates: [...candidates, { id: chosenNew, name: '' }] }]
  })
}

const withNote = (notes: string | undefined, note: string): string =>
  `${notes === undefined || notes === '' ? '' : `${notes.trimEnd()}\n\n`}${note}\n`
