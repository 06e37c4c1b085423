// SPDX-License-Identifier: Apache-2.0
// Holds the documents against the tree; exit code 1 where they differ. --write renews the generated pages.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { requireRuntime } from './lint/runtime.mjs'

requireRuntime(import.meta.url)
// Commands lead to pages, and pages are .tsx.
await import('./tsx-hook.mjs')
// A command may lead to a module with markup.
await import('./tsx-hook.mjs')
const { docsChecks } = await import('./lint/docs/check-docs.ts')
const { commandsPage, isCommand } = await import('./lint/docs/commands-page.ts')
const { lawPage } = await import('./lint/docs/law-page.ts')

const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '')

function listFiles() {
  const options = { encoding: 'utf8', maxBuffer: 1 << 28 }
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], options)
  return listed.split('\0').filter((path) => path !== '' && existsSync(path) && statSync(path).isFile())
}

/** What the command files export; a command that needs the version is made by a function of it. */
async function readCommands(paths) {
  const modules = paths.filter((path) => /^src\/.*\.command\.ts$/.test(path))
  const exported = await Promise.all(modules.map((path) => import(pathToFileURL(path).href)))
  return exported
    .flatMap((module) => Object.entries(module))
    .flatMap(([name, value]) => (typeof value === 'function' && name.endsWith('Command') ? value('') : value))
    .filter(isCommand)
}

const paths = listFiles()
const generated = new Map([
  ['docs/law-carried.md', lawPage(paths, read)],
  ['docs/commands.md', commandsPage(await readCommands(paths))],
])
const stale = [...generated].filter(([path, text]) => read(path) !== text)
if (process.argv.includes('--write')) {
  for (const [path, text] of stale.splice(0)) {
    writeFileSync(path, text)
    console.log(`${path}: written`)
  }
}

const isRead = (path) => /\.md$|^src\/.*\.tsx?$|^package\.json$/.test(path)
const files = new Map(
  [...new Set([...paths, ...generated.keys()])].map((path) => [path, isRead(path) ? read(path) : '']),
)
const findings = [
  ...stale.map(
    ([path]) => `${path}: differs from what it is generated from; run node scripts/docs-in-sync.mjs --write`,
  ),
  ...Object.entries(docsChecks).flatMap(([name, check]) => check(files).map((finding) => `${finding}  (${name})`)),
]
for (const finding of findings) console.error(finding)
console.log(
  `docs: ${[...files.keys()].filter((path) => path.endsWith('.md')).length} pages, ${findings.length} findings`,
)
process.exitCode = findings.length > 0 ? 1 : 0
