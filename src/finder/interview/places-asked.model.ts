// SPDX-License-Identifier: Apache-2.0
import type { Rule } from '@passerelle/recognition'
import { conditionsOf, selectorsOf } from '../answers/rule-walk.model.ts'

/** The places that rules name for a fact: choosing among these is all that can change the answer. */
export function placesAsked(rules: readonly Rule[], wanted: { fact: string } | { attribute: 'country' }): string[] {
  const named = rules.flatMap((rule) => {
    if ('attribute' in wanted)
      return selectorsOf(rule).flatMap((one) => [...(one.country ?? []), ...(one.notCountry ?? [])])
    return conditionsOf(rule).flatMap((one) => ('fact' in one && one.fact === wanted.fact ? (one.within ?? []) : []))
  })
  return [...new Set(named)].sort()
}

/** The values that rules name for an attribute of a credential. */
export function valuesAsked(rules: readonly Rule[], attribute: 'field' | 'awardingBody' | 'qualification'): string[] {
  return [...new Set(rules.flatMap(selectorsOf).flatMap((selector) => selector[attribute] ?? []))].sort()
}
