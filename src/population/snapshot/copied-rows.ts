// SPDX-License-Identifier: Apache-2.0
import type { FactValue } from '@passerelle/recognition'
import { type CredentialRow, type HolderRow, type JobRow, jobKindMembers, kindMembers } from './workforce.store.ts'

const NEWLINE = 10

/** Whole lines, as many at once as a piece brings. */
export async function* linesOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const piece of pieces) {
    const end = piece.lastIndexOf(NEWLINE)
    if (end < 0) {
      rest = Buffer.concat([rest, piece])
      continue
    }
    const whole = rest.length === 0 ? piece : Buffer.concat([rest, piece])
    const cut = whole.length - (piece.length - end)
    rest = whole.subarray(cut + 1)
    yield whole.toString('utf8', 0, cut).split('\n')
  }
}

const NULL = '\\N'
const ESCAPED: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

/** A cell as it was before COPY wrote it (PostgreSQL, COPY, Text Format). */
const plain = (cell: string): string =>
  cell.includes('\\') ? cell.replaceAll(/\\(.)/g, (_, one: string) => ESCAPED[one] ?? one) : cell
const text = (cell: string): string | null => (cell === NULL ? null : plain(cell))
const number = (cell: string): number | null => (cell === NULL ? null : Number(cell))

/** Lines of the tables as their rows. What many lines end in is looked at once. */
export class CopiedRows {
  private readonly purposes = new Map<string, string[]>()
  private readonly kinds = new Map<string, string>()
  private readonly jobKinds = new Map<string, string>()
  private readonly slots = new Map<string, number[] | null>([[NULL, null]])

  /** id, birth, sex, district, origin, occupation, work_known, changed, purposes and facts as JSON. */
  holder(line: string): HolderRow {
    const [id, birth, sex, district, origin, occupation, workKnown, changed, purposes, facts] = line.split('\t')
    return {
      id: Number(id),
      birth: number(birth as string),
      sex: text(sex as string),
      district: text(district as string),
      origin: text(origin as string),
      occupation: text(occupation as string),
      facts: JSON.parse(plain(facts as string)) as Record<string, FactValue>,
      workKnown: workKnown === 't',
      purposes: known(this.purposes, purposes as string, listOf),
      removed: false,
      changed: Number(changed),
    }
  }

  /** holder, slot, issued, expires, and `kindMembers`, those after the first five as JSON. */
  credential(line: string): CredentialRow {
    const [holder, slot, issued, expires, kind] = begun(line, 4)
    return {
      holder: Number(holder),
      slot: Number(slot),
      kind: known(this.kinds, kind as string, kindText),
      issued: number(issued as string),
      expires: number(expires as string),
    }
  }

  /** holder, started, ended, relevant as JSON, and `jobKindMembers`, the first as JSON. */
  job(line: string): JobRow {
    const [holder, started, ended, relevant, kind] = begun(line, 4)
    return {
      holder: Number(holder),
      kind: known(this.jobKinds, kind as string, jobKindText),
      started: number(started as string),
      ended: number(ended as string),
      relevant: known(this.slots, relevant as string, (cell) => JSON.parse(cell) as number[]),
    }
  }
}

/** The first cells of a line, and what is left of it. */
function begun(line: string, cells: number): string[] {
  const found: string[] = []
  let from = 0
  for (let at = 0; at < cells; at++) {
    const end = line.indexOf('\t', from)
    found.push(line.slice(from, end))
    from = end + 1
  }
  found.push(line.slice(from))
  return found
}

function known<Value>(values: Map<string, Value>, cell: string, make: (cell: string) => Value): Value {
  const value = values.get(cell)
  if (value !== undefined) return value
  const made = make(cell)
  values.set(cell, made)
  return made
}

const listOf = (cell: string): string[] => JSON.parse(plain(cell)) as string[]

/** Cells as one array in JSON, those of `json` being JSON already. */
function arrayText(line: string, members: readonly string[], json: readonly string[]): string {
  const cells = line.split('\t')
  const values = members.map((member, at) => {
    const value = text(cells[at] as string)
    return value !== null && json.includes(member) ? value : JSON.stringify(value)
  })
  return `[${values.join()}]`
}

const kindText = (cell: string): string => arrayText(cell, kindMembers, ['field', 'listed', 'stated'])
const jobKindText = (cell: string): string => arrayText(cell, jobKindMembers, ['occupation'])
