// SPDX-License-Identifier: Apache-2.0
import type { LawInstrument } from '../law/instrument-schema.ts'
import type { IdChecker } from '../law/known-ids.ts'
import type { Path } from '../source/source-problem.ts'
import type { CreditProgramme } from './credits-schema.ts'

/** Ids in the credit rules of an instrument, each given once. */
export function checkCredits({ credits = [], clauses }: LawInstrument, check: IdChecker): void {
  once(check, ['credits'], credits)
  credits.forEach((programme, index) => {
    const path = ['credits', index]
    const known = clauses.map(({ id }) => id)
    check.id([...path, 'clause'], 'clause', programme.clause, known, 'the clauses of this file')
    if (programme.atLeast !== undefined) check.level([...path, 'atLeast'], programme.atLeast)
    for (const member of ['units', 'kinds', 'rows'] as const) once(check, [...path, member], programme[member])
    checkRows(path, programme, check)
  })
}

function checkRows(path: Path, { rows, units, kinds }: CreditProgramme, check: IdChecker): void {
  const unitIds = units.map(({ id }) => id)
  const kindIds = kinds.map(({ id }) => id)
  rows.forEach((row, place) => {
    const at = [...path, 'rows', place]
    check.id([...at, 'unit'], 'unit', row.unit, unitIds, `the units of this programme: ${unitIds.join(', ')}`)
    check.id([...at, 'kind'], 'kind', row.kind, kindIds, `the kinds of this programme: ${kindIds.join(', ')}`)
    if ('qualification' in row.from) check.qualification([...at, 'from', 'qualification'], row.from.qualification)
    if ('level' in row.from) check.level([...at, 'from', 'level'], row.from.level)
    const earlier = rows.findIndex((one, index) => index < place && sameSource(one.from, row.from))
    if (earlier < 0) return
    const expected = 'a source of its own, as nothing is counted twice'
    const message = `the source is that of row '${rows[earlier]?.id}', expected ${expected}`
    check.add([...at, 'from'], { code: 'credits', message, expected })
  })
}

type Source = CreditProgramme['rows'][number]['from']

const sameSource = (a: Source, b: Source): boolean => JSON.stringify(a) === JSON.stringify(b)

function once(check: IdChecker, path: Path, list: readonly { id: string }[]): void {
  list.forEach(({ id }, index) => {
    if (list.findIndex((one) => one.id === id) === index) return
    const message = `found '${id}' a second time, expected each id once`
    check.add([...path, index, 'id'], { code: 'duplicate-id', message, found: id })
  })
}
