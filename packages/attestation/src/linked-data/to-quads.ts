// SPDX-License-Identifier: Apache-2.0
// Expansion (JSON-LD 1.1 API §5.1) and RDF conversion (§8.1) in one walk. Where an implementation might drop something
// silently (an undefined term, a relative IRI, an empty node), this refuses: what is not signed must not look signed.
import { AttestationError } from '../error.ts'
import { isObject, type JsonObject, type JsonValue, pointer } from '../json/json.ts'
import { ActiveContext } from './active-context.ts'
import type { ContextLibrary } from './context-library.ts'
import { checkDirections } from './directions.ts'
import { jsonLiteral, literal } from './literals.ts'
import {
  Dataset,
  defaultGraph,
  type Graph,
  type Name,
  type Node,
  nameOf,
  type Statement,
  type Value,
} from './statements.ts'
import { invalid, isAbsolute, isKeyword, type Term, unsupported } from './terms.ts'
import { type KeywordEntries, valueObject } from './value-object.ts'

const rdf = (name: string) => nameOf(`http://www.w3.org/1999/02/22-rdf-syntax-ns#${name}`)
const [rdfType, rdfFirst, rdfRest, rdfNil] = [rdf('type'), rdf('first'), rdf('rest'), rdf('nil')]
/** How the context of a term is put on top, and how that of a type is. */
const byTerm = { propagate: true, override: true }
const byType = { propagate: false, override: false }

/**
 * The statements of a document, of which some may be the same. Throws `term-undefined`, `iri-relative`,
 * `context-unknown`, `linked-data-invalid` and `number-not-portable`, `text-not-portable`; `linked-data-unsupported` for
 * correct JSON-LD that is not followed here.
 */
export function toQuads(document: JsonObject, library: ContextLibrary): readonly Statement[] {
  return new Walk(library).document(document)
}

/** What stands around the values of one member. */
interface Saying {
  readonly subject: Node
  /** Null where it is a blank node. */
  readonly predicate: Name | null
  readonly term: Term | undefined
  /** What holds within the member. */
  readonly active: ActiveContext
  readonly graph: Graph
}

class Walk {
  private readonly library: ContextLibrary
  private readonly dataset = new Dataset()
  private readonly path: (string | number)[] = []
  private readonly here = () => this.at()

  constructor(library: ContextLibrary) {
    this.library = library
  }

  document(document: JsonObject): readonly Statement[] {
    this.object(document, ActiveContext.initial, undefined, defaultGraph, true)
    checkDirections(this.dataset.statements)
    return this.dataset.statements
  }

  /** An object as node or value. `whole`: it has to say something, since a node that says nothing would vanish. */
  private object(
    element: JsonObject,
    outer: ActiveContext,
    scoped: JsonValue | undefined,
    graph: Graph,
    whole: boolean,
  ): Node | Value {
    let active = reverted(element, outer)
    if (scoped !== undefined) active = this.library.process(active, scoped, byTerm)
    if (element['@context'] !== undefined) active = this.library.process(active, element['@context'])
    const typeContext = active
    const names = Object.keys(element)
    active = this.withTypes(element, names, active)
    const keywords = this.keywords(element, names, active)
    if ('@value' in keywords) return this.value(keywords, names, active, typeContext, whole)
    if ('@language' in keywords || '@direction' in keywords)
      throw invalid(this.at(), 'a node has a language or direction')
    const subject = this.subject(keywords['@id'], active)
    const isTyped = this.types(subject, keywords['@type'], typeContext, graph)
    const says = this.members(subject, element, names, active, graph)
    if (whole && !isTyped && !says) throw invalid(this.at(), 'this object says nothing')
    return subject
  }

  /** The contexts that the types of a node bring, in the order of their names (JSON-LD 1.1 API §5.1.2, step 11). */
  private withTypes(element: JsonObject, names: readonly string[], before: ActiveContext): ActiveContext {
    const only = typesMember(names, before)
    if (only === null) return before
    const active = this.withTypesOf(element[only], before, before)
    // Hardly ever are there two, or does the context of a type say that another member names types, too.
    const another = typesMember(names, before, only) ?? typesMember(names, active, only)
    return another === null ? active : this.withAllTypes(element, names, before)
  }

