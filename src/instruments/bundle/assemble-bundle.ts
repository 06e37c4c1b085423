// SPDX-License-Identifier: Apache-2.0
import type { Bundle, Rule } from '@passerelle/recognition'
import { engineCatalogues } from '../catalogues/join-batches.ts'
import type { LawFact } from '../facts/facts-schema.ts'
import { factDeclaration } from '../facts/read-facts.ts'
import type { LawInstrument } from '../law/instrument-schema.ts'
import { engineRule, speaks } from '../rules/engine-rule.ts'
import type { LawRule } from '../rules/rule-schema.ts'

/** The part of a bundle that the register gives. */
export type RegisterPart = Pick<Bundle, 'jurisdictions' | 'frameworks' | 'qualifications'>

/** One instrument with its rules, from the files or from the database. */
export interface InstrumentContent {
  instrument: LawInstrument
  rules: readonly LawRule[]
}

/** Everything the engine needs to know, in an order that does not depend on where it came from. */
export function assembleBundle(
  register: RegisterPart,
  instruments: readonly InstrumentContent[],
  facts: readonly LawFact[],
): Bundle {
  const rules: Rule[] = instruments
    .filter(({ instrument }) => speaks(instrument))
    .flatMap(({ instrument, rules: own }) => own.map((rule) => engineRule(instrument, rule)))
  return {
    jurisdictions: register.jurisdictions,
    frameworks: register.frameworks,
    qualifications: register.qualifications,
    catalogues: engineCatalogues(instruments).sort(byId),
    facts: facts.map(factDeclaration).sort(byId),
    rules: rules.sort(byId),
  }
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
