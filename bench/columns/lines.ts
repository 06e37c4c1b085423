// SPDX-License-Identifier: Apache-2.0
import { CITY, RULES } from '../population/workload.ts'
import { type BenchResult, median, resultOf, round } from '../result.ts'
import type { Line } from './side.ts'

export const SIDES = ['threads', 'kernel', 'whole', 'change', 'memory', 'reading'] as const
export type SideLines = Record<(typeof SIDES)[number], Line[]>

/** Lines of one number of persons and of rules. */
export interface GrowthLines {
  persons: number
  rules: number
  lines: Line[]
}

/** At most so many milliseconds for all persons of a city: end to end, and for reading them. */
const CITY_GOAL = 500
const SECOND_CORE = 1.7
/** Times as long as a plain scan, or as under few rules. */
const MOST_TIMES = 6
const FEW_RULES = 500

const runs = (lines: Line[], figure: string): number[] => lines.map((line) => round(line[figure] ?? Number.NaN))
const middle = (lines: Line[], ...figures: string[]): number =>
  median(lines.map((line) => figures.reduce((sum, figure) => sum + (line[figure] ?? Number.NaN), 0)))

/** What the processes of all sides tell of a workforce. */
export const columnLines = (persons: number, lines: SideLines): BenchResult[] => [
  threadsLine(persons, lines.threads),
  kernelLine(persons, lines.kernel),
  ...wholeLines(persons, lines.whole),
  ...changeLines(persons, lines.change),
  ...readingLines(persons, lines.reading),
  ...memoryLines(persons, lines.memory),
]

function threadsLine(persons: number, lines: Line[]): BenchResult {
  const [one, two] = [persons / middle(lines, 'alone'), persons / middle(lines, 'together')].map((rate) => rate * 1000)
  const ratio = median(lines.map(({ alone = Number.NaN, together = Number.NaN }) => alone / together))
  return resultOf({
    ...{ name: 'columns evaluated on two threads', unit: 'persons/s', better: 'higher' },
    ...{ ours: two ?? Number.NaN, limit: 2 * (one ?? Number.NaN) },
    peer: { name: 'one thread, by the clock, in turns in one process', value: one ?? Number.NaN },
    detail: {
      ...{ goal: SECOND_CORE, reached: ratio >= SECOND_CORE, times: round(ratio), persons, rules: RULES },
      ...{ runs: runs(lines, 'together'), peers: runs(lines, 'alone') },
    },
  })
}

function kernelLine(persons: number, lines: Line[]): BenchResult {
  const times = median(lines.map(({ kernel = Number.NaN, plain = Number.NaN }) => kernel / plain))
  return resultOf({
    ...{ name: 'columns kernel against a plain scan', unit: 'ms', better: 'lower' },
    ...{ ours: middle(lines, 'kernel'), limit: middle(lines, 'plain') },
    detail: {
      ...{ goal: MOST_TIMES, reached: times <= MOST_TIMES, times: round(times), persons, rules: RULES },
      ...{ scanned: lines[0]?.['scanned'], runs: runs(lines, 'kernel'), plain: runs(lines, 'plain') },
    },
  })
}

const wholeLines = (persons: number, lines: Line[]): BenchResult[] =>
  (
    [
      ['law and draft evaluated', ['compile', 'before', 'after', 'compare']],
      ['draft evaluated, the law before', ['compile', 'after', 'compare']],
    ] as const
  ).map(([what, parts]) => {
    const ours = middle(lines, ...parts)
    const each = Object.fromEntries(parts.map((part) => [part, round(middle(lines, part))]))
    const detail = { ...cityGoal(persons, ours), persons, rules: RULES, ...each, concerned: lines[0]?.['concerned'] }
    return resultOf({
      ...{ name: `columns end to end, two threads, ${what}`, unit: 'ms', better: 'lower', ours },
      detail,
    })
  })

/** One rule at most so many milliseconds; many in proportion to the records that they touch. */
const RULE_GOAL = 5

