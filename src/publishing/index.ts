// SPDX-License-Identifier: Apache-2.0
// Pages, routes and commands are listed one by one in the composition roots, from their own files.
export { inventCatalogue, inventedPlace } from './demonstration/catalogue.model.ts'
export { followsIn } from './following/follow-law.ts'
export { chosenLanguage } from './imports/chosen-language.ts'
export { readKnownBodies, readKnownQualifications } from './imports/ground.store.ts'
export { readDate } from './imports/rows/dates.model.ts'
export { furtherCountryNames, wordList } from './imports/rows/word-lists.model.ts'
export { decodings } from './imports/tables/decode-text.ts'
export { keepImporting } from './imports/work/importer.ts'
export { keepPublishing } from './publications/publisher.ts'
