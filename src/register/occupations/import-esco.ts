// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import type { Db } from '../../db/index.ts'
import { Problem } from '../../kernel/index.ts'
import type { Incoming } from '../../organisations/index.ts'
import type { Fault } from '../imports/bad-rows.ts'
import { findFiles, findRelease } from '../imports/find-files.ts'
import {
  type ImportOptions,
  type ImportReport,
  type ImportRun,
  type ImportTarget,
  runImport,
} from '../imports/import-run.ts'
import type { TableRow } from '../imports/table-file.ts'
import { classificationEntryTable, classificationNameTable, classificationTable } from './classifications.store.ts'
import { currentParents } from './imported.store.ts'

export interface EscoOptions extends ImportOptions {
  release?: string | undefined
}

type Kind = 'occupations' | 'ISCOGroups' | 'skills' | 'broaderRelationsOccPillar'

interface EscoFile {
  path: string
  kind: Kind
  lang: string
}

const fileName = /(?:^|_)(occupations|ISCOGroups|skills|broaderRelationsOccPillar)_([a-z]{2,3}(?:-[A-Za-z]+)?)\.csv$/

const expected =
  'occupations_en.csv, ISCOGroups_en.csv, skills_en.csv or broaderRelationsOccPillar_en.csv of the ESCO download'

/**
 * Takes the CSV files of the ESCO download, of any number of languages, into the register. Import after import adds
 * languages; the same files again change nothing. A new release stands beside the older ones.
 */
export async function importEsco(db: Db, named: readonly string[], options: EscoOptions): Promise<ImportReport> {
  const paths = findFiles(named, (name) => fileName.test(name), expected)
  const release = findRelease(options.release, paths, { pattern: /v(\d+\.\d+(?:\.\d+)?)/, example: '1.2.1' })
  const files = paths.map(toEscoFile)
  if (files.every((file) => file.kind === 'broaderRelationsOccPillar')) {
    throw new Problem(
      'invalid-input',
      'the relations go with the concepts they relate: name occupations_en.csv as well',
    )
  }
  return runImport(db, paths, options, (run) => new EscoImport(run, release).read(files))
}

function toEscoFile(path: string): EscoFile {
  const [, kind = '', lang = ''] = fileName.exec(basename(path)) ?? []
  return { path, kind: kind as Kind, lang }
}

interface Concept {
  /** Of the register: `esco-1.2.1`. */
  scheme: string
  code: string
  uri: string
}

class EscoImport {
  private readonly run: ImportRun
  private readonly release: string
  private readonly origins = new Set<string>()
  /** Code by URI, and URI by code within the scheme. */
  private readonly codes = new Map<string, string>()
  private readonly holders = new Map<string, string>()

  constructor(run: ImportRun, release: string) {
    this.run = run
    this.release = release
  }

  async read(files: EscoFile[]): Promise<ImportTarget[]> {
    const schemes = await this.run.open(classificationTable)
    const entries = await this.run.open(classificationEntryTable)
    const names = await this.run.open(classificationNameTable)
    for (const subject of subjectsOf(files)) {
      const origin = this.origin(`${subject}-scheme`)
      await schemes.add({ ...schemeRow(subject, this.release), origin })
    }
    const concepts = files.filter((file) => file.kind !== 'broaderRelationsOccPillar')
    const waiting: { concept: Concept; kind: Kind; status: string; isco: string }[] = []
    for (const file of concepts) {
      for await (const row of this.sound(file)) {
        const concept = this.concept(file, row)
        await this.addName(names, file, concept, row)
        if (this.codes.has(concept.uri)) continue
        this.codes.set(concept.uri, concept.code)
        this.holders.set(`${concept.scheme} ${concept.code}`, concept.uri)
        waiting.push({ concept, kind: file.kind, status: row.cells.status ?? '', isco: row.cells.iscoGroup ?? '' })
      }
    }
    const parents = await this.parents(files)
    for (const { concept, kind, status, isco } of waiting) {
      const parent = kind === 'skills' ? null : (parents.get(concept.code) ?? parentByCode(concept.code, isco))
      const level = kind === 'skills' ? 1 : levelOf(concept.code)
      const { scheme: classification, code, uri } = concept
      const origin = this.origin(kind)
      await entries.add({ classification, code, parent, level, uri, status: status || null, note: null, origin })
    }
    const origins = [...this.origins]
    return [schemes, entries, names].map((incoming) => ({ incoming, origins }))
  }

