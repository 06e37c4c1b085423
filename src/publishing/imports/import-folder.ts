// SPDX-License-Identifier: Apache-2.0
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '../../db/index.ts'
import { finishWriting, writeWhole } from '../../instruments/index.ts'
import { Problem } from '../../kernel/index.ts'
import { analyseFile, type Obstacle, obstacles, type Planned, planAnalysis } from './analyse-file.ts'
import { type Batch, changedFiles, type DeclaredCatalogue, declaredCatalogues, withBatch } from './draft-folder.ts'
import { listsToContinue } from './earlier-batches.ts'
import type { Finding } from './finding.model.ts'
import { chooseMany, type ManyChosen, toChoose } from './matching/choose-many.model.ts'
import { type Candidate, type Choices, settled } from './matching/match.model.ts'
import type { ChangeKind, ImportMode } from './plan/plan.model.ts'
import { groundOf } from './read-ground.ts'

export interface FolderOptions {
  catalogue: string | null
  mode: ImportMode
  effective: string | null
  /** As what it shall be declared; null: as it is. */
  batch: Batch | null
  many: ManyChosen
  choices: Choices
  skipBadRows: boolean
  dryRun: boolean
}

export interface FolderImport {
  catalogue: string
  rows: number
  findings: Finding[]
  /** What has to be chosen, with what was. */
  choices: { key: string; name: string; candidates: Candidate[]; chosen: string | null }[]
  changes: { kind: ChangeKind; qualification: string; row: number | null }[]
  counts: Record<ChangeKind, number>
  /** Rows with something wrong, and rows that wait for a choice. */
  bad: number
  waiting: number
  stopped: number
  /** What the file does not name leaves the list. */
  whole: boolean
  inTheWay: Obstacle[]
  /** Files that were written, or would be. */
  files: string[]
}

/** Reads a file into a folder of law. Nothing is written where anything is in the way. */
export async function importFolder(
  db: Db,
  bytes: Uint8Array,
  folder: string,
  options: FolderOptions,
): Promise<FolderImport> {
  const files = await readFolder(folder)
  const meant = chosenCatalogue(declaredCatalogues(files), folder, options.catalogue)
  const { catalogue, declared } = await declareBatch(db, { files, catalogue: meant }, options.batch)
  const ground = await groundOf(db, files, catalogue)
  const analysis = await analyseFile(bytes, ground)
  const choices = chooseMany(analysis.rows, options.choices, options.many)
  const planned = planAnalysis(analysis, ground, { mode: options.mode, effective: options.effective, choices })
  const inTheWay = obstacles(planned, options.skipBadRows)
  const written = new Map([...declared, ...changedFiles(files, catalogue, planned)])
  if (inTheWay.length === 0 && !options.dryRun) await writeWhole(folder, written)
  return {
    catalogue: catalogue.id,
    rows: analysis.counted,
    findings: planned.findings,
    choices: [...toChoose(analysis.rows, choices)].map(({ key, match, row: { item }, of }) => ({
      key,
      name: (of === 'body' ? (item.bodyZh ?? item.bodyEn) : (item.nameZh ?? item.nameEn)) ?? '',
      candidates: match.candidates,
      chosen: settled(match, choices[key]),
    })),
    changes: planned.changes.map(({ kind, qualification, row }) => ({
      kind,
      qualification,
      row: row?.item.row ?? null,
    })),
    counts: countChanges(planned),
    bad: planned.bad,
    waiting: planned.waiting,
    stopped: planned.stopped ? 1 : 0,
    whole: planned.whole,
    inTheWay,
    files: [...written.keys()],
  }
}

/** Declares the catalogue as a later batch, where that is asked; the folder in hand is as if it had been so. */
async function declareBatch(
  db: Db,
  { files, catalogue }: { files: Map<string, string>; catalogue: DeclaredCatalogue },
  batch: Batch | null,
): Promise<{ catalogue: DeclaredCatalogue; declared: Map<string, string> }> {
  if (batch === null) return { catalogue, declared: new Map() }
  const lists = (await listsToContinue(db, files)).map(({ id }) => id).filter((id) => id !== catalogue.id)
  if (batch.continues !== null && !lists.includes(batch.continues)) {
    const expected =
      lists.length === 0 ? 'a list in force at the same place; there is none' : `one of ${lists.join(', ')}`
    throw new Problem('invalid-input', `--continues: found '${batch.continues}', expected ${expected}`)
  }
  const text = withBatch(files.get('instrument.yaml') ?? '', catalogue.id, batch)
  files.set('instrument.yaml', text)
  return { catalogue: { ...catalogue, ...batch }, declared: new Map([['instrument.yaml', text]]) }
}

export function countChanges({ changes }: Pick<Planned, 'changes'>): Record<ChangeKind, number> {
  const counts = { added: 0, changed: 0, withdrawn: 0, unchanged: 0 }
  for (const { kind } of changes) counts[kind]++
  return counts
}

/** The catalogue that is meant: by its id, or the only one. */
export function chosenCatalogue(
  declared: DeclaredCatalogue[] | null,
  folder: string,
  id: string | null,
): DeclaredCatalogue {
  if (declared === null)
    throw new Problem('invalid-input', `${join(folder, 'instrument.yaml')} is missing or cannot be read`)
  const names = declared.map((one) => one.id).join(', ')
  if (declared.length === 0)
    throw new Problem('invalid-input', `${join(folder, 'instrument.yaml')} declares no catalogue`)
  const [first, ...others] = declared
  if (id === null && first !== undefined && others.length === 0) return first
  const found = declared.find((one) => one.id === id)
  if (found !== undefined) return found
  throw new Problem(
    'invalid-input',
    `--catalogue: ${id === null ? 'missing' : `found '${id}'`}, expected one of ${names}`,
  )
}

/** Those files of a folder that an import reads or writes; what an earlier one was stopped over is finished first. */
export async function readFolder(folder: string): Promise<Map<string, string>> {
  await finishWriting(folder)
  const files = new Map<string, string>()
  const read = async (name: string) => {
    const text = await readFile(join(folder, name), 'utf8').catch(() => null)
    if (text !== null) files.set(name, text)
  }
  await Promise.all(['instrument.yaml', 'qualifications.csv', 'awarding-bodies.csv'].map(read))
  const lists = await readdir(join(folder, 'catalogues')).catch(() => [])
  await Promise.all(lists.filter((name) => name.endsWith('.csv')).map((name) => read(`catalogues/${name}`)))
  return files
}
