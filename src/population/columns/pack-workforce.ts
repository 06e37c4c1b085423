// SPDX-License-Identifier: Apache-2.0
import { parsePerson } from '../../instruments/index.ts'
import { addPerson } from './add-person.ts'
import type { Workforce } from './workforce.ts'
import { WorkforceBuilder } from './workforce-builder.ts'

/** A line that no person could be made of. */
export interface BadLine {
  line: number
  problems: { path: string; message: string }[]
}

/** By what figures are broken down beside age. */
const groupNames = ['district', 'sex', 'origin', 'occupation']

/** A workforce of persons as the engine reads them, one JSON object a line, each with what figures are broken down by beside it. Bad lines are left out. */
export async function packWorkforce(
  lines: AsyncIterable<string>,
): Promise<{ workforce: Workforce; bad: BadLine[]; lines: number }> {
  const builder = new WorkforceBuilder()
  const bad: BadLine[] = []
  let line = 0
  for await (const text of lines) {
    line += 1
    if (text.trim() === '') continue
    const problems = addLine(builder, text)
    if (problems.length > 0) bad.push({ line, problems })
  }
  return { workforce: builder.finish(), bad, lines: line }
}

function addLine(builder: WorkforceBuilder, text: string): BadLine['problems'] {
  let object: Record<string, unknown>
  try {
    object = JSON.parse(text) as Record<string, unknown>
  } catch (error) {
    return [{ path: '', message: `is no JSON: ${(error as SyntaxError).message}` }]
  }
  const { person, ...groups } = object ?? {}
  const wrong = Object.entries(groups).filter(
    ([name, value]) => !groupNames.includes(name) || typeof value !== 'string',
  )
  const reading = parsePerson(person)
  const problems = [
    ...wrong.map(([path]) => ({ path, message: `expected text under one of ${groupNames.join(', ')}, beside person` })),
    ...(reading.problems ?? []).map(({ path, message }) => ({ path: `person.${path}`, message })),
  ]
  if (problems.length === 0 && reading.person !== undefined)
    addPerson(builder, reading.person, groups as Record<string, string>)
  return problems
}