  /** The rows of a file that can be taken, each once: the publisher repeats some. */
  private async *sound(file: EscoFile): AsyncIterable<TableRow> {
    const seen = new Map<string, string>()
    const check = (row: TableRow) =>
      faultOfConcept(file.kind, row) ?? this.faultOfCode(file, row) ?? faultOfRepetition(seen, row)
    for await (const row of this.run.rows(file.path, 'csv', requiredColumns[file.kind], check)) {
      const uri = row.cells.conceptUri ?? ''
      if (seen.has(uri)) this.run.repeated += 1
      else yield row
      seen.set(uri, digest(row))
    }
  }

  /** One code for one concept, in every file. */
  private faultOfCode(file: EscoFile, row: TableRow): Fault | null {
    const { scheme, code, uri } = this.concept(file, row)
    const [holder, before] = [this.holders.get(`${scheme} ${code}`) ?? uri, this.codes.get(uri) ?? code]
    if (holder !== uri) return fault('code', code, `another code: this one is that of ${holder}`)
    return before === code ? null : fault('code', code, `'${before}', the code of the concept in another file`)
  }

  private concept(file: EscoFile, { cells }: TableRow): Concept {
    const uri = cells.conceptUri ?? ''
    if (file.kind === 'skills')
      return { scheme: `esco-skills-${this.release}`, code: uri.split('/').at(-1) ?? uri, uri }
    return { scheme: `esco-${this.release}`, code: cells.code ?? '', uri }
  }

  private async addName(names: Incoming, file: EscoFile, concept: Concept, { cells }: TableRow): Promise<void> {
    const origin = this.origin(`${file.kind}/${file.lang}`)
    const name = cells.preferredLabel?.trim() ?? ''
    if (name === '') return
    const { scheme: classification, code } = concept
    const [alternatives, hidden] = [lines(cells.altLabels), lines(cells.hiddenLabels)]
    await names.add({ classification, code, lang: file.lang, name, alternatives, hidden, origin })
  }

  /** Parents by code: of the relations file, else as they are known already. */
  private async parents(files: EscoFile[]): Promise<Map<string, string>> {
    const relations = files.filter((file) => file.kind === 'broaderRelationsOccPillar')
    const parents = await currentParents(this.run.transaction, `esco-${this.release}`)
    for (const file of relations) {
      for await (const { cells } of this.run.rows(file.path, 'csv', requiredColumns[file.kind], faultOfRelation)) {
        const [code, parent] = [this.codeOf(cells.conceptUri), this.codeOf(cells.broaderUri)]
        if (code !== undefined && parent !== undefined) parents.set(code, parent)
      }
    }
    return parents
  }

  /** An ISCO group says its code in its address: …/esco/isco/C2654. */
  private codeOf(uri = ''): string | undefined {
    return this.codes.get(uri) ?? /\/isco\/C(\d{1,4})$/.exec(uri)?.[1]
  }

  private origin(part: string): string {
    const origin = `import/esco-${this.release}/${part}`
    this.origins.add(origin)
    return origin
  }
}

const requiredColumns: Record<Kind, readonly string[]> = {
  occupations: ['conceptType', 'conceptUri', 'iscoGroup', 'preferredLabel', 'altLabels', 'status', 'code'],
  ISCOGroups: ['conceptType', 'conceptUri', 'code', 'preferredLabel', 'altLabels', 'status'],
  skills: ['conceptType', 'conceptUri', 'preferredLabel', 'altLabels', 'status'],
  broaderRelationsOccPillar: ['conceptType', 'conceptUri', 'broaderType', 'broaderUri'],
}

