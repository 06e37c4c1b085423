// SPDX-License-Identifier: Apache-2.0
import { dayCode } from '../columns/day-code.ts'
import type { Workforce } from '../columns/workforce.ts'
import { WorkforceBuilder } from '../columns/workforce-builder.ts'
import type { AskedWorkforce, Drawn } from './asked-workforce.model.ts'
import { Chance } from './chance.ts'
import { Credentials } from './invent-credentials.ts'
import { Holders } from './invent-holders.ts'
import { Jobs } from './invent-jobs.ts'

/** Holders that are drawn from one stream of chance: any part of a workforce can be made without what is before it. */
export const STREAM = 65_536
const ORDERS = 0xffff_ffff
const DAY = 86_400_000

/** The same request gives the same persons, whatever part of them is asked for. */
export class Invention {
  private readonly asked: AskedWorkforce

  constructor(asked: AskedWorkforce) {
    this.asked = asked
  }

  /** Persons from `first` on, up to `end`, without it; `first` is a multiple of `STREAM`. */
  part(first: number, end: number): Workforce {
    const builder = new WorkforceBuilder()
    const today = dayCode(Date.parse(this.asked.asOf) / DAY) as number
    const orders = new Chance().begin(this.asked.seed, ORDERS)
    const holders = new Holders(builder, this.asked, orders, today)
    const credentials = new Credentials(builder, this.asked, holders.occupations, today)
    const jobs = new Jobs(builder, this.asked, holders.occupations, today)
    const chance = new Chance()
    const drawn: Drawn = { born: 0, occupation: -1, district: -1, credentials: 0 }
    for (let position = first; position < end; position++) {
      if (position % STREAM === 0) chance.begin(this.asked.seed, position / STREAM)
      const work = jobs.draw(chance)
      holders.put(chance, drawn, jobs.known(work))
      credentials.put(chance, drawn)
      jobs.put(chance, drawn, work)
    }
    return builder.finish()
  }
}
