// SPDX-License-Identifier: Apache-2.0
import type { Credential, Experience, FactDeclaration, FactValue, Person } from '@passerelle/recognition'
import { isPlainDate } from '../../kernel/index.ts'
import { IdChecker } from '../law/known-ids.ts'
import type { Vocabulary } from '../law/vocabulary.ts'
import { describeValue, type Path, type SourceProblem } from '../source/source-problem.ts'
import { Hints, inWords } from '../source/suggest.ts'
import type { YamlSource } from '../source/yaml-source.ts'

/** What a person's file says about ids that nobody knows, and what contradicts itself. */
export function checkPerson(
  person: Person,
  base: Path,
  source: YamlSource,
  vocabulary: Vocabulary,
  hints = new Hints(),
): SourceProblem[] {
  const check = new IdChecker(source, vocabulary, hints)
  const ids = person.credentials.map((credential) => credential.id)
  person.credentials.forEach((credential, index) => {
    const path = [...base, 'credentials', index]
    if (ids.indexOf(credential.id) < index) {
      const message = `found '${credential.id}' a second time, expected each id once`
      check.add([...path, 'id'], { code: 'duplicate-id', message, found: credential.id })
    }
    checkCredential(credential, path, check)
  })
  person.experience?.forEach((job, index) => {
    checkJob(job, [...base, 'experience', index], ids, check)
  })
  for (const [key, value] of Object.entries(person.facts ?? {})) {
    checkFact(key, value, [...base, 'facts', key], ids, check)
  }
  return check.problems
}

function checkCredential(credential: Credential, path: Path, check: IdChecker): void {
  const { qualification, level, awardingBody, country, issued, expires } = credential
  if (qualification !== undefined && qualification !== 'unknown')
    check.qualification([...path, 'qualification'], qualification)
  if (level !== undefined) check.level([...path, 'level'], level, true)
  if (awardingBody !== undefined) check.awardingBody([...path, 'awardingBody'], awardingBody)
  if (country !== undefined) check.jurisdiction([...path, 'country'], country, true)
  check.codes([...path, 'field'], credential.field)
  for (const [name, value] of Object.entries(credential.stated ?? {}))
    checkStatement(name, value, [...path, 'stated', name], check)
  if (issued !== undefined && expires !== undefined && expires <= issued) {
    const expected = `a day after ${issued}, the day of issue`
    check.add([...path, 'expires'], {
      code: 'dates',
      message: `found '${expires}', expected ${expected}`,
      found: expires,
      expected,
    })
  }
}

function checkStatement(name: string, value: FactValue, path: Path, check: IdChecker): void {
  const fact = check.fact(path, name, 'credential')
  if (fact !== undefined) checkDeclared(fact, value, path, check)
}

function checkJob(job: Experience, path: Path, credentials: readonly string[], check: IdChecker): void {
  if (job.place !== undefined) check.jurisdiction([...path, 'place'], job.place, true)
  check.codes([...path, 'occupation'], job.occupation)
  job.relevantTo?.forEach((id, index) => {
    check.id([...path, 'relevantTo', index], 'credential', id, credentials, 'the credentials of this person')
  })
  if (job.from !== undefined && job.to !== undefined && job.to < job.from) {
    const expected = `${job.from} or later, the first day of the job`
    check.add([...path, 'to'], {
      code: 'dates',
      message: `found '${job.to}', expected ${expected}`,
      found: job.to,
      expected,
    })
  }
}

/** Attributes of a credential that may be stated under `credential:ID:NAME`. */
const attributes = new Map([
  ['issued', 'a day of the calendar, YYYY-MM-DD'],
  ['country', 'text'],
  ['awardingBody', 'text'],
  ['field', 'text or a list'],
  ['level', 'text'],
  ['qualification', 'text'],
  ['held', 'true or false'],
  ['listed', 'text'],
])

