// SPDX-License-Identifier: Apache-2.0
import { assess } from '@passerelle/recognition'
import { personAt } from '../columns/person-at.ts'
import type { Workforce } from '../columns/workforce.ts'
import { MET, standingOf } from './outcomes.ts'
import { type Side, type Standings, standingAt } from './standings.ts'

/** The kind of the first credential by which an outcome is met. `sideOf`: where the results of a kind stand. */
export function kindBehind(
  { firstRecord, recordKind, recordOf, kindStart }: Workforce,
  sideOf: (kind: number) => Side,
  person: number,
  outcome: number,
): number {
  for (let index = firstRecord[person] as number; index < (firstRecord[person + 1] as number); index++) {
    const kind = recordKind[index] as number
    const { layout, results } = sideOf(kind)
    const at = layout.outcomes[kind]?.indexOf(outcome) ?? -1
    if (at === -1) continue
    const row = (recordOf[index] as number) - (kindStart[kind] as number)
    const place = (layout.start[kind] as number) + (at >> 3) * (layout.rows[kind] as number) + row
    if (standingAt(results.standings[place] as number, at & 7) === MET) return kind
  }
  return -1
}

/** The same by the single evaluation; a derived credential is named after the one that it stands on. */
export function kindBehindSingly({ around, outcomes }: Standings, person: number, outcome: number): number {
  const { workforce, compiled, request } = around
  if (workforce.irregular.has(person)) return -1
  const slots = assess(compiled, personAt(workforce, person), request).findings.flatMap((finding) => {
    const given = finding.outcomes.some((one, at) => outcomes.idOf(one) === outcome && standingOf(finding, at) === MET)
    const credential = given ? /c(\d+)(?: #\d+)*$/.exec(finding.subject ?? '')?.[1] : undefined
    return credential === undefined ? [] : [Number(credential) - 1]
  })
  if (slots.length === 0) return -1
  return workforce.recordKind[(workforce.firstRecord[person] as number) + Math.min(...slots)] as number
}
