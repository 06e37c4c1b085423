// SPDX-License-Identifier: Apache-2.0
import type { Credential, Experience, FactValue, Person } from '@passerelle/recognition'
import { personAt } from '../columns/person-at.ts'
import type { Workforce } from '../columns/workforce.ts'
import type { Column } from '../register/columns.model.ts'
import { documentNumber, nameOf } from './invent-names.ts'

const columns = [
  ...['person', 'name', 'name-latin', 'document-type', 'document-number', 'document-country', 'birth-date', 'sex'],
  ...['district', 'origin', 'occupation', 'qualification', 'level', 'country', 'field', 'issued', 'expires', 'status'],
  ...['job-from', 'job-to', 'job-occupation', 'job-place', 'job-capacity', 'job-relevant', 'work-known', 'purposes'],
] as Column[]

const cell = (value: string): string => (/[",;\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)

/** An empty list is a statement too: nothing of it. */
const factCell = (value: FactValue | undefined): string => {
  if (value === undefined) return ''
  if (Array.isArray(value)) return value.length === 0 ? ';' : value.join(';')
  return typeof value === 'boolean' ? yesNo(value) : String(value)
}

const yesNo = (value: boolean): string => (value ? 'yes' : 'no')

/** The head of the register: the columns of `import workforce`, and one for each fact. */
export const registerHead = (facts: readonly string[]): string =>
  `${[...columns, ...facts.map((fact) => `fact:${fact}`)].join()}\n`

/**
 * A part of an invented workforce as rows of a register: one for each credential and job of a person together. `first`: how many persons of
 * the whole stand before it; `home`: the country of their documents.
 */
export function* registerRows(
  workforce: Workforce,
  { first, home, facts }: { first: number; home: string; facts: readonly string[] },
): Generator<string> {
  const groups = new Map(workforce.groups.map((column) => [column.name, column]))
  for (let at = 0; at < workforce.persons; at++) {
    const person = personAt(workforce, at)
    const group = (name: string): string => {
      const column = groups.get(name)
      return column?.values[column.codes[at] as number] ?? ''
    }
    const { name, latin } = nameOf(first + at)
    const head = [
      `${first + at + 1}`,
      name,
      latin,
      'national-id',
      documentNumber(first + at),
      home,
      person.birthDate ?? '',
    ]
    const said = [...head, ...['sex', 'district', 'origin', 'occupation'].map(group)].map(cell)
    const tail = [yesNo(person.experience !== undefined), group('purposes').replaceAll(' ', ';')]
    const stated = facts.map((fact) => factCell(person.facts?.[fact]))
    const end = [...tail, ...stated].map(cell).join()
    yield pairsOf(person)
      .map(([credential, job]) => `${said},${cells(credential, job)},${end}\n`)
      .join('')
  }
}

/** Every credential beside every job, as a row can tell that the one is relevant to the other; none where there is none. */
function pairsOf({ credentials, experience = [] }: Person): [Credential | undefined, Experience | undefined][] {
  const held = credentials.length === 0 ? [undefined] : credentials
  const jobs = experience.length === 0 ? [undefined] : experience
  return held.flatMap((credential) =>
    jobs.map((job): [Credential | undefined, Experience | undefined] => [credential, job]),
  )
}

function cells(credential: Credential | undefined, job: Experience | undefined): string {
  const to = job?.relevantTo
  const relevant = to === undefined ? '' : yesNo(credential !== undefined && to.includes(credential.id))
  const { qualification, level, country, field, issued, expires, status } = credential ?? ({} as Partial<Credential>)
  const { from, to: last, occupation, place, capacity } = job ?? {}
  return [
    ...[qualification, level, country, field?.join(';'), issued, expires, status],
    ...[from, last, occupation?.[0], place, capacity, relevant],
  ]
    .map((value) => cell(value ?? ''))
    .join()
}
