// SPDX-License-Identifier: Apache-2.0
import type { AssessmentRequest } from '../assessment.ts'
import type { Compiled } from '../compile/compiled.ts'
import type { Evaluation } from '../conditions/circumstances.ts'
import { derivedFrom, derivingOutcomes, mayTake } from '../credentials/derive.ts'
import type { Held } from '../credentials/person-view.ts'
import { parseDay } from '../dates/days.ts'
import type { RuleNode } from '../link/node.ts'
import { candidateRules, reachOf } from '../link/reach.ts'
import { type Runtime, runtimeOf } from '../link/runtime.ts'
import { allOf } from '../open/formula.ts'
import type { Rule } from '../rule.ts'
import { type Cell, type CredentialKind, cellsOf, type Holding, type OpenFormula, type WorkCell } from './cell.ts'
import { openNode, openSelector } from './open-node.ts'
import { nobody, recordOf } from './record.ts'

/** One rule for one credential, or for none, with what is left open of it. */
export interface Residual {
  rule: Rule
  /** Rules on whose outcomes it stands: the credential of the record became its subject by them. */
  via: readonly string[]
  /** The verdict of the finding, if the credential is valid on the as-of date. */
  formula: OpenFormula
}

/**
 * What a population is evaluated by: of each rule that can speak of credentials of a kind, what is left open once everything is filled in
 * that they have in common. `validity` is left to the caller: no residual holds for a credential that has expired by the as-of date or
 * whose day of issue is known and after it.
 */
export class Residuals {
  private readonly runtime: Runtime
  private readonly request: AssessmentRequest
  private readonly around: Omit<Evaluation, 'stack'>
  private readonly conditions = new Map<RuleNode, OpenFormula>()
  /** By kind that alone is asked for; null: for no credential. */
  private readonly asked: ReadonlyMap<CredentialKind | null, Residual[]> | null

  /** `kinds`: those that will be asked for, with null for rules without a credential; absent: any. Days, work and holdings are of these then. */
  constructor(compiled: Compiled, request: AssessmentRequest, kinds?: readonly (CredentialKind | null)[]) {
    this.runtime = runtimeOf(compiled)
    this.request = request
    const { deriving } = reachOf(this.runtime, request)
    this.around = { compiled, view: nobody(), day: parseDay(compiled.asOf, 'asOf'), deriving }
    this.asked = kinds === undefined ? null : this.askedOf(kinds)
  }

  private askedOf(kinds: readonly (CredentialKind | null)[]): Map<CredentialKind | null, Residual[]> {
    return new Map(kinds.map((kind) => [kind, kind === null ? this.findOfNobody() : this.findOfKind(kind)]))
  }

  /** Rules that speak of a credential of the kind; those for which it settles them against are left out. */
  ofKind(kind: CredentialKind): Residual[] {
    return this.asked?.get(kind) ?? this.findOfKind(kind)
  }

  private findOfKind(kind: CredentialKind): Residual[] {
    const held = recordOf(kind, this.around)
    if (held.revoked) return []
    const found: Residual[] = []
    const reach = reachOf(this.runtime, this.request)
    for (const rule of candidateRules(this.runtime, reach, held)) this.find(rule, held, 'met', found)
    return found
  }

  /** Rules that need no credential. */
  ofNobody(): Residual[] {
    return this.asked?.get(null) ?? this.findOfNobody()
  }

  private findOfNobody(): Residual[] {
    const found: Residual[] = []
    for (const rule of reachOf(this.runtime, this.request).withoutSubject) this.find(rule, null, 'met', found)
    return found
  }

  /** Rules that may speak of a credential of the kind, or take up what another makes of it: more than do, in no order. */
  rulesOfKind(kind: CredentialKind): Rule[] {
    const held = recordOf(kind, this.around)
    const reach = reachOf(this.runtime, this.request)
    const own = candidateRules(this.runtime, reach, held)
    const taken = own.some((one) => derivingOutcomes(one.rule.outcomes).length > 0) ? reach.accepting : []
    return [...new Set([...own, ...taken].map(({ rule }) => rule))]
  }

  /** Rules that need no credential, and those that may take up what they make. */
  rulesOfNobody(): Rule[] {
    const { withoutSubject, accepting } = reachOf(this.runtime, this.request)
    const taken = withoutSubject.some((one) => derivingOutcomes(one.rule.outcomes).length > 0) ? accepting : []
    return [...new Set([...withoutSubject, ...taken].map(({ rule }) => rule))]
  }

