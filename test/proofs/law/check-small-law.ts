// SPDX-License-Identifier: Apache-2.0

import { analyseLaw } from '../../../src/instruments/analysis/analyse-law.ts'
import { analyseRule } from '../../../src/instruments/checks/analyse-rule.ts'
import { engineRule } from '../../../src/instruments/rules/engine-rule.ts'
import { enumerateLaw, type Facts } from './enumerate-law.ts'
import { days, smallLaw, vocabulary } from './small-law.ts'

export interface CheckedLaw {
  facts: Facts
  /** What the analysis and the listing of all persons say differently; empty: they agree. */
  differences: string[]
}

/** The analysis of the law of a seed beside what all its persons say. */
export function checkSmallLaw(seed: number): CheckedLaw {
  const law = smallLaw(seed)
  const facts = enumerateLaw(law)
  const findings = analyseLaw({ folders: law.folders, vocabulary, day: days[1] ?? '' })
  const of = (...codes: string[]) => findings.filter(({ code }) => codes.includes(code))
  const id = (instrument: string | undefined, rule: string | null | undefined): string => `${instrument}#${rule}`
  const found: Facts = {
    dead: of('never-fires').map(({ instrument, rule }) => id(instrument, rule)),
    shadowed: of('shadowed').map(({ instrument, rule }) => id(instrument, rule)),
    contradictions: of('contradiction', 'overrides-each-other').map(
      ({ instrument, rule, other }) => `${id(instrument, rule)} > ${id(other?.instrument, other?.rule)}`,
    ),
  }
  const differences: string[] = []
  for (const name of ['dead', 'shadowed', 'contradictions'] as const) {
    const [expected, got] = [facts[name].toSorted().join(', '), found[name].toSorted().join(', ')]
    // What is not claimed may be missed, but nothing may be said that is not so.
    if (!law.claimed && found[name].every((one) => facts[name].includes(one))) continue
    if (expected !== got) differences.push(`${name}: all persons say [${expected}], the analysis says [${got}]`)
  }
  if (of('contradiction').some(({ person }) => person === undefined))
    differences.push('a contradiction without a person')
  for (const { instrument, rules } of law.folders) {
    for (const written of rules) {
      const rule = engineRule(instrument, written)
      const { canGrant } = analyseRule(written.subject, rule.when ?? undefined, [], vocabulary)
      if (!canGrant && !facts.dead.includes(rule.id))
        differences.push(`${rule.id}: called dead along one path, but fires`)
    }
  }
  return { facts, differences }
}

export function describeSmallLaw(seed: number, differences: readonly string[]): string {
  const rules = smallLaw(seed).folders.map(({ instrument, rules: own }) => {
    return `  ${instrument.id} overrides ${JSON.stringify(instrument.overrides ?? [])}: ${JSON.stringify(own)}`
  })
  return [`seed ${seed}: ${differences.join('; ')}`, ...rules].join('\n')
}
