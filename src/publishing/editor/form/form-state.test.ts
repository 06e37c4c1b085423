// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { wordsIn } from '../../../ui/index.ts'
import { mergeIntoYaml, readYaml } from '../yaml/merge-yaml.model.ts'
import { inBlock, type WrittenMap } from '../yaml/write-yaml.model.ts'
import { asForms, asWritten, fieldsOfValue, saysAll, valueOfFields } from './form-state.model.ts'
import type { Shape } from './shape.model.ts'
import { instrumentShape, ruleShape } from './shapes.ts'

const root = join(import.meta.dirname, '..', '..', '..', '..')
const files = (name: string) =>
  globSync(`law/*/*/${name}`, { cwd: root }).map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))

/** As a browser sends a form, and a server reads it. */
const posted = (fields: Record<string, string>): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(new URLSearchParams(fields).toString()))

test('every instrument of shipped law goes through the form to the same text', () => {
  for (const { file, text } of files('instrument.yaml')) {
    const value = readYaml(text) as WrittenMap
    const back = asWritten(value, valueOfFields(instrumentShape(), posted(fieldsOfValue(instrumentShape(), value))))
    assert.deepEqual(back, value, file)
    assert.equal(mergeIntoYaml(text, back as WrittenMap), text, file)
    assert.ok(saysAll(instrumentShape(), value), file)
  }
})

test('every rule of shipped law goes through the form to the same text', () => {
  for (const { file, text } of files('rules.yaml')) {
    const value = readYaml(text) as { rules: WrittenMap[] }
    const rules = value.rules.map((rule) => {
      const back = valueOfFields(ruleShape(), posted(fieldsOfValue(ruleShape(), rule)))
      assert.deepEqual(asWritten(rule, back), rule, `${file} ${String(rule['id'])}`)
      return asWritten(rule, back) as WrittenMap
    })
    assert.equal(mergeIntoYaml(text, { rules }), text, file)
  }
})

const said = fc
  .oneof(fc.string({ minLength: 1, maxLength: 10 }), fc.constantFrom(':true', 'true', '12', '第三条', 'a\nb', ' x '))
  .filter((text) => text.trim() !== '' && !text.includes('\r'))

/** Any value of a shape: what the language of the law can say, at any depth. */
function anyOf(shape: Shape, depth = 0): fc.Arbitrary<unknown> {
  if (shape.kind === 'localized')
    return fc.record({ en: said, 'zh-CN': said, fr: said }, { requiredKeys: ['en', 'zh-CN'] })
  if (shape.kind === 'flag') return fc.constant(true)
  if (shape.kind === 'number') return fc.integer({ min: 0, max: 999 })
  if (shape.kind === 'yes-or-text') return fc.oneof(fc.boolean(), said)
  if (shape.kind === 'choice') return fc.constantFrom(...shape.options)
  if (shape.kind === 'day') return fc.constantFrom('2026-01-01', '2024-02-29')
  if (shape.kind === 'partial') return fc.constantFrom('2026-01-01', '2026-01', 2026)
  if (shape.kind === 'text') return said
  if (shape.kind === 'list')
    return fc.array(depth > 8 ? fc.constant(null) : anyOf(shape.item(), depth + 1), { maxLength: depth > 8 ? 0 : 2 })
  if (shape.kind === 'one-of') {
    const shallow = shape.alternatives.filter(
      ({ name }) => !['all', 'any', 'not', 'of', 'normally', 'credential'].includes(name),
    )
    const open = depth > 5 ? shallow : shape.alternatives
    return fc.oneof(...open.map((one) => (one.is === undefined ? anyOf(one.shape(), depth + 1) : fc.constant(one.is))))
  }
  const members = shape.members.filter(({ required, name }) => required || depth < 6 || name !== 'where')
  return fc.record(Object.fromEntries(members.map(({ name, shape: own }) => [name, anyOf(own(), depth + 1)])), {
    requiredKeys: members.filter(({ required }) => required).map(({ name }) => name),
    noNullPrototype: true,
  })
}

test('any rule and any instrument goes through form and file without loss', () => {
  for (const shape of [ruleShape(), instrumentShape()])
    fc.assert(
      fc.property(anyOf(shape), (value) => {
        const back = valueOfFields(shape, posted(fieldsOfValue(shape, value)))
        assert.deepEqual(asForms(back), asForms(value))
        assert.ok(saysAll(shape, value))
        assert.deepEqual(readYaml(mergeIntoYaml(inBlock(value as WrittenMap), back as WrittenMap)), back)
      }),
      { numRuns: 150 },
    )
})

test('what a form cannot say is seen', () => {
  assert.equal(saysAll(ruleShape(), { id: 'x', strange: 1 }), false)
  assert.equal(saysAll(ruleShape(), { id: 'x', when: { nothing: 1 } }), false)
  assert.equal(saysAll(ruleShape(), { id: 'x', when: { all: [] } }), true)
})

/** Every member and every kind that a shape can have. */
function namesIn(shape: Shape, seen: Set<Shape>, into: Set<string>): Set<string> {
  if (seen.has(shape)) return into
  seen.add(shape)
  if (shape.kind === 'record')
    for (const { name, shape: own } of shape.members) {
      into.add(`editor.member.${name}`)
      namesIn(own(), seen, into)
    }
  if (shape.kind === 'list') namesIn(shape.item(), seen, into)
  if (shape.kind === 'one-of')
    for (const { name, shape: own } of shape.alternatives) {
      into.add(`editor.is.${name}`)
      namesIn(own(), seen, into)
    }
  return into
}

test('every member of the language has a name in both languages', () => {
  const names = namesIn(ruleShape(), new Set(), namesIn(instrumentShape(), new Set(), new Set()))
  for (const lang of ['en', 'zh-CN'] as const)
    assert.deepEqual(
      [...names].filter((name) => !wordsIn(lang).has(name)),
      [],
      'give the member a name in src/ui/messages',
    )
})