  /** Conditions on further credentials, each once; conditions that look at the kind of a credential may have others. */
  holdings(): Holding[] {
    const found = new Map<string, Holding>()
    for (const cell of this.cells()) if (cell.on === 'holding') found.set(cell.holding.name, cell.holding)
    return [...found.values()]
  }

  /** Lengths of work that conditions ask for, as often as they do. */
  work(): WorkCell[] {
    return [...this.cells()].filter((cell) => cell.on === 'work')
  }

  /** Days of issue and of birth at which some condition turns; conditions that look at the kind of a credential may add to them. */
  edges(on: 'issued' | 'birth'): number[] {
    const found = new Set<number>()
    for (const cell of this.cells()) if (cell.on === on) for (const edge of cell.edges) found.add(edge)
    if (on === 'issued') this.addIssueEdges(found)
    return [...found].sort((a, b) => a - b)
  }

  /** Days that selectors and lists name. */
  private addIssueEdges(found: Set<number>): void {
    for (const { rule } of this.runtime.rules) {
      const { issuedFrom, issuedBefore } = rule.subject ?? {}
      for (const date of [issuedFrom, issuedBefore]) if (date !== undefined) found.add(parseDay(date, rule.id))
    }
    for (const { ended } of Object.values(this.around.compiled.catalogues)) {
      for (const list of Object.values(ended ?? {})) for (const { until } of list) found.add(parseDay(until, until))
    }
  }

  /** Cells of the conditions of all rules that speak at the place. */
  private *cells(): Generator<Cell> {
    for (const { formula } of [...(this.asked?.values() ?? [])].flat()) yield* cellsOf(formula)
    if (this.asked === null) yield* this.cellsOfAll()
  }

  private *cellsOfAll(): Generator<Cell> {
    const { applies } = reachOf(this.runtime, this.request)
    const held = recordOf({}, this.around)
    for (const node of this.runtime.rules) {
      if (applies[node.position] !== 1) continue
      const around = { ...this.around, stack: [node] }
      yield* cellsOf(this.condition(node, node.subject === null ? null : held, around))
    }
  }

  /** Whether some rule stands against outcomes of others here. */
  get opposing(): boolean {
    return reachOf(this.runtime, this.request).opposing
  }

  private find(node: RuleNode, subject: Held | null, source: OpenFormula, found: Residual[]): void {
    const around: Evaluation = { ...this.around, stack: [node] }
    const parts: OpenFormula[] = [source]
    if (subject !== null && node.subject !== null) parts.push(openSelector(node.subject, subject, around))
    parts.push(this.condition(node, subject, around))
    const formula = allOf(parts)
    if (formula === 'unmet') return
    found.push({ rule: node.rule, via: subject?.derivation?.via ?? [], formula })
    this.takeUp(node, subject, formula, found)
  }

  /** Worked out once where the kind of the credential does not show in it. */
  private condition(node: RuleNode, subject: Held | null, around: Evaluation): OpenFormula {
    if (node.when === null) return 'met'
    if (subject === null || subject.kind !== 'own' || looksAtKind(node.when))
      return openNode(node.when, subject, around)
    let formula = this.conditions.get(node)
    if (formula === undefined) {
      formula = openNode(node.when, subject, around)
      this.conditions.set(node, formula)
    }
    return formula
  }

  private takeUp(node: RuleNode, subject: Held | null, formula: OpenFormula, found: Residual[]): void {
    for (const taker of reachOf(this.runtime, this.request).accepting) {
      const kinds = taker.rule.subject?.derived ?? []
      for (const held of derivedFrom(node, subject, kinds, this.around)) {
        if (mayTake(taker, held)) this.find(taker, held, formula, found)
      }
    }
  }
}

/** Whether a condition asks more of the credential in scope than its days. */
function looksAtKind(node: NonNullable<RuleNode['when']>): boolean {
  switch (node.op) {
    case 'is':
    case 'stated':
      return true
    case 'all':
    case 'any':
    case 'atLeast':
      return node.children.some(looksAtKind)
    case 'not':
    case 'normally':
      return looksAtKind(node.child)
    default:
      return false
  }
}
