// SPDX-License-Identifier: Apache-2.0
// RDF 1.1 Concepts, in the shapes that rdf-canonize takes.

export interface NamedNode {
  readonly termType: 'NamedNode'
  readonly value: string
}

export interface BlankNode {
  readonly termType: 'BlankNode'
  /** The label without `_:`. */
  readonly value: string
}

export interface DefaultGraph {
  readonly termType: 'DefaultGraph'
  readonly value: ''
}

export interface Literal {
  readonly termType: 'Literal'
  readonly value: string
  readonly datatype: NamedNode
  readonly language?: string
}

export type Resource = NamedNode | BlankNode
export type Graph = DefaultGraph | Resource

export interface Quad {
  readonly subject: Resource
  readonly predicate: NamedNode
  readonly object: Resource | Literal
  readonly graph: Graph
}

export const defaultGraph: DefaultGraph = { termType: 'DefaultGraph', value: '' }

/** A dataset as it grows: a set, so that a statement made twice stands once (RDF 1.1 Concepts §4). */
export class Dataset {
  readonly quads: Quad[] = []
  private readonly seen = new Set<string>()
  private readonly labels = new Map<string, BlankNode>()
  private readonly names = new Map<string, NamedNode>()
  private issued = 0

  add(subject: Resource, predicate: NamedNode, object: Resource | Literal, graph: Graph): void {
    const key = `${keyOf(subject)} ${predicate.value} ${keyOf(object)} ${keyOf(graph)}`
    if (this.seen.has(key)) return
    this.seen.add(key)
    this.quads.push({ subject, predicate, object, graph })
  }

  named(iri: string): NamedNode {
    const known = this.names.get(iri)
    if (known !== undefined) return known
    const node: NamedNode = { termType: 'NamedNode', value: iri }
    this.names.set(iri, node)
    return node
  }

  /** A node of its own; with a label, the one node that the document calls so. */
  blank(label?: string): BlankNode {
    const known = label === undefined ? undefined : this.labels.get(label)
    if (known !== undefined) return known
    const node: BlankNode = { termType: 'BlankNode', value: `b${this.issued++}` }
    if (label !== undefined) this.labels.set(label, node)
    return node
  }

  /** The node of an absolute IRI or of a blank node identifier (`_:…`). */
  resource(iri: string): Resource {
    return iri.startsWith('_:') ? this.blank(iri) : this.named(iri)
  }
}

function keyOf(term: Resource | Literal | DefaultGraph): string {
  if (term.termType === 'NamedNode') return term.value
  if (term.termType === 'BlankNode') return `_:${term.value}`
  if (term.termType === 'DefaultGraph') return ''
  return `"${term.value}"${term.language ?? ''}^${term.datatype.value}`
}
