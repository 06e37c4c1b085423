// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { FrameworkNode, JurisdictionNode, QualificationNode } from '@passerelle/recognition'
import { parse as parseCsv } from 'csv-parse/sync'
import type { LawFact } from '../facts/facts-schema.ts'
import { factDeclaration, readFacts } from '../facts/read-facts.ts'
import type { SourceProblem } from '../source/source-problem.ts'
import { parseYamlSource } from '../source/yaml-source.ts'
import { type Vocabulary, vocabularyOf } from './vocabulary.ts'

type Row = Record<string, string>

export interface ReferenceVocabulary {
  vocabulary: Vocabulary
  facts: LawFact[]
  problems: SourceProblem[]
}

/** The ids of `reference/`, read from its files, so that the law can be checked without a database. */
export function readReferenceVocabulary(directory: string): ReferenceVocabulary {
  const factsFile = join(directory, 'facts.yaml')
  const reading = exists(factsFile)
    ? readFacts(readFileSync(factsFile, 'utf8'), 'reference/facts.yaml')
    : { facts: [], refused: [], problems: [] }
  const frameworks = readFrameworks(directory)
  const { nodes: jurisdictions, aliases } = readJurisdictions(directory)
  const qualifications = readQualifications(directory)
  const bodies = idsOf(directory, 'awarding-bodies')
  const authorities = idsOf(directory, 'authorities')
  const ofPerson = reading.facts.filter((fact) => fact.scope !== 'credential')
  const ofCredential = reading.facts.filter((fact) => fact.scope === 'credential')
  const vocabulary = vocabularyOf({
    aliases,
    ...(jurisdictions.length > 0 && { jurisdictions }),
    ...(frameworks.length > 0 && { frameworks }),
    ...(qualifications.length > 0 && { qualifications }),
    ...(bodies.length > 0 && { awardingBodies: bodies }),
    ...(authorities.length > 0 && { authorities }),
    refusedFacts: reading.refused,
    levelName: levelNames(directory),
    ...(reading.facts.length > 0 && {
      facts: ofPerson.map(factDeclaration),
      statements: ofCredential.map(factDeclaration),
    }),
  })
  return { vocabulary, facts: reading.facts, problems: reading.problems }
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined
}

function rows(file: string): Row[] {
  if (!exists(file)) return []
  return parseCsv<Row>(readFileSync(file, 'utf8'), {
    columns: true,
    comment: '#',
    comment_no_infix: true,
    bom: true,
    relax_column_count: true,
  })
}

function words(cell: string | undefined): string[] {
  return (cell ?? '').split(/\s+/).filter((word) => word !== '')
}

/** Every row of `NAME*.yaml`, `NAME.csv` and of the CSV files in the folder NAME. */
function records(directory: string, name: string): Row[] {
  const folder = join(directory, name)
  const inFolder = exists(folder)
    ? readdirSync(folder)
        .sort()
        .map((file) => join(folder, file))
    : []
  const beside = exists(directory)
    ? readdirSync(directory)
        .sort()
        .filter((file) => file.startsWith(name))
    : []
  const files = [...inFolder, ...beside.map((file) => join(directory, file))]
  return files.flatMap((file) => (file.endsWith('.csv') ? rows(file) : file.endsWith('.yaml') ? yamlRows(file) : []))
}

function yamlRows(file: string): Row[] {
  const data = parseYamlSource(readFileSync(file, 'utf8'), basename(file)).data
  const list: unknown = typeof data === 'object' && data !== null ? Object.values(data)[0] : []
  if (!Array.isArray(list)) return []
  return list.map((item: unknown) => {
    const entries = typeof item === 'object' && item !== null ? Object.entries(item) : []
    return Object.fromEntries(
      entries.map(([key, value]) => [key, Array.isArray(value) ? value.join(' ') : String(value)]),
    )
  })
}

function idsOf(directory: string, name: string): string[] {
  return records(directory, name).flatMap((row) => (row['id'] === undefined ? [] : [row['id']]))
}

function readJurisdictions(directory: string): { nodes: JurisdictionNode[]; aliases: Map<string, string> } {
  const aliases = new Map<string, string>()
  const nodes = new Map<string, JurisdictionNode>()
  for (const row of records(directory, 'jurisdictions')) {
    const code = row['code']
    if (code === undefined) continue
    const node = nodes.get(code) ?? { code, parents: [] }
    node.parents.push(...words(row['parents'] ?? row['parent']).map((parent) => ({ code: parent })))
    nodes.set(code, node)
    for (const alias of words(row['aliases'])) aliases.set(alias, code)
  }
  for (const row of rows(join(directory, 'jurisdictions', 'memberships.csv'))) {
    const { union, member, from, until } = row
    if (union === undefined || member === undefined) continue
    nodes.get(member)?.parents.push({ code: union, ...(from && { from }), ...(until && { until }) })
  }
  return { nodes: [...nodes.values()], aliases }
}

function readFrameworks(directory: string): FrameworkNode[] {
  const nodes = new Map<string, FrameworkNode>()
  for (const { framework, level, rank } of rows(join(directory, 'frameworks', 'levels.csv'))) {
    if (framework === undefined || level === undefined) continue
    const node = nodes.get(framework) ?? { id: framework, levels: [] }
    node.levels.push({ id: level, rank: rank === undefined || rank === '' ? null : Number(rank) })
    nodes.set(framework, node)
  }
  return [...nodes.values()]
}

function levelNames(directory: string): Vocabulary['levelName'] {
  const levels = rows(join(directory, 'frameworks', 'levels.csv'))
  const names = new Map(levels.map(({ framework, level, en }) => [`${framework}/${level}`, en]))
  return (level) => names.get(level) || undefined
}

function readQualifications(directory: string): QualificationNode[] {
  return records(directory, 'qualifications').flatMap((row) => {
    if (row['id'] === undefined) return []
    return [
      {
        id: row['id'],
        levels: words(row['levels']),
        country: row['country'] || null,
        awardingBody: row['awarding_body'] || row['awardingBody'] || null,
        field: words(row['fields'] ?? row['field']),
      },
    ]
  })
}
