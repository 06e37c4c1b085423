// SPDX-License-Identifier: Apache-2.0
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'esbuild'
import {
  type BundledScript,
  bundledScriptPath,
  bundleScript,
  projectRoot as root,
  type ScriptSource,
} from '../../ui/index.ts'

export const scriptNames = ['finder', 'search', 'pathway'] as const
export type ScriptName = (typeof scriptNames)[number]

/** Where each begins, and the sources whose messages it can say. */
const scripts: Record<ScriptName, { entry: string; speaking: string[] }> = {
  finder: {
    entry: 'src/finder/private/finder.island.tsx',
    speaking: [
      'src/finder/{answers,comparisons,downloads,exemptions,interview,nesting,private}/*.{model.ts,view.tsx,island.tsx}',
      'src/finder/search/search-box.view.tsx',
      'src/ui/*/*.tsx',
      'src/ui/messages/*.ts',
    ],
  },
  pathway: {
    entry: 'src/finder/private/pathway.island.tsx',
    speaking: [
      'src/finder/{answers,exemptions,interview,pathways,private,reverse}/*.{model.ts,view.tsx,island.tsx}',
      'src/ui/*/*.tsx',
      'src/ui/messages/*.ts',
    ],
  },
  search: { entry: 'src/finder/search/device/search.island.tsx', speaking: ['src/finder/search/**/*.{ts,tsx}'] },
}

/** What the script may be made from. */
const sources = ['src/finder/**/*.{ts,tsx}', 'src/ui/**/*.{ts,tsx,json}', 'src/kernel/*.ts', 'packages/*/src/**/*.ts']

/** A part of the finder that runs in the browser. */
export const clientScript = (name: ScriptName = 'finder'): Promise<BundledScript> => bundleScript(sourceOf(name))

/** Its address for a page; null where it cannot be built: then the page works without it. */
export const clientScriptPath = (name: ScriptName = 'finder'): Promise<string | null> =>
  bundledScriptPath(sourceOf(name))

function sourceOf(name: ScriptName): ScriptSource {
  const { entry, speaking } = scripts[name]
  return { name, entry, sources, plugins: [lighterForBrowsers(speaking)] }
}

/** Keys that stand whole in these sources, and those whose beginning does. */
function saidOnDevice(speaking: string[]): (key: string) => boolean {
  const elsewhere = ['.test.', 'shell', 'paper', 'gallery', '/area/', 'ask-comparison']
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
