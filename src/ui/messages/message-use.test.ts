// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import en from './en.json' with { type: 'json' }

const root = join(import.meta.dirname, '..', '..')
const sources = globSync('**/*.{ts,tsx}', { cwd: root })
  .filter((file) => !file.includes('.test.'))
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .join('\n')

/** Keys that stand whole in the source, and the beginnings of those that are put together. */
const whole = new Set([...sources.matchAll(/['"`]([a-z][\w-]*(?:\.[\w-]+)+)['"`]/g)].map((match) => match[1] ?? ''))
const beginnings = [...sources.matchAll(/[`]([a-z][\w.-]*\.)\$\{/g)].map((match) => match[1] ?? '')

test('every message is said somewhere', () => {
  const silent = Object.keys(en).filter((key) => !whole.has(key) && !beginnings.some((start) => key.startsWith(start)))
  assert.deepEqual(silent, [])
})

test('everything that is said is a message', () => {
  const said = [...sources.matchAll(/\bt\(\s*'([^']+)'/g)].map((match) => match[1] ?? '')
  assert.deepEqual(
    said.filter((key) => !(key in en)),
    [],
  )
})
