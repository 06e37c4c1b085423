// SPDX-License-Identifier: Apache-2.0
// Node strips types from `.ts` but does not know JSX: this load hook turns `.tsx` into JavaScript.
// Use: node --import ./scripts/tsx-hook.mjs …
// The result is kept under node_modules/.cache by the hash of its content, so esbuild is loaded on a miss only.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire, registerHooks } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const cache = join(root, 'node_modules', '.cache', 'passerelle-tsx')
const require = createRequire(import.meta.url)
const options = {
  loader: 'tsx',
  format: 'esm',
  target: 'node22',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  sourcemap: 'inline',
  sourcesContent: false,
}

let salt
function cacheName(file, source) {
  salt ??= `${require('esbuild/package.json').version}\n${JSON.stringify(options)}\n`
  return `${createHash('sha256').update(salt).update(`${file}\n`).update(source).digest('hex')}.mjs`
}

function keep(path, code) {
  const temporary = `${path}.${process.pid}.tmp`
  try {
    mkdirSync(cache, { recursive: true })
    writeFileSync(temporary, code)
    renameSync(temporary, path)
  } catch {
    // A read-only installation works without the cache.
  }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** The JavaScript of one `.tsx` file, from the cache where its content has been seen before. */
function transform(file) {
  const source = readFileSync(file, 'utf8')
  const path = join(cache, cacheName(file, source))
  const known = read(path)
  if (known !== undefined) return known
  const { code } = require('esbuild').transformSync(source, { ...options, sourcefile: file })
  keep(path, code)
  return code
}

registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith('file:') || !url.endsWith('.tsx')) return nextLoad(url, context)
    return { format: 'module', source: transform(fileURLToPath(url)), shortCircuit: true }
  },
})
