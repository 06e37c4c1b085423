// SPDX-License-Identifier: Apache-2.0
// Commands, routes and pages are listed one by one in the composition roots, from their own files.
export {
  type AnswerDependencies,
  type AssessedPerson,
  type AssessmentQuestion,
  assessPerson,
  assessWith,
  explainAssessment,
  penFor,
} from './answers/assess-person.ts'
export { classInWords, conditionInWords, selectorInWords } from './answers/condition-words.model.ts'
export { type LawShelf, type LoadedLaw, lawShelf } from './answers/load-law.ts'
export { zoneOf } from './answers/place-calendar.model.ts'
export { chosenLanguage } from './answers/terminal/chosen-language.ts'
export { columnsOf, wrap } from './answers/terminal/terminal-text.ts'
export { nameOf, namesOf, type Pen, periodInWords } from './answers/words.model.ts'
export { lawBeside } from './law-beside/law-beside.ts'
export { personInWords } from './law-pages/examples/explain-example.ts'
export { type AskedView, type RuleView, ruleInWords } from './reverse/rule-in-words.model.ts'
export { wholePenFor } from './reverse/whole-pen.model.ts'
export { type CharacterTables, noTables, simplify, tablesOf } from './search/character-tables.model.ts'
export { bucketCount, gramsOf } from './search/name-grams.model.ts'
export { foldText, longestText } from './search/name-text.model.ts'
export { soundsOf } from './search/pinyin.model.ts'
export { readCharacterTables } from './search/read-character-tables.ts'
export { type SearchShelf, searchShelf } from './search/search-shelf.ts'
