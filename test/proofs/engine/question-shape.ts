// SPDX-License-Identifier: Apache-2.0
import type { Assessment, Question } from '../../../packages/recognition/src/assessment.ts'
import { type Case, testsOfStatement, worldOf } from '../../../packages/recognition/src/oracle/world.ts'

type Shape = Pick<Question, 'about' | 'name' | 'type'> & { credential: string | null; options: unknown }

const ATTRIBUTES: Record<string, Question['type']> = { issued: 'date', country: 'place', held: 'boolean' }

/** What a key asks, read from the key and the declarations alone. */
function shapeOf(input: Case, key: string, members: string[]): Shape {
  if (key === 'birthDate') return { about: 'birth-date', name: key, type: 'date', credential: null, options: null }
  const [head = '', credential = '', ...rest] = key.split(':')
  if (head === 'experience') {
    const name = key.slice('experience:'.length)
    const scope = /award=(?:after|before) ([^;]*)/.exec(name) ?? /relevant=([^;]*)/.exec(name)
    return { about: 'experience', name, type: 'months', credential: scope?.[1] ?? null, options: null }
  }
  if (head === 'credential') {
    const name = rest.join(':')
    const tested = rest[0] === 'stated' ? testsOfStatement(worldOf(input), rest[1] ?? '') : []
    const type = tested.some((value) => typeof value === 'boolean') ? 'boolean' : (ATTRIBUTES[name] ?? 'choice')
    return { about: 'credential', name, type, credential, options: null }
  }
  const type = input.bundle.facts.find(({ id }) => id === key)?.type ?? 'boolean'
  return { about: 'fact', name: key, type, credential: null, options: type === 'set' ? members : null }
}

/** Questions that do not say what their key says. The members of a set are exactly those that some finding asks for. */
export function questionFaults(input: Case, assessment: Assessment): string[] {
  const keys = assessment.findings.flatMap(({ questions }) => questions)
  return assessment.questions.flatMap((question) => {
    const { key, about, name, type, credential, options } = question
    const asked = keys.filter((each) => each.startsWith(`${key}:`)).map((each) => each.slice(key.length + 1))
    const expected = shapeOf(input, key, [...new Set(asked)].sort())
    const got = { about, name, type, credential: credential ?? null, options: type === 'set' ? options : null }
    const [left, right] = [JSON.stringify(expected), JSON.stringify(got)]
    return left === right ? [] : [`question ${key}\n  expected ${left}\n  got      ${right}`]
  })
}
