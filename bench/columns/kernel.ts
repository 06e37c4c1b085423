// SPDX-License-Identifier: Apache-2.0
/**
 * The kernel is what is done for each record: everything is made ready before. Its limit is a plain scan of the columns that the rules of each
 * kind of credentials ask for: four bytes at a time, added up. A column that is made for the law (whether somebody has worked long enough,
 * what else they hold) counts with the two bytes a record that it has.
 */
import type { Bundle, Condition, Rule } from '@passerelle/recognition'
import { compile } from '@passerelle/recognition'
import type { Workforce } from '../../src/population/columns/workforce.ts'
import { Evaluation } from '../../src/population/evaluation/evaluation.ts'
import { emptyResults } from '../../src/population/evaluation/results.ts'
import { stretchesOf } from '../../src/population/evaluation/stretches.ts'
import { processor } from '../population/meters.ts'
import { request } from '../population/standings.ts'
import { AS_OF, PLACE } from '../population/workload.ts'

const TURNS = 5
const SCANS = 5

/**
 * Milliseconds on a processor, and what the scan read. The least of a few turns counts on both sides: others on the machine empty its caches,
 * which makes a scan up to eight times as long, but hardly moves the kernel.
 */
export function kernel(workforce: Workforce, bundle: Bundle) {
  const evaluation = new Evaluation(workforce, { compiled: compile(bundle, AS_OF), request })
  const results = emptyResults(evaluation.layout, workforce.persons)
  const stretches = stretchesOf(workforce)
  const sweep = (): void => {
    for (let at = 0; at < stretches.length; at += 3)
      evaluation.sweep(stretches[at] as number, stretches[at + 1] as number, stretches[at + 2] as number, results)
  }
  const columns = columnsAsked(workforce, bundle)
  const scan = (): number => columns.reduce((sum, words) => (sum + added(words)) | 0, 0)
  if (scan() === 0) throw new Error('the scan has read nothing')
  let [kernel, plain] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let turn = 0; turn < TURNS; turn++) {
    kernel = Math.min(kernel, took(sweep))
    for (let again = 0; again < SCANS; again++) plain = Math.min(plain, took(scan))
  }
  return { kernel, plain, scanned: columns.reduce((sum, { byteLength }) => sum + byteLength, 0) }
}

function took(work: () => unknown): number {
  const from = processor()
  work()
  return processor() - from
}

function added(words: Int32Array): number {
  let sum = 0
  for (let at = 0; at < words.length; at++) sum = (sum + (words[at] as number)) | 0
  return sum
}

/** The stretches of columns that some rule asks for, whole words of each. */
function columnsAsked(workforce: Workforce, bundle: Bundle): Int32Array[] {
  const { kinds, kindStart } = workforce
  const rules = bundle.rules.filter(({ places }) => places[0] === 'XA' || places[0] === PLACE)
  const columns = new AskedColumns(workforce)
  return kinds.flatMap(({ qualification = '' }, kind) => {
    const found = rules.filter(({ subject }) => subject?.qualification?.includes(qualification))
    const [first, end] = [kindStart[kind] as number, kindStart[kind + 1] as number]
    return columns.of(found).map((column) => {
      const width = column.BYTES_PER_ELEMENT
      const from = column.byteOffset + Math.floor((first * width) / 4) * 4
      return new Int32Array(column.buffer, from, Math.floor(((end - first) * width) / 4))
    })
  })
}

type Column = Uint8Array | Uint16Array

class AskedColumns {
  private readonly workforce: Workforce
  private readonly made = new Map<string, Column>()

  constructor(workforce: Workforce) {
    this.workforce = workforce
  }

  /** Every column once; a record is looked at only on days on which it is valid. */
  of(rules: readonly Rule[]): Column[] {
    if (rules.length === 0) return []
    const { issued, expires } = this.workforce
    return [...new Set([issued, expires, ...rules.flatMap(({ when }) => (when === null ? [] : this.asked(when)))])]
  }

  private asked(condition: Condition): Column[] {
    if ('all' in condition) return condition.all.flatMap((one) => this.asked(one))
    if ('any' in condition) return condition.any.flatMap((one) => this.asked(one))
    if ('normally' in condition) return this.asked(condition.normally)
    if ('held' in condition) return [this.workforce.issued]
    if ('age' in condition) return [this.workforce.recordBirth]
    if ('fact' in condition) return [this.factColumn(condition.fact)]
    if ('credential' in condition) return [this.madeColumn('credentials')]
    return [this.madeColumn(JSON.stringify(condition))]
  }

  private factColumn(name: string): Column {
    const column = this.workforce.facts.find(({ fact }) => fact === name)
    if (column === undefined) throw new Error(`nobody states ${name}`)
    return column.recordCodes
  }

  private madeColumn(name: string): Column {
    const column = this.made.get(name) ?? new Uint16Array(this.workforce.records + 1).fill(1)
    this.made.set(name, column)
    return column
  }
}
