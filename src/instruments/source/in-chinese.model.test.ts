// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse, stringify } from 'yaml'
import { readLawFolders } from '../law/read-law.ts'
import { readReferenceVocabulary } from '../law/reference-vocabulary.ts'
import { inChinese } from './in-chinese.model.ts'
import { parseYamlSource } from './yaml-source.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const { vocabulary: all } = readReferenceVocabulary(join(root, 'reference'))
// What may have been meant is looked for among few, so that thousands of slips are read soon.
const few = <Value>(known: ReadonlyMap<string, Value> | null, kept: RegExp) =>
  known === null ? null : new Map([...known].filter(([id]) => kept.test(id)))
const vocabulary = {
  ...all,
  jurisdictions: few(all.jurisdictions, /^X[AB](-|$)/),
  qualifications: few(all.qualifications, /^us-abt/),
}
const names = ['instrument.yaml', 'rules.yaml']
const whole = new Map(names.map((name) => [name, readFileSync(join(root, 'test/fixtures/drafts/whole', name), 'utf8')]))

const saidOf = (files: ReadonlyMap<string, string>): string[] =>
  readLawFolders([{ path: 'XA-N/xa-n-known-whole', shownAs: '', files }], vocabulary)
    .problems.filter(({ words }) => words === undefined)
    .map(({ message }) => message)

const slips = [null, 1, -1, true, 'no such thing', 'none', '2026-02-30', '2020-01-01', [], {}, ['a'], { strange: 1 }]

let turn = 0
/** Some of them, others at the next place. */
const someSlips = () => [0, 5].map((step) => slips[(turn++ + step) % slips.length])

/** The file with one value at a time put wrong, taken away, doubled or given a strange neighbour. */
function* withSlips(value: unknown): Generator<unknown> {
  yield* someSlips()
  if (Array.isArray(value)) {
    yield [...value, value[0]]
    yield []
    for (const [index, item] of value.entries()) for (const slip of withSlips(item)) yield value.with(index, slip)
  } else if (typeof value === 'object' && value !== null) {
    yield { ...value, strange: 1 }
    for (const [name, item] of Object.entries(value)) {
      yield Object.fromEntries(Object.entries(value).filter(([other]) => other !== name))
      yield { ...value, [`${name}s`]: item, [name]: undefined }
      for (const slip of withSlips(item)) yield { ...value, [name]: slip }
    }
  }
}

test('whatever is wrong with the form of an instrument or its rules is said in Chinese too', () => {
  const silent = new Set<string>()
  let said = 0
  for (const name of names) {
    for (const slip of withSlips(parse(whole.get(name) ?? ''))) {
      for (const message of saidOf(new Map([...whole, [name, stringify(slip)]]))) {
        said += 1
        if (inChinese(message) === null) silent.add(message)
      }
    }
  }
  assert.deepEqual([...silent], [])
  assert.ok(said > 1000, `${said} messages`)
})

test('what stands in lists, and what is no YAML or CSV, is said in Chinese too', () => {
  const [qualifications, items] = ['qualifications.csv', 'catalogues/xa-n-known-whole-list.csv']
  const texts: [string, string][] = [
    [qualifications, 'id,name.en,name.zh-CN,country,levels\nx y,,a,QQ,cn-skill/99\n'],
    [qualifications, 'id,name.en,name.zh-CN,country,awardingBody,levels\nx,a,a,QQ,none,cn-skill/99\n'],
    [qualifications, 'ids,names\n'],
    [qualifications, 'id,name.en,name.zh-CN\n"x'],
    [items, 'qualification,class\nus-abt-diplomate,A\n'],
    ['catalogues/other.csv', 'qualification,class,from,action,earlierHolders\nnone,Z,2026-13,strike,maybe\n'],
    ['examples/met/a.yaml', 'title: 1\n'],
    ['examples/met/a.yaml', `${example}expect: { verdict: unmet }\n`],
    ['examples/met/a.yaml', `${example.replace('short', 'shirt')}expect: { verdict: met }\n`],
    ...['a: [', '\ta: 1', 'a: 1\na: 2', 'a: !b 1', 'a: 1\n---\nb: 1', '__proto__: 1', 'a: "b\\0"'].map(
      (text): [string, string] => ['rules.yaml', text],
    ),
  ]
  const silent = texts.flatMap(([name, text]) => {
    const said = saidOf(new Map([...whole, [name, text]]))
    assert.notEqual(said.length, 0, `${name}: ${text}`)
    return said.filter((message) => inChinese(message) === null)
  })
  assert.deepEqual(silent, [])
  const { problems } = parseYamlSource('a: [', 'x.yaml')
  assert.match(inChinese(problems[0]?.message ?? '') ?? '', /^不是有效的YAML/)
})

const example = 'title: { en: a, zh-CN: a }\nrule: short\nin: XA-N\nasOf: 2026-11-22\nperson: {}\n'

test('a sentence keeps what it quotes, and what may have been meant', () => {
  const said: Record<string, string> = {
    "unknown jurisdiction 'CN-SXX', expected one of reference/jurisdictions/*.csv; did you mean 'CN-SX'?":
      '没有名为此的地域“CN-SXX”，应为reference/jurisdictions/*.csv所列之一。是否为“CN-SX”？',
    "found ', expected x', expected a number": '此处为“, expected x”，应为数字',
    'is missing, expected the text in Chinese': '缺少，应为中文文字',
    'found the number 3, expected text (write it in quotes)': '此处为数字3，应为文字（须加引号）',
  }
  for (const [english, chinese] of Object.entries(said)) assert.equal(inChinese(english), chinese)
  assert.equal(inChinese('something else'), null)
})
