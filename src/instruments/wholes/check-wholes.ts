// SPDX-License-Identifier: Apache-2.0
import type { LawInstrument } from '../law/instrument-schema.ts'
import type { IdChecker } from '../law/known-ids.ts'
import type { Path } from '../source/source-problem.ts'
import { inWords } from '../source/suggest.ts'

/** Id of a whole to the ids of its parts. */
export type PartsOfWholes = ReadonlyMap<string, ReadonlySet<string>>

interface WholeAt {
  id: string
  path: (string | number)[]
  parts: string[]
}

/** What can be exempted in part: examinations and the like, and the programmes of a credit bank with their units. */
export function wholesOf({ wholes = [], credits = [] }: LawInstrument): WholeAt[] {
  return [
    ...wholes.map(({ id, parts }, index) => ({ id, path: ['wholes', index], parts: parts.map((part) => part.id) })),
    ...credits.map(({ id, units }, index) => ({ id, path: ['credits', index], parts: units.map((unit) => unit.id) })),
  ]
}

/** Ids in the wholes of an instrument; each of its parts stands there once. */
export function checkWholes({ wholes = [], clauses }: LawInstrument, check: IdChecker): void {
  const known = clauses.map(({ id }) => id)
  wholes.forEach(({ clause, qualification, parts }, index) => {
    const path = ['wholes', index]
    check.id([...path, 'clause'], 'clause', clause, known, 'the clauses of this file')
    if (qualification !== undefined) check.qualification([...path, 'qualification'], qualification)
    parts.forEach(({ id }, place) => {
      if (parts.findIndex((one) => one.id === id) === place) return
      const message = `found '${id}' a second time, expected each id once`
      check.add([...path, 'parts', place, 'id'], { code: 'duplicate-id', message, found: id })
    })
  })
}

/** `whole/part` names what some text lays down; a code without a whole is one of the rule's own. */
export function checkPart(path: Path, part: string, parts: PartsOfWholes, check: IdChecker): void {
  const [whole = '', own] = part.split('/')
  if (own === undefined) return
  if (!check.id(path, 'whole', whole, parts, 'the `wholes` and `credits` in law/')) return
  const known = [...(parts.get(whole) ?? [])].map((id) => `${whole}/${id}`)
  if (known.includes(part)) return
  const expected = `one of ${inWords(known)}`
  const message = `unknown part '${part}', expected ${expected}${check.hints.for('part', part, () => known)}`
  check.add(path, { code: 'unknown-id', message, found: part, expected })
}
