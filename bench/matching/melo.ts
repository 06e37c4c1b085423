// SPDX-License-Identifier: Apache-2.0
// The development part of MELO (Retyk et al. 2024) and the names of ESCO, where the shared data lies beside the project.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { OccupationConcept } from '../../src/finder/occupation-matching/occupation-matcher.model.ts'

const shared = join(import.meta.dirname, '..', '..', '..', 'shared', 'data')
const files = {
  queries: 'matching-dev/melo_dev.csv',
  occupations: 'taxonomy/esco_v1.2.1_occupations_en.csv',
  groups: 'taxonomy/esco_v1.2.1_ISCOGroups_en.csv',
  labels: 'taxonomy/esco_v1.0.8_occupation_preferred_labels_multilingual.csv',
  groupLabels: 'taxonomy/isco08_labels_multilingual.csv',
}

type Row = Record<string, string>

/** What is not there; none: everything is. */
export function missingFiles(): string[] {
  return Object.values(files).filter((file) => !existsSync(join(shared, file)))
}

export interface Query {
  dataset: string
  lang: string
  title: string
  /** Position of the concept that is meant. */
  answer: number
  /** Tuned on one half; the numbers are of the other. */
  half: 'tuning' | 'test'
}

export interface Melo {
  concepts: OccupationConcept[]
  queries: Query[]
  /** Queries whose answer is no released occupation or unit group of the release that is loaded. */
  left: number
}

export function readMelo(): Melo {
  const concepts: OccupationConcept[] = []
  const at = new Map<string, number>()
  const add = (uri: string, concept: OccupationConcept) => at.set(uri, concepts.push(concept) - 1)
  const labels = new Map(table(files.labels).map((row) => [row['conceptUri'] ?? '', row]))
  for (const row of table(files.occupations)) {
    const uri = row['conceptUri'] ?? ''
    add(uri, { code: row['code'] ?? '', group: row['iscoGroup'] ?? '', names: named(labels.get(uri), row) })
  }
  const groups = new Map(table(files.groups).map((row) => [row['code'] ?? '', row]))
  for (const row of table(files.groupLabels)) {
    const code = row['code'] ?? ''
    if (code.length !== 4) continue
    const english = { preferredLabel: row['en'] ?? '', altLabels: groups.get(code)?.['altLabels'] ?? '' }
    add(`http://data.europa.eu/esco/isco/C${code}`, { code, group: code, names: named(row, english) })
  }
  const asked = table(files.queries)
  const queries = asked.flatMap((row) => {
    const answer = at.get(row['esco_uri'] ?? '')
    const { dataset = '', lang = '', query: title = '' } = row
    return answer === undefined ? [] : [{ dataset, lang, title, answer, half: halfOf(row) }]
  })
  return { concepts, queries, left: asked.length - queries.length }
}

function table(file: string): Row[] {
  return parse(readFileSync(join(shared, file)), { columns: true, bom: true }) as Row[]
}

const noLanguages = new Set(['conceptUri', 'iscoGroup', 'code', 'en'])

function named(labels: Row | undefined, english: Row): Record<string, string[]> {
  const others = Object.entries(labels ?? {}).filter(([lang, name]) => !noLanguages.has(lang) && name !== '')
  const names = Object.fromEntries(others.map(([lang, name]) => [lang, [name]]))
  const alternatives = (english['altLabels'] ?? '').split(/\r?\n/).map((one) => one.trim())
  return { ...names, en: [english['preferredLabel'] ?? '', ...alternatives].filter((one) => one !== '') }
}

/** By a hash of the query's id, so that the halves never change. */
function halfOf(row: Row): 'tuning' | 'test' {
  const digest = createHash('sha256').update(`${row['query_id']}${row['dataset']}`).digest()
  return (digest[0] ?? 0) % 2 === 0 ? 'tuning' : 'test'
}
