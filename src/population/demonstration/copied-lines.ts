// SPDX-License-Identifier: Apache-2.0
import { dayOfCode, NO_DAY } from '../columns/day-code.ts'
import { kindOf } from '../columns/person-at.ts'
import { RELEVANT_UNKNOWN, type Workforce } from '../columns/workforce.ts'
import type { CopiedLines } from './copy-holders.store.ts'
import { nameOf } from './invent-names.ts'

const NULL = '\\N'
const DAY = 86_400_000

/** A cell in the text form of COPY (PostgreSQL, COPY, Text Format). */
const cell = (value: string | undefined): string =>
  value === undefined || value === '' ? NULL : value.replaceAll(/[\\\t\n\r]/g, (one) => ESCAPES[one] as string)
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** Codes have neither quotes nor commas in them. */
const list = (values: readonly (string | number)[] | undefined): string =>
  values === undefined ? NULL : `{${values.join()}}`

/** Days as cells, each made once. */
class Days {
  private readonly texts = new Map<number, string>([[NO_DAY, NULL]])

  /** `later`: days after the code's. */
  text(code: number, later = 0): string {
    if (code === NO_DAY) return NULL
    const known = this.texts.get(code + later)
    if (known !== undefined) return known
    const text = new Date((dayOfCode(code) + later) * DAY).toISOString().slice(0, 10)
    this.texts.set(code + later, text)
    return text
  }
}

/** A part of an invented workforce as rows of the register. `first`: how many persons of the whole stand before it. */
export function copiedLines(workforce: Workforce, first: number): CopiedLines {
  const days = new Days()
  return {
    holders: holderLines(workforce, first, days),
    credentials: credentialLines(workforce, days),
    jobs: jobLines(workforce, days),
  }
}

const PURPOSES = 'purposes'

function* holderLines(
  { persons, birth, workKnown, groups, facts }: Workforce,
  first: number,
  days: Days,
): Generator<string> {
  const cells = ['sex', 'district', 'origin', 'occupation'].map((name) => {
    const group = groups.find((one) => one.name === name)
    return { codes: group?.codes, texts: (group?.values ?? ['']).map(cell) }
  })
  const purposes = groups.find(({ name }) => name === PURPOSES)
  const lists = (purposes?.values ?? ['']).map((value) => list(value === '' ? [] : value.split(' ')))
  const members = facts.map(({ fact, values, codes }) => ({
    codes,
    texts: values.map((value) => (value === null ? '' : cell(`${JSON.stringify(fact)}:${JSON.stringify(value)}`))),
  }))
  for (let at = 0; at < persons; at++) {
    let text = days.text(birth[at] as number)
    for (const { codes, texts } of cells) text += `\t${texts[codes?.[at] ?? 0]}`
    let stated = ''
    for (const { codes, texts } of members) {
      const member = texts[codes[at] as number] as string
      if (member !== '') stated += stated === '' ? member : `,${member}`
    }
    const known = workKnown[at] === 1 ? 't' : 'f'
    yield `${text}\t{${stated}}\t${known}\t${lists[purposes?.codes[at] ?? 0]}\t${nameOf(first + at).name}\t${at + 1}\n`
  }
}

function* credentialLines(workforce: Workforce, days: Days): Generator<string> {
  const { persons, kinds, kindStart, firstRecord, recordOf, issued, expires } = workforce
  const texts = kinds.map(({ qualification, level, status, country, field }) =>
    [...[qualification, level, status, country].map(cell), list(field)].join('\t'),
  )
  for (let at = 0; at < persons; at++) {
    const from = firstRecord[at] as number
    for (let index = from; index < (firstRecord[at + 1] as number); index++) {
      const record = recordOf[index] as number
      const held = `${days.text(issued[record] as number)}\t${days.text(expires[record] as number)}`
      yield `${at + 1}\t${index - from}\t${texts[kindOf(kindStart, record)]}\t${held}\n`
    }
  }
}

function* jobLines(
  { persons, jobKinds, jobKind, firstJob, jobFrom, jobEnd, jobRelevant }: Workforce,
  days: Days,
): Generator<string> {
  const texts = jobKinds.map(({ occupation, place, capacity }) =>
    [list(occupation), cell(place), cell(capacity)].join('\t'),
  )
  for (let at = 0; at < persons; at++) {
    const from = firstJob[at] as number
    for (let job = from; job < (firstJob[at + 1] as number); job++) {
      const span = `${days.text(jobFrom[job] as number)}\t${days.text(jobEnd[job] as number, -1)}`
      yield `${at + 1}\t${job - from}\t${span}\t${texts[jobKind[job] as number]}\t${relevant(jobRelevant[job] as number)}\n`
    }
  }
}

function relevant(bits: number): string {
  if (bits === RELEVANT_UNKNOWN) return NULL
  const slots: number[] = []
  for (let slot = 0; slot < 31; slot++) if ((bits >>> slot) & 1) slots.push(slot)
  return list(slots)
}
