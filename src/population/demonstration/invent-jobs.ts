// SPDX-License-Identifier: Apache-2.0
import { NO_DAY } from '../columns/day-code.ts'
import { type JobKind, RELEVANT_UNKNOWN } from '../columns/workforce.ts'
import type { WorkforceBuilder } from '../columns/workforce-builder.ts'
import type { AskedWorkforce, Drawn } from './asked-workforce.model.ts'
import { type Chance, drawOf } from './chance.ts'
import { marginals, UNKNOWN } from './marginals.model.ts'

const YEAR = 365.25
const FIRST_AGE = Math.ceil(17 * YEAR)
/** Days between two jobs, at most. */
const MOST_BETWEEN = 120
/** How long a job lasts at most in the register, in days. */
const LONGEST = Math.floor(14 * YEAR)

/** Where a person worked, and for how long. */
export class Jobs {
  private readonly builder: WorkforceBuilder
  private readonly today: number
  private readonly count = drawOf(marginals.jobs)
  private readonly working = drawOf(marginals.working)
  private readonly relevant = drawOf(marginals.relevant)
  private readonly capacity = drawOf(marginals.capacity)
  private readonly places: number
  private readonly codes: Int32Array
  private readonly make: (number: number) => JobKind

  constructor(builder: WorkforceBuilder, asked: AskedWorkforce, occupations: readonly string[], today: number) {
    this.builder = builder
    this.today = today
    this.places = asked.districts.length + 1
    const capacities = this.capacity.values
    // Numbers: (occupation + 1) × (district + 1) × capacity; 0 where not known.
    this.codes = new Int32Array((occupations.length + 1) * this.places * capacities.length).fill(-1)
    this.make = (number) => {
      const capacity = capacities[number % capacities.length] as string
      const place = asked.districts[(Math.floor(number / capacities.length) % this.places) - 1]
      const occupation = occupations[Math.floor(number / capacities.length / this.places) - 1]
      return {
        ...(occupation !== undefined && { occupation: [`cn-2022/${occupation}`] }),
        ...(place !== undefined && { place }),
        ...(capacity !== UNKNOWN && { capacity }),
      }
    }
  }

  /** How many jobs, as a position of the marginal. */
  draw(chance: Chance): number {
    return this.count.draw.of(chance)
  }

  known(work: number): boolean {
    return this.count.values[work] !== UNKNOWN
  }

  put(chance: Chance, drawn: Drawn, work: number): void {
    if (!this.known(work)) return
    const jobs = Number(this.count.values[work])
    const career = Math.min(this.today - drawn.born - FIRST_AGE, LONGEST * jobs)
    if (career <= MOST_BETWEEN) return
    const share = career / jobs
    const first = this.today - career
    let from = first + chance.below(share)
    for (let job = 1; job <= jobs; job++) {
      const next = job === jobs ? this.today : first + Math.floor(share * (job + (chance.next() / 2 ** 32) * 0.9))
      const goesOn = job === jobs && this.working.values[this.working.draw.of(chance)] === 'yes'
      const end = Math.max(from + 1, next - chance.below(MOST_BETWEEN))
      this.builder.job(this.kind(chance, drawn), from, goesOn ? NO_DAY : end, this.relevantTo(chance, drawn))
      from = Math.max(end, next)
    }
  }

  private kind(chance: Chance, drawn: Drawn): number {
    const place = drawn.district + 1
    const number = ((drawn.occupation + 1) * this.places + place) * this.capacity.values.length
    const one = number + this.capacity.draw.of(chance)
    const known = this.codes[one] as number
    if (known >= 0) return known
    const code = this.builder.jobKindCode(this.make(one))
    this.codes[one] = code
    return code
  }

  private relevantTo(chance: Chance, drawn: Drawn): number {
    const relevant = this.relevant.values[this.relevant.draw.of(chance)]
    // A register tells it beside a credential: who has none is told nothing of.
    if (relevant === UNKNOWN || drawn.credentials === 0) return RELEVANT_UNKNOWN
    return relevant === 'yes' ? 2 ** drawn.credentials - 1 : 0
  }
}
