// SPDX-License-Identifier: Apache-2.0
/**
 * The workforce of the bench: persons as `bench/engine/workload.ts` draws them, any number of them, straight into columns, and the catalogue
 * that it generates. Asked is how all of them stand in one province. Nobody states anything under the key of a question: a register does not.
 */
import type { Bundle, FactValue } from '@passerelle/recognition'
import { dayCode } from '../../src/population/columns/day-code.ts'
import type { Workforce } from '../../src/population/columns/workforce.ts'
import { WorkforceBuilder } from '../../src/population/columns/workforce-builder.ts'
import { shippedLaw } from '../engine/law.ts'
import { generateBundle, randomSource } from '../engine/workload.ts'

export const AS_OF = '2026-11-22'
export const PLACE = 'XA-01'
export const RULES = 2000
const HERE = ['XA', PLACE]
export const SEED = 2
/** Skilled workers of a large city. */
export const CITY = 5_255_000
/** Persons by whom the columns are compared with the single evaluation. */
export const COMPARED = 3000
export const PROVINCES = ['XA-01', 'XA-02', 'XA-03', 'XA-04', 'XA-05']
export const DEGREES = ['bachelor', 'master', 'doctorate']
const QUALIFICATIONS = 300

export const benchBundle = (rules: number): Bundle => generateBundle(rules, 1, shippedLaw())

/** So many of the generated rules, spread over all, ask what the next one asks. */
export function changedBundle(bundle: Bundle, count: number): Bundle {
  // Those that hold in the place that is asked about.
  const generated = bundle.rules.filter(
    ({ id, places }) => id.startsWith('xa-bench-') && HERE.includes(places[0] ?? ''),
  )
  const apart = Math.floor(generated.length / count)
  const whens = new Map(
    Array.from({ length: count }, (_, at) => [generated[at * apart]?.id, generated[at * apart + 1]?.when ?? null]),
  )
  return { ...bundle, rules: bundle.rules.map((rule) => ({ ...rule, when: whens.get(rule.id) ?? rule.when })) }
}

const DAY = 86_400_000
const codeOf = (year: number, month: number, day: number): number => dayCode(Date.UTC(year, month, day) / DAY) as number

/** Facts of a person, each with its values and how it is drawn. */
type Below = (count: number) => number
const FACTS: Record<string, { values: FactValue[]; draw: (below: Below) => number }> = {
  'bench-employer-place': { values: PROVINCES, draw: (below) => below(5) },
  'bench-capacity': { values: ['technical', 'other'], draw: (below) => (below(3) === 0 ? 0 : 1) },
  'bench-assessed': { values: [true, false], draw: (below) => (below(10) < 3 ? 0 : 1) },
  'bench-filed': { values: [true, false], draw: (below) => (below(100) < 9 ? 0 : 1) },
  'bench-language': { values: [0, 1, 2, 3, 4, 5], draw: (below) => below(6) },
  'bench-training-hours': { values: Array.from({ length: 12 }, (_, n) => 10 * n), draw: (below) => below(12) },
  'bench-honours': {
    values: [[], ...Array.from({ length: 13 }, (_, n) => [`honour-${n + 1}`])],
    draw: (below) => (below(20) === 0 ? 1 + below(13) : 0),
  },
}

/** Seeded: the same number of persons and the same seed give the same columns. */
export function benchWorkforce(persons: number, seed: number): Workforce {
  const next = randomSource(seed)
  const below: Below = (count) => Math.floor(next() * count)
  const builder = new WorkforceBuilder()
  const day = (from: number, to: number): number => codeOf(from + below(to - from + 1), below(12), 1 + below(28))
  const held = Array.from({ length: QUALIFICATIONS }, (_, n) => builder.kindCode({ qualification: `xa-bench-${n}` }))
  const degrees = DEGREES.map((level) => builder.kindCode({ level: `bench-degree/${level}` }))
  const graduated = codeOf(2010, 6, 1)
  const jobs = PROVINCES.map((place) => builder.jobKindCode({ place, capacity: 'technical' }))
  const facts = Object.entries(FACTS).map(([fact, { values, draw }]) => {
    return { fact, draw, codes: values.map((value) => builder.factCode(fact, value)) }
  })
  for (let person = 0; person < persons; person++) {
    builder.begin(day(1965, 2003), true)
    const unsaid = ['bench-assessed', 'bench-language'][below(6)]
    for (const { fact, codes, draw } of facts) {
      const code = codes[draw(below)] as number
      if (fact !== unsaid) builder.fact(fact, code)
    }
    const credentials = 1 + below(4)
    for (let slot = 0; slot < credentials; slot++)
      builder.credential(held[below(QUALIFICATIONS)] as number, day(2012, 2025), 0)
    const degree = [0, 0, 0, 1, -1, -1, 2, -1][below(8)] as number
    if (degree >= 0) builder.credential(degrees[degree] as number, graduated, 0)
    for (const { from, end, relevant } of jobsOf(below, day, credentials))
      builder.job(jobs[below(5)] as number, from, end, relevant)
  }
  return builder.finish()
}

interface Job {
  from: number
  end: number
  relevant: number
}

/** Up to three jobs, earliest first. */
function jobsOf(below: Below, day: (from: number, to: number) => number, credentials: number): Job[] {
  const jobs: Job[] = []
  const today = dayCode(Date.parse(AS_OF) / DAY) as number
  for (let left = below(4); left > 0; left--) {
    const year = 2008 + below(17)
    const from = day(year, year)
    const last = day(year + 1, year + 3) + 1
    const end = below(10) < 6 && last < today ? last : 0
    let relevant = 0
    for (let slot = 0; slot < credentials; slot++) if (below(10) < 4) relevant |= 1 << slot
    jobs.push({ from, end, relevant })
  }
  return jobs.sort((one, other) => one.from - other.from)
}
