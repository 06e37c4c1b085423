// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'esbuild'
import { keep, keptFolder, type PackedFile, packKept, readKept } from './pack.ts'

export interface ClientScript extends PackedFile {
  path: string
}

const root = join(import.meta.dirname, '..', '..', '..')

export const scriptNames = ['finder', 'search', 'pathway'] as const
export type ScriptName = (typeof scriptNames)[number]

/** Where each begins, and the sources whose messages it can say. */
const scripts: Record<ScriptName, { entry: string; speaking: string[] }> = {
  finder: {
    entry: 'src/finder/private/finder.island.tsx',
    speaking: [
      'src/finder/{answers,comparisons,downloads,interview,private}/*.{ts,tsx}',
      'src/finder/search/search-box.view.tsx',
      'src/ui/*/*.tsx',
      'src/ui/messages/*.ts',
    ],
  },
  pathway: {
    entry: 'src/finder/private/pathway.island.tsx',
    speaking: [
      'src/finder/{answers,interview,pathways,private,reverse}/*.{model.ts,view.tsx,island.tsx}',
      'src/ui/*/*.tsx',
      'src/ui/messages/*.ts',
    ],
  },
  search: { entry: 'src/finder/search/device/search.island.tsx', speaking: ['src/finder/search/**/*.{ts,tsx}'] },
}

/** What the script may be made from. */
const sources = ['src/finder/**/*.{ts,tsx}', 'src/ui/**/*.{ts,tsx,json}', 'src/kernel/*.ts', 'packages/*/src/**/*.ts']

const made = new Map<ScriptName, Promise<ClientScript>>()

/** A part of the finder that runs in the browser, built once for each state of its sources. */
export function clientScript(name: ScriptName = 'finder'): Promise<ClientScript> {
  const known = made.get(name) ?? makeScript(name)
  made.set(name, known)
  return known
}

/** Its address for a page; null where it cannot be built: then the page works without it. */
export function clientScriptPath(name: ScriptName = 'finder'): Promise<string | null> {
  return clientScript(name).then(
    ({ path }) => path,
    () => null,
  )
}

async function makeScript(name: ScriptName): Promise<ClientScript> {
  const kept = join(keptFolder, `${name}-${sourceHash()}.js`)
  let text = readKept(kept)?.toString()
  if (text === undefined) {
    text = await build(name)
    keep(kept, text)
  }
  const file = await packKept(text)
  return { ...file, path: `/assets/${name}.${file.hash}.js` }
}

function sourceHash(): string {
  const digest = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  const files = globSync(sources, { cwd: root }).filter((file) => !file.includes('.test.'))
  for (const file of files.sort()) digest.update(`${file}\n`).update(readFileSync(join(root, file)))
  return digest.digest('hex').slice(0, 32)
}

async function build(name: ScriptName): Promise<string> {
  const { entry, speaking } = scripts[name]
  // Loaded on a miss only: most starts find the script in the cache.
  const esbuild = await import('esbuild')
  const result = await esbuild.build({
    entryPoints: [join(root, entry)],
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
    external: ['node:*'],
    plugins: [lighterForBrowsers(speaking)],
  })
  return result.outputFiles[0]?.text ?? ''
}

/** Keys that stand whole in these sources, and those whose beginning does. */
function saidOnDevice(speaking: string[]): (key: string) => boolean {
  const elsewhere = ['.test.', 'shell', 'paper']
  const files = globSync(speaking, { cwd: root }).filter((file) => !elsewhere.some((part) => file.includes(part)))
  const text = files.map((file) => readFileSync(join(root, file), 'utf8')).join('\n')
  const whole = new Set([...text.matchAll(/['"`]([a-z][\w-]*(?:\.[\w-]+)+)['"`]/g)].map((match) => match[1]))
  const beginnings = [...text.matchAll(/[`]([a-z][\w.-]*\.)\$\{/g)].map((match) => match[1] ?? '')
  return (key) => whole.has(key) || beginnings.some((start) => key.startsWith(start))
}

/** Doors also lead to what only a server has: what is not used of them is left out. So are messages that are not said, and most of ICU. */
const lighterForBrowsers = (speaking: string[]): Plugin => ({
  name: 'lighter-for-browsers',
  setup(build) {
    build.onResolve({ filter: /^intl-messageformat$/ }, () => ({
      path: join(root, 'src', 'ui', 'assets', 'small-message.ts'),
    }))
    build.onLoad({ filter: /messages[/][\w-]+[.]json$/ }, ({ path }) => {
      const said = saidOnDevice(speaking)
      const catalogue: Record<string, string> = JSON.parse(readFileSync(path, 'utf8'))
      const kept = Object.entries(catalogue).filter(([key]) => said(key))
      return { contents: JSON.stringify(Object.fromEntries(kept)), loader: 'json' }
    })
    build.onResolve({ filter: /./ }, async ({ path, pluginData, kind, importer, resolveDir }) => {
      if (pluginData === 'resolved' || kind === 'entry-point') return undefined
      const found = await build.resolve(path, { kind, importer, resolveDir, pluginData: 'resolved' })
      return found.errors.length > 0 ? undefined : { path: found.path, external: found.external, sideEffects: false }
    })
  },
})
