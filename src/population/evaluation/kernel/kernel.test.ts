// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import wabt from 'wabt'
import { COMBINED, HEAP, Kernel, type Matched } from './kernel.ts'

test('the code that runs is the text that people read', async () => {
  const text = readFileSync(new URL('./kernel.wat', import.meta.url), 'utf8')
  const { parseWat } = await wabt()
  const { buffer } = parseWat('kernel.wat', text, { simd: true }).toBinary({})
  assert.deepEqual(Buffer.from(buffer), readFileSync(new URL('./kernel.wasm', import.meta.url)))
})

/** Seeded numbers below a limit. */
function source(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) % below
  }
}

const ROWS = [1, 15, 16, 17, 100, 4095, 4096]
const kernel = Kernel.ofThread()
const room = 1 << 17
const PLACE = HEAP + 65_536

test('rows count that are issued by the day and have not expired', () => {
  const below = source(1)
  for (const rows of ROWS) {
    const issued = Uint16Array.from({ length: rows + 3 }, () => below(4) * 20_000)
    const expires = Uint16Array.from({ length: rows + 3 }, () => below(4) * 20_000)
    kernel.takeValid(issued, expires, 3, rows, 40_000)
    for (let at = 0; at < ((rows + 15) >> 4) << 4; at++) {
      const end = expires[at + 3] as number
      const expected = at < rows && (issued[at + 3] as number) <= 40_000 && (end === 0 || end > 40_000) ? 255 : 0
      assert.equal(kernel.bytesAt(0, rows + 16)[at], expected, `row ${at} of ${rows}`)
    }
  }
})

test('a class is the number of edges that a code has reached', () => {
  const below = source(2)
  for (const rows of ROWS) {
    const edges = Uint16Array.from({ length: 1 + below(24) }, () => below(65_536)).sort()
    const codes = Uint16Array.from({ length: rows }, () => (below(3) === 0 ? (edges[0] as number) : below(65_536)))
    kernel.begin(new Uint8Array(edges.buffer), room)
    kernel.takeClasses(codes, 0, rows, HEAP, edges.length, PLACE)
    const expected = Uint8Array.from(codes, (code) => edges.filter((edge) => edge <= code).length)
    assert.deepEqual(kernel.bytesAt(PLACE, rows).slice(), expected)
  }
})

test('classes are combined, those of one byte and those of two', () => {
  const below = source(3)
  for (const rows of ROWS) {
    const [one, two] = [40, 300].map((classes) => Uint16Array.from({ length: rows }, () => below(classes))) as [
      Uint16Array,
      Uint16Array,
    ]
    kernel.begin(new Uint8Array(0), room)
    kernel.takeBytes(Uint8Array.from(one), 0, rows, PLACE)
    kernel.takeWords(two, 0, rows, PLACE + 4096)
    kernel.beginCombined(rows)
    kernel.combine(rows, PLACE, 40, false)
    kernel.combine(rows, PLACE + 4096, 300, true)
    const expected = one.map((value, at) => value * 300 + (two[at] as number))
    assert.deepEqual(kernel.wordsAt(COMBINED, rows).slice(), expected)
  }
})

/** Tables of a column of as many values: by value, what it leaves possible, certain, open and late. */
type Four = [number, number, number, number]

const CODES = [5, 16, 17, 64]

test('ways are met, at discretion, open or late as the tables of all columns say together', () => {
  const below = source(4)
  for (const rows of ROWS) {
    kernel.begin(new Uint8Array(0), room)
    kernel.takeAll(rows)
    const columns = CODES.map((count) => columnOf(below, count, rows))
    const matched = lay(columns, below, rows)
    const some = kernel.match(rows, 1, matched)
    const found = kernel.ways(1).map((list) => list.slice(0, rows))
    const expected = expectedOf(columns, matched, rows)
    assert.deepEqual(found, expected)
    const has = (list: Uint8Array | undefined): boolean => list?.some((one) => one !== 0) ?? false
    const [met, discretion, open, late] = expected
    assert.equal(some, (has(met) ? 1 : 0) + (has(discretion) || has(open) ? 2 : 0) + (has(late) ? 4 : 0))
  }
})

interface Column {
  tables: Four[]
  codes: Uint8Array
}

