// SPDX-License-Identifier: Apache-2.0
import type { Codes } from '../../columns/workforce.ts'
import type { ColumnName } from '../conjunct.ts'
import type { Block, BlockColumn } from '../kind-plan.ts'
import {
  CHUNK,
  COMBINED,
  HEAP,
  type Kernel,
  type Matched,
  PLANE,
  SOME_ELSE,
  SOME_MET,
  STANDING_LISTS,
} from './kernel.ts'

/** A column by row. Days go through classes: how many of the edges a code has reached, or by a table. */
export interface RowColumn {
  codes: Codes
  days: { edges: Uint16Array; classOf: Codes } | null
  /** Number of values or classes. */
  count: number
}

/** Values above which a column is looked up one row at a time, and edges above which a table of classes is quicker than to count them. */
const MOST_DENSE = 64
const MOST_EDGES = 24
const MOST_IN_BYTE = 256
/** Bytes of the description of a column, and of the tables of 16 values. */
const DESCRIPTION = 12
const TABLES = 64
const PLANE_BITS = 255
/** Sets of four ways. */
const HALF = 16

/** A column that is copied in for each chunk. */
interface Slot {
  column: RowColumn
  /** Takes two bytes a row. */
  wide: boolean
  place: number
  /** Where its edges stand, if they are counted. */
  edges: number
}

/** A column of few values: tables of 16 say all of it. By plane: where they stand. */
interface Dense {
  column: BlockColumn
  slot: Slot
  tables: number[]
}

/** Several columns together, or one of many values. By plane: where the table of four bytes a code stands, and the lists that it fills. */
interface LookUp {
  column: BlockColumn
  slots: Slot[]
  tables: number[]
  lists: number[]
}

/** Where the tables stand by which the ways of a plane become bits of a byte of results. */
interface Spread {
  plane: number
  byte: number
  tables: number
}

interface Laid {
  block: Block
  planes: Matched[]
  dense: Dense[]
  lookUps: LookUp[]
  spreads: Spread[]
}

/** The blocks of a kind, laid out for the memory of a kernel. */
export class Program {
  readonly blocks: readonly Laid[]
  private readonly slots = new Map<ColumnName, Slot>()
  /** What stands from the beginning of the heap on: edges, tables, descriptions. */
  private readonly image: Uint8Array
  private readonly view: DataView
  private end = HEAP
  /** Where results of a chunk stand: bytes of outcomes that are met, then at discretion, then open. */
  private readonly results: number
  readonly width: number

  constructor(blocks: readonly Block[], columnOf: (name: ColumnName) => RowColumn) {
    this.width = blocks[0]?.bits.length ?? 0
    this.blocks = blocks.map((block) => this.lay(block, columnOf))
    for (const slot of this.slots.values()) slot.edges = this.room(2 * (edgesOf(slot)?.length ?? 0))
    this.image = new Uint8Array(this.end - HEAP)
    this.view = new DataView(this.image.buffer)
    for (const slot of this.slots.values()) slot.place = this.room(CHUNK * (slot.wide ? 2 : 1))
    this.results = this.room(STANDING_LISTS * this.width * CHUNK)
    this.layLists()
    for (const laid of this.blocks) this.write(laid)
    for (const slot of this.slots.values()) {
      edgesOf(slot)?.forEach((edge, at) => {
        this.view.setUint16(slot.edges - HEAP + 2 * at, edge, true)
      })
    }
  }

  begin(kernel: Kernel): void {
    kernel.begin(this.image, this.end - HEAP)
  }

  /** Copies in what the blocks ask of a chunk of rows. */
  take(kernel: Kernel, from: number, rows: number): void {
    for (const slot of this.slots.values()) takeSlot(kernel, slot, from, rows)
  }

  /** Matches the ways of a plane of a block and adds what stands to the results. Answers as `Kernel.match`. */
  match(kernel: Kernel, { planes, spreads }: Laid, plane: number, rows: number): number {
    const some = kernel.match(rows, plane, planes[plane] as Matched)
    for (const spread of some === 0 ? [] : spreads) {
      if (spread.plane !== plane) continue
      for (let list = 0; list < STANDING_LISTS; list++) {
        if ((some & (list === 0 ? SOME_MET : SOME_ELSE)) === 0) continue
        kernel.spread(rows, plane, list, spread.tables, this.listAt(list, spread.byte))
      }
    }
    return some
  }

