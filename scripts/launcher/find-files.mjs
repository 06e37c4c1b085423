// SPDX-License-Identifier: Apache-2.0
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './paths.mjs'

const rooms = ['packages', 'src', 'test', 'scripts', 'bench', 'house']

/** Every test file of the project, relative to its root, in order. */
export function testFiles() {
  return rooms.flatMap((room) => walk(room)).filter((path) => /\.test\.tsx?$/.test(path))
}

function walk(path) {
  const entries = readdirSync(join(root, path), { withFileTypes: true, throwIfNoEntry: false })
  return entries
    .filter(({ name }) => name !== 'node_modules' && !name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? walk(join(path, entry.name)) : [join(path, entry.name)]))
}
