// SPDX-License-Identifier: Apache-2.0
// Expansion (JSON-LD 1.1 API §5.1) and RDF conversion (§8.1) in one walk. Where an implementation might drop something
// silently (an undefined term, a relative IRI, an empty node), this refuses: what is not signed must not look signed.
import { AttestationError } from '../error.ts'
import { isObject, type JsonObject, type JsonValue, pointer } from '../json/json.ts'
import { ActiveContext } from './active-context.ts'
import type { ContextLibrary } from './context-library.ts'
import { checkDirections } from './directions.ts'
import { jsonLiteral, literal } from './literals.ts'
import { Dataset, defaultGraph, type Graph, type Literal, type NamedNode, type Quad, type Resource } from './quads.ts'
import { invalid, isAbsolute, isKeyword, type Term, unsupported } from './terms.ts'
import { type KeywordEntries, valueObject } from './value-object.ts'

const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'

/**
 * The statements of a document. Throws `term-undefined`, `iri-relative`, `context-unknown`, `linked-data-invalid` and
 * `number-not-portable`, `text-not-portable`; `linked-data-unsupported` for correct JSON-LD that is not followed here.
 */
export function toQuads(document: JsonObject, library: ContextLibrary): readonly Quad[] {
  return new Walk(library).document(document)
}

/** One member of an object that is no keyword: what it is called, and what it expands to. */
interface Property {
  name: string
  iri: string
  value: JsonValue
}

class Walk {
  private readonly library: ContextLibrary
  private readonly dataset = new Dataset()
  private readonly path: (string | number)[] = []

  constructor(library: ContextLibrary) {
    this.library = library
  }

  document(document: JsonObject): readonly Quad[] {
    this.object(document, ActiveContext.initial, undefined, defaultGraph, true)
    checkDirections(this.dataset.quads)
    return this.dataset.quads
  }

  /** An object as node or value. `whole`: it has to say something, since a node that says nothing would vanish. */
  private object(
    element: JsonObject,
    outer: ActiveContext,
    scoped: JsonValue | undefined,
    graph: Graph,
    whole: boolean,
  ): Resource | Literal {
    let active = reverted(element, outer)
    if (scoped !== undefined) active = this.library.process(active, scoped, { propagate: true, override: true })
    if (element['@context'] !== undefined) active = this.library.process(active, element['@context'])
    const typeContext = active
    active = this.withTypes(element, active)
    const { keywords, properties } = this.sorted(element, active)
    if ('@value' in keywords) return this.value(keywords, properties, typeContext, whole)
    return this.node(keywords, properties, { active, typeContext, graph, whole })
  }

  /** The contexts that the types of a node bring, in the order of their names (JSON-LD 1.1 API §5.1.2, step 11). */
  private withTypes(element: JsonObject, before: ActiveContext): ActiveContext {
    let active = before
    for (const name of Object.keys(element).sort()) {
      if (active.expand(name, true) !== '@type') continue
      const value = element[name]
      // What is no text is refused where its statements are written.
      const types = [value].flat().filter((type) => typeof type === 'string')
      for (const type of types.sort()) {
        const context = before.terms.get(type)?.context
        if (context !== undefined) active = this.library.process(active, context, { propagate: false, override: false })
      }
    }
    return active
  }

  private sorted(element: JsonObject, active: ActiveContext): { keywords: KeywordEntries; properties: Property[] } {
    const keywords: KeywordEntries = {}
    const properties: Property[] = []
    for (const name of Object.keys(element)) {
      if (name === '@context') continue
      const iri = active.expand(name, true)
      const value = element[name] as JsonValue
      if (iri === null || !(isKeyword(iri) || isAbsolute(iri)))
        throw new AttestationError('term-undefined', this.at(name), `no context says what '${name}' means`)
      if (!isKeyword(iri)) properties.push({ name, iri, value })
      else this.keep(keywords, iri, name, value)
    }
    return { keywords, properties }
  }

  private keep(keywords: KeywordEntries, keyword: string, name: string, value: JsonValue): void {
    if (!isFollowed(keyword)) throw unsupported(this.at(name), `'${keyword}' in a document`)
    if (keyword in keywords) throw invalid(this.at(name), `'${keyword}' stands there twice`)
    keywords[keyword] = value
  }

  private value(keywords: KeywordEntries, properties: Property[], context: ActiveContext, whole: boolean): Literal {
    if (whole || '@id' in keywords || properties.length > 0)
      throw invalid(this.at(), 'a value stands where a node has to stand, or has members of a node')
    return valueObject(keywords, context, this.at())
  }

  private node(
    keywords: KeywordEntries,
    properties: Property[],
    {
      active,
      typeContext,
      graph,
      whole,
    }: { active: ActiveContext; typeContext: ActiveContext; graph: Graph; whole: boolean },
  ): Resource {
    if ('@language' in keywords || '@direction' in keywords)
      throw invalid(this.at(), 'a node has a language or direction')
    const subject = this.subject(keywords['@id'], active)
    let says = this.types(subject, keywords['@type'], typeContext, graph)
    for (const property of properties) {
      this.path.push(property.name)
      if (this.property(subject, property, active, graph)) says = true
      this.path.pop()
    }
    if (whole && !says) throw invalid(this.at(), 'this object says nothing')
    return subject
  }

  private subject(id: JsonValue | undefined, active: ActiveContext): Resource {
    if (id === undefined) return this.dataset.blank()
    if (typeof id !== 'string') throw invalid(this.at('id'), 'an id is not text')
    return this.dataset.resource(this.absolute(active.expand(id, false), id))
  }