function checkFact(key: string, value: FactValue, path: Path, credentials: readonly string[], check: IdChecker): void {
  if (key === 'birthDate') {
    expectValue(check, path, value, 'a day of the calendar, YYYY-MM-DD')
    return
  }
  if (key.startsWith('experience:')) {
    expectValue(check, path, value, 'a number of months, 0 or more')
    return
  }
  const [head = '', member = '', name = '', of = ''] = key.split(':')
  if (head !== 'credential') {
    checkPersonFact(head, member, value, path, check)
    return
  }
  // A derived credential is named `rule > credential`; one that nobody spoke of begins with a question mark.
  const held = member.split(' > ').at(-1) ?? member
  if (!held.startsWith('?')) check.id(path, 'credential', held, credentials, 'the credentials of this person')
  if (name === 'stated') checkStatement(of, value, path, check)
  else checkAttribute(name, value, path, check)
}

function checkAttribute(name: string, value: FactValue, path: Path, check: IdChecker): void {
  const expected = attributes.get(name)
  if (expected === undefined) {
    const names = [...attributes.keys(), 'stated']
    check.id(path, 'attribute', name, names, `${names.join(', ')}`)
    return
  }
  const before = check.problems.length
  expectValue(check, path, value, expected)
  if (check.problems.length > before || typeof value !== 'string' || value === 'none' || value === 'unknown') return
  if (name === 'level') check.level(path, value, true)
  if (name === 'country') check.jurisdiction(path, value, true)
  if (name === 'awardingBody') check.awardingBody(path, value)
  if (name === 'qualification') check.qualification(path, value)
}

/** A declared fact, or one member of a set (`honours:worldskills-medallist`). */
function checkPersonFact(id: string, member: string, value: FactValue, path: Path, check: IdChecker): void {
  const fact = check.fact(path, id, 'person')
  if (fact === undefined) return
  if (member === '') {
    checkDeclared(fact, value, path, check)
    return
  }
  const options = fact.options ?? []
  check.id(path, 'option', member, options, `the options of '${fact.id}': ${inWords(options)}`)
  expectValue(check, path, value, 'true or false')
}

const valueOfType: Record<FactDeclaration['type'], string> = {
  boolean: 'true or false',
  number: 'a number',
  date: 'a day of the calendar, YYYY-MM-DD',
  choice: 'text',
  place: 'text',
  set: 'a list',
}

function checkDeclared(fact: FactDeclaration, value: FactValue, path: Path, check: IdChecker): void {
  const before = check.problems.length
  expectValue(check, path, value, valueOfType[fact.type])
  if (check.problems.length > before) return
  if (fact.type === 'place' && typeof value === 'string') check.jurisdiction(path, value, true)
  const options = fact.options
  if (options === undefined) return
  const values: [Path, string][] = Array.isArray(value)
    ? value.map((member, index) => [[...path, index], member])
    : [[path, String(value)]]
  for (const [place, member] of values) {
    if (options.includes(member)) continue
    const expected = `one of the options of '${fact.id}': ${inWords(options)}`
    const message = `found '${member}', expected ${expected}${check.hints.for('option', member, () => options)}`
    check.add(place, { code: 'unknown-id', message, found: member, expected })
  }
}

function expectValue(check: IdChecker, path: Path, value: FactValue, expected: string): void {
  const fits =
    (expected === 'true or false' && typeof value === 'boolean') ||
    (expected === 'a number' && typeof value === 'number') ||
    (expected.startsWith('a number of months') && typeof value === 'number' && value >= 0) ||
    (expected.endsWith('a list') && Array.isArray(value)) ||
    (expected.startsWith('text') && typeof value === 'string') ||
    (expected.startsWith('a day') && typeof value === 'string' && isPlainDate(value))
  if (fits) return
  const found = describeValue(value)
  check.add(path, { code: 'wrong-type', message: `found ${found}, expected ${expected}`, found, expected })
}
