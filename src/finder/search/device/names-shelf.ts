// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { type PackedFile, pack } from '../../../ui/index.ts'
import type { SearchShelf, ShelvedSearch } from '../search-shelf.ts'
import type { NameFiles } from './name-files.model.ts'

export interface NamesShelf {
  index(): Promise<NameFiles>
  /** A file, if the names in hand are those of the hash. */
  take(name: string, hash: string): Promise<PackedFile | null>
}

interface Written {
  name: string
  hash: string
  text: string
  packed?: Promise<PackedFile>
}

const written = new WeakMap<ShelvedSearch, Written[]>()

/** All names as files that a device keeps, named by their content: the same for everyone, whatever they look for. */
export function namesShelf(search: SearchShelf): NamesShelf {
  return {
    index: async () => {
      const [characters = '', ...shards] = filesOf(await search.take()).map(addressOf)
      return { version: 1, characters, shards }
    },
    take: async (name, hash) => {
      const file = filesOf(await search.take()).find((one) => one.name === name && one.hash === hash)
      if (file === undefined) return null
      file.packed ??= pack(file.text)
      return file.packed
    },
  }
}

const addressOf = ({ name, hash }: Written): string => `/names/${name}.${hash}.json`

function filesOf(search: ShelvedSearch): Written[] {
  let files = written.get(search)
  if (files === undefined) {
    files = [
      write('characters', search.characters),
      ...search.shards.map(({ name, things }) => write(name, { version: 1, things })),
    ]
    written.set(search, files)
  }
  return files
}

function write(name: string, content: object): Written {
  const text = JSON.stringify(content)
  return { name, text, hash: createHash('sha256').update(text).digest('hex').slice(0, 16) }
}
