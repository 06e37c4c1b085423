// SPDX-License-Identifier: Apache-2.0
import type { QualificationNode } from '@passerelle/recognition'
import type { Vocabulary } from '../law/vocabulary.ts'
import type { SourceProblem } from '../source/source-problem.ts'
import type { Hints } from '../source/suggest.ts'
import type { Brought, BroughtQualification } from './folder-lists.ts'

/** The register together with what is brought: what the register says of an id counts. */
export function withBrought(register: Vocabulary, all: readonly Brought[]): Vocabulary {
  if (all.every(({ qualifications, bodies }) => qualifications.length + bodies.length === 0)) return register
  const brought = all.flatMap(({ qualifications }) => qualifications)
  const bodies = all.flatMap((one) => one.bodies.map(({ entry }) => entry.id))
  const { qualifications, awardingBodies } = register
  return {
    ...register,
    qualifications:
      qualifications === null
        ? null
        : new Map([...brought.map(({ entry }) => [entry.id, nodeOf(entry)] as const), ...qualifications]),
    awardingBodies: awardingBodies === null ? null : new Set([...awardingBodies, ...bodies]),
  }
}

const nodeOf = ({ id, levels, country, awardingBody, fields }: BroughtQualification): QualificationNode => ({
  id,
  levels: [...levels],
  country,
  awardingBody,
  field: [...fields],
})

/** Ids that what is brought names and nobody knows, each with its line. */
export function checkBrought({ qualifications, bodies }: Brought, register: Vocabulary, hints: Hints): SourceProblem[] {
  const ownBodies = new Set(bodies.map(({ entry }) => entry.id))
  const { jurisdictions, awardingBodies, frameworks } = register
  const country = (code: string | null) => (code === null || jurisdictions?.has(code) !== false ? null : code)
  const places = () => jurisdictions?.keys() ?? []
  const problems: (SourceProblem | null)[] = []
  for (const { entry, file, line } of qualifications) {
    const unknown = (path: string, what: string, found: string | null, known: () => Iterable<string>) =>
      found === null ? null : unknownId({ file, line, path, what, found, hint: hints.for(what, found, known) })
    problems.push(unknown('country', 'jurisdiction', country(entry.country), places))
    const body = entry.awardingBody
    if (body !== null && awardingBodies?.has(body) === false && !ownBodies.has(body))
      problems.push(unknown('awardingBody', 'awarding body', body, () => [...awardingBodies, ...ownBodies]))
    for (const level of frameworks === null ? [] : entry.levels) {
      const framework = frameworks?.get(level.slice(0, level.indexOf('/')))
      const known = framework?.levels.map(({ id }) => `${framework.id}/${id}`) ?? []
      if (!known.includes(level)) problems.push(unknown('levels', 'level', level, () => known))
    }
  }
  for (const { entry, file, line } of bodies) {
    const found = country(entry.country)
    const what = 'jurisdiction'
    if (found !== null)
      problems.push(unknownId({ file, line, path: 'country', what, found, hint: hints.for(what, found, places) }))
  }
  return problems.filter((problem) => problem !== null)
}

function unknownId(given: {
  file: string
  line: number
  path: string
  what: string
  found: string
  hint: string
}): SourceProblem {
  const { file, line, path, what, found, hint } = given
  const expected = `${what === 'awarding body' ? 'an' : 'a'} ${what} of the register`
  const message = `unknown ${what} '${found}', expected ${expected}${hint}`
  return { code: 'unknown-id', severity: 'error', file, line, path, message, found, expected }
}