function changeLines(persons: number, lines: Line[]): BenchResult[] {
  const each = (changed: number) => ({
    ours: middle(lines, `change${changed}`),
    records: middle(lines, `records${changed}`),
    detail: {
      ...{ persons, rules: RULES, kinds: round(middle(lines, `kinds${changed}`)) },
      ...{ records: middle(lines, `records${changed}`), concerned: middle(lines, `concerned${changed}`) },
      runs: runs(lines, `change${changed}`),
    },
  })
  const [one, many] = [each(1), each(60)]
  const name = (rules: string): string => `columns evaluated where ${rules} changed, one thread`
  const [ofRecord, allowed] = [many.ours / many.records, one.ours / one.records].map((time) => time * 1e6)
  return [
    resultOf({
      ...{ name: name('one rule has'), unit: 'ms', better: 'lower', ours: one.ours },
      detail: { goal: RULE_GOAL, reached: one.ours <= RULE_GOAL, ...one.detail },
    }),
    resultOf({
      ...{ name: name('60 rules have'), unit: 'ms', better: 'lower', ours: many.ours },
      detail: {
        ...many.detail,
        nsOfRecord: round(ofRecord ?? Number.NaN),
        nsOfRecordOfOne: round(allowed ?? Number.NaN),
      },
    }),
  ]
}

const readingLines = (persons: number, lines: Line[]): BenchResult[] =>
  [
    { what: 'by the system in memory', figure: 'warm', plain: 'plain' },
    { what: 'on the disk', figure: 'cold', plain: 'coldPlain' },
  ].flatMap(({ what, figure, plain }) => {
    // Not every system lets go of a file.
    if (lines.some((line) => line[figure] === undefined)) return []
    const ours = middle(lines, figure)
    const detail = { ...cityGoal(persons, ours), persons, runs: runs(lines, figure), plain: runs(lines, plain) }
    const name = `columns read from a file kept ${what}`
    return [resultOf({ name, unit: 'ms', better: 'lower', ours, limit: middle(lines, plain), detail })]
  })

/** MiB of the process itself: the program, the law and what is made of it. */
const PROCESS = 256

/** The bound is that of docs/scale.md. */
function memoryLines(persons: number, lines: Line[]): BenchResult[] {
  const parts = ['columns', 'results', 'work', 'profiles']
  const each = Object.fromEntries(parts.map((part) => [part, round(middle(lines, part))]))
  const [ours, first] = [middle(lines, 'most'), middle(lines, 'first')]
  const bound = PROCESS + middle(lines, ...parts)
  const goal = { goal: round(bound), reached: ours <= bound }
  const detail = { ...goal, persons, rules: RULES, ...each, bytesOfPerson: round((ours * 2 ** 20) / persons) }
  return [
    resultOf({
      ...{ name: 'columns memory of an evaluation, two threads', unit: 'MiB', better: 'lower', ours },
      ...{ limit: bound, detail },
    }),
    resultOf({
      ...{ name: 'columns evaluated for the first time, two threads', unit: 'ms', better: 'lower', ours: first },
      detail: { persons, rules: RULES, runs: runs(lines, 'first') },
    }),
  ]
}

const cityGoal = (persons: number, ours: number) =>
  persons === CITY ? { goal: CITY_GOAL, reached: ours <= CITY_GOAL } : {}

/** Time for one person under more rules, against that under few; and as persons become more. */
export function growthLines(found: readonly GrowthLines[]): BenchResult[] {
  const each = ({ persons, lines }: GrowthLines): number => (middle(lines, 'evaluate') / persons) * 1e6
  return found.map((size) => {
    const base = found.find(({ persons, rules }) => persons === size.persons && rules === FEW_RULES)
    const ours = each(size)
    const times = base === undefined ? undefined : ours / each(base)
    const goal =
      times === undefined || size.rules <= FEW_RULES ? {} : { goal: MOST_TIMES, reached: times <= MOST_TIMES }
    return resultOf({
      ...{ name: `columns growth, ${size.persons} persons, ${size.rules} rules`, unit: 'ns/person', better: 'lower' },
      ...{
        ours,
        ...(base === undefined ? {} : { peer: { name: `ours under ${FEW_RULES} rules`, value: each(base) } }),
      },
      detail: {
        ...goal,
        fresh: round((middle(size.lines, 'fresh') / size.persons) * 1e6),
        ...(times === undefined ? {} : { times: round(times) }),
        runs: runs(size.lines, 'evaluate'),
      },
    })
  })
}
