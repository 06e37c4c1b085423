// SPDX-License-Identifier: Apache-2.0
// Differential test of the expansion: our statements against those of `jsonld` in its safe mode.
import jsonld from 'jsonld'
import { pinnedContexts } from '../contexts/pinned.ts'
import { AttestationError } from '../error.ts'
import type { JsonObject } from '../json/json.ts'
import { canonicalForm, canonicalQuads } from '../linked-data/canonical-quads.ts'
import { ContextLibrary } from '../linked-data/context-library.ts'
import type { Quad } from '../linked-data/quads.ts'
import { dice, fuzzDocument, vocabularyOf } from './fuzz-document.ts'

export interface Comparison {
  /** Both made the same canonical N-Quads. */
  alike: number
  /** Both refused. */
  refused: number
  /** We leave it to `jsonld`. */
  left: number
  /** A number that `jsonld` writes as 0, or texts that it takes for one; refused by us on purpose. */
  unportable: number
  different: { document: string; ours: string; theirs: string }[]
}

const documents = new Map(pinnedContexts.map(({ url, document }) => [url, document]))
const library = new ContextLibrary(documents)
const vocabulary = vocabularyOf(pinnedContexts.map(({ document }) => document))

/** Compares `count` documents of a seed; keeps the first 20 that differ. */
export async function compareWithJsonld({ seed, count }: { seed: number; count: number }): Promise<Comparison> {
  const result: Comparison = { alike: 0, refused: 0, left: 0, unportable: 0, different: [] }
  const roll = dice(seed)
  for (let index = 0; index < count && result.different.length < 20; index++)
    await compare(fuzzDocument(roll, vocabulary), result)
  return result
}

async function compare(document: JsonObject, result: Comparison): Promise<void> {
  const ours = await told(() => canonicalQuads(document, library))
  if (ours === 'linked-data-unsupported') result.left++
  else if (ours.endsWith('-not-portable')) result.unportable++
  else {
    const theirs = await told(() => byJsonld(document))
    if (ours.startsWith('!') && theirs.startsWith('!')) result.refused++
    else if (ours === theirs) result.alike++
    else result.different.push({ document: JSON.stringify(document), ours, theirs })
  }
}

async function byJsonld(document: JsonObject): Promise<string> {
  const quads = (await jsonld.toRDF(structuredClone(document), {
    safe: true,
    rdfDirection: 'i18n-datatype',
    documentLoader: async (url: string) => ({
      contextUrl: undefined,
      documentUrl: url,
      document: structuredClone(documents.get(url)),
    }),
  })) as unknown as Quad[]
  return canonicalForm(quads)
}

/** The canonical form, the code of what we leave to others, or `!` with why it was refused. */
async function told(action: () => Promise<string>): Promise<string> {
  try {
    return await action()
  } catch (error) {
    if (error instanceof AttestationError && /unsupported|portable/.test(error.code)) return error.code
    return `!${error instanceof Error ? error.message : String(error)}`
  }
}
