// SPDX-License-Identifier: Apache-2.0
export { Area, type AreaProps } from './area/area.tsx'
export { type AreaPage, type AreaSurroundings, sendAreaPage } from './area/send-area-page.tsx'
export { assetPath, assetRoutes, type InlineFile, inlineFile } from './assets/assets.ts'
export { ConditionList, type ConditionProps } from './condition-list/condition-list.tsx'
export {
  ChoiceField,
  FileField,
  type FormError,
  FormErrors,
  FormField,
  type FormFieldProps,
  Notice,
} from './form-field/form-field.tsx'
export {
  ConditionIcon,
  Mark,
  OutcomeIcon,
  type OutcomeShape,
  SignIcon,
  VerdictIcon,
  type VerdictShape,
} from './icon/icon.tsx'
export { Kept } from './kept/kept.tsx'
export { Cite, type CiteProps } from './law-cite/law-cite.tsx'
export { type Crumb, Crumbs } from './law-crumbs/law-crumbs.tsx'
export { type BasisProps, LegalBasis } from './legal-basis/legal-basis.tsx'
export { momentIn } from './messages/moment.ts'
export {
  chooseLanguage,
  type Language,
  languages,
  languageTag,
  type MessageKey,
  ownName,
  type Words,
  wordsIn,
} from './messages/words.ts'
export { OutcomeBridge, type OutcomeProps } from './outcome-bridge/outcome-bridge.tsx'
export { andLeft, followProgress, ofProgress } from './progress/follow-progress.ts'
export { keepProgress } from './progress/keep-progress.ts'
export { Progress } from './progress/progress.tsx'
export type { ProgressDesk } from './progress/progress-desk.ts'
export { QuestionField, type QuestionProps } from './question-field/question-field.tsx'
export {
  type BundledScript,
  bundledScriptPath,
  bundleScript,
  projectRoot,
  type ScriptSource,
} from './scripts/bundle-script.ts'
export { type PackedFile, pack } from './scripts/pack.ts'
export { sendPacked } from './scripts/send-packed.ts'
export { type PageProps, renderPage } from './shell/page-shell.tsx'
export { greetReader, type Preferences, preferencesOf, type Theme } from './shell/preferences.ts'
export { Run } from './text-run/text-run.tsx'
