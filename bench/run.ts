// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { ensurePeers } from './peers.ts'
import type { BenchGroup, BenchResult } from './result.ts'

const usage = `Usage: npm run bench -- [GROUP …] [--json] [--rounds N] [--long]

Measures this project against its peers, ours and theirs in turns in one run, each in fresh processes.
Without a group all are run. --json prints one object a line (docs/benchmarks.md says what its members mean).
--rounds N sets the number of fresh processes on each side (7). --long takes the largest sizes too.
`

/** Every folder with an `index.ts` is a group. */
function groupNames(): string[] {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return folders.map(({ name }) => name).filter((name) => existsSync(join(import.meta.dirname, name, 'index.ts')))
}

async function loadGroup(name: string): Promise<BenchGroup> {
  const module: { group: BenchGroup } = await import(pathToFileURL(join(import.meta.dirname, name, 'index.ts')).href)
  return module.group
}

const progress = (text: string) => void process.stderr.write(`${text}\n`)

function printJson(result: BenchResult): void {
  process.stdout.write(`${JSON.stringify(result)}\n`)
}

function printText({ name, unit, ours, peer, peerName, ratio, ofLimit }: BenchResult): void {
  const against = peer === null ? '' : `, ${peerName} ${peer}: ${ratio} × as good`
  const share = ofLimit === null ? '' : `, ${Math.round(ofLimit * 100)} % of the limit`
  process.stdout.write(`${name}: ${ours} ${unit}${against}${share}\n`)
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      rounds: { type: 'string' },
      long: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  const known = groupNames()
  const unknown = positionals.filter((name) => !known.includes(name))
  const rounds = Number(values.rounds ?? '7')
  if (values.help === true || unknown.length > 0 || !Number.isInteger(rounds) || rounds < 1) {
    const complaint = unknown.length > 0 ? `There is no group ${unknown.join(', ')}. ` : ''
    progress(`${complaint}Groups: ${known.join(', ')}\n\n${usage}`)
    return values.help === true ? 0 : 2
  }
  ensurePeers(progress)
  progress(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${rounds} rounds`)
  for (const name of positionals.length > 0 ? positionals : known) {
    const group = await loadGroup(name)
    await group.run(values.json === true ? printJson : printText, { rounds, long: values.long === true, progress })
  }
  return 0
}

process.exitCode = await main()
