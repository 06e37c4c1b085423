// SPDX-License-Identifier: Apache-2.0
/** A reason tree is consistent with itself and with its rule: paths exist, children combine by the table. */
import type { Assessment, Finding, Reason, Verdict } from '../../../packages/recognition/src/assessment.ts'
import { doubtfulDay } from '../../../packages/recognition/src/index.ts'
import type { Case } from '../../../packages/recognition/src/oracle/world.ts'
import type { Rule } from '../../../packages/recognition/src/rule.ts'

type Combine = (children: Verdict[]) => Verdict

function all(children: Verdict[]): Verdict {
  const first = (['unmet', 'unknown', 'discretion'] as const).find((verdict) => children.includes(verdict))
  return first ?? 'met'
}

function any(children: Verdict[]): Verdict {
  const first = (['met', 'unknown', 'discretion'] as const).find((verdict) => children.includes(verdict))
  return first ?? 'unmet'
}

function not([child]: Verdict[]): Verdict {
  return child === 'met' ? 'unmet' : child === 'unmet' ? 'met' : (child ?? 'met')
}

function normally([child]: Verdict[]): Verdict {
  return child === 'unmet' ? 'discretion' : (child ?? 'met')
}

/** Every completion of the unknown children, as the page says; where they agree, that. */
function atLeast(count: number): Combine {
  return (children) => {
    const number = (verdict: Verdict): number => children.filter((child) => child === verdict).length
    const decided = (met: number, open: number): Verdict =>
      met >= count ? 'met' : met + open >= count ? 'discretion' : 'unmet'
    const [met, open, unknown] = [number('met'), number('discretion'), number('unknown')]
    const found = new Set<Verdict>()
    for (let become = 0; become <= unknown; become++)
      for (let discretion = 0; become + discretion <= unknown; discretion++)
        found.add(decided(met + become, open + discretion))
    const [only] = found
    return found.size === 1 && only !== undefined ? only : 'unknown'
  }
}

/** What stands in the rule at `when.all.1`; undefined where nothing does. */
function nodeAt(rule: Rule, path: string): unknown {
  let node: unknown = rule
  for (const name of path.split('.')) {
    if (node === null || typeof node !== 'object') return undefined
    node = (node as Record<string, unknown>)[name]
  }
  return node
}

function combinationOf(node: unknown, path: string): Combine | undefined {
  if (path === 'rule') return all
  if (node === null || typeof node !== 'object' || Array.isArray(node)) return undefined
  if ('all' in node) return all
  if ('any' in node || 'credential' in node) return any
  if ('of' in node && 'atLeast' in node) return atLeast(Number(node.atLeast))
  if ('not' in node) return not
  return 'normally' in node ? normally : undefined
}

const OUTSIDE = ['rule', 'validity', 'subject']

/** A path ends at a node of the rule, or one name below: at a member of a selector or at the validity of a credential. */
function exists(rule: Rule, path: string): boolean {
  const above = path.slice(0, path.lastIndexOf('.'))
  const named = OUTSIDE.some((name) => path === name || path.startsWith(`${name}.`))
  return named || nodeAt(rule, path) !== undefined || (path.includes('.') && nodeAt(rule, above) !== undefined)
}

function faultsOf(rules: Rule[], rule: Rule, reason: Reason, asOf: string): string[] {
  const { path, verdict, children = [] } = reason
  const source = path.startsWith('derived:') ? rules.find(({ id }) => `derived:${id}` === path) : undefined
  const found: string[] = source || exists(rule, path) ? [] : [`${path} is not in the rule`]
  const combine = source ? all : combinationOf(nodeAt(rule, path), path)
  const expected = combine?.(children.map((child) => child.verdict))
  if (expected !== undefined && expected !== verdict) found.push(`${path} is ${verdict}, its children make ${expected}`)
  if (reason.from !== undefined && reason.from <= asOf)
    found.push(`${path} would hold from ${reason.from}, in the past`)
  return [...found, ...children.flatMap((child) => faultsOf(rules, source ?? rule, child, asOf))]
}

/** A rule that may not be in force speaks with one condition more, the last of its list. */
function spoken(rule: Rule, asOf: string): Rule {
  if (!rule.doubtful?.some(({ from, until }) => from <= asOf && asOf < until)) return rule
  const doubt = { undetermined: doubtfulDay }
  if (rule.when === null) return { ...rule, when: doubt }
  return { ...rule, when: { all: [...('all' in rule.when ? rule.when.all : [rule.when]), doubt] } }
}

function faultsOfFinding(input: Case, finding: Finding): string[] {
  const rules = input.bundle.rules.map((one) => spoken(one, input.asOf))
  const rule = rules.find(({ id }) => id === finding.rule)
  if (!rule) return [`no rule ${finding.rule}`]
  const { reason, verdict } = finding
  const settled = reason.verdict === verdict || reason.verdict === 'unknown'
  const root = settled ? [] : [`the reason is ${reason.verdict}, the finding ${verdict}`]
  return [...root, ...faultsOf(rules, rule, reason, input.asOf)].map((fault) => `reason of ${finding.rule}: ${fault}`)
}

export function reasonFaults(input: Case, assessment: Assessment): string[] {
  return assessment.findings.flatMap((finding) => faultsOfFinding(input, finding))
}
