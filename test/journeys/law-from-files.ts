// SPDX-License-Identifier: Apache-2.0
// The shipped law and register straight from their files, for tests that need no database.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse as parseCsv } from 'csv-parse/sync'
import { parse as parseYaml } from 'yaml'
import { collectLawTexts } from '../../src/finder/answers/collect-law-texts.ts'
import type { LawContent } from '../../src/finder/answers/load-law.ts'
import { assembleBundle } from '../../src/instruments/bundle/assemble-bundle.ts'
import { readLaw, readReferenceVocabulary } from '../../src/instruments/index.ts'
import type { Localized } from '../../src/kernel/index.ts'

const root = join(import.meta.dirname, '..', '..')
const reference = join(root, 'reference')

function rows(folder: string): Record<string, string>[] {
  const path = join(reference, folder)
  if (!existsSync(path)) return []
  return readdirSync(path)
    .filter((file) => file.endsWith('.csv'))
    .flatMap((file) =>
      parseCsv<Record<string, string>>(readFileSync(join(path, file), 'utf8'), {
        columns: true,
        comment: '#',
        comment_no_infix: true,
        relax_column_count: true,
      }),
    )
}

function named(list: readonly [string, string | undefined, string | undefined][]): Map<string, Localized> {
  return new Map(list.flatMap(([id, en, zh]) => (en ? [[id, { en, 'zh-CN': zh || en }] as const] : [])))
}

function yamlNames(files: readonly string[], list: string): Map<string, Localized> {
  const entries = files.flatMap((file) => {
    const path = join(reference, file)
    if (!existsSync(path)) return []
    const data = parseYaml(readFileSync(path, 'utf8')) as Record<string, { id: string; name: Localized }[]>
    return data[list] ?? []
  })
  return new Map(entries.map(({ id, name }) => [id, name]))
}

export function lawFromFiles(): LawContent {
  const { vocabulary, facts } = readReferenceVocabulary(reference)
  const law = readLaw(join(root, 'law'), vocabulary)
  const register = {
    jurisdictions: [...(vocabulary.jurisdictions?.values() ?? [])],
    frameworks: [...(vocabulary.frameworks?.values() ?? [])],
    qualifications: [...(vocabulary.qualifications?.values() ?? [])],
  }
  const statements = new Set(facts.flatMap((fact) => (fact.scope === 'credential' ? [fact.id] : [])))
  const frameworks = rows('frameworks')
  const texts = collectLawTexts({
    instruments: law.folders,
    facts,
    names: {
      jurisdiction: named(rows('jurisdictions').flatMap((row) => [[row['code'] ?? '', row['en'], row['zh']]])),
      framework: named(frameworks.flatMap((row) => [[row['id'] ?? '', row['en'], row['zh']]])),
      level: named(frameworks.flatMap((row) => [[`${row['framework']}/${row['level']}`, row['en'], row['zh']]])),
      qualification: yamlNames(['qualifications-law.yaml'], 'qualifications'),
      authority: yamlNames(['authorities.yaml'], 'authorities'),
      awardingBody: yamlNames(['awarding-bodies-law.yaml'], 'awardingBodies'),
    },
  })
  return { bundle: assembleBundle(register, law.folders, facts), texts, aliases: {}, statements }
}
