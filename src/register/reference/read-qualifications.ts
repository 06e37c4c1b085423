// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { qualificationTable } from '../qualifications/qualifications.store.ts'
import type { Given, Lookups } from './given.ts'
import { localized, provenance, provenanceOf, readEntries, times, validity } from './read-entries.ts'
import { noteOf, sourceOfFile } from './read-lookups.ts'
import { type Line, may, need, oneOf, type ReferenceFile, readLines, words } from './reference-files.ts'

const families = ['vocational-qualification', 'skill-level', 'professional-title', 'degree'] as const

/** Compact lists; the columns `native` and `native_lang` give the name in the language of the country. */
export function* readQualificationLines(file: ReferenceFile, lookups: Lookups): Iterable<Given> {
  for (const line of readLines(file)) {
    yield [
      qualificationTable,
      {
        id: need(line, 'id'),
        names: names(line),
        country: may(line, 'country'),
        awarding_body: may(line, 'awarding_body'),
        awarding_body_name: may(line, 'awarding_body_name'),
        levels: words(line, 'levels'),
        fields: words(line, 'fields'),
        family: oneOf(line, 'family', families),
        class: may(line, 'class'),
        stated_level: may(line, 'stated_level'),
        note: noteOf(line, lookups),
        ...sourceOfFile(file, line),
      },
    ]
  }
}

function names(line: Line): Record<string, string> {
  const native = may(line, 'native')
  const own = native === null ? {} : { [need(line, 'native_lang')]: native }
  return { ...own, en: need(line, 'en'), 'zh-CN': need(line, 'zh') }
}

const qualification = z.strictObject({
  id: z.string(),
  name: localized,
  country: z.string().optional(),
  awardingBody: z.string().optional(),
  levels: z.array(z.string()).default([]),
  field: z.union([z.string(), z.array(z.string())]).default([]),
  family: z.enum(families).optional(),
  class: z.string().optional(),
  ...provenance,
  ...times,
})

/** Qualifications that instruments name, as a list in YAML. */
export function* readQualificationList(file: ReferenceFile): Iterable<Given> {
  for (const entry of readEntries(file, 'qualifications', qualification)) {
    yield [
      qualificationTable,
      {
        id: entry.id,
        names: entry.name,
        country: entry.country ?? null,
        awarding_body: entry.awardingBody ?? null,
        awarding_body_name: null,
        levels: entry.levels,
        fields: [entry.field].flat(),
        family: entry.family ?? null,
        class: entry.class ?? null,
        stated_level: null,
        ...provenanceOf(entry),
        ...validity(entry),
      },
    ]
  }
}
