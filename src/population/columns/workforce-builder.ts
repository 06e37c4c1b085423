// SPDX-License-Identifier: Apache-2.0
import type { FactValue } from '@passerelle/recognition'
import { PopulationError } from '../population-error.ts'
import { Dictionary } from './dictionary.ts'
import { Growing, narrowed, shared } from './growing.ts'
import type { CredentialKind, FactColumn, GroupColumn, JobKind, Workforce } from './workforce.ts'

const MOST_KINDS = 16_777_216
const MOST_VALUES = 65_536

interface OpenColumn<T> {
  values: Dictionary<T>
  codes: Growing<Uint16Array<SharedArrayBuffer>>
}

/**
 * Takes persons one after the other, as codes; persons as objects come in by `addPerson`. For each person: `begin`, then what there is of
 * facts, groups, credentials (slot by slot) and jobs (earliest first).
 */
export class WorkforceBuilder {
  private readonly facts = new Map<string, OpenColumn<FactValue | null>>()
  private readonly groups = new Map<string, OpenColumn<string>>()
  private readonly kinds = new Dictionary<CredentialKind>('the list of kinds of credentials', MOST_KINDS)
  private readonly jobKinds = new Dictionary<JobKind>('the list of kinds of jobs', MOST_KINDS)
  private readonly birth = new Growing(shared.words)
  private readonly workKnown = new Growing(shared.bytes)
  private readonly firstRecord = new Growing(shared.longs)
  private readonly firstJob = new Growing(shared.longs)
  private readonly kind = new Growing(shared.longs)
  private readonly issued = new Growing(shared.words)
  private readonly expires = new Growing(shared.words)
  private readonly jobKind = new Growing(shared.longs)
  private readonly jobFrom = new Growing(shared.words)
  private readonly jobEnd = new Growing(shared.words)
  private readonly jobRelevant = new Growing(shared.longs)
  private readonly irregular = new Map<number, string>()

  /** The code of a kind of credential: work it out once for each, not for each person. */
  kindCode(kind: CredentialKind): number {
    return this.kinds.code(canonical(kind), () => kind)
  }

  jobKindCode(kind: JobKind): number {
    return this.jobKinds.code(canonical(kind), () => kind)
  }

  factCode(fact: string, value: FactValue): number {
    return this.column(this.facts, fact, null).values.code(canonical(value), () => value)
  }

  groupCode(group: string, value: string): number {
    return value === '' ? 0 : this.column(this.groups, group, '').values.code(canonical(value), () => value)
  }

  /** The next person; returns their position. `birth`: a day code. */
  begin(birth: number, workKnown: boolean): number {
    this.firstRecord.push(this.kind.length)
    this.firstJob.push(this.jobKind.length)
    this.workKnown.push(workKnown ? 1 : 0)
    this.birth.push(birth)
    return this.birth.length - 1
  }

  fact(fact: string, code: number): void {
    this.put(this.facts.get(fact), code)
  }

  group(group: string, code: number): void {
    if (code !== 0) this.put(this.groups.get(group), code)
  }

  credential(kind: number, issued: number, expires: number): void {
    this.kind.push(kind)
    this.issued.push(issued)
    this.expires.push(expires)
  }

  job(kind: number, from: number, end: number, relevant: number): void {
    this.jobKind.push(kind)
    this.jobFrom.push(from)
    this.jobEnd.push(end)
    this.jobRelevant.push(relevant)
  }

  /** The person begun last does not fit in columns. */
  keepWhole(person: string): void {
    this.irregular.set(this.birth.length - 1, person)
  }