  private types(subject: Resource, value: JsonValue | undefined, context: ActiveContext, graph: Graph): boolean {
    if (value === undefined) return false
    const types = Array.isArray(value) ? value : [value]
    for (const type of types) {
      if (typeof type !== 'string') throw invalid(this.at('type'), 'a type is not text')
      const iri = context.expand(type, true)
      if (iri === '@json') throw unsupported(this.at('type'), "'@json' in a document")
      if (iri === null || !isAbsolute(iri))
        throw new AttestationError('term-undefined', this.at('type'), `no context says what the type '${type}' means`)
      this.dataset.add(subject, this.dataset.named(`${rdf}type`), this.dataset.resource(iri), graph)
    }
    return types.length > 0
  }

  /** Makes the statements of one member; answers whether it says anything. */
  private property(subject: Resource, { name, iri, value }: Property, active: ActiveContext, graph: Graph): boolean {
    const term = active.terms.get(name)
    if (term?.unsupported !== undefined) throw unsupported(this.at(), `the term '${name}' with ${term.unsupported}`)
    const inner =
      term?.context === undefined
        ? active
        : this.library.process(active, term.context, { propagate: true, override: true })
    const predicate = this.dataset.named(iri)
    const to = (object: Resource | Literal) => {
      if (iri.startsWith('_:')) throw invalid(this.at(), 'a blank node cannot be what is said')
      this.dataset.add(subject, predicate, object, graph)
    }
    if (term?.type === '@json') return this.json(term, value, to)
    if (value === null) return false
    const container = term?.container ?? 'none'
    if (container === 'list') to(this.list(value, name, inner, graph))
    else if (container === 'graph') return this.graphs(value, name, inner, to)
    else this.each(value, (entry) => to(this.entry(entry, name, inner, graph)))
    return true
  }

  private json(term: Term, value: JsonValue, to: (object: Literal) => void): boolean {
    if (term.container !== 'none') throw unsupported(this.at(), 'a container of JSON')
    to(jsonLiteral(value))
    return true
  }

  /** Every value of an array of arrays; null says nothing. Answers how many there were. */
  private each(value: JsonValue, visit: (entry: Exclude<JsonValue, null | JsonValue[]>) => void): number {
    if (value === null) return 0
    if (!Array.isArray(value)) {
      visit(value)
      return 1
    }
    let count = 0
    for (let index = 0; index < value.length; index++) {
      this.path.push(index)
      count += this.each(value[index] as JsonValue, visit)
      this.path.pop()
    }
    return count
  }

  private entry(
    value: Exclude<JsonValue, null | JsonValue[]>,
    name: string,
    active: ActiveContext,
    graph: Graph,
  ): Resource | Literal {
    const term = active.terms.get(name)
    if (isObject(value)) return this.object(value, active, term?.context, graph, false)
    return this.scalar(value, term, active)
  }

  /** Value expansion (JSON-LD 1.1 API §5.3.2). */
  private scalar(value: string | number | boolean, term: Term | undefined, active: ActiveContext): Resource | Literal {
    if (term?.unsupported !== undefined) throw unsupported(this.at(), `a term with ${term.unsupported}`)
    const type = term?.type
    if (type === '@json') throw unsupported(this.at(), 'JSON by a context of its own term')
    if (typeof value === 'string' && (type === '@id' || type === '@vocab'))
      return this.dataset.resource(this.absolute(active.expand(value, type === '@vocab'), value))
    const datatype: NamedNode | null = type === undefined || isKeyword(type) ? null : this.dataset.named(type)
    return literal(value, datatype, this.at())
  }

  /** RDF collection (JSON-LD 1.1 API §8.3.2). */
  private list(value: JsonValue, name: string, active: ActiveContext, graph: Graph): Resource {
    const items: (Resource | Literal)[] = []
    for (const entry of [value].flat() as JsonValue[]) {
      if (Array.isArray(entry)) throw unsupported(this.at(), 'a list of lists')
      this.each(entry, (one) => items.push(this.entry(one, name, active, graph)))
    }
    let rest: Resource = this.dataset.named(`${rdf}nil`)
    for (const item of items.reverse()) {
      const cell = this.dataset.blank()
      this.dataset.add(cell, this.dataset.named(`${rdf}first`), item, graph)
      this.dataset.add(cell, this.dataset.named(`${rdf}rest`), rest, graph)
      rest = cell
    }
    return rest
  }

  /** Each value as a graph of its own, named by a blank node. */
  private graphs(value: JsonValue, name: string, active: ActiveContext, to: (graph: Resource) => void): boolean {
    const count = this.each(value, (entry) => {
      if (!isObject(entry)) throw invalid(this.at(), 'expected an object with more than an id')
      const graph = this.dataset.blank()
      to(graph)
      this.object(entry, active, active.terms.get(name)?.context, graph, true)
    })
    return count > 0
  }

  private absolute(iri: string | null, written: string): string {
    if (iri === null || !isAbsolute(iri))
      throw new AttestationError('iri-relative', this.at(), `'${written.slice(0, 100)}' is not an absolute IRI`)
    return iri
  }

  private at(...more: string[]): string {
    return pointer(...this.path, ...more)
  }
}

const followed: readonly string[] = ['@id', '@type', '@value', '@language', '@direction']

function isFollowed(keyword: string): keyword is keyof KeywordEntries {
  return followed.includes(keyword)
}

/** Where a type brought the context, it ends at the next node, but not at a value or a bare reference (§5.1.2, step 7). */
function reverted(element: JsonObject, active: ActiveContext): ActiveContext {
  if (active.previous === null) return active
  const names = Object.keys(element)
  if (names.length > 2 || names.includes('@context')) return active.previous
  for (const name of names) {
    const iri = active.expand(name, true)
    if (iri === '@value' || (iri === '@id' && names.length === 1)) return active
  }
  return active.previous
}
