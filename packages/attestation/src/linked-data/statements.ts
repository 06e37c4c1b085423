// SPDX-License-Identifier: Apache-2.0
// Quads whose terms have their text in N-Quads with them (RDF 1.1 N-Quads §2, as RDFC-1.0 §5 writes it): a term of a
// context is written once.
import type { BlankNode, DefaultGraph, Literal, NamedNode, Quad } from './quads.ts'

interface Written {
  readonly text: string
}

export interface Name extends NamedNode, Written {}
export interface Blank extends BlankNode, Written {}
export interface Value extends Literal, Written {
  readonly datatype: Name
}
export type Node = Name | Blank
export type Graph = Node | (DefaultGraph & Written)
export type WrittenTerm = Graph | Value

export interface Statement extends Quad {
  readonly subject: Node
  readonly predicate: Name
  readonly object: Node | Value
  readonly graph: Graph
}

export const defaultGraph: Graph = { termType: 'DefaultGraph', value: '', text: '' }

export function nameOf(iri: string): Name {
  return { termType: 'NamedNode', value: iri, text: `<${escaped(iri, beyondIri)}>` }
}

const xsdString = 'http://www.w3.org/2001/XMLSchema#string'

/** A literal; with a language, the datatype is rdf:langString. */
export function writtenValue(value: string, datatype: Name, language?: string): Value {
  const quoted = `"${escaped(value, beyondQuotes)}"`
  if (language !== undefined) return { termType: 'Literal', value, datatype, text: `${quoted}@${language}`, language }
  const text = datatype.value === xsdString ? quoted : `${quoted}^^${datatype.text}`
  return { termType: 'Literal', value, datatype, text }
}

/** A statement as a line, each term as `textOf` writes it. */
export function lineOf(
  { subject, predicate, object, graph }: Statement,
  textOf: (term: WrittenTerm) => string,
): string {
  const end = graph.termType === 'DefaultGraph' ? '' : ` ${textOf(graph)}`
  return `${textOf(subject)} ${predicate.text} ${textOf(object)}${end} .\n`
}

const asItIs = ({ text }: WrittenTerm) => text

/** Each statement once (a dataset is a set: RDF 1.1 Concepts §4). */
export function unique(statements: readonly Statement[]): readonly Statement[] {
  return [...new Map(statements.map((statement) => [lineOf(statement, asItIs), statement])).values()]
}

/** A dataset as it grows; a statement may stand there twice. */
export class Dataset {
  readonly statements: Statement[] = []
  private readonly labels = new Map<string, Blank>()
  private issued = 0

  add(subject: Node, predicate: Name, object: Node | Value, graph: Graph): void {
    this.statements.push({ subject, predicate, object, graph })
  }

  /** A node of its own; with a label, the one node that the document calls so. */
  blank(label?: string): Blank {
    const known = label === undefined ? undefined : this.labels.get(label)
    if (known !== undefined) return known
    const value = `b${this.issued++}`
    const node: Blank = { termType: 'BlankNode', value, text: `_:${value}` }
    if (label !== undefined) this.labels.set(label, node)
    return node
  }

  /** The node of an absolute IRI or of a blank node identifier (`_:…`). */
  resource(iri: string): Node {
    return iri.startsWith('_:') ? this.blank(iri) : nameOf(iri)
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what N-Quads escapes
const beyondIri = /[\u0000-\u0020<>"{}|^`\\]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what N-Quads escapes
const beyondQuotes = /[\u0000-\u001f\u007f"\\]/

const short: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
}

function escaped(text: string, beyond: RegExp): string {
  if (!beyond.test(text)) return text
  const names = beyond === beyondQuotes ? short : {}
  return text.replace(
    new RegExp(beyond, 'g'),
    (character) => names[character] ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  )
}
