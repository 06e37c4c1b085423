// SPDX-License-Identifier: Apache-2.0
// Pages, routes and commands are listed one by one in the composition roots, from their own files.
export { followsIn } from './following/follow-law.ts'
export { Importer } from './imports/work/importer.ts'
export { Publisher } from './publications/publisher.ts'
