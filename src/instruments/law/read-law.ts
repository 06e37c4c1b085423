// SPDX-License-Identifier: Apache-2.0
import { equivalenceRules } from '../agreements/equivalence-rules.ts'
import { checkJoinedBatches } from '../catalogues/check-batches.ts'
import { type ExampleFile, type ExampleFolder, exampleFolders, readExample } from '../examples/read-example.ts'
import { checkBrought, withBrought } from '../folders/brought.ts'
import { type FolderFiles, folderProblem, foldersOf } from '../folders/folder-files.ts'
import { atListedLine, type FolderLists, readFolderLists, withListedItems } from '../folders/folder-lists.ts'
import { type LawRule, rulesFileSchema } from '../rules/rule-schema.ts'
import { explainIssues, problemAt } from '../source/explain-issues.ts'
import { firstOfEachFile, type SourceProblem, sortProblems } from '../source/source-problem.ts'
import { Hints } from '../source/suggest.ts'
import { parseYamlSource, type YamlSource } from '../source/yaml-source.ts'
import { wholesOf } from '../wholes/check-wholes.ts'
import { checkInstrumentIds, checkRuleIds, type LawIds } from './check-ids.ts'
import { instrumentFileSchema, type LawInstrument } from './instrument-schema.ts'
import { checkOwnIds } from './own-ids.ts'
import type { Vocabulary } from './vocabulary.ts'

/** One folder of `law/`, read and checked. */
export interface LawFolder {
  /** `CN-SX/2024-5`. */
  path: string
  instrument: LawInstrument
  /** Those of rules.yaml, then those that follow from the table of an agreement. */
  rules: LawRule[]
  /** How many of them stand in rules.yaml. */
  written: number
  examples: ExampleFile[]
  /** Folders of `examples/` with a file that is refused for its form. */
  refusedExamples: Set<ExampleFolder>
  /** Its files of lists, by line; the items of catalogues are in `instrument` too. */
  lists: FolderLists
  instrumentSource: YamlSource
  /** Null where the instrument has no rules. */
  rulesSource: YamlSource | null
}

export interface Law {
  folders: LawFolder[]
  problems: SourceProblem[]
  /** What was given, and the entries that the folders bring with them. */
  vocabulary: Vocabulary
}

/**
 * Reads `law/<jurisdiction>/<instrument>/` without a database. Every problem of every file is reported at once;
 * a folder whose files have the right shape is in `folders` even where an id in it is unknown.
 * Files are named relative to the working directory.
 */
export function readLaw(directory: string, vocabulary: Vocabulary, options: ReadingOptions = {}): Law {
  const problems: SourceProblem[] = []
  const law = readLawFolders(foldersOf(directory, problems), vocabulary, options)
  return { ...law, problems: sortProblems([...problems, ...law.problems]) }
}

interface ReadingOptions {
  examples?: boolean
  /** Ids of law that stands elsewhere, as in the database, and may be named. */
  beside?: LawIds
  /** Ids that the texts have had before: they keep them, wherever they begin. */
  kept?: ReadonlySet<string>
}

/** The same for folders that are in memory. What each brings with it may be named by all of them. */
export function readLawFolders(
  written: readonly FolderFiles[],
  register: Vocabulary,
  { examples = true, beside, kept = new Set() }: ReadingOptions = {},
): Law {
  const problems: SourceProblem[] = []
  const read = written.map((files) => ({ files, folder: readFolder(files, problems) }))
  const sound = read.flatMap(({ files, folder }) => (folder === null ? [] : [{ files, folder }]))
  const folders = sound.map(({ folder }) => folder)
  const vocabulary = withBrought(
    register,
    folders.map(({ lists }) => lists.brings),
  )
  const ids = lawIds(folders, problems, beside)
  for (const { files, folder } of sound) {
    const { instrument, instrumentSource, lists } = folder
    const hints = new Hints()
    const own = checkInstrumentIds(instrument, instrumentSource, vocabulary, ids, hints)
    problems.push(...own.map((problem) => atListedLine(problem, instrument, lists)))
    problems.push(...checkBrought(lists.brings, register, hints))
    problems.push(...checkOwnIds(folder, register.jurisdictions, kept))
    if (folder.rulesSource !== null) {
      const inFile = folder.rules.slice(0, folder.written)
      problems.push(...checkRuleIds(inFile, instrument, folder.rulesSource, vocabulary, ids, hints))
    }
    if (examples) readExamples(files, folder, { vocabulary, hints }, problems)
  }
  const parts = new Map(
    folders.map(({ instrument, instrumentSource, lists }) => [instrumentSource.file, { instrument, lists }]),
  )
  for (const problem of checkJoinedBatches(folders, beside?.beside ?? [])) {
    const part = parts.get(problem.file ?? '')
    problems.push(part === undefined ? problem : atListedLine(problem, part.instrument, part.lists))
  }
  return { folders, problems: firstOfEachFile(sortProblems(problems)), vocabulary }
}