  /** Where a byte of the outcomes that stand so stands. */
  private listAt(list: number, byte: number): number {
    return this.results + (list * this.width + byte) * CHUNK
  }

  /** The bytes of results of the rows of a chunk. */
  resultsOf(kernel: Kernel, list: number, byte: number, rows: number): Uint8Array {
    return kernel.bytesAt(this.listAt(list, byte), rows)
  }

  clear(kernel: Kernel): void {
    kernel.bytesAt(this.results, STANDING_LISTS * this.width * CHUNK).fill(0)
  }

  /** How the outcomes of a byte stand in the end, 16 bits a row. */
  settle(kernel: Kernel, byte: number, rows: number): Uint16Array {
    kernel.settle(rows, this.listAt(0, byte), this.listAt(1, byte), this.listAt(2, byte), COMBINED)
    return kernel.wordsAt(COMBINED, rows)
  }

  /** Makes the look-ups of a block: before its ways are matched. */
  lookUp(kernel: Kernel, { lookUps }: Laid, rows: number): void {
    for (const lookUp of lookUps) {
      const codes = this.codesOf(kernel, lookUp, rows)
      this.fill(kernel, lookUp, kernel.wordsAt(codes, rows))
      lookUp.tables.forEach((table, plane) => {
        if (asks(lookUp.column, plane)) kernel.lookUp(rows, codes, table, lookUp.lists[plane] as number)
      })
    }
  }

  /** Where the codes of 16 bits of a look-up stand. */
  private codesOf(kernel: Kernel, { slots }: LookUp, rows: number): number {
    const [only, ...more] = slots
    if (only?.wide && more.length === 0) return only.place
    kernel.beginCombined(rows)
    for (const { place, wide, column } of slots) kernel.combine(rows, place, column.count, wide)
    return COMBINED
  }

  /** Most combinations never occur: each is worked out when it first does. */
  private fill(kernel: Kernel, { column, tables }: LookUp, codes: Uint16Array): void {
    const { filled } = column
    for (let at = 0; at < codes.length; at++) {
      const code = codes[at] as number
      if (filled[code] === 1) continue
      column.fill(code)
      for (const [plane, table] of tables.entries()) {
        const four = fourOf(column, code, plane)
        this.view.setUint32(table - HEAP + 4 * code, four, true)
        kernel.setLong(table + 4 * code, four)
      }
    }
  }

  private lay(block: Block, columnOf: (name: ColumnName) => RowColumn): Laid {
    const planes = Array.from({ length: Math.ceil(block.ruleOf.length / PLANE) }, (_, plane) => plane)
    const laid: Laid = { block, planes: [], dense: [], lookUps: [], spreads: [] }
    for (const column of block.columns) {
      const slots = column.names.map((name) => this.slotOf(name, columnOf))
      const count = column.filled.length
      const [slot, ...more] = slots
      if (slot !== undefined && more.length === 0 && !slot.wide && count <= MOST_DENSE) {
        column.fillAll()
        const bytes = Math.ceil(count / 16) * TABLES
        laid.dense.push({ column, slot, tables: planes.map(() => this.room(bytes)) })
      } else {
        laid.lookUps.push({ column, slots, tables: planes.map(() => this.room(4 * count)), lists: [] })
      }
    }
    for (const plane of planes) {
      const columns = this.room(DESCRIPTION * block.columns.length)
      const bits = (ways: number): number => (ways >>> (plane * PLANE)) & PLANE_BITS
      const asked = block.columns.filter((column) => asks(column, plane))
      laid.planes.push({
        columns,
        end: columns + DESCRIPTION * asked.length,
        ...{ all: bits(block.all), certain: bits(block.certain), whole: bits(block.whole) },
      })
      for (let byte = 0; byte < this.width; byte++) {
        if (bitsOf(block, plane, byte).some((own) => own !== 0)) {
          laid.spreads.push({ plane, byte, tables: this.room(2 * HALF) })
        }
      }
    }
    return laid
  }

