// SPDX-License-Identifier: Apache-2.0
import type { LawInstrument } from '../law/instrument-schema.ts'
import type { IdChecker } from '../law/known-ids.ts'
import { liesWithin } from '../law/vocabulary.ts'
import type { Path } from '../source/source-problem.ts'
import type { LawAgreement, LawEquivalences } from './agreement-schema.ts'
import { appliedOn } from './equivalence-rules.ts'

/** Ids in an agreement, its table beside its scope and its parties, and the days on which it is suspended and ends. */
export function checkAgreement(file: LawInstrument, check: IdChecker): void {
  const { agreement } = file
  if (agreement === undefined) return
  agreement.parties.forEach(({ jurisdiction, authority }, index) => {
    const path = ['agreement', 'parties', index]
    if (jurisdiction !== undefined) check.jurisdiction([...path, 'jurisdiction'], jurisdiction)
    const known = check.vocabulary.authorities
    if (authority !== undefined)
      check.id([...path, 'authority'], 'authority', authority, known, 'reference/authorities.yaml')
  })
  const { scope, equivalences } = agreement
  check.codes(['agreement', 'scope', 'fields'], scope?.fields)
  check.codes(['agreement', 'scope', 'occupations'], scope?.occupations)
  scope?.qualifications?.forEach((id, index) => {
    check.qualification(['agreement', 'scope', 'qualifications', index], id)
  })
  scope?.levels?.forEach((level, index) => {
    check.level(['agreement', 'scope', 'levels', index], level)
  })
  if (agreement.acquired?.includes('applied') === true)
    check.fact(['agreement', 'acquired', agreement.acquired.indexOf('applied')], appliedOn, 'person')
  if (equivalences !== undefined) checkTable(file, agreement, equivalences, check)
  checkDays(agreement, check)
}

function wrong(check: IdChecker, path: Path, found: string, expected: string): void {
  check.add(path, { code: 'agreement', message: `found ${found}, expected ${expected}`, found, expected })
}

function checkTable(
  file: LawInstrument,
  agreement: LawAgreement,
  { clause, rows }: LawEquivalences,
  check: IdChecker,
): void {
  const path = ['agreement', 'equivalences']
  const clauses = file.clauses.map(({ id }) => id)
  check.id([...path, 'clause'], 'clause', clause, clauses, 'the clauses of this file')
  const places = agreement.parties.flatMap(({ jurisdiction }) => jurisdiction ?? [])
  if (agreement.parties.length !== 2 || places.length !== 2)
    wrong(
      check,
      path,
      `${agreement.parties.length} parties`,
      'two parties with their jurisdictions, of which the table speaks',
    )
  const { jurisdictions } = check.vocabulary
  const around = file.places ?? [file.jurisdiction]
  for (const place of places) {
    if (jurisdictions?.has(place) !== true || around.some((one) => liesWithin(place, one, jurisdictions))) continue
    wrong(check, path, `'${place}'`, '`places` of the instrument in which both parties lie')
  }
  rows.forEach((row, index) => {
    for (const side of ['a', 'b'] as const) checkSide([...path, 'rows', index, side], row[side], agreement, check)
  })
}

function checkSide(
  path: Path,
  { qualification, level, field }: LawEquivalences['rows'][number]['a'],
  { scope = {} }: LawAgreement,
  check: IdChecker,
): void {
  if (qualification !== undefined) check.qualification([...path, 'qualification'], qualification)
  if (level !== undefined) check.level([...path, 'level'], level)
  check.codes([...path, 'field'], field)
  const outside = (member: string, id: string | undefined, within: readonly string[] | undefined): void => {
    if (id === undefined || within === undefined || within.includes(id)) return
    wrong(check, [...path, member], `'${id}'`, `one of the scope of the agreement: ${within.join(', ')}`)
  }
  outside('qualification', qualification, scope.qualifications)
  outside('level', level, scope.levels)
}

function checkDays({ suspended = [], terminated }: LawAgreement, check: IdChecker): void {
  suspended.forEach(({ from, until }, index) => {
    const path = ['agreement', 'suspended', index]
    if (until !== undefined && until <= from) wrong(check, [...path, 'until'], `'${until}'`, `a day after ${from}`)
    if (terminated !== undefined && from >= terminated.on)
      wrong(check, [...path, 'from'], `'${from}'`, `a day before ${terminated.on}, when it ends`)
    const other = suspended.findIndex((one, at) => at < index && overlaps(one, { from, until }))
    if (other >= 0) wrong(check, [...path, 'from'], `'${from}'`, `a day outside suspension ${other + 1}`)
  })
}

interface Days {
  from: string
  until?: string | undefined
}

const overlaps = (one: Days, other: Days): boolean =>
  one.from < (other.until ?? '9999') && other.from < (one.until ?? '9999')
