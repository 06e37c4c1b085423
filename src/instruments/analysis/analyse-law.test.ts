// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { assess } from '@passerelle/recognition'
import { demo } from '../../../test/fixtures/law/demo-law.ts'
import { readLaw } from '../law/read-law.ts'
import { readReferenceVocabulary } from '../law/reference-vocabulary.ts'
import { personSchema } from '../people/person-schema.ts'
import { analyseLaw, findingsOf } from './analyse-law.ts'
import { findingCodes, type LawFinding } from './law-finding.ts'
import { lawInHand } from './law-in-hand.ts'

// One folder for each kind of finding: a law that has it, with all that is said of it, and one that nearly has it.
const kinds = join('test', 'fixtures', 'law', 'analysis')
const day = '2026-11-22'
const { vocabulary } = readReferenceVocabulary(join(demo, 'reference'))

const lawOf = (kind: string, which: string) => readLaw(join(kinds, kind, which), vocabulary).folders

/** All that is found; examples are left out of most fixtures, and their lack is told only where it is meant. */
function found(kind: string, which: string): LawFinding[] {
  const findings = analyseLaw({ folders: lawOf(kind, which), vocabulary, day })
  return findings.filter(({ code }) => code !== 'missing-example' || kind === 'missing-example')
}

function written({ code, severity, place, words, person, other }: LawFinding, root: string): string {
  const at = (one: LawFinding['place']): string => `${one.file?.replace(`${root}/`, '')}:${one.line} ${one.path}`.trim()
  return [
    `${severity} ${code} ${at(place)}${place.article === null ? '' : ` ${place.article.en}`}`,
    `  ${words.en}`,
    `  ${words['zh-CN']}`,
    ...(other === undefined ? [] : [`  beside ${at(other.place)}`]),
    ...(person === undefined ? [] : [`  shown by ${JSON.stringify(person)}`]),
  ].join('\n')
}

for (const kind of readdirSync(kinds)) {
  test(`what is said of a law with a fault, and not of one without: ${kind}`, () => {
    const root = join(kinds, kind, 'bad')
    const text = `${found(kind, 'bad')
      .map((finding) => written(finding, root))
      .join('\n')}\n`
    const file = join(kinds, kind, 'expected.txt')
    assert.equal(text, existsSync(file) ? readFileSync(file, 'utf8') : '')
    assert.deepEqual(found(kind, 'good'), [])
  })
}

test('who corrects an earlier batch is told what a later one lists already; of many lines the first are told', () => {
  const [one, ...others] = lawOf('item-twice-batches', 'bad').toSorted((a, b) => (a.path < b.path ? -1 : 1))
  assert.ok(one?.instrument.id === 'one')
  const said = findingsOf(one, others, { vocabulary, day }).map(({ code, place, other }) => [
    ...[code, place.file?.split('/').slice(-2).join('/'), place.path, other?.instrument, other?.place.path],
  ])
  assert.deepEqual(said, [
    ['item-twice', 'one/instrument.yaml', 'catalogues[0].items[1]', 'three', 'catalogues[0].items[0]'],
    ['item-twice', 'one/instrument.yaml', 'catalogues[0].items[0]', 'two', 'catalogues[0].items[0]'],
  ])
  const two = others.find(({ instrument }) => instrument.id === 'two')
  const [list] = two?.instrument.catalogues ?? []
  assert.ok(two && list)
  const items = Array.from({ length: 60 }, () => ({ qualification: 'xb-welder', class: 'A' }))
  const again = { ...two, instrument: { ...two.instrument, catalogues: [{ ...list, items }] } }
  const many = findingsOf(again, [one], { vocabulary, day })
  assert.deepEqual(
    [many.length, many.at(-1)?.words.en, many.at(-2)?.words.en],
    [
      102,
      '10 more lines of “List two” with faults of this kind.',
      '9 more lines of “List two” with faults of this kind.',
    ],
  )
})

test('every code has its fixture and its section in the documents', () => {
  const said = new Set(readdirSync(kinds).flatMap((kind) => found(kind, 'bad').map(({ code }) => code)))
  assert.deepEqual(
    findingCodes.filter((code) => !said.has(code)),
    [],
  )
  const page = readFileSync(join('docs', 'law-check.md'), 'utf8')
  assert.deepEqual(
    findingCodes.filter((code) => !page.includes(`### ${code}\n`)),
    [],
  )
})

test('who is said to show a contradiction is a person whom the engine finds in dispute', () => {
  const shown = ['contradiction', 'exclusive', 'overrides-each-other'].flatMap((kind) =>
    found(kind, 'bad').map((finding) => ({ kind, finding })),
  )
  assert.equal(shown.length, 3)
  for (const { kind, finding } of shown) {
    const { person, instrument, rule } = finding
    assert.ok(person)
    assert.deepEqual(personSchema.safeParse(person.person).error, undefined)
    const law = lawInHand({ folders: lawOf(kind, 'bad'), vocabulary, day })
    const { findings } = assess(law.compiledOn(person.asOf), person.person, { place: person.in })
    const contested = findings.flatMap(({ opposed = [] }) => opposed)
    assert.ok(
      contested.some(
        ({ by, how, verdict }) => by === `${instrument}#${rule}` && how === 'contested' && verdict === 'met',
      ),
    )
  }
})

test('a draft is told only what it has a part in, and stands in for what it replaces', () => {
  const bad = lawOf('contradiction', 'bad')
  const [city, province] = ['city', 'province'].map((id) => bad.find(({ instrument }) => instrument.id === id))
  assert.ok(city && province)
  const other = lawOf('shadowed', 'bad').map((folder) => {
    return { ...folder, instrument: { ...folder.instrument, id: `other-${folder.instrument.id}` } }
  })
  const codes = (findings: readonly LawFinding[]) =>
    findings.filter(({ code }) => code !== 'missing-example').map(({ code, instrument }) => `${code} ${instrument}`)
  const inForce = [province, ...other]
  assert.ok(codes(findingsOf(city, inForce, { vocabulary, day })).includes('contradiction city'))
  assert.deepEqual(
    codes(findingsOf(city, inForce, { vocabulary, day })).filter((one) => !one.endsWith(' city')),
    [],
  )
  const mended = lawOf('contradiction', 'good').find(({ instrument }) => instrument.id === 'city')
  assert.ok(mended)
  const free = {
    ...mended,
    instrument: { ...mended.instrument, overrides: ['province', ...other.map((one) => one.instrument.id)] },
  }
  assert.deepEqual(codes(findingsOf(free, [...inForce, city], { vocabulary, day })), [])
})

test('a law without its text, as from the database, is analysed as well', () => {
  const bare = lawOf('contradiction', 'bad').map(({ instrument, rules }) => ({ instrument, rules }))
  const [finding] = analyseLaw({ folders: bare, vocabulary, day })
  assert.deepEqual([finding?.code, finding?.place.file, finding?.place.path], ['contradiction', null, 'rules[0]'])
})

test('fixtures of the analysis name nothing unknown', () => {
  for (const kind of readdirSync(kinds)) {
    for (const which of ['good', 'bad']) {
      const { problems: all } = readLaw(join(kinds, kind, which), vocabulary)
      // Their ids are short, as findings are told by them.
      const problems = all.filter(({ code }) => code !== 'dates' && code !== 'id-place')
      assert.deepEqual(problems, [], `${kind}/${which}`)
    }
  }
})
