// SPDX-License-Identifier: Apache-2.0
/**
 * What is done for every row, 16 rows at a time (`kernel.wat`), over a memory of its own: codes of a chunk of rows are copied in, and what
 * the rules come to stands there afterwards. One kernel belongs to one thread.
 */
import { readFileSync } from 'node:fs'
import type { Codes } from '../../columns/workforce.ts'

/** Rows that are gone over at a time. */
export const CHUNK = 4096
/** Bits of the ways that are matched at a time. */
export const PLANE = 8
const MOST_PLANES = 4
const LISTS = 4
/** Of them: met, at discretion, open. */
export const STANDING_LISTS = 3

// Where things stand in the memory.
const VALID = 0
const STANDINGS = VALID + CHUNK
const FIRST_WORDS = STANDINGS + MOST_PLANES * LISTS * CHUNK
const SECOND_WORDS = FIRST_WORDS + 2 * CHUNK
export const COMBINED = SECOND_WORDS + 2 * CHUNK
/** Where the columns and tables of the rows in hand begin. */
export const HEAP = COMBINED + 2 * CHUNK

/** Answers of `match`, added: some way is met; at discretion or open; has to be looked at. */
export const SOME_MET = 1
export const SOME_ELSE = 2
export const SOME_LATE = 4

const PAGE = 65_536

/** Where the columns of a plane are described (12 bytes each), and which of its ways there are, depend on columns alone, and are told by them. */
export interface Matched {
  columns: number
  end: number
  all: number
  certain: number
  whole: number
}

interface Code {
  memory: WebAssembly.Memory
  valid(rows: number, issued: number, expires: number, day: number, out: number): void
  classes(rows: number, codes: number, edges: number, count: number, out: number): void
  combineBytes(rows: number, combined: number, codes: number, classes: number): void
  combineWords(rows: number, combined: number, codes: number, classes: number): void
  lookUp(rows: number, codes: number, table: number, out: number, apart: number): void
  spread(rows: number, ways: number, tables: number, out: number): void
  settle(rows: number, met: number, discretion: number, open: number, out: number): void
  match(
    rows: number,
    columns: number,
    end: number,
    valid: number,
    out: number,
    apart: number,
    ...ways: number[]
  ): number
}

const module = new WebAssembly.Module(readFileSync(new URL('./kernel.wasm', import.meta.url)))

let own: Kernel | undefined

export class Kernel {
  private readonly code: Code
  private bytes: Uint8Array
  private words: Uint16Array
  private longs: Uint32Array

  /** Made when it is first asked for. What stands in its memory is whose turn it is: each stretch of rows begins anew. */
  static ofThread(): Kernel {
    own ??= new Kernel()
    return own
  }

  private constructor() {
    this.code = new WebAssembly.Instance(module).exports as unknown as Code
    const { buffer } = this.code.memory
    this.bytes = new Uint8Array(buffer)
    this.words = new Uint16Array(buffer)
    this.longs = new Uint32Array(buffer)
  }

  /** Puts bytes where the heap begins, with room for as many as are said. */
  begin(image: Uint8Array, room: number): void {
    const missing = HEAP + room - this.bytes.length
    if (missing > 0) {
      const { memory } = this.code
      memory.grow(Math.ceil(missing / PAGE))
      this.bytes = new Uint8Array(memory.buffer)
      this.words = new Uint16Array(memory.buffer)
      this.longs = new Uint32Array(memory.buffer)
    }
    this.bytes.set(image, HEAP)
  }

  /** All rows of the chunk count. */
  takeAll(rows: number): void {
    this.bytes.fill(255, VALID, VALID + rows)
    this.bytes.fill(0, VALID + rows, VALID + padded(rows))
  }

  /** Which rows of the chunk count on a day, given as a code: neither expired nor issued after it. */
  takeValid(issued: Uint16Array, expires: Uint16Array, from: number, rows: number, day: number): void {
    this.words.set(issued.subarray(from, from + rows), FIRST_WORDS / 2)
    this.words.set(expires.subarray(from, from + rows), SECOND_WORDS / 2)
    this.code.valid(rows, FIRST_WORDS, SECOND_WORDS, day, VALID)
    this.bytes.fill(0, VALID + rows, VALID + padded(rows))
  }

  takeBytes(codes: Codes, from: number, rows: number, to: number): void {
    this.bytes.set(codes.subarray(from, from + rows), to)
  }

  takeWords(codes: Codes, from: number, rows: number, to: number): void {
    this.words.set(codes.subarray(from, from + rows), to / 2)
  }

  /** Takes for each code the number of edges, 16 bits each, that it has reached. */
  takeClasses(codes: Codes, from: number, rows: number, edges: number, count: number, to: number): void {
    this.takeWords(codes, from, rows, FIRST_WORDS)
    this.code.classes(rows, FIRST_WORDS, edges, count, to)
  }

  /** Takes for each code its class by a table. */
  takeByTable(codes: Codes, classOf: Codes, from: number, rows: number, to: number, wide: boolean): void {
    const out = wide ? this.wordsAt(to, rows) : this.bytes.subarray(to, to + rows)
    for (let at = 0; at < rows; at++) out[at] = classOf[codes[from + at] as number] as number
  }

  /** Begins a combination of several classes. */
  beginCombined(rows: number): void {
    this.words.fill(0, COMBINED / 2, COMBINED / 2 + padded(rows))
  }

  /** Puts a class behind those combined: `wide`, one of 16 bits. */
  combine(rows: number, codes: number, classes: number, wide: boolean): void {
    if (wide) this.code.combineWords(rows, COMBINED, codes, classes)
    else this.code.combineBytes(rows, COMBINED, codes, classes)
  }

  /** The codes of 16 bits that stand somewhere in the memory. */
  wordsAt(place: number, rows: number): Uint16Array {
    return this.words.subarray(place / 2, place / 2 + rows)
  }

  setLong(place: number, value: number): void {
    this.longs[place / 4] = value
  }

  /** By a table of four bytes for each code, into four lists. */
  lookUp(rows: number, codes: number, table: number, out: number): void {
    this.code.lookUp(rows, codes, table, out, CHUNK)
  }

  /** Matches the ways of a plane. Answers `SOME_…`, added. */
  match(rows: number, plane: number, { columns, end, all, certain, whole }: Matched): number {
    const out = STANDINGS + plane * LISTS * CHUNK
    return this.code.match(rows, columns, end, VALID, out, CHUNK, all, certain, whole)
  }

  /** What `match` said of a plane, a byte for each row: met, at discretion, open, to be looked at. */
  ways(plane: number): [Uint8Array, Uint8Array, Uint8Array, Uint8Array] {
    const list = (at: number): Uint8Array => this.bytesAt(STANDINGS + (plane * LISTS + at) * CHUNK, CHUNK)
    return [list(0), list(1), list(2), list(3)]
  }

  /** Adds the outcomes of the ways of a list of a plane, as the tables say, to bytes by row. */
  spread(rows: number, plane: number, list: number, tables: number, out: number): void {
    this.code.spread(rows, STANDINGS + (plane * LISTS + list) * CHUNK, tables, out)
  }

  /** How outcomes stand in the end: of each row 16 bits, where `out` is. */
  settle(rows: number, met: number, discretion: number, open: number, out: number): void {
    this.code.settle(rows, met, discretion, open, out)
  }

  bytesAt(place: number, count: number): Uint8Array {
    return this.bytes.subarray(place, place + count)
  }
}

const padded = (rows: number): number => (rows + 15) & ~15
