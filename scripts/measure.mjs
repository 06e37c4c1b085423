// SPDX-License-Identifier: Apache-2.0
// The measures of the house (docs/architecture.md). --json prints one object; --check ends with 1 over a ceiling.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { requireRuntime } from './lint/runtime.mjs'

requireRuntime(import.meta.url)
const { importCycles } = await import('./lint/import-cycles.ts')
const { measureSource } = await import('./lint/measure-source.ts')
const { isCode, isTest, readSource } = await import('./lint/source.ts')

const ceilings = { linesPerFile: 400, linesPerFunction: 60, nesting: 3, filesPerFolder: 25 }
const generated = new Set(['src/db/schema.ts'])

const git = (...args) => execFileSync('git', args, { encoding: 'utf8', maxBuffer: 1 << 28 })

function listFiles() {
  const listed = git('ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\0')
  return listed.filter((path) => path !== '' && existsSync(path))
}

/** Value below which the given part of the sorted values lies. */
const quantile = (sorted, part) => sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0

/** One row of the table: `items` are [value, where]. */
function row(measure, items, ceiling) {
  const sorted = items.map(([value]) => value).sort((a, b) => a - b)
  const over = items.filter(([value]) => ceiling !== undefined && value > ceiling).sort((a, b) => b[0] - a[0])
  return {
    measure,
    median: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    max: sorted.at(-1) ?? 0,
    ...(ceiling === undefined ? {} : { ceiling }),
    over: over.map(([value, where]) => `${where}: ${value}`),
  }
}

/** Files and folders that each commit touched, merges left out. */
function commits() {
  const log = git('log', '--no-merges', '--name-only', '--format=%x00').split('\0').slice(1)
  return log.map((text) => {
    const files = text.split('\n').filter((line) => line !== '')
    return { files: files.length, folders: new Set(files.map((file) => posix.dirname(file))).size }
  })
}

function filesPerFolder(paths) {
  const counts = new Map()
  for (const path of paths) counts.set(posix.dirname(path), (counts.get(posix.dirname(path)) ?? 0) + 1)
  return [...counts].map(([folder, count]) => [count, folder])
}

function sum(files) {
  return files.reduce((total, { lines }) => total + lines, 0)
}

function measure() {
  const paths = listFiles()
  const files = paths
    .filter((path) => isCode(path) && !generated.has(path))
    .map((path) => measureSource(readSource(path, readFileSync(path, 'utf8'))))
  const isProof = (path) => isTest(path) || /^test\//.test(path) || path.includes('/oracle/')
  const source = files.filter(({ path }) => !isProof(path))
  const proof = files.filter(({ path }) => isProof(path))
  const functions = source.flatMap(({ path, functions }) =>
    functions.map((one) => ({ ...one, where: `${path}:${one.line} ${one.name}` })),
  )
  const changes = commits()
  return {
    rows: [
      row(
        'lines per file',
        files.map(({ lines, path }) => [lines, path]),
        ceilings.linesPerFile,
      ),
      row(
        'lines per function',
        functions.map(({ lines, where }) => [lines, where]),
        ceilings.linesPerFunction,
      ),
      row(
        'nesting',
        functions.map(({ nesting, where }) => [nesting, where]),
        ceilings.nesting,
      ),
      row(
        'exports per file',
        source.filter(({ path }) => !path.endsWith('/index.ts')).map(({ exports, path }) => [exports, path]),
      ),
      row('files per folder', filesPerFolder(paths.filter(isCode)), ceilings.filesPerFolder),
      row(
        'files per commit',
        changes.map(({ files }) => [files, '']),
      ),
      row(
        'folders per commit',
        changes.map(({ folders }) => [folders, '']),
      ),
    ],
    cycles: importCycles(files),
    sourceLines: sum(source),
    testLines: sum(proof),
    testsPerSource: Number((sum(proof) / Math.max(1, sum(source))).toFixed(2)),
    files: files.length,
    functions: functions.length,
    commits: changes.length,
  }
}

function print({ rows, cycles, ...rest }) {
  const cell = (value) => String(value ?? '-').padStart(8)
  console.log(`${'measure'.padEnd(20)}${['median', 'p95', 'max', 'ceiling'].map(cell).join('')}`)
  for (const { measure, median, p95, max, ceiling } of rows) {
    console.log(`${measure.padEnd(20)}${[median, p95, max, ceiling].map(cell).join('')}`)
  }
  console.log(`${'import cycles'.padEnd(20)}${cell(cycles.length)}`)
  console.log(
    `${'tests : source'.padEnd(20)}${cell(rest.testsPerSource)}   (${rest.testLines} : ${rest.sourceLines} lines)`,
  )
  console.log(`${rest.files} files, ${rest.functions} functions, ${rest.commits} commits`)
  for (const { measure, ceiling, over } of rows) {
    for (const where of over) console.error(`over the ceiling of ${ceiling} ${measure}: ${where}`)
  }
  for (const cycle of cycles) console.error(`import cycle: ${cycle.join(' -> ')}`)
}

const result = measure()
if (process.argv.includes('--json')) console.log(JSON.stringify(result))
else print(result)
const crossed = result.cycles.length > 0 || result.rows.some(({ over }) => over.length > 0)
process.exitCode = process.argv.includes('--check') && crossed ? 1 : 0
