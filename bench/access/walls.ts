// SPDX-License-Identifier: Apache-2.0
import { type BenchOptions, type BenchResult, median, resultOf, round } from '../result.ts'
import { runSide } from './run-side.ts'
import { authorities, rowsOfTable, walledDatabase } from './walled-data.ts'
import type { WalledFigures, WalledLine } from './walled-side.ts'

const sides = ['walled', 'open'] as const
type SideName = (typeof sides)[number]

const goal = 1.2

/** What row-level security costs: the same transactions with it and without. */
export async function walls(report: (result: BenchResult) => void, options: BenchOptions): Promise<void> {
  options.progress(`access: making ${rowsOfTable} rows a table for ${authorities} authorities`)
  const database = await walledDatabase()
  try {
    const lines: Record<SideName, WalledLine[]> = { walled: [], open: [] }
    for (let turn = 1; turn <= options.rounds; turn++) {
      options.progress(`access: row-level security, round ${turn} of ${options.rounds}`)
      for (const side of sides) lines[side].push(await runSide<WalledLine>('walled-side.ts', [side, database.url]))
      if (lines.walled.at(-1)?.digest !== lines.open.at(-1)?.digest) {
        throw new Error('With and without row-level security the answers differ.')
      }
    }
    for (const result of resultsOf(lines)) report(result)
  } finally {
    await database.close()
  }
}

/** Everything that the transaction takes, here and in the database. */
const total = ({ process, database }: WalledFigures): number => process + (database ?? 0)

function resultsOf(lines: Record<SideName, WalledLine[]>): BenchResult[] {
  const of = (side: SideName, work: string, value: (figures: WalledFigures) => number): number =>
    median(lines[side].flatMap(({ figures }) => (figures[work] === undefined ? [] : [value(figures[work])])))
  const works = Object.keys(lines.open[0]?.figures ?? {})
  return works.map((work) => {
    const [ours, open] = [of('walled', work, total), of('open', work, total)]
    const share = (value: (figures: WalledFigures) => number) => ({
      walled: round(of('walled', work, value)),
      open: round(of('open', work, value)),
    })
    const detail = {
      goal,
      cost: round(ours / open),
      reached: ours / open <= goal,
      rows: rowsOfTable,
      authorities,
      databaseCpu: share(({ database }) => database ?? Number.NaN),
      clock: share(({ clock }) => clock),
      runs: sides.map((side) =>
        lines[side].flatMap(({ figures }) => (figures[work] === undefined ? [] : [round(total(figures[work]))])),
      ),
    }
    const peer = { name: 'the owner, where authority = …', value: open }
    return resultOf({ name: `access behind the wall: ${work}`, unit: 'µs of CPU', better: 'lower', ours, peer, detail })
  })
}
