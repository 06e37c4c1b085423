// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { cruiseWalls, readWalls } from '../../house/cruise-walls.ts'
import { cleanHouse, seeds, type Tree } from './seeds.ts'

/** The names of the rules broken in a tree that stands outside the repository. */
async function rulesBroken(tree: Tree): Promise<string[]> {
  const directory = mkdtempSync(join(tmpdir(), 'passerelle-walls-'))
  try {
    for (const [path, text] of Object.entries(tree)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true })
      writeFileSync(join(directory, path), text)
    }
    const { violations } = await cruiseWalls(directory)
    return [...new Set(violations.map(({ rule }) => rule))]
  } finally {
    rmSync(directory, { recursive: true })
  }
}

test('a clean house breaks no rule', async () => {
  assert.deepEqual(await rulesBroken(cleanHouse), [])
})

test('every rule has a seed, a sentence and the severity error', async () => {
  const { forbidden = [] } = await readWalls()
  const seeded = new Set(seeds.map(({ rule }) => rule))
  assert.deepEqual(
    forbidden.filter(({ name }) => !seeded.has(name ?? '')).map(({ name }) => name),
    [],
  )
  assert.deepEqual(
    forbidden.filter(({ severity, comment }) => severity !== 'error' || !comment).map(({ name }) => name),
    [],
  )
})

for (const { rule, plant } of seeds) {
  test(`caught: ${rule} (${Object.keys(plant).at(-1)})`, async () => {
    assert.deepEqual(await rulesBroken({ ...cleanHouse, ...plant }), [rule])
  })
}
