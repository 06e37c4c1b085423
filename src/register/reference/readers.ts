// SPDX-License-Identifier: Apache-2.0
import type { Reader } from './given.ts'
import { readClassificationEntries, readClassificationRelations, readClassifications } from './read-classifications.ts'
import { readFrameworks, readLevelReferences, readLevels } from './read-frameworks.ts'
import { readAuthorities, readAwardingBodies } from './read-organisations.ts'
import { readCities, readCountries, readDemonstration, readMemberships, readUnions } from './read-places.ts'
import { readQualificationLines, readQualificationList } from './read-qualifications.ts'
import { readTitleSeries, readTitles } from './read-titles.ts'
import { type ReferenceFile, refused } from './reference-files.ts'

/** Read by other rooms. */
export const notOurs = ['facts.yaml', 'characters/readings.csv', 'characters/simplified.csv']

const readers: readonly (readonly [RegExp, Reader])[] = [
  [/^jurisdictions\/(countries|subdivisions)\.csv$/, readCountries],
  [/^jurisdictions\/cn-cities\.csv$/, readCities],
  [/^jurisdictions\/unions\.csv$/, readUnions],
  [/^jurisdictions\/memberships\.csv$/, readMemberships],
  [/^jurisdictions\/demonstration\.csv$/, readDemonstration],
  [/^authorities[\w-]*\.yaml$/, readAuthorities],
  [/^awarding-bodies[\w-]*\.yaml$/, readAwardingBodies],
  [/^frameworks\/frameworks\.csv$/, readFrameworks],
  [/^frameworks\/levels\.csv$/, readLevels],
  [/^frameworks\/level-references\.csv$/, readLevelReferences],
  [/^qualifications\/[\w-]+\.csv$/, readQualificationLines],
  [/^qualifications[\w-]*\.yaml$/, readQualificationList],
  [/^titles\/series\.csv$/, readTitleSeries],
  [/^titles\/titles\.csv$/, readTitles],
  [/^classifications\/classifications\.yaml$/, readClassifications],
  [/^classifications\/relations\.csv$/, readClassificationRelations],
  [/^classifications\/[\w.-]+\.csv$/, readClassificationEntries],
  [/^(sources|notes)\.csv$/, () => []],
]

/** How the records of a file are read; a file that nobody reads is refused. */
export function readerOf(file: ReferenceFile): Reader {
  const found = readers.find(([pattern]) => pattern.test(file.path))
  if (found !== undefined) return found[1]
  throw refused(file.path, undefined, '', 'no reader knows this file', 'a file that docs/reference-data.md names')
}
