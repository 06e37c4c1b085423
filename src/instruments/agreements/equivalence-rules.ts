// SPDX-License-Identifier: Apache-2.0
// The rules that follow from the table of an agreement, in both directions. They are written nowhere else: who changes the table changes them.
import type { LawInstrument } from '../law/instrument-schema.ts'
import type { LawCondition, LawRule } from '../rules/rule-schema.ts'
import type { LocalizedText } from '../source/fields.ts'
import { closed } from '../source/open-reasons.ts'
import type { LawAgreement, LawEquivalences } from './agreement-schema.ts'

/** Agreements that say of a qualification what it counts as; the others compare, or work together. */
const recognising: readonly LawAgreement['mode'][] = ['automatic', 'procedural', 'register', 'academic']

/** The fact that says on which day recognition was asked for. */
export const appliedOn = 'recognition-applied-on'

/** Whether a rule follows from a table; no rule of a file may have such an id. */
export const isFromTable = ({ id }: Pick<LawRule, 'id'>): boolean =>
  /^eq-\d+-[ab](-\d+|-suspended-\d+|-ended)?$/.test(id)

/** A stretch of time in which an agreement holds, is suspended, or has ended. */
interface Stretch {
  suffix: string
  from: string | undefined
  until: string | undefined
  /** Why nothing new is recognised, and since when without a break; null: it holds. */
  closed: { why: LocalizedText; since: string } | null
}

type Row = LawEquivalences['rows'][number]

export function equivalenceRules({ agreement, effective }: LawInstrument): LawRule[] {
  const table = agreement?.equivalences
  if (agreement === undefined || table === undefined || !recognising.includes(agreement.mode)) return []
  const [a, b] = agreement.parties.map(({ jurisdiction }) => jurisdiction)
  if (a === undefined || b === undefined) return []
  const stretches = stretchesOf(agreement, agreement.inForce ?? effective)
  return table.rows.flatMap((row, index) => {
    const { direction = 'both' } = row
    const ways: [string, { held: Row['a']; counts: Row['a']; from: string; place: string }][] = []
    if (direction !== 'a-to-b') ways.push(['a', { held: row.b, counts: row.a, from: b, place: a }])
    if (direction !== 'b-to-a') ways.push(['b', { held: row.a, counts: row.b, from: a, place: b }])
    return ways.flatMap(([side, way]) =>
      stretches.map((stretch) => ruleOf(`eq-${index + 1}-${side}`, { ...way, row, table, agreement, stretch })),
    )
  })
}

interface Way {
  held: Row['a']
  counts: Row['a']
  from: string
  place: string
  row: Row
  table: LawEquivalences
  agreement: LawAgreement
  stretch: Stretch
}

function ruleOf(id: string, { held, counts, from, place, row, table, agreement, stretch }: Way): LawRule {
  const conditions = [...(row.when === undefined ? [] : [row.when]), ...(closedBy(agreement, stretch) ?? [])]
  const [only] = conditions
  const { qualification, level, field, label } = counts
  return {
    id: `${id}${stretch.suffix}`,
    clause: table.clause,
    title: titleOf(held.label, label, stretch.closed?.why ?? null),
    purposes: table.purposes,
    places: [place],
    subject: {
      ...(held.qualification !== undefined && { qualification: [held.qualification] }),
      ...(held.level !== undefined && { levels: [held.level], country: [from] }),
      ...(held.field !== undefined && { field: held.field }),
    },
    ...(only !== undefined && { when: conditions.length === 1 ? only : { all: conditions } }),
    outcomes: [
      {
        kind: 'recognised-as',
        by: agreement.mode === 'automatic' ? 'operation-of-law' : 'application',
        target: {
          ...(qualification !== undefined && { qualification }),
          ...(level !== undefined && { level }),
          ...(field?.[0] !== undefined && field.length === 1 && { field: field[0] }),
        },
        label,
      },
    ],
    ...(stretch.from !== undefined && { from: stretch.from }),
    ...(stretch.until !== undefined && { until: stretch.until }),
  }
}

/** In a stretch that is closed only rights count that were acquired while it still held; without any, nothing does. */
function closedBy({ acquired = [] }: LawAgreement, { closed: stop }: Stretch): LawCondition[] | null {
  if (stop === null) return null
  const rights = acquired.map((who): LawCondition => {
    return who === 'held' ? { is: { issuedBefore: stop.since } } : { fact: appliedOn, before: stop.since }
  })
  const [only] = rights
  return [rights.length === 1 && only !== undefined ? only : { any: rights }]
}

function titleOf(held: LocalizedText, counts: LocalizedText, why: LocalizedText | null): LocalizedText {
  return {
    en: `${held.en} counts as ${counts.en}${why === null ? '' : ` (${why.en})`}`,
    'zh-CN': `${held['zh-CN']}认定为${counts['zh-CN']}${why === null ? '' : `（${why['zh-CN']}）`}`,
  }
}

function stretchesOf({ suspended = [], terminated }: LawAgreement, start: string | undefined): Stretch[] {
  const found: Stretch[] = []
  let from = start
  let part = 1
  const open = (until: string | undefined): void => {
    if (from === undefined || until === undefined || from < until)
      found.push({ suffix: part === 1 ? '' : `-${part}`, from, until, closed: null })
    part++
  }
  const close = (suffix: string, day: string, until: string | undefined, why: LocalizedText): void => {
    const before = found.at(-1)
    // What follows a suspension at once gives back nothing that the suspension refused.
    const since = before?.closed != null && before.until === day ? before.closed.since : day
    found.push({ suffix, from: day, until, closed: { why, since } })
  }
  const breaks = suspended.toSorted((a, b) => (a.from < b.from ? -1 : 1))
  for (const [index, one] of breaks.entries()) {
    if (terminated !== undefined && one.from >= terminated.on) break
    open(one.from)
    const until = one.until ?? terminated?.on
    const end = terminated === undefined || until === undefined || until < terminated.on ? until : terminated.on
    close(`-suspended-${index + 1}`, one.from, end, closed('suspended', one))
    if (end === undefined || end === terminated?.on) {
      from = undefined
      break
    }
    from = end
  }
  const goesOn = breaks.length === 0 || from !== undefined
  if (goesOn) open(terminated?.on)
  if (terminated !== undefined)
    close('-ended', terminated.on, undefined, closed('ended', { ...terminated, from: terminated.on }))
  return found
}
