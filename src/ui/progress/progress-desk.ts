// SPDX-License-Identifier: Apache-2.0
import { Problem } from '../../kernel/index.ts'
import { Pace } from './pace.model.ts'

/** How far some work is. */
export interface WorkState {
  /** Its part, by a name: another one begins to count anew. */
  step: string
  /** Per cent of the step; null: not to be said. */
  share: number | null
  /** Nothing more will come. */
  over: boolean
}

/** Somebody who looks at some work. */
export interface Look<State extends WorkState> {
  /** What is looked at, by a name: all who look at the same share one reading of it, so that the state is one of theirs. */
  of: string
  person: string
  /** Reads how far it is, as this person; null: they may not see it. */
  read(): Promise<State | null>
  /** `left`: seconds that the step still takes; null: too early to say. */
  tell(state: State, left: number | null): void
  /** The look has ended: the work is over, cannot be read, or the server stops. Answers once whoever looks has all that was told. */
  end(): Promise<void>
}

interface Watch {
  looks: Set<Look<WorkState>>
  pace: Pace
}

/** Streams of one person: browsers open no more than six connections to a place, and the pages need one. */
const mostLooks = 5
const everyReading = 1000

/** Tells everybody who waits for some work how far it is: one reading a second for all who wait for the same. */
export class ProgressDesk {
  private readonly watches = new Map<string, Watch>()
  private readonly persons = new Map<string, number>()
  private readonly every: number
  private closed = false

  /** `every`: milliseconds between two readings. */
  constructor(every = everyReading) {
    this.every = every
  }

  /** Looks until it ends, or until what is answered is called. @throws {Problem} `rate-limited` for whoever looks at too much */
  look<State extends WorkState>(look: Look<State>): () => void {
    const looks = this.persons.get(look.person) ?? 0
    if (looks >= mostLooks)
      throw new Problem('rate-limited', `${mostLooks} pages of yours are told of progress already`)
    if (this.closed) {
      void look.end()
      return () => {}
    }
    this.persons.set(look.person, looks + 1)
    const watch = this.watches.get(look.of) ?? this.watchOf(look.of)
    watch.looks.add(look)
    return () => this.forget(watch, look)
  }

  /** Ends every look: the server stops. */
  async close(): Promise<void> {
    this.closed = true
    await Promise.all([...this.watches.values()].map((watch) => this.endAll(watch)))
  }

  private watchOf(of: string): Watch {
    const watch: Watch = { looks: new Set(), pace: new Pace() }
    this.watches.set(of, watch)
    const next = () => {
      if (watch.looks.size === 0) this.watches.delete(of)
      else setTimeout(() => void this.read(watch).then(next), this.every).unref()
    }
    setTimeout(() => void this.read(watch).then(next), this.every).unref()
    return watch
  }

  /** As the first who looks; whoever may not see it any longer goes, and the next one's reading counts. */
  private async read(watch: Watch): Promise<void> {
    for (const look of watch.looks) {
      const state = await look.read().catch(() => undefined)
      // What cannot be read now may be read again: whoever waits comes back.
      if (state === undefined) return void this.endAll(watch)
      if (state !== null) return this.tell(watch, state)
      void this.end(watch, look)
    }
  }

  private tell(watch: Watch, state: WorkState): void {
    const left = watch.pace.left(state, performance.now())
    for (const look of watch.looks) {
      look.tell(state, left)
      if (state.over) void this.end(watch, look)
    }
  }

  private async endAll(watch: Watch): Promise<void> {
    await Promise.all([...watch.looks].map((look) => this.end(watch, look)))
  }

  private end(watch: Watch, look: Look<WorkState>): Promise<void> {
    this.forget(watch, look)
    return look.end()
  }

  private forget(watch: Watch, look: Look<WorkState>): void {
    if (!watch.looks.delete(look)) return
    const looks = this.persons.get(look.person) ?? 0
    if (looks > 1) this.persons.set(look.person, looks - 1)
    else this.persons.delete(look.person)
  }
}
