// SPDX-License-Identifier: Apache-2.0
import type { Bundle } from '../bundle.ts'
import { RecognitionError } from '../error.ts'
import type { Rule } from '../rule.ts'
import { compile } from './compile.ts'
import { validateRule } from './validate-rule.ts'

/** A rule for which `compile` would refuse the whole bundle, and why: the first fault of it. */
export interface RefusedRule {
  rule: Rule
  error: RecognitionError
}

const anyDay = '2000-01-01'

/** Every rule that `compile` would refuse on a day on which it is in force. */
export function refusedRules(bundle: Bundle): RefusedRule[] {
  // What rules are held against does not depend on the day, nor on what stands on the lists.
  const catalogues = bundle.catalogues.map((one) => ({ ...one, items: [] }))
  const compiled = compile({ ...bundle, jurisdictions: [], qualifications: [], catalogues, rules: [] }, anyDay)
  return bundle.rules.flatMap((rule) => {
    try {
      validateRule(rule, compiled)
      return []
    } catch (error) {
      if (!(error instanceof RecognitionError)) throw error
      return [{ rule, error }]
    }
  })
}
