// SPDX-License-Identifier: Apache-2.0
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { Problem } from '../../kernel/index.ts'
import { type ExampleFile, type ExampleFolder, exampleFolders, readExample } from '../examples/read-example.ts'
import { type LawRule, rulesFileSchema } from '../rules/rule-schema.ts'
import { explainIssues, problemAt } from '../source/explain-issues.ts'
import { type SourceProblem, sortProblems } from '../source/source-problem.ts'
import { parseYamlSource, type YamlSource } from '../source/yaml-source.ts'
import { checkInstrumentIds, checkRuleIds, type LawIds } from './check-ids.ts'
import { instrumentFileSchema, type LawInstrument } from './instrument-schema.ts'
import type { Vocabulary } from './vocabulary.ts'

/** One folder of `law/`, read and checked. */
export interface LawFolder {
  /** `CN-SX/2024-5`. */
  path: string
  instrument: LawInstrument
  rules: LawRule[]
  examples: ExampleFile[]
  /** Folders of `examples/` with a file that is refused for its form. */
  refusedExamples: Set<ExampleFolder>
  instrumentSource: YamlSource
  /** Null where the instrument has no rules. */
  rulesSource: YamlSource | null
}

export interface Law {
  folders: LawFolder[]
  problems: SourceProblem[]
}

/**
 * Reads `law/<jurisdiction>/<instrument>/` without a database. Every problem of every file is reported at once;
 * a folder whose files have the right shape is in `folders` even where an id in it is unknown.
 * Files are named relative to the working directory.
 */
export function readLaw(directory: string, vocabulary: Vocabulary, { examples = true } = {}): Law {
  const problems: SourceProblem[] = []
  const drafts = instrumentFolders(directory, problems).map((path) => readDraft(directory, path, problems))
  const folders = drafts.filter((draft) => draft !== null)
  const ids = lawIds(folders, problems)
  for (const folder of folders) {
    problems.push(...checkInstrumentIds(folder.instrument, folder.instrumentSource, vocabulary, ids))
    if (folder.rulesSource !== null) {
      problems.push(...checkRuleIds(folder.rules, folder.instrument, folder.rulesSource, vocabulary, ids))
    }
    if (examples) readExamples(directory, folder, vocabulary, problems)
  }
  return { folders, problems: sortProblems(problems) }
}

function entries(directory: string): Dirent[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

function displayName(file: string): string {
  return relative(process.cwd(), file).split(sep).join('/')
}

function folderProblem(file: string, message: string): SourceProblem {
  return { code: 'folder', severity: 'error', file: displayName(file), path: '', message }
}

function instrumentFolders(directory: string, problems: SourceProblem[]): string[] {
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Problem('not-found', `there is no folder '${displayName(directory)}'`)
  }
  const found: string[] = []
  for (const jurisdiction of entries(directory)) {
    if (jurisdiction.isFile() && jurisdiction.name.endsWith('.md')) continue
    const place = join(directory, jurisdiction.name)
    if (!jurisdiction.isDirectory()) {
      problems.push(folderProblem(place, 'found a file, expected folders named by jurisdiction'))
      continue
    }
    for (const instrument of entries(place)) {
      if (instrument.isDirectory()) found.push(`${jurisdiction.name}/${instrument.name}`)
      else if (!instrument.name.endsWith('.md')) {
        problems.push(
          folderProblem(join(place, instrument.name), 'found a file, expected one folder for each instrument'),
        )
      }
    }
  }
  return found
}

function readDraft(directory: string, path: string, problems: SourceProblem[]): LawFolder | null {
  const folder = join(directory, path)
  const names = entries(folder).map((entry) => entry.name)
  for (const name of names) {
    if (['instrument.yaml', 'rules.yaml', 'examples'].includes(name) || name.endsWith('.md')) continue
    problems.push(
      folderProblem(join(folder, name), 'expected only instrument.yaml, rules.yaml, examples/ and *.md here'),
    )
  }
  if (!names.includes('instrument.yaml')) {
    problems.push(folderProblem(folder, 'instrument.yaml is missing'))
    return null
  }
  const instrumentSource = readSource(join(folder, 'instrument.yaml'), problems)
  const rulesSource = names.includes('rules.yaml') ? readSource(join(folder, 'rules.yaml'), problems) : null
  const instrument = instrumentSource.data === undefined ? null : instrumentFileSchema.safeParse(instrumentSource.data)
  if (instrument !== null && !instrument.success)
    problems.push(...explainIssues(instrument.error.issues, instrumentSource))
  const rules = rulesSource?.data === undefined ? null : rulesFileSchema.safeParse(rulesSource.data)
  if (rules !== null && !rules.success && rulesSource !== null)
    problems.push(...explainIssues(rules.error.issues, rulesSource))
  if (instrument?.success !== true || (rulesSource !== null && rules?.success !== true)) return null
  checkPlace(path, instrument.data, instrumentSource, problems)
  return {
    path,
    instrument: instrument.data,
    rules: rules?.success === true ? rules.data.rules : [],
    examples: [],
    refusedExamples: new Set(),
    instrumentSource,
    rulesSource,
  }
}

function readSource(file: string, problems: SourceProblem[]): YamlSource {
  const source = parseYamlSource(readFileSync(file, 'utf8'), displayName(file))
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
function lawIds(folders: readonly LawFolder[], problems: SourceProblem[]): LawIds {
  const instruments = new Set<string>()
  const catalogues = new Map<string, ReadonlySet<string>>()
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
  }
  return { instruments, catalogues }
}

function readExamples(directory: string, folder: LawFolder, vocabulary: Vocabulary, problems: SourceProblem[]): void {
  const root = join(directory, folder.path, 'examples')
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) return
  const rules = folder.rules.map((rule) => rule.id)
  for (const entry of entries(root)) {
    const kind = exampleFolders.find((name) => name === entry.name)
    if (kind === undefined || !entry.isDirectory()) {
      problems.push(
        folderProblem(join(root, entry.name), `expected only the folders ${exampleFolders.join(', ')} here`),
      )
      continue
    }
    for (const { name } of entries(join(root, kind))) {
      const file = join(root, kind, name)
      if (!name.endsWith('.yaml')) {
        problems.push(folderProblem(file, 'expected only .yaml files here'))
        continue
      }
      const reading = readExample(readFileSync(file, 'utf8'), displayName(file), kind, rules, vocabulary)
      problems.push(...reading.problems)
      if (reading.example === null) folder.refusedExamples.add(kind)
      else folder.examples.push(reading.example)
    }
  }
}
