// SPDX-License-Identifier: Apache-2.0
import { type Bundle, type RefusedRule, refusedRules } from '@passerelle/recognition'

/** A bundle that the engine takes, and the rules that had to be left out of it. */
export interface SoundBundle {
  bundle: Bundle
  leftOut: RefusedRule[]
}

/** One rule that names what is not there costs its own answer, never everybody's. */
export function soundBundle(bundle: Bundle): SoundBundle {
  const leftOut = refusedRules(bundle)
  if (leftOut.length === 0) return { bundle, leftOut }
  const refused = new Set(leftOut.map(({ rule }) => rule))
  return { bundle: { ...bundle, rules: bundle.rules.filter((rule) => !refused.has(rule)) }, leftOut }
}
