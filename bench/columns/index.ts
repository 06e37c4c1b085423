// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { compareWithSingle, generatedRules } from '../population/standings.ts'
import { benchBundle, benchWorkforce, CITY, COMPARED, RULES, SEED } from '../population/workload.ts'
import type { BenchGroup, BenchOptions } from '../result.ts'
import { columnLines, type GrowthLines, growthLines, SIDES, type SideLines } from './lines.ts'
import type { Line } from './side.ts'
import { compareChanges } from './whole-run.ts'

const FEW = 50_000
const MANY = 500_000
const GROWING_RULES = [100, 500, 2000, 20_000]

const run = promisify(execFile)

async function once(name: string, file: string, number?: number): Promise<Line> {
  const args = [join(import.meta.dirname, 'side.ts'), name, file, ...(number === undefined ? [] : [`${number}`])]
  const { stdout } = await run(process.execPath, args)
  return JSON.parse(stdout) as Line
}

/** What is measured, on a small workforce, before anything is: by columns and by the single evaluation. */
async function compareAnswers(): Promise<void> {
  const workforce = benchWorkforce(COMPARED, SEED)
  for (const rules of GROWING_RULES) await compareWithSingle(workforce, generatedRules(rules))
  await compareChanges(workforce, benchBundle(RULES))
}

async function measureSides(file: string, persons: number, { rounds, progress }: BenchOptions): Promise<SideLines> {
  const lines: SideLines = { threads: [], kernel: [], whole: [], change: [], memory: [], reading: [] }
  for (let turn = 1; turn <= rounds; turn++) {
    progress(`columns: ${persons} persons, round ${turn} of ${rounds}`)
    for (const side of SIDES) lines[side].push(await once(side, file))
  }
  return lines
}

interface Size {
  file: string
  persons: number
  rules: number[]
}

/** All sizes in turns. */
async function measureGrowth(sizes: readonly Size[], { rounds, progress }: BenchOptions): Promise<GrowthLines[]> {
  const all = sizes.flatMap(({ file, persons, rules }) => rules.map((number) => ({ file, persons, rules: number })))
  const found = all.map(({ persons, rules }): GrowthLines => ({ persons, rules, lines: [] }))
  for (let turn = 1; turn <= rounds; turn++) {
    progress(`columns: growth, round ${turn} of ${rounds}`)
    for (const [at, { file, rules }] of all.entries()) found[at]?.lines.push(await once('growth', file, rules))
  }
  return found
}

export const group: BenchGroup = {
  name: 'columns',
  summary: 'a workforce in columns: against what memory and disk allow, on two threads, end to end, and as it grows',
  async run(tell, options) {
    await compareAnswers()
    const directory = mkdtempSync(join(tmpdir(), 'passerelle-bench-columns-'))
    try {
      const sizes: Size[] = []
      for (const persons of options.long === true ? [FEW, MANY, CITY] : [FEW, MANY]) {
        const file = join(directory, `${persons}.columns`)
        options.progress(`columns: making ${persons} persons`)
        await once('make', file, persons)
        sizes.push({ file, persons, rules: persons === FEW ? [RULES] : GROWING_RULES })
        if (persons === FEW) continue
        for (const line of columnLines(persons, await measureSides(file, persons, options))) tell(line)
      }
      for (const line of growthLines(await measureGrowth(sizes, options))) tell(line)
    } finally {
      rmSync(directory, { recursive: true })
    }
  },
}
