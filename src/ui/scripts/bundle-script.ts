// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'esbuild'
import { keep, keptFolder, type PackedFile, packKept, readKept } from './pack.ts'

/** A script of the browser, put together from several files. Paths and patterns are from the root of the project. */
export interface ScriptSource {
  /** Names its address. */
  name: string
  entry: string
  /** What it may be made from, beside installed packages: it is made anew when one of these has changed. */
  sources: readonly string[]
  plugins?: Plugin[]
}

export interface BundledScript extends PackedFile {
  path: string
}

export const projectRoot = join(import.meta.dirname, '..', '..', '..')

const made = new Map<string, Promise<BundledScript>>()

/** The script, built once for each state of its sources. Its address changes with its content, so that it may be kept for ever. */
export function bundleScript(source: ScriptSource): Promise<BundledScript> {
  const known = made.get(source.name) ?? makeScript(source)
  made.set(source.name, known)
  return known
}

/** Its address for a page; null where it cannot be built: then the page works without it. */
export function bundledScriptPath(source: ScriptSource): Promise<string | null> {
  return bundleScript(source).then(
    ({ path }) => path,
    () => null,
  )
}

async function makeScript(source: ScriptSource): Promise<BundledScript> {
  const { name } = source
  const kept = join(keptFolder, `${name}-${sourceHash(source.sources)}.js`)
  let text = readKept(kept)?.toString()
  if (text === undefined) {
    text = await build(source)
    keep(kept, text)
  }
  const file = await packKept(text)
  return { ...file, path: `/assets/${name}.${file.hash}.js` }
}

function sourceHash(sources: readonly string[]): string {
  const digest = createHash('sha256').update(readFileSync(join(projectRoot, 'package-lock.json')))
  const files = globSync(sources, { cwd: projectRoot }).filter((file) => !file.includes('.test.'))
  for (const file of files.sort()) digest.update(`${file}\n`).update(readFileSync(join(projectRoot, file)))
  return digest.digest('hex').slice(0, 32)
}

async function build({ entry, plugins = [] }: ScriptSource): Promise<string> {
  // Loaded on a miss only: most starts find the script in the cache.
  const esbuild = await import('esbuild')
  const result = await esbuild.build({
    entryPoints: [join(projectRoot, entry)],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    logLevel: 'silent',
    external: ['node:*', 'esbuild'],
    plugins,
  })
  return result.outputFiles[0]?.text ?? ''
}