const conceptTypes: Record<Kind, string> = {
  occupations: 'Occupation',
  ISCOGroups: 'ISCOGroup',
  skills: 'KnowledgeSkillCompetence',
  broaderRelationsOccPillar: '',
}

function faultOfRepetition(seen: ReadonlyMap<string, string>, row: TableRow): Fault | null {
  const before = seen.get(row.cells.conceptUri ?? '')
  if (before === undefined || before === digest(row)) return null
  return fault('conceptUri', row.cells.conceptUri, 'each concept once; it was given before with other content')
}

/** Of what is taken from a row: the publisher's repetitions differ in the day of their last change. */
function digest({ cells }: TableRow): string {
  const taken = ['code', 'iscoGroup', 'preferredLabel', 'altLabels', 'hiddenLabels', 'status']
  return createHash('sha1')
    .update(JSON.stringify(taken.map((column) => cells[column])))
    .digest('base64')
}

const address = /^https?:\/\/\S+$/

function faultOfConcept(kind: Kind, { cells }: TableRow): Fault | null {
  const type = conceptTypes[kind]
  if (cells.conceptType !== type) return fault('conceptType', cells.conceptType, type)
  if (!address.test(cells.conceptUri ?? '')) return fault('conceptUri', cells.conceptUri, 'the address of a concept')
  if (kind === 'occupations' && !/^\d{4}(\.\d+)+$/.test(cells.code ?? '')) {
    return fault('code', cells.code, 'a code as 2654.1.7')
  }
  if (kind === 'ISCOGroups' && !/^\d{1,4}$/.test(cells.code ?? ''))
    return fault('code', cells.code, 'one to four digits')
  return null
}

function faultOfRelation({ cells }: TableRow): Fault | null {
  for (const column of ['conceptUri', 'broaderUri']) {
    if (!address.test(cells[column] ?? '')) return fault(column, cells[column], 'the address of a concept')
  }
  return null
}

function fault(column: string, value: string | undefined, wanted: string): Fault {
  return { column, message: `'${value ?? ''}'`, expected: wanted }
}

function subjectsOf(files: EscoFile[]): Set<'occupation' | 'skill'> {
  return new Set(files.map((file) => (file.kind === 'skills' ? 'skill' : 'occupation')))
}

function schemeRow(subject: 'occupation' | 'skill', release: string) {
  const skills = subject === 'skill'
  const family = skills ? 'esco-skills' : 'esco'
  return {
    id: `${family}-${release}`,
    family,
    version: release,
    subject,
    names: skills
      ? { en: `ESCO skills ${release}`, 'zh-CN': `欧洲技能、能力、资格和职业分类：技能 ${release}` }
      : { en: `ESCO occupations ${release}`, 'zh-CN': `欧洲技能、能力、资格和职业分类：职业 ${release}` },
    publisher: 'European Commission',
    licence: 'CC BY 4.0',
    source: 'https://esco.ec.europa.eu/en/use-esco/download',
    quality: 'official',
    coverage: 'complete',
    note: null,
  } as const
}

/** ISCO-08 groups have one to four digits; occupations follow with their parts. */
function levelOf(code: string): number {
  const [group = '', ...parts] = code.split('.')
  return group.length + parts.length
}

function parentByCode(code: string, isco: string): string | null {
  if (!code.includes('.')) return code.slice(0, -1) || null
  const above = code.slice(0, code.lastIndexOf('.'))
  return above.includes('.') ? above : isco || above
}

function lines(cell = ''): string[] {
  return [...new Set(cell.split(/\r?\n/).map((part) => part.trim()))].filter((part) => part !== '')
}
