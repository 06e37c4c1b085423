// SPDX-License-Identifier: Apache-2.0
// Pages, routes and commands are listed one by one in the composition roots, from their own files.

export { readSide, type Side } from './changes/read-side.ts'
export { inventCatalogue, inventedPlace } from './demonstration/catalogue.model.ts'
export { type DraftSides, draftSides } from './drafts/draft-sides.ts'
export { type DraftInHand, draftOf, filesOfDraft, readDraft } from './drafts/edit-draft.ts'
export { followsIn } from './following/follow-law.ts'
export { chosenLanguage } from './imports/chosen-language.ts'
export { readKnownBodies, readKnownQualifications } from './imports/ground.store.ts'
export { fromSerial, readDate } from './imports/rows/dates.model.ts'
export { furtherCountryNames, wordList } from './imports/rows/word-lists.model.ts'
export { decodings } from './imports/tables/decode-text.ts'
export { sheetRows } from './imports/tables/read-sheet.ts'
export { openWorkbook } from './imports/tables/read-workbook.ts'
export { openZipAt } from './imports/tables/read-zip.ts'
export { Allowance, type TableRow } from './imports/tables/table.model.ts'
export { keepImporting } from './imports/work/importer.ts'
export { keepPublishing } from './publications/publisher.ts'
