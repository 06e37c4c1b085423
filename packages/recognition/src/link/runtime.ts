// SPDX-License-Identifier: Apache-2.0
import type { Compiled, PlaceIndex } from '../compile/compiled.ts'
import { derivingOutcomes } from '../credentials/derive.ts'
import { linkRule, type NodePool, type RuleNode } from './node.ts'

/** Which rules speak at a place for a purpose. */
export interface Reach {
  /** Index of each containing place that has rules. */
  indexes: PlaceIndex[]
  /** One byte for each rule: 1 where it holds at the place for the purpose. */
  applies: Uint8Array
  /** Rules that need no credential. */
  withoutSubject: RuleNode[]
  /** Rules whose outcomes are credentials. */
  deriving: RuleNode[]
  /** Rules whose subject may be a derived credential. */
  accepting: RuleNode[]
  /** Whether some rule stands against outcomes of others. */
  opposing: boolean
}

/** What is worked out once for a compiled form and never serialised: linked rules, and room for marking them. */
export interface Runtime {
  compiled: Compiled
  rules: RuleNode[]
  /** Rules whose outcomes are credentials. */
  deriving: RuleNode[]
  /** Rules whose subject accepts derived credentials. */
  accepting: RuleNode[]
  /** Rules that stand against outcomes of others. */
  opposing: RuleNode[]
  reaches: Map<string, Reach>
  marks: Int32Array
  mark: number
}

const runtimes = new WeakMap<Compiled, Runtime>()

export function runtimeOf(compiled: Compiled): Runtime {
  const known = runtimes.get(compiled)
  if (known !== undefined) return known
  const pool: NodePool = { nodes: new Map(), selectors: new Map(), experience: new Map() }
  const rules = compiled.rules.map((rule, position) => linkRule(rule, position, compiled, pool))
  const runtime: Runtime = {
    compiled,
    rules,
    deriving: rules.filter((one) => derivingOutcomes(one.rule.outcomes).length > 0),
    accepting: rules.filter((one) => (one.rule.subject?.derived?.length ?? 0) > 0),
    opposing: rules.filter(({ rule }) => rule.excludes !== undefined || rule.exclusive !== undefined),
    reaches: new Map(),
    marks: new Int32Array(rules.length),
    mark: 0,
  }
  runtimes.set(compiled, runtime)
  return runtime
}
