// SPDX-License-Identifier: Apache-2.0
import { canonize } from 'rdf-canonize'
import { AttestationError } from '../error.ts'
import type { JsonObject } from '../json/json.ts'
import { canonicalLabels } from './canonical-labels.ts'
import type { ContextLibrary } from './context-library.ts'
import type { FallbackExpander } from './fallback.ts'
import type { Quad } from './quads.ts'
import { type Blank, lineOf, type Statement, unique, type WrittenTerm } from './statements.ts'
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

/**
 * The canonical N-Quads of statements, of which some may be the same: here where their blank nodes differ at first sight,
 * which they mostly do. With one such node nothing has to be hashed, and what stands there twice is seen in the end.
 */
export async function canonicalLines(statements: readonly Statement[]): Promise<string> {
  if (!hasSeveralBlankNodes(statements)) return sortedLines(statements, () => '_:c14n0')
  const once = unique(statements)
  const labels = await canonicalLabels(once)
  return labels === null ? canonicalForm(once) : sortedLines(once, (node) => labels.get(node) as string)
}

function hasSeveralBlankNodes(statements: readonly Statement[]): boolean {
  const nodes = new Set<Blank>()
  for (const { subject, object, graph } of statements) {
    if (subject.termType === 'BlankNode') nodes.add(subject)
    if (object.termType === 'BlankNode') nodes.add(object)
    if (graph.termType === 'BlankNode') nodes.add(graph)
  }
  return nodes.size > 1
}

function sortedLines(statements: readonly Statement[], labelOf: (node: Blank) => string): string {
  const textOf = (term: WrittenTerm) => (term.termType === 'BlankNode' ? labelOf(term) : term.text)
  const lines = statements.map((statement) => lineOf(statement, textOf)).sort()
  let text = ''
  let before = ''
  for (const line of lines) {
    if (line !== before) text += line
    before = line
  }
  return text
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
