// SPDX-License-Identifier: Apache-2.0
import type { NameShard } from '../search-set.model.ts'

/** Where the names are: what `/names/index.json` says. */
export interface NameFiles {
  version: 1
  characters: string
  /** In the order in which they are read. */
  shards: string[]
}

/** What stands in the file of a shard. */
export interface NameFile {
  version: 1
  things: NameShard['things']
}