  private withAllTypes(element: JsonObject, names: readonly string[], before: ActiveContext): ActiveContext {
    let active = before
    for (const name of [...names].sort())
      if (active.namesTypes(name)) active = this.withTypesOf(element[name], active, before)
    return active
  }

  /** What is no text is refused where its statements are written. */
  private withTypesOf(value: JsonValue | undefined, outer: ActiveContext, before: ActiveContext): ActiveContext {
    if (!bringContext(value, before)) return outer
    let active = outer
    const types = Array.isArray(value) ? value.filter((type) => typeof type === 'string').sort() : [value]
    for (const type of types) {
      const context = typeof type === 'string' ? before.terms.get(type)?.context : undefined
      if (context !== undefined) active = this.library.process(active, context, byType)
    }
    return active
  }

  /** The members that are keywords; every other has to mean something. */
  private keywords(element: JsonObject, names: readonly string[], active: ActiveContext): KeywordEntries {
    const keywords: KeywordEntries = {}
    for (const name of names) {
      if (name === '@context' || active.nameOf(name) !== null) continue
      const iri = active.expand(name, true)
      if (iri === null || !(isKeyword(iri) || isAbsolute(iri)))
        throw new AttestationError('term-undefined', this.at(name), `no context says what '${name}' means`)
      if (isKeyword(iri)) this.keep(keywords, iri, name, element[name] as JsonValue)
    }
    return keywords
  }

  private keep(keywords: KeywordEntries, keyword: string, name: string, value: JsonValue): void {
    if (!isFollowed(keyword)) throw unsupported(this.at(name), `'${keyword}' in a document`)
    if (keyword in keywords) throw invalid(this.at(name), `'${keyword}' stands there twice`)
    keywords[keyword] = value
  }

  private value(
    keywords: KeywordEntries,
    names: readonly string[],
    active: ActiveContext,
    typeContext: ActiveContext,
    whole: boolean,
  ): Value {
    if (whole || '@id' in keywords || names.some((name) => isProperty(name, active)))
      throw invalid(this.at(), 'a value stands where a node has to stand, or has members of a node')
    return valueObject(keywords, typeContext, this.here)
  }

  /** What the members of a node say that are no keywords; answers whether they say anything. */
  private members(
    subject: Node,
    element: JsonObject,
    names: readonly string[],
    active: ActiveContext,
    graph: Graph,
  ): boolean {
    let says = false
    for (const name of names) {
      const predicate = active.nameOf(name)
      if (predicate === null && !isProperty(name, active)) continue
      const term = active.terms.get(name)
      this.path.push(name)
      if (this.property(element[name] as JsonValue, name, { subject, predicate, term, active, graph })) says = true
      this.path.pop()
    }
    return says
  }

  private subject(id: JsonValue | undefined, active: ActiveContext): Node {
    if (id === undefined) return this.dataset.blank()
    if (typeof id !== 'string') throw invalid(this.at('id'), 'an id is not text')
    return this.dataset.resource(this.absolute(active.expand(id, false), id))
  }

  private types(subject: Node, value: JsonValue | undefined, context: ActiveContext, graph: Graph): boolean {
    if (value === undefined) return false
    const types = Array.isArray(value) ? value : [value]
    for (const type of types) {
      if (typeof type !== 'string') throw invalid(this.at('type'), 'a type is not text')
      this.dataset.add(subject, rdfType, context.terms.get(type)?.name ?? this.type(type, context), graph)
    }
    return types.length > 0
  }

  private type(type: string, context: ActiveContext): Node {
    const iri = context.expand(type, true)
    if (iri === '@json') throw unsupported(this.at('type'), "'@json' in a document")
    if (iri === null || !isAbsolute(iri))
      throw new AttestationError('term-undefined', this.at('type'), `no context says what the type '${type}' means`)
    return this.dataset.resource(iri)
  }

