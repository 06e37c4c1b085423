// SPDX-License-Identifier: Apache-2.0
import { APART_STANDING } from './cells/late-formula.ts'
import { CHUNK, type Kernel, PLANE, SOME_LATE, STANDING_LISTS } from './kernel/kernel.ts'
import type { Program } from './kernel/program.ts'
import type { Block, PlannedRule, Planner } from './kind-plan.ts'
import { DISCRETION, MET, OPEN } from './outcomes.ts'
import type { Results } from './results.ts'

/** A stretch of rows: records of a kind, or persons. */
export interface Rows {
  from: number
  end: number
  /** First row of the kind, and where its results begin. */
  first: number
  start: number
  /** Rows of the kind. */
  all: number
  /** The person of each record; null where rows are persons. */
  persons: Uint32Array | null
  /** Tells the kernel which rows of a chunk count on the as-of date. */
  valid(kernel: Kernel, from: number, rows: number): void
}

/** Rows of a chunk, for a block. */
interface Chunk {
  rows: Rows
  program: Program
  block: Block
  from: number
  count: number
}

/** Goes over rows with the blocks of their kind: columns first, then what they leave, rule by rule. */
export class Sweep {
  private readonly kernel: Kernel
  private readonly planner: Planner
  private readonly results: Results

  constructor(kernel: Kernel, planner: Planner, results: Results) {
    this.kernel = kernel
    this.planner = planner
    this.results = results
  }

  go(program: Program, rows: Rows): void {
    program.begin(this.kernel)
    for (let from = rows.from; from < rows.end; from += CHUNK) {
      this.chunk(program, rows, from, Math.min(CHUNK, rows.end - from))
    }
  }

  private chunk(program: Program, rows: Rows, from: number, count: number): void {
    const { kernel } = this
    rows.valid(kernel, from, count)
    program.take(kernel, from, count)
    program.clear(kernel)
    let some = 0
    for (const laid of program.blocks) {
      program.lookUp(kernel, laid, count)
      const chunk: Chunk = { rows, program, block: laid.block, from, count }
      for (const plane of laid.planes.keys()) {
        const own = program.match(kernel, laid, plane, count)
        some |= own
        if (((laid.block.opposing >>> (plane * PLANE)) & 255) !== 0) this.oppose(chunk, plane)
        if ((own & SOME_LATE) !== 0) this.lookAll(chunk, plane)
      }
    }
    if (some === 0) return
    for (let byte = 0; byte < program.width; byte++) {
      const place = rows.start + byte * rows.all + from - rows.first
      this.results.standings.set(program.settle(kernel, byte, count), place)
    }
  }

  /** Whoever fulfils a rule that stands against others is evaluated singly. */
  private oppose({ block, rows, from, count }: Chunk, plane: number): void {
    const opposing = (block.opposing >>> (plane * PLANE)) & 255
    for (const list of this.kernel.ways(plane).slice(0, STANDING_LISTS)) {
      for (let at = 0; at < count; at++) {
        if (((list[at] as number) & opposing) !== 0) this.results.singly[personOf(rows, from + at)] = 1
      }
    }
  }

  private lookAll(chunk: Chunk, plane: number): void {
    const [met, , , late] = this.kernel.ways(plane)
    for (let at = 0; at < chunk.count; at++) {
      if (late[at] === 0) continue
      this.lookAt(chunk, at, (late[at] as number) << (plane * PLANE), (met[at] as number) << (plane * PLANE))
    }
  }

  /** Looks at a row, for rules of which columns do not say all. */
  private lookAt(chunk: Chunk, at: number, ways: number, met: number): void {
    const { block, rows, from } = chunk
    let left = ways
    while (left !== 0) {
      const rule = block.ruleOf[31 - Math.clz32(left & -left)] as number
      const own = block.waysOf[rule] as number
      left &= ~own
      // Its other ways say no more than the one that is met.
      if ((met & own) !== 0) continue
      this.stand(chunk, at, own, this.look(block.rules[rule] as PlannedRule, rows, from + at))
    }
  }

  private look(rule: PlannedRule, rows: Rows, row: number): number {
    const late = rule.late ?? this.planner.late(rule)
    return late.standing(personOf(rows, row), rows.persons === null ? -1 : row)
  }

  private stand({ block, rows, program, from }: Chunk, at: number, ways: number, standing: number): void {
    const apart = standing === APART_STANDING || (standing !== 0 && (ways & block.opposing) !== 0)
    if (apart) this.results.singly[personOf(rows, from + at)] = 1
    if (apart || standing === 0) return
    const way = 31 - Math.clz32(ways & -ways)
    for (let byte = 0; byte < program.width; byte++) {
      const list = program.resultsOf(this.kernel, LIST_OF[standing] as number, byte, at + 1)
      list[at] = (list[at] as number) | (block.bits[byte]?.[way] as number)
    }
  }
}

/** By standing: the list that it stands in. */
const LIST_OF: Readonly<Record<number, number>> = { [MET]: 0, [DISCRETION]: 1, [OPEN]: 2 }

const personOf = ({ persons }: Rows, row: number): number => (persons === null ? row : (persons[row] as number))
