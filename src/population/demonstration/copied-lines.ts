// SPDX-License-Identifier: Apache-2.0
import type { Credential, Experience, Person } from '@passerelle/recognition'
import { personAt } from '../columns/person-at.ts'
import type { Workforce } from '../columns/workforce.ts'
import type { CopiedLines } from './copy-holders.store.ts'
import { nameOf } from './invent-names.ts'

const NULL = '\\N'

/** A cell in the text form of COPY (PostgreSQL, COPY, Text Format). */
const cell = (value: string | undefined): string =>
  value === undefined || value === '' ? NULL : value.replaceAll(/[\\\t\n\r]/g, (one) => ESCAPES[one] as string)
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** Codes have neither quotes nor commas in them. */
const list = (values: readonly (string | number)[] | undefined): string =>
  values === undefined ? NULL : `{${values.join()}}`

const line = (cells: readonly (string | number)[]): string => `${cells.join('\t')}\n`

/** A part of an invented workforce as rows of the register. `first`: how many persons of the whole stand before it. */
export function copiedLines(workforce: Workforce, first: number): CopiedLines {
  return {
    holders: holderLines(workforce, first),
    credentials: each(workforce, ({ credentials }, number) =>
      credentials.map((one, slot) => credentialLine(one, number, slot)),
    ),
    jobs: each(workforce, ({ experience = [] }, number) => experience.map((one, slot) => jobLine(one, number, slot))),
  }
}

function* each(workforce: Workforce, lines: (person: Person, number: number) => string[]): Generator<string> {
  for (let at = 0; at < workforce.persons; at++) yield lines(personAt(workforce, at), at + 1).join('')
}

function* holderLines(workforce: Workforce, first: number): Generator<string> {
  const groups = new Map(workforce.groups.map(({ name, values, codes }) => [name, { values, codes }]))
  for (let at = 0; at < workforce.persons; at++) {
    const { birthDate, facts, experience } = personAt(workforce, at)
    const group = (name: string): string | undefined => {
      const column = groups.get(name)
      return column?.values[column.codes[at] as number]
    }
    yield line([
      ...[birthDate, group('sex'), group('district'), group('origin'), group('occupation')].map(cell),
      ...[cell(JSON.stringify(facts ?? {})), experience === undefined ? 'f' : 't'],
      ...[list(group('purposes')?.split(' ') ?? []), nameOf(first + at).name, at + 1],
    ])
  }
}

function credentialLine(
  { qualification, level, status, country, field, issued, expires }: Credential,
  number: number,
  slot: number,
): string {
  return line([
    number,
    slot,
    ...[qualification, level, status, country].map(cell),
    list(field),
    cell(issued),
    cell(expires),
  ])
}

function jobLine(
  { from, to, occupation, place, capacity, relevantTo }: Experience,
  number: number,
  slot: number,
): string {
  const relevant = relevantTo?.map((id) => Number(id.slice(1)) - 1)
  return line([number, slot, cell(from), cell(to), list(occupation), cell(place), cell(capacity), list(relevant)])
}
