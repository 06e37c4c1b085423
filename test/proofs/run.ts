// SPDX-License-Identifier: Apache-2.0
// npm run proof -- NAME [--seed NUMBER] [--size NUMBER]
import { execFileSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Proof } from './proof.ts'
import { proofs } from './registry.ts'

const root = join(import.meta.dirname, '..', '..')
const record = join(root, 'docs', 'proofs.md')

const head = `# Proofs

What \`npm run proof -- NAME\` has shown; it adds a line here each time. The same seed on the same commit repeats a run.

| date | proof | size | seed | commit | result |
|---|---|---|---|---|---|
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, size: { type: 'string' } },
})
const proof = proofs.find(({ name }) => name === positionals[0])
if (proof === undefined) {
  const rows = proofs.map(({ name, summary, size, unit }) => `  ${name.padEnd(22)}${summary} (${size} ${unit})`)
  console.log(`Usage: npm run proof -- NAME [--seed NUMBER] [--size NUMBER]\n\n${rows.join('\n')}`)
  process.exitCode = positionals.length === 0 ? 0 : 2
} else {
  process.exitCode = await prove(proof, wholeNumber('size', proof.size), wholeNumber('seed', 1))
}

function wholeNumber(name: 'seed' | 'size', otherwise: number): number {
  const text = values[name]
  if (text === undefined) return otherwise
  if (/^\d+$/.test(text)) return Number(text)
  console.error(`--${name} '${text}' is not a whole number`)
  process.exit(2)
}

/** Goes on where a run with the same seed, size and code was cut off; writes the result into docs/proofs.md. */
async function prove(chosen: Proof, size: number, seed: number): Promise<number> {
  const commit = describeCommit()
  const state = join(root, '.cache', 'proofs', `${chosen.name}-${seed}-${size}.json`)
  const done = readDone(state, commit)
  if (done > 0) console.log(`Going on after ${done} of ${size} ${chosen.unit}.`)
  const began = performance.now()
  try {
    const progress = (count: number) => saveDone(state, commit, count)
    const result = await chosen.run({ seed, size, done, progress })
    rmSync(state, { force: true })
    const seconds = Math.round((performance.now() - began) / 1000)
    write(chosen, seed, size, commit, `${result}${done > 0 ? ` (resumed after ${done})` : ''} (${seconds} s)`)
    return 0
  } catch (error) {
    console.error(error)
    write(
      chosen,
      seed,
      size,
      commit,
      `FAILED: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
    )
    return 1
  }
}

function describeCommit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
  const changed = git('status', '--porcelain', '--', 'src', 'packages', 'migrations') !== ''
  return `${git('rev-parse', '--short=10', 'HEAD')}${changed ? ' and changes' : ''}`
}

function readDone(state: string, commit: string): number {
  if (!existsSync(state)) return 0
  const saved = JSON.parse(readFileSync(state, 'utf8')) as { commit: string; done: number }
  return saved.commit === commit ? saved.done : 0
}

function saveDone(state: string, commit: string, done: number): void {
  mkdirSync(join(state, '..'), { recursive: true })
  writeFileSync(`${state}.new`, JSON.stringify({ commit, done }))
  renameSync(`${state}.new`, state)
}

function write(chosen: Proof, seed: number, size: number, commit: string, result: string): void {
  const line = `| ${new Date().toISOString().slice(0, 10)} | ${chosen.name} | ${size} | ${seed} | ${commit} | ${result.replaceAll('|', '\\|')} |\n`
  if (!existsSync(record)) writeFileSync(record, head)
  appendFileSync(record, line)
  console.log(result)
}
