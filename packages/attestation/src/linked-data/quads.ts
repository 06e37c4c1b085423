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