  /** Makes the statements of one member; answers whether it says anything. */
  private property(value: JsonValue, name: string, outside: Saying): boolean {
    const { term } = outside
    if (term?.unsupported !== undefined) throw unsupported(this.at(), `the term '${name}' with ${term.unsupported}`)
    const saying = term?.context === undefined ? outside : this.within(outside, name, term.context)
    if (term?.type === '@json') return this.json(term, value, saying)
    if (value === null) return false
    const container = term?.container ?? 'none'
    if (container === 'list') this.say(saying, this.list(value, saying))
    else if (container === 'graph') return this.graphs(value, saying)
    else this.values(value, saying)
    return true
  }

  /** The same where the context of its term holds, in which the term itself may mean something else. */
  private within(outside: Saying, name: string, context: JsonValue): Saying {
    const active = this.library.process(outside.active, context, byTerm)
    return { ...outside, active, term: active.terms.get(name) }
  }

  private say({ subject, predicate, graph }: Saying, object: Node | Value): void {
    if (predicate === null) throw invalid(this.at(), 'a blank node cannot be what is said')
    this.dataset.add(subject, predicate, object, graph)
  }

  private json(term: Term, value: JsonValue, saying: Saying): boolean {
    if (term.container !== 'none') throw unsupported(this.at(), 'a container of JSON')
    this.say(saying, jsonLiteral(value))
    return true
  }

  private values(value: JsonValue, saying: Saying): void {
    if (value === null) return
    if (!Array.isArray(value)) {
      this.say(saying, this.entry(value, saying))
      return
    }
    for (let index = 0; index < value.length; index++) {
      this.path.push(index)
      this.values(value[index] as JsonValue, saying)
      this.path.pop()
    }
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

  private entry(value: Exclude<JsonValue, null | JsonValue[]>, { term, active, graph }: Saying): Node | Value {
    if (isObject(value)) return this.object(value, active, term?.context, graph, false)
    return this.scalar(value, term, active)
  }

  /** Value expansion (JSON-LD 1.1 API §5.3.2). */
  private scalar(value: string | number | boolean, term: Term | undefined, active: ActiveContext): Node | Value {
    if (term?.unsupported !== undefined) throw unsupported(this.at(), `a term with ${term.unsupported}`)
    const type = term?.type
    if (type === '@json') throw unsupported(this.at(), 'JSON by a context of its own term')
    if (typeof value === 'string' && (type === '@id' || type === '@vocab'))
      return this.dataset.resource(this.absolute(active.expand(value, type === '@vocab'), value))
    return literal(value, term?.datatype ?? null, this.here)
  }

  /** RDF collection (JSON-LD 1.1 API §8.3.2). */
  private list(value: JsonValue, saying: Saying): Node {
    const items: (Node | Value)[] = []
    for (const entry of [value].flat() as JsonValue[]) {
      if (Array.isArray(entry)) throw unsupported(this.at(), 'a list of lists')
      this.each(entry, (one) => items.push(this.entry(one, saying)))
    }
    let rest: Node = rdfNil
    for (const item of items.reverse()) {
      const cell = this.dataset.blank()
      this.dataset.add(cell, rdfFirst, item, saying.graph)
      this.dataset.add(cell, rdfRest, rest, saying.graph)
      rest = cell
    }
    return rest
  }

  /** Each value as a graph of its own, named by a blank node. */
  private graphs(value: JsonValue, saying: Saying): boolean {
    const count = this.each(value, (entry) => {
      if (!isObject(entry)) throw invalid(this.at(), 'expected an object with more than an id')
      const graph = this.dataset.blank()
      this.say(saying, graph)
      this.object(entry, saying.active, saying.term?.context, graph, true)
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

/** The first member, but `except`, that names types; null where there is none. */
function typesMember(names: readonly string[], active: ActiveContext, except?: string): string | null {
  for (const name of names) if (name !== except && active.namesTypes(name)) return name
  return null
}

/** Whether one of some types may bring a context. */
function bringContext(value: JsonValue | undefined, active: ActiveContext): boolean {
  if (typeof value === 'string') return active.terms.get(value)?.context !== undefined
  if (!Array.isArray(value)) return false
  for (const type of value) if (typeof type === 'string' && active.terms.get(type)?.context !== undefined) return true
  return false
}

/** Whether a member that means something is no keyword. */
function isProperty(name: string, active: ActiveContext): boolean {
  return name !== '@context' && !isKeyword(active.expand(name, true) as string)
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
