// SPDX-License-Identifier: Apache-2.0
export { assess } from './assess.ts'
export type {
  Assessment,
  AssessmentRequest,
  EndedListing,
  Finding,
  Measure,
  Opposition,
  Question,
  Reason,
  Verdict,
} from './assessment.ts'
export type {
  Bundle,
  CatalogueItem,
  CatalogueNode,
  FactDeclaration,
  FrameworkNode,
  JurisdictionNode,
  QualificationNode,
} from './bundle.ts'
export { compile, doubtfulDay, revive } from './compile/compile.ts'
export type { Compiled } from './compile/compiled.ts'
export { type RefusedRule, refusedRules } from './compile/refused-rules.ts'
export { WorkingTime } from './conditions/experience.ts'
export { addMonths, latestStart, wholeMonths } from './dates/days.ts'
export { nextTurn } from './dates/next-turn.ts'
export { RecognitionError, type RecognitionErrorCode } from './error.ts'
export type { Formula } from './open/formula.ts'
export { representatives, type Test, type Value } from './open/test-fact.ts'
export { covers } from './oppose.ts'
export type { Credential, Experience, Person } from './person.ts'
export {
  type Cell,
  type CellState,
  type CredentialKind,
  cellsOf,
  type DayCell,
  type FactCell,
  type Holding,
  type OpenFormula,
  type Unspoken,
  type WorkCell,
} from './residual/cell.ts'
export { type Residual, Residuals } from './residual/residuals.ts'
export { filled, settle } from './residual/settle.ts'
export type {
  Condition,
  CredentialSelector,
  ExperienceSelector,
  FactTest,
  FactValue,
  LevelRef,
  Manner,
  Outcome,
  OutcomeKind,
  OutcomePattern,
  Period,
  PlainDate,
  Purpose,
  Rule,
  Target,
} from './rule.ts'
