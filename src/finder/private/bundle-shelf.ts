// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'
import { type PackedFile, pack } from '../../ui/index.ts'
import type { LawShelf, LoadedLaw } from '../answers/load-law.ts'
import { cutBundle, everywhere, rootsOf } from './law-bundle.model.ts'

export interface BundleShelf {
  /** Root to the address of its bundle. */
  index(): Promise<Record<string, string>>
  /** The bundle of a root, if the law in hand is the one of the hash. */
  take(root: string, hash: string): Promise<PackedFile | null>
}

interface Packed {
  hash: string
  roots: string[]
  files: Map<string, Promise<PackedFile>>
}

const packed = new WeakMap<LoadedLaw, Packed>()

/** Law as files that a browser keeps: made when first asked for, named by the content of the whole law. */
export function bundleShelf(shelf: LawShelf): BundleShelf {
  return {
    index: async () => {
      const { hash, roots } = packedLaw(await shelf.take(null))
      return Object.fromEntries(roots.map((root) => [root, `/bundles/${root}.${hash}.json`]))
    },
    take: async (root, hash) => {
      const law = await shelf.take(null)
      const known = packedLaw(law)
      if (known.hash !== hash || !known.roots.includes(root)) return null
      let file = known.files.get(root)
      if (file === undefined) {
        file = pack(JSON.stringify(cutBundle(law, root)))
        known.files.set(root, file)
      }
      return file
    },
  }
}

/** The law in hand, named by its content: the same words in the address of every bundle and on every answer on paper. */
export const lawVersion = (law: LoadedLaw): string => packedLaw(law).hash

function packedLaw(law: LoadedLaw): Packed {
  let known = packed.get(law)
  if (known === undefined) {
    const roots = rootsOf(law.bundle)
    const digest = createHash('sha256').update(JSON.stringify(cutBundle(law, everywhere)))
    known = { hash: digest.digest('hex').slice(0, 16), roots, files: new Map() }
    packed.set(law, known)
  }
  return known
}