/** Reads one folder by itself; null where a file of it does not have the right shape. */
function readFolder({ path, shownAs, files }: FolderFiles, problems: SourceProblem[]): LawFolder | null {
  const instrumentSource = readSource('instrument.yaml', { shownAs, files }, problems)
  if (instrumentSource === null) {
    problems.push(folderProblem(shownAs.replace(/\/$/, ''), 'instrument.yaml is missing'))
    return null
  }
  const rulesSource = readSource('rules.yaml', { shownAs, files }, problems)
  const instrument = instrumentSource.data === undefined ? null : instrumentFileSchema.safeParse(instrumentSource.data)
  if (instrument !== null && !instrument.success)
    problems.push(...explainIssues(instrument.error.issues, instrumentSource))
  const rules = rulesSource?.data === undefined ? null : rulesFileSchema.safeParse(rulesSource.data)
  if (rules !== null && !rules.success && rulesSource !== null)
    problems.push(...explainIssues(rules.error.issues, rulesSource))
  const lists = readFolderLists({ shownAs, files }, problems)
  if (instrument?.success !== true || (rulesSource !== null && rules?.success !== true)) return null
  checkPlace(path, instrument.data, instrumentSource, problems)
  const written = rules?.success === true ? rules.data.rules : []
  return {
    path,
    instrument: withListedItems(instrument.data, instrumentSource, lists, problems),
    rules: [...written, ...equivalenceRules(instrument.data)],
    written: written.length,
    examples: [],
    refusedExamples: new Set(),
    lists,
    instrumentSource,
    rulesSource,
  }
}

function readSource(
  name: string,
  { shownAs, files }: Pick<FolderFiles, 'shownAs' | 'files'>,
  problems: SourceProblem[],
): YamlSource | null {
  const text = files.get(name)
  if (text === undefined) return null
  const source = parseYamlSource(text, `${shownAs}${name}`)
  problems.push(...source.problems)
  return source
}

function checkPlace(path: string, instrument: LawInstrument, source: YamlSource, problems: SourceProblem[]): void {
  const place = path.split('/')[0] ?? ''
  if (instrument.jurisdiction === place) return
  const message = `found '${instrument.jurisdiction}', expected '${place}', as the folder is law/${path}`
  problems.push(problemAt(source, ['jurisdiction'], { code: 'folder', message, expected: place }))
}

/** Ids of the whole of `law/`; an id that two folders use is a problem of the second. */
function lawIds(folders: readonly LawFolder[], problems: SourceProblem[], beside: LawIds | undefined): LawIds {
  const instruments = new Set<string>(beside?.instruments)
  const catalogues = new Map<string, ReadonlySet<string>>(beside?.catalogues)
  const parts = new Map<string, ReadonlySet<string>>(beside?.parts)
  const own = folders.flatMap(({ instrument, rules }) => rules.map(({ id }) => `${instrument.id}#${id}`))
  for (const { instrument, instrumentSource } of folders) {
    const repeated = (path: (string | number)[], id: string): void => {
      const message = `found '${id}', which another file has already, expected an id of its own`
      problems.push(problemAt(instrumentSource, path, { code: 'duplicate-id', message, found: id }))
    }
    if (instruments.has(instrument.id)) repeated(['id'], instrument.id)
    instruments.add(instrument.id)
    instrument.catalogues?.forEach((catalogue, index) => {
      const own = instrument.catalogues?.findIndex((other) => other.id === catalogue.id) === index
      if (own && catalogues.has(catalogue.id)) repeated(['catalogues', index, 'id'], catalogue.id)
      catalogues.set(catalogue.id, new Set(catalogue.classes.map((item) => item.id)))
    })
    for (const { id, path, parts: ids } of wholesOf(instrument)) {
      if (parts.has(id)) repeated([...path, 'id'], id)
      parts.set(id, new Set(ids))
    }
  }
  const known = beside === undefined || beside.rules !== undefined
  return { instruments, catalogues, parts, ...(known && { rules: new Set([...(beside?.rules ?? []), ...own]) }) }
}

function readExamples(
  { files, shownAs }: FolderFiles,
  folder: LawFolder,
  { vocabulary, hints }: { vocabulary: Vocabulary; hints: Hints },
  problems: SourceProblem[],
): void {
  const rules = folder.rules.map((rule) => rule.id)
  for (const [name, text] of files) {
    const kind = exampleFolders.find((one) => name.startsWith(`examples/${one}/`))
    if (kind === undefined) continue
    const reading = readExample(text, `${shownAs}${name}`, kind, rules, vocabulary, hints)
    problems.push(...reading.problems)
    if (reading.example === null) folder.refusedExamples.add(kind)
    else folder.examples.push(reading.example)
  }
}
