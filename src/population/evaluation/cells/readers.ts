// SPDX-License-Identifier: Apache-2.0
import type { Cell, CellState, DayCell, FactCell, Holding } from '@passerelle/recognition'
import { DAY_OF_CODE_0 } from '../../columns/day-code.ts'
import type { Circumstances } from '../circumstances.ts'
import { type HoldingProfiles, ProfileReader } from '../holding-profile.ts'
import { OPEN_SPAN, SETTLED_SPAN, type Span } from '../span.ts'
import type { CellReader, CellReaders } from './cell-reader.ts'
import { HoldingReader } from './holding-reader.ts'
import { WorkReader } from './work-reader.ts'

/** One reader for each cell, and one for equal conditions on further credentials. */
export class Readers implements CellReaders {
  readonly around: Circumstances
  /** What persons hold, where it is a column. */
  readonly profiles: HoldingProfiles | null
  private readonly cells = new Map<Cell, CellReader>()
  private readonly holdings = new Map<string, CellReader>()

  constructor(around: Circumstances, profiles: HoldingProfiles | null) {
    this.around = around
    this.profiles = profiles
  }

  readerOf(cell: Cell): CellReader {
    let reader = this.cells.get(cell)
    if (reader === undefined) {
      reader = this.make(cell)
      this.cells.set(cell, reader)
    }
    return reader
  }

  private make(cell: Cell): CellReader {
    const { around } = this
    switch (cell.on) {
      case 'birth':
        return new DayReader(cell, around.workforce.birth, 'person')
      case 'issued':
        return new DayReader(cell, around.workforce.issued, 'record')
      case 'fact':
        return factReader(cell, around)
      case 'work':
        return new WorkReader(cell, around)
      case 'holding':
        return this.holding(cell.holding)
      case 'nothing':
        return new ConstantReader(cell.test)
    }
  }

  private holding(holding: Holding): CellReader {
    let reader = this.holdings.get(holding.name)
    if (reader === undefined) {
      const { profiles } = this
      reader = profiles?.holds(holding) ? new ProfileReader(holding, profiles) : new HoldingReader(holding, this)
      this.holdings.set(holding.name, reader)
    }
    return reader
  }
}

export const spanOfState = (state: CellState): Span => (typeof state === 'string' ? SETTLED_SPAN[state] : OPEN_SPAN)

class ConstantReader implements CellReader {
  private readonly constant: CellState
  private readonly constantSpan: Span

  constructor(state: CellState) {
    this.constant = state
    this.constantSpan = spanOfState(state)
  }

  span(): Span {
    return this.constantSpan
  }
  key(): string {
    return `${this.constantSpan}.`
  }
  state(): CellState {
    return this.constant
  }
}

/** States by how many of the edges lie on or before the day; the first is for a day that is not known. */
export function dayStates({ edges, read }: DayCell): { turns: number[]; states: CellState[] } {
  const turns = [...new Set(edges)].sort((a, b) => a - b)
  const first = turns[0]
  const states = [
    read(undefined),
    ...(first === undefined ? [] : [read(first - 1), ...turns.map((edge) => read(edge))]),
  ]
  return { turns, states }
}

class DayReader implements CellReader {
  private readonly days: Uint16Array
  private readonly ofPerson: boolean
  private readonly turns: Int32Array
  private readonly states: CellState[]
  private readonly spans: Uint8Array

  constructor(cell: DayCell, days: Uint16Array, of: 'person' | 'record') {
    this.days = days
    this.ofPerson = of === 'person'
    const { turns, states } = dayStates(cell)
    this.turns = Int32Array.from(turns, (day) => day - DAY_OF_CODE_0)
    this.states = states
    this.spans = Uint8Array.from(states, spanOfState)
  }

  private classOf(person: number, record: number): number {
    const at = this.ofPerson ? person : record
    const code = at < 0 ? 0 : (this.days[at] as number)
    if (code === 0) return 0
    let passed = 1
    for (const turn of this.turns) if (turn <= code) passed++
    return passed
  }

  span(person: number, record: number): Span {
    return this.spans[this.classOf(person, record)] as number
  }
  key(person: number, record: number): string {
    return `${this.span(person, record)}.`
  }
  state(person: number, record: number): CellState {
    return this.states[this.classOf(person, record)] as CellState
  }
}

function factReader(cell: FactCell, { workforce }: Circumstances): CellReader {
  const column = workforce.facts.find((one) => one.fact === cell.fact)
  if (column === undefined) return new ConstantReader(cell.read(undefined))
  return new FactReader(
    column.values.map((value) => cell.read(value ?? undefined)),
    column.codes,
  )
}

class FactReader implements CellReader {
  private readonly states: CellState[]
  private readonly codes: Uint8Array | Uint16Array
  private readonly spans: Uint8Array

  constructor(states: CellState[], codes: Uint8Array | Uint16Array) {
    this.states = states
    this.codes = codes
    this.spans = Uint8Array.from(states, spanOfState)
  }

  span(person: number): Span {
    return this.spans[this.codes[person] as number] as number
  }
  key(person: number): string {
    return `${this.span(person)}.`
  }
  state(person: number): CellState {
    return this.states[this.codes[person] as number] as CellState
  }
}
