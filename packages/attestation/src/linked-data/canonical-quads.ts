// SPDX-License-Identifier: Apache-2.0
import { canonize } from 'rdf-canonize'
import { AttestationError } from '../error.ts'
import type { JsonObject } from '../json/json.ts'
import type { ContextLibrary } from './context-library.ts'
import type { FallbackExpander } from './fallback.ts'
import type { Quad } from './quads.ts'
import { toQuads } from './to-quads.ts'

/**
 * The canonical N-Quads of a document (RDF Dataset Canonicalization 1.0 §4.3). The work on blank nodes that look alike is
 * bounded: what would take longer is `graph-too-complex`. Throws besides what {@link toQuads} throws.
 */
export async function canonicalQuads(
  document: JsonObject,
  library: ContextLibrary,
  fallback?: FallbackExpander,
): Promise<string> {
  return canonicalForm(fallback === undefined ? toQuads(document, library) : await either(document, library, fallback))
}

async function either(
  document: JsonObject,
  library: ContextLibrary,
  fallback: FallbackExpander,
): Promise<readonly Quad[]> {
  try {
    return toQuads(document, library)
  } catch (error) {
    if (error instanceof AttestationError && error.code === 'linked-data-unsupported') return fallback(document)
    throw error
  }
}

/** Rounds of Hash N-Degree Quads, each of which looks at up to all quads; every test of the W3C needs less. */
const work = { rounds: 500, quads: 60_000 }

export async function canonicalForm(quads: readonly Quad[]): Promise<string> {
  try {
    return await canonize(quads, {
      algorithm: 'RDFC-1.0',
      rejectURDNA2015: true,
      maxDeepIterations: Math.min(work.rounds, Math.floor(work.quads / quads.length)),
    })
  } catch (cause) {
    throw new AttestationError('graph-too-complex', '', 'its blank nodes cannot be told apart with bounded work', {
      cause,
    })
  }
}