function columnOf(below: (limit: number) => number, count: number, rows: number): Column {
  const tables = Array.from(
    { length: count },
    (): Four => [255 & ~(1 << below(8)), below(256), below(256) & below(256), 0],
  )
  for (const four of tables) four[3] = below(256) & below(256) & ~four[2]
  return { tables, codes: Uint8Array.from({ length: rows }, () => below(count)) }
}

/** Puts columns in the memory: the last as lists by row, the others as tables of sixteen. */
function lay(columns: readonly Column[], below: (limit: number) => number, rows: number): Matched {
  const longs: number[] = []
  let place = HEAP + 1024
  columns.forEach(({ tables, codes }, index) => {
    const looked = index === columns.length - 1
    const at = place
    kernel.takeBytes(codes, 0, rows, at)
    place += 4096 + tables.length * 64 + 64
    longs.push(at, at + 4096, looked ? 0 : Math.ceil(tables.length / 16))
    if (!looked) {
      tables.forEach((four, code) => {
        four.forEach((byte, table) => {
          kernel.bytesAt(at + 4096 + (code >> 4) * 64 + table * 16 + (code & 15), 1)[0] = byte
        })
      })
      return
    }
    const table = at + 4096
    tables.forEach((four, code) => {
      kernel.setLong(table + 4 * code, (four[0] | (four[1] << 8) | (four[2] << 16) | (four[3] << 24)) >>> 0)
    })
    const out = place
    place += 4 * 4096
    kernel.takeWords(Uint16Array.from(codes), 0, rows, COMBINED)
    kernel.lookUp(rows, COMBINED, table, out)
    longs.splice(-3, 3, out, 0, 0)
  })
  longs.forEach((long, index) => {
    kernel.setLong(HEAP + 4 * index, long)
  })
  return { columns: HEAP, end: HEAP + 4 * longs.length, all: below(256), certain: below(256), whole: below(256) }
}

function expectedOf(columns: readonly Column[], { all, certain, whole }: Matched, rows: number): Uint8Array[] {
  const lists = [0, 1, 2, 3].map(() => new Uint8Array(rows))
  for (let at = 0; at < rows; at++) {
    const fours = columns.map(({ tables, codes }) => tables[codes[at] as number] as Four)
    const possible = fours.reduce((ways, [own]) => ways & own, all)
    const met = fours.reduce((ways, [, own]) => ways & own, possible & certain)
    const open = fours.reduce((ways, [, , own]) => ways | own, 0)
    const late = fours.reduce((ways, [, , , own]) => ways | own, 0)
    const told = possible & ~met & whole & ~late
    for (const [list, ways] of [met, told & ~open, told & open, possible & ~met & ~told].entries()) {
      const bytes = lists[list] as Uint8Array
      bytes[at] = ways
    }
  }
  return lists
}

test('the outcomes of ways are added, and the best standing counts', () => {
  const below = source(5)
  for (const rows of ROWS) {
    const ways = Uint8Array.from({ length: rows }, () => below(256))
    kernel.begin(new Uint8Array(0), room)
    kernel.takeAll(rows)
    const lists = [0, 1, 2].map((list) => {
      const bytes = Uint8Array.from({ length: rows }, () => below(256))
      kernel.takeBytes(bytes, 0, rows, PLACE + list * 4096)
      return bytes
    }) as [Uint8Array, Uint8Array, Uint8Array]
    const bits = Uint8Array.from({ length: 8 }, () => 1 << below(8))
    kernel.takeBytes(
      Uint8Array.from({ length: 32 }, (_, at) => sum(bits, at < 16 ? at : (at - 16) << 4)),
      0,
      32,
      HEAP,
    )
    kernel.ways(0)[0].set(ways)
    kernel.spread(rows, 0, 0, HEAP, PLACE)
    kernel.settle(rows, PLACE, PLACE + 4096, PLACE + 8192, COMBINED)
    const found = kernel.wordsAt(COMBINED, rows)
    const [met, discretion, open] = lists
    for (let at = 0; at < rows; at++) {
      const best = (met[at] as number) | sum(bits, ways[at] as number)
      const high = best | (discretion[at] as number)
      const low = best | ((open[at] as number) & ~high)
      assert.equal(found[at], (high << 8) | low, `row ${at} of ${rows}`)
    }
  }
})

const sum = (bits: Uint8Array, ways: number): number =>
  bits.reduce((found, own, way) => ((ways >> way) & 1 ? found | own : found), 0)
