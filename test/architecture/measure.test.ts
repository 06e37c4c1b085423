// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { importCycles } from '../../scripts/lint/import-cycles.ts'
import { measureSource } from '../../scripts/lint/measure-source.ts'
import { readSource } from '../../scripts/lint/source.ts'

const measure = (path: string, text: string) => measureSource(readSource(path, text))

test('lines, exports, functions, nesting and imports of a file', () => {
  const text = `import { a } from './a.ts'
import 'fastify'
export * from './b.ts'
export { c, d } from './c.ts'
export const e = 1, f = 2
export function deep(values: number[]): void {
  for (const value of values) {
    if (value > 1) {
      while (value) a()
    } else if (value > 0) {
      values.map((inner) => {
        if (inner) a()
      })
    }
  }
}
class Bare { constructor() { a() } }
`
  assert.deepEqual(measure('src/x.ts', text), {
    path: 'src/x.ts',
    lines: 17,
    exports: 6,
    functions: [
      { name: 'deep', line: 6, lines: 11, nesting: 3 },
      { name: '(in values.map)', line: 11, lines: 3, nesting: 1 },
      { name: 'constructor', line: 17, lines: 1, nesting: 0 },
    ],
    imports: ['./a.ts', './b.ts', './c.ts'],
  })
})

test('markup in a view is not nesting', () => {
  const text = 'export const View = () => (\n  <ul>{items.map((item) => <li>{item}</li>)}</ul>\n)\n'
  assert.deepEqual(measure('src/x.view.tsx', text).functions, [
    { name: 'View', line: 1, lines: 3, nesting: 0 },
    { name: '(in items.map)', line: 2, lines: 1, nesting: 0 },
  ])
})

test('import cycles are found with their members, type imports included', () => {
  const files = [
    measure('src/a/one.ts', "import type { Two } from '../b/two.ts'\n"),
    measure('src/b/two.ts', "export { three } from './three.ts'\n"),
    measure('src/b/three.ts', "import '../a/one.ts'\n"),
    measure('src/b/four.ts', "import './three.ts'\nimport './gone.ts'\n"),
    measure('src/b/self.ts', "import './self.ts'\n"),
  ]
  assert.deepEqual(importCycles(files), [['src/a/one.ts', 'src/b/three.ts', 'src/b/two.ts'], ['src/b/self.ts']])
})
