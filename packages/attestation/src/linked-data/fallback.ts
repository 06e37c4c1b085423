// SPDX-License-Identifier: Apache-2.0
import { AttestationError } from '../error.ts'
import type { JsonObject } from '../json/json.ts'
import type { ContextLibrary } from './context-library.ts'
import type { Quad } from './quads.ts'

/** Makes the statements of a document in another way. */
export type FallbackExpander = (document: JsonObject) => Promise<readonly Quad[]>

/** What is used of the package `jsonld`; hand in its default export. */
export interface JsonldProcessor {
  toRDF(
    document: object,
    options: {
      safe: boolean
      rdfDirection: 'i18n-datatype'
      documentLoader: (url: string) => Promise<{ contextUrl?: undefined; documentUrl: string; document: unknown }>
    },
  ): Promise<object>
}

/**
 * `jsonld` in its safe mode, over the contexts at hand: for documents with what this package does not follow (reversed
 * properties, maps by language or index, nesting). Slower by an order of magnitude; nothing is fetched by it either.
 * Such documents lose what `jsonld` 9.0 loses: the direction of a number, and a text that differs from another of its
 * property in direction alone.
 */
export function jsonldFallback(jsonld: JsonldProcessor, library: ContextLibrary): FallbackExpander {
  const documentLoader = async (url: string) => {
    const document = library.document(url)
    if (document === undefined)
      throw new AttestationError(
        'context-unknown',
        '/@context',
        `'${url.slice(0, 200)}' is not among the contexts at hand`,
      )
    return { documentUrl: url, document: structuredClone(document) }
  }
  return async (document) => {
    try {
      const options = { safe: true, rdfDirection: 'i18n-datatype', documentLoader } as const
      return (await jsonld.toRDF(structuredClone(document), options)) as Quad[]
    } catch (cause) {
      if (cause instanceof AttestationError) throw cause
      throw new AttestationError('linked-data-invalid', '', 'jsonld refuses this document', { cause })
    }
  }
}
