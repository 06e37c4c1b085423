// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { mergeIntoYaml, readYaml } from './merge-yaml.model.ts'
import { inBlock, inFlow, type Written, type WrittenMap } from './write-yaml.model.ts'

const root = join(import.meta.dirname, '..', '..', '..', '..')
const shipped = globSync('law/*/*/{instrument,rules}.yaml', { cwd: root }).map((file) =>
  readFileSync(join(root, file), 'utf8'),
)

const word = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    'cn-skill/2',
    '第三条（演示）',
    'a: b',
    '# no',
    "it's",
    '2024',
    '2024-01',
    'true',
    'null',
    '~',
    ' x',
    'a\nb\n',
    '- a',
    '01',
    '1e3',
    'CN-SX',
    '{',
    'x #y',
  ),
)
const scalar = fc.oneof(word, fc.integer(), fc.boolean())
const key = fc.constantFrom('id', 'title', 'en', 'zh-CN', 'when', 'all', 'any', 'fact', 'is', 'atLeast', 'levels')
const { value } = fc.letrec<{ value: Written; map: Written; list: Written }>((tie) => ({
  value: fc.oneof({ maxDepth: 5 }, scalar, tie('map'), tie('list')),
  map: fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  list: fc.array(tie('value'), { maxLength: 4 }),
}))
const file: fc.Arbitrary<WrittenMap> = fc.dictionary(key, value, { minKeys: 1, maxKeys: 5, noNullPrototype: true })

test('what is written is read again as it is', () => {
  fc.assert(
    fc.property(file, (one) => assert.deepEqual(readYaml(inBlock(one)), one)),
    { numRuns: 600 },
  )
  fc.assert(
    fc.property(value, (one) => assert.deepEqual(readYaml(inFlow(one)), one)),
    { numRuns: 1000 },
  )
})

test('a text with another value in it says that value', () => {
  fc.assert(
    fc.property(file, file, (one, other) => assert.deepEqual(readYaml(mergeIntoYaml(inBlock(one), other)), other)),
    { numRuns: 600 },
  )
})

test('a text whose value has not changed is the same to the byte', () => {
  for (const text of shipped) assert.equal(mergeIntoYaml(text, readYaml(text) as WrittenMap), text)
  fc.assert(fc.property(file, (one) => assert.equal(mergeIntoYaml(inBlock(one), one), inBlock(one))))
})

/** One change somewhere in a value. */
function changedAt(value: Written, pick: number, fresh: Written): Written {
  if (typeof value !== 'object' || value === null) return fresh
  const keys = Object.keys(value)
  if (keys.length === 0) return fresh
  const at = keys[pick % keys.length] ?? ''
  if (Array.isArray(value)) {
    const list = [...value]
    if (pick % 7 === 0) list.splice(Number(at), 1)
    else if (pick % 7 === 1) list.reverse()
    else if (pick % 7 === 2) list.splice(Number(at), 0, fresh)
    else list[Number(at)] = changedAt(list[Number(at)] as Written, Math.floor(pick / 3), fresh)
    return list
  }
  if (pick % 11 === 0) return Object.fromEntries(Object.entries(value).filter(([name]) => name !== at))
  if (pick % 11 === 1) return { ...value, fresh }
  return { ...value, [at]: changedAt(value[at] as Written, Math.floor(pick / 3), fresh) }
}

test('of shipped law only the lines of a change are written anew', () => {
  const comment = (text: string) => `# of the whole\n${text.replace(/\n {2}- /g, '\n  # above it\n  - ')}`
  let [whole, kept] = [0, 0]
  const change = fc.tuple(fc.constantFrom(...shipped), fc.integer({ min: 0, max: 1e9 }), fc.oneof(word, file))
  fc.assert(
    fc.property(change, ([text, pick, fresh]) => {
      const source = comment(text)
      const before = readYaml(source) as WrittenMap
      const after = changedAt(before, pick, fresh) as WrittenMap
      const merged = mergeIntoYaml(source, after)
      assert.deepEqual(readYaml(merged), after)
      whole += 1
      if (merged.startsWith('# of the whole\n')) kept += 1
    }),
    { numRuns: 400, seed: 5 },
  )
  assert.ok(kept / whole > 0.95, `${kept} of ${whole} keep their comments`)
})

test('a comment, an order and a layout of an editor stay', () => {
  const text = `# The notice of the north.
id:   xa-1   # never changes
title: { en: "Notice",   zh-CN: '通知' }

# Places that lie in it.
places:
- XA-N   # the north
- XA-S
rules:
  - id: one
    when: { held: { years: 2 } }   # two years

  # about the second
  - { id: two, purposes: [title] }
`
  const before = readYaml(text) as { rules: [WrittenMap, WrittenMap] } & WrittenMap
  const [one, two] = before.rules
  assert.equal(
    mergeIntoYaml(text, {
      ...before,
      title: { en: 'Notice', 'zh-CN': '办法' },
      places: ['XA-N', 'XA'],
      rules: [
        { ...two, purposes: ['study'] },
        { ...one, when: { held: { years: 3 } } },
      ],
    }),
    `# The notice of the north.
id:   xa-1   # never changes
title: { en: "Notice",   zh-CN: 办法 }

# Places that lie in it.
places:
- XA-N   # the north
- XA
rules:
  # about the second
  - { id: two, purposes: [study] }
  - id: one
    when: { held: { years: 3 } }   # two years
`,
  )
})
