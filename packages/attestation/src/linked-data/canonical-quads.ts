// SPDX-License-Identifier: Apache-2.0
import { canonize } from 'rdf-canonize'
import { AttestationError } from '../error.ts'
import type { JsonObject } from '../json/json.ts'
import { canonicalLabels } from './canonical-labels.ts'
import type { ContextLibrary } from './context-library.ts'
import type { FallbackExpander } from './fallback.ts'
import type { Quad } from './quads.ts'
import { lineOf, type Statement, type WrittenTerm } from './statements.ts'
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
  const statements = expanded(document, library, fallback)
  return statements === null
    ? canonicalForm(await (fallback as FallbackExpander)(document))
    : canonicalLines(statements)
}

/** The statements; null where they are left to the fallback. */
function expanded(document: JsonObject, library: ContextLibrary, fallback?: FallbackExpander) {
  try {
    return toQuads(document, library)
  } catch (error) {
    const isLeft = error instanceof AttestationError && error.code === 'linked-data-unsupported'
    if (isLeft && fallback !== undefined) return null
    throw error
  }
}

/** Rounds of Hash N-Degree Quads, each of which looks at up to all quads; every test of the W3C needs less. */
const work = { rounds: 500, quads: 60_000 }

/** The canonical N-Quads of statements: here where the blank nodes differ at first sight, which they mostly do. */
export async function canonicalLines(statements: readonly Statement[]): Promise<string> {
  const labels = await canonicalLabels(statements)
  if (labels === null) return canonicalForm(statements)
  const textOf = (term: WrittenTerm) => (term.termType === 'BlankNode' ? (labels.get(term) as string) : term.text)
  const lines = statements.map((statement) => (hasBlank(statement) ? lineOf(statement, textOf) : statement.line))
  return lines.sort().join('')
}

function hasBlank({ subject, object, graph }: Statement): boolean {
  return subject.termType === 'BlankNode' || object.termType === 'BlankNode' || graph.termType === 'BlankNode'
}

/** The canonical N-Quads of any quads, by rdf-canonize. */
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