  private slotOf(name: ColumnName, columnOf: (name: ColumnName) => RowColumn): Slot {
    let slot = this.slots.get(name)
    if (slot === undefined) {
      const column = columnOf(name)
      const { codes, days, count } = column
      const wide = days === null ? codes instanceof Uint16Array : count > MOST_IN_BYTE
      slot = { column, wide, place: 0, edges: 0 }
      this.slots.set(name, slot)
    }
    return slot
  }

  /** Blocks come one after the other, so that lists of one stand where those of another stood. */
  private layLists(): void {
    const begin = this.end
    let most = begin
    for (const { lookUps, planes } of this.blocks) {
      this.end = begin
      for (const lookUp of lookUps) lookUp.lists = planes.map(() => this.room(4 * CHUNK))
      most = Math.max(most, this.end)
    }
    this.end = most
  }

  private write({ block, planes, dense, lookUps, spreads }: Laid): void {
    for (const { plane, byte, tables } of spreads) {
      const bits = bitsOf(block, plane, byte)
      for (let half = 0; half < 2; half++) {
        const ways = bits.subarray(4 * half, 4 * half + 4)
        this.image.set(sums(ways), tables - HEAP + half * HALF)
      }
    }
    planes.forEach(({ columns }, plane) => {
      let at = columns - HEAP
      const describe = (codes: number, tables: number, sixteens: number): void => {
        for (const [index, value] of [codes, tables, sixteens].entries()) {
          this.view.setUint32(at + 4 * index, value, true)
        }
        at += DESCRIPTION
      }
      for (const { column, slot, tables } of dense) {
        if (!asks(column, plane)) continue
        const table = tables[plane] as number
        describe(slot.place, table, Math.ceil(column.filled.length / 16))
        this.writeDense(column, table - HEAP, plane)
      }
      for (const { column, lists } of lookUps) if (asks(column, plane)) describe(lists[plane] as number, 0, 0)
    })
  }

  private writeDense(column: BlockColumn, at: number, plane: number): void {
    for (let code = 0; code < column.filled.length; code++) {
      const place = at + (code >> 4) * TABLES + (code & 15)
      const four = fourOf(column, code, plane)
      for (let table = 0; table < 4; table++) this.image[place + 16 * table] = four >>> (8 * table)
    }
  }

  /** Takes room, from a multiple of 16 bytes on. */
  private room(bytes: number): number {
    const place = this.end
    this.end = (place + bytes + 15) & ~15
    return place
  }
}

/** Whether some way of a plane asks a column. */
const asks = ({ ways }: BlockColumn, plane: number): boolean => ((ways >>> (plane * PLANE)) & PLANE_BITS) !== 0

/** By way of a plane: the bits of a byte of results. */
const bitsOf = ({ bits }: Block, plane: number, byte: number): Uint8Array =>
  (bits[byte] as Uint8Array).subarray(plane * PLANE, (plane + 1) * PLANE)

/** For every set of four ways the bits of all of them. */
const sums = (ways: Uint8Array): Uint8Array =>
  Uint8Array.from({ length: HALF }, (_, set) =>
    ways.reduce((sum, bits, way) => ((set >> way) & 1 ? sum | bits : sum), 0),
  )

/** What a code says of the ways of a plane, a byte each: possible, certain, open, to be looked at. */
function fourOf({ possible, certain, open, late }: BlockColumn, code: number, plane: number): number {
  const byte = (ways: Int32Array): number => ((ways[code] as number) >>> (plane * PLANE)) & PLANE_BITS
  return (byte(possible) | (byte(certain) << 8) | (byte(open) << 16) | (byte(late) << 24)) >>> 0
}

/** The edges of a column that are counted. */
const edgesOf = ({ column: { days }, wide }: Slot): Uint16Array | null =>
  days === null || wide || days.edges.length > MOST_EDGES ? null : days.edges

function takeSlot(kernel: Kernel, slot: Slot, from: number, rows: number): void {
  const { column, wide, place, edges } = slot
  const counted = edgesOf(slot)
  if (counted !== null) kernel.takeClasses(column.codes, from, rows, edges, counted.length, place)
  else if (column.days !== null) kernel.takeByTable(column.codes, column.days.classOf, from, rows, place, wide)
  else if (wide) kernel.takeWords(column.codes, from, rows, place)
  else kernel.takeBytes(column.codes, from, rows, place)
}
