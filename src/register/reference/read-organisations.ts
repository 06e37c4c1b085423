// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import {
  authorityTable,
  awardingBodyNameTable,
  awardingBodyRecognitionTable,
  awardingBodyTable,
} from '../../organisations/index.ts'
import type { Given } from './given.ts'
import { localized, provenance, provenanceOf, readEntries, times, validity } from './read-entries.ts'
import type { ReferenceFile } from './reference-files.ts'

const authority = z.strictObject({
  id: z.string(),
  name: localized,
  jurisdiction: z.string().optional(),
  scope: localized.optional(),
  url: z.string().optional(),
  ...provenance,
  ...times,
})

export function* readAuthorities(file: ReferenceFile): Iterable<Given> {
  for (const entry of readEntries(file, 'authorities', authority)) {
    const { id, name: names, jurisdiction = null, scope = null, url = null } = entry
    yield [authorityTable, { id, names, jurisdiction, scope, url, ...provenanceOf(entry), ...validity(entry) }]
  }
}

const interval = { ...times, sources: provenance.sources }

const awardingBody = z.strictObject({
  id: z.string(),
  name: localized,
  country: z.string().optional(),
  url: z.string().optional(),
  formerNames: z.array(z.strictObject({ name: z.record(z.string(), z.string()), ...interval })).default([]),
  recognitions: z
    .array(
      z.strictObject({
        jurisdiction: z.string(),
        status: z.enum(['recognised', 'suspended', 'withdrawn', 'not-recognised']),
        ...interval,
      }),
    )
    .default([]),
  ...provenance,
  ...times,
})

export function* readAwardingBodies(file: ReferenceFile): Iterable<Given> {
  for (const entry of readEntries(file, 'awarding-bodies', awardingBody)) {
    const { id, name: names, country = null, url = null } = entry
    yield [awardingBodyTable, { id, names, country, url, ...provenanceOf(entry), ...validity(entry) }]
    for (const former of entry.formerNames) {
      const name = former.name.en ?? Object.values(former.name)[0] ?? ''
      const { source, quality } = provenanceOf(former)
      yield [awardingBodyNameTable, { body: id, name, names: former.name, source, quality, ...validity(former) }]
    }
    for (const recognition of entry.recognitions) {
      const { jurisdiction, status } = recognition
      const { source, quality } = provenanceOf(recognition)
      yield [
        awardingBodyRecognitionTable,
        { body: id, jurisdiction, status, source, quality, ...validity(recognition) },
      ]
    }
  }
}