  /** The columns; the builder is used up. */
  finish(): Workforce {
    const persons = this.birth.length
    this.firstRecord.push(this.kind.length)
    this.firstJob.push(this.jobKind.length)
    const birth = this.birth.whole()
    const firstRecord = this.firstRecord.whole()
    const { source, ...order } = orderByKind(this.kind.array, this.kind.length, firstRecord, this.kinds.values.length)
    const { person } = order
    return {
      ...{ persons, records: this.kind.length, jobs: this.jobKind.length },
      ...{ birth, firstRecord, firstJob: this.firstJob.whole(), workKnown: this.workKnown.whole() },
      facts: [...this.facts].map(([fact, column]) => factColumn(fact, column, persons, person)),
      groups: [...this.groups].map(([name, column]) => groupColumn(name, column, persons)),
      ...{ kinds: this.kinds.values, recordKind: this.kind.whole(), ...order },
      issued: picked(this.issued.array, source),
      expires: picked(this.expires.array, source),
      recordBirth: picked(birth, person),
      ...{ jobKinds: this.jobKinds.values, jobKind: this.jobKind.whole() },
      ...{ jobFrom: this.jobFrom.whole(), jobEnd: this.jobEnd.whole(), jobRelevant: this.jobRelevant.whole() },
      irregular: this.irregular,
    }
  }

  private column<T>(columns: Map<string, OpenColumn<T>>, name: string, none: T): OpenColumn<T> {
    let column = columns.get(name)
    if (column === undefined) {
      column = { values: new Dictionary<T>(`'${name}'`, MOST_VALUES), codes: new Growing(shared.words) }
      column.values.code('', () => none)
      columns.set(name, column)
    }
    return column
  }

  /** Fills up to the person begun last. */
  private put(column: OpenColumn<unknown> | undefined, code: number): void {
    if (column === undefined) throw new PopulationError('out-of-order', 'a code was given before its value')
    const { codes } = column
    const position = this.birth.length - 1
    while (codes.length < position) codes.push(0)
    if (codes.length === position) codes.push(code)
    else codes.array[position] = code
  }
}

/** JSON with members in order, so that equal values have one text. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )
}

interface Order {
  kindStart: Uint32Array
  person: Uint32Array
  slot: Uint8Array
  recordOf: Uint32Array
  /** By record: its position as it came in. */
  source: Uint32Array
}

/** Counting sort: stable, so that the records of a kind stand in the order of persons. */
function orderByKind(kind: Uint32Array, records: number, firstRecord: Uint32Array, kinds: number): Order {
  const kindStart = shared.longs(kinds + 1)
  for (let at = 0; at < records; at++) {
    const after = (kind[at] as number) + 1
    kindStart[after] = (kindStart[after] as number) + 1
  }
  for (let at = 0; at < kinds; at++) kindStart[at + 1] = (kindStart[at + 1] as number) + (kindStart[at] as number)
  const next = kindStart.slice()
  const order: Order = {
    kindStart,
    person: shared.longs(records),
    slot: shared.bytes(records),
    recordOf: shared.longs(records),
    source: new Uint32Array(records),
  }
  for (let holder = 0; holder + 1 < firstRecord.length; holder++) {
    const first = firstRecord[holder] as number
    const end = firstRecord[holder + 1] as number
    for (let at = first; at < end; at++) {
      const of = kind[at] as number
      const place = next[of] as number
      next[of] = place + 1
      order.person[place] = holder
      order.slot[place] = at - first
      order.source[place] = at
      order.recordOf[at] = place
    }
  }
  return order
}

function picked(from: Uint16Array, positions: Uint32Array): Uint16Array {
  const found = shared.words(positions.length)
  for (let at = 0; at < positions.length; at++) found[at] = from[positions[at] as number] as number
  return found
}

function filled(column: OpenColumn<unknown>, persons: number): Uint16Array {
  const codes = shared.words(persons)
  codes.set(column.codes.array.subarray(0, column.codes.length))
  return codes
}

function factColumn(
  fact: string,
  column: OpenColumn<FactValue | null>,
  persons: number,
  person: Uint32Array,
): FactColumn {
  const codes = filled(column, persons)
  const { values } = column.values
  return {
    fact,
    values,
    codes: narrowed(codes, values.length),
    recordCodes: narrowed(picked(codes, person), values.length),
  }
}

function groupColumn(name: string, column: OpenColumn<string>, persons: number): GroupColumn {
  const { values } = column.values
  return { name, values, codes: narrowed(filled(column, persons), values.length) }
}
