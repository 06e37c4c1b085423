// SPDX-License-Identifier: Apache-2.0
import { basename } from 'node:path'
import type { Db } from '../../db/index.ts'
import { Problem } from '../../kernel/index.ts'
import type { Fault } from '../imports/bad-rows.ts'
import { findFiles, findRelease } from '../imports/find-files.ts'
import {
  type ImportOptions,
  type ImportReport,
  type ImportRun,
  type ImportTarget,
  runImport,
} from '../imports/import-run.ts'
import type { TableFormat, TableRow } from '../imports/table-file.ts'
import { classificationEntryTable, classificationNameTable, classificationTable } from './classifications.store.ts'
import { currentAlternatives } from './imported.store.ts'

export interface OnetOptions extends ImportOptions {
  release?: string | undefined
}

const occupationFile = /occupation[ _]data\.(txt|csv)$/i
const alternateFile = /alternate[ _]titles\.(txt|csv)$/i

const codeColumn = 'O*NET-SOC Code'
const codePattern = /^\d{2}-\d{4}\.\d{2}$/

/**
 * Takes `Occupation Data` and `Alternate Titles` of the O*NET database into the register, as text or as CSV. The same
 * files again change nothing; a new release stands beside the older ones.
 */
export async function importOnet(db: Db, named: readonly string[], options: OnetOptions): Promise<ImportReport> {
  const known = (name: string) => occupationFile.test(name) || alternateFile.test(name)
  const paths = findFiles(named, known, "'Occupation Data.txt' and 'Alternate Titles.txt' of the O*NET database")
  const release = findRelease(options.release, paths, { pattern: /db_(\d+_\d+)/, example: '30.0' })
  const occupations = single(paths, occupationFile, 'Occupation Data')
  if (occupations === undefined) {
    throw new Problem('invalid-input', "'Occupation Data.txt' is missing: it says which occupations there are")
  }
  const alternates = single(paths, alternateFile, 'Alternate Titles')
  return runImport(db, paths, options, (run) => readOnet(run, release, occupations, alternates))
}

function single(paths: string[], pattern: RegExp, name: string): string | undefined {
  const [found, other] = paths.filter((path) => pattern.test(basename(path)))
  if (other === undefined) return found
  throw new Problem('invalid-input', `'${name}' is there twice: ${found} and ${other}`)
}

function formatOf(path: string): TableFormat {
  return path.toLowerCase().endsWith('.csv') ? 'csv' : 'tsv'
}

async function readOnet(
  run: ImportRun,
  release: string,
  occupations: string,
  alternates: string | undefined,
): Promise<ImportTarget[]> {
  const classification = `onet-${release}`
  const origin = `import/${classification}`
  const [schemes, entries, names] = [
    await run.open(classificationTable),
    await run.open(classificationEntryTable),
    await run.open(classificationNameTable),
  ]
  await schemes.add({ ...schemeRow(release), origin })
  const titles = await readTitles(run, occupations)
  const others =
    alternates === undefined
      ? await currentAlternatives(run.transaction, classification, 'en')
      : await readAlternates(run, alternates, titles)
  for (const [code, name] of titles) {
    const above = `${code.slice(0, 7)}.00`
    const parent = above !== code && titles.has(above) ? above : null
    const level = parent === null ? 1 : 2
    await entries.add({ classification, code, parent, level, uri: null, status: null, note: null, origin })
    await names.add({
      classification,
      code,
      lang: 'en',
      name,
      alternatives: others.get(code) ?? [],
      hidden: [],
      origin,
    })
  }
  return [schemes, entries, names].map((incoming) => ({ incoming, origins: [origin] }))
}

async function readTitles(run: ImportRun, path: string): Promise<Map<string, string>> {
  const titles = new Map<string, string>()
  const check = ({ cells }: TableRow): Fault | null => {
    const code = cells[codeColumn] ?? ''
    if (!codePattern.test(code)) return { column: codeColumn, message: `'${code}'`, expected: 'a code as 11-1011.00' }
    if (cells.Title?.trim() === '') return { column: 'Title', message: 'empty', expected: 'a title' }
    if (!titles.has(code)) return null
    return { column: codeColumn, message: `'${code}' is given before`, expected: 'each occupation once' }
  }
  for await (const { cells } of run.rows(path, formatOf(path), [codeColumn, 'Title'], check)) {
    titles.set(cells[codeColumn] ?? '', cells.Title?.trim() ?? '')
  }
  return titles
}

async function readAlternates(
  run: ImportRun,
  path: string,
  titles: ReadonlyMap<string, string>,
): Promise<Map<string, string[]>> {
  const others = new Map<string, Set<string>>()
  const check = ({ cells }: TableRow): Fault | null => {
    const code = cells[codeColumn] ?? ''
    if (cells['Alternate Title']?.trim() === '')
      return { column: 'Alternate Title', message: 'empty', expected: 'a title' }
    if (titles.has(code)) return null
    const expected = "a code of 'Occupation Data'; are both files of the same release?"
    return { column: codeColumn, message: `'${code}' is no occupation`, expected }
  }
  for await (const { cells } of run.rows(path, formatOf(path), [codeColumn, 'Alternate Title'], check)) {
    const code = cells[codeColumn] ?? ''
    const list = others.get(code) ?? new Set()
    list.add(cells['Alternate Title']?.trim() ?? '')
    others.set(code, list)
  }
  return new Map([...others].map(([code, list]) => [code, [...list]]))
}

function schemeRow(release: string) {
  return {
    id: `onet-${release}`,
    family: 'onet',
    version: release,
    subject: 'occupation',
    names: { en: `O*NET ${release}`, 'zh-CN': `美国职业信息网（O*NET）${release}` },
    publisher: 'U.S. Department of Labor, Employment and Training Administration',
    licence: 'CC BY 4.0',
    source: 'https://www.onetcenter.org/database.html',
    quality: 'official',
    coverage: 'complete',
    note: null,
  } as const
}
