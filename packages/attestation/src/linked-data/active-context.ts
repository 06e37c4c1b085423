// SPDX-License-Identifier: Apache-2.0
import type { Name } from './statements.ts'
import { isAbsolute, isKeyword, looksLikeKeyword, nameOfTerm, type Term } from './terms.ts'

/**
 * What the terms of a document mean at one place in it (JSON-LD 1.1 API §4.1). Never changed once it is made: contexts
 * that were processed on top of it are kept with it, so that a document of known contexts costs look-ups only.
 */
export class ActiveContext {
  readonly terms: ReadonlyMap<string, Term>
  readonly vocab: string | null
  /** What holds again in the nodes below, where a type brought this context (JSON-LD 1.1 §4.1.9). */
  readonly previous: ActiveContext | null
  /** Contexts processed on top of this one, by URL or by the object that was processed. */
  readonly onTop = new Map<string, ActiveContext>()
  readonly onTopOf = new WeakMap<object, Map<boolean, ActiveContext>>()
  private left: ActiveContext | null = null

  constructor(terms: ReadonlyMap<string, Term>, vocab: string | null, previous: ActiveContext | null) {
    this.terms = terms
    this.vocab = vocab
    this.previous = previous
  }

  static readonly initial: ActiveContext = new ActiveContext(new Map(), null, null)

  hasProtectedTerms(): boolean {
    for (const term of this.terms.values()) if (term.isProtected) return true
    return false
  }

  /** The same, to be left again at the next node: itself, where it has a context to return to already. */
  returning(): ActiveContext {
    if (this.previous !== null) return this
    this.left ??= new ActiveContext(this.terms, this.vocab, this)
    return this.left
  }

  /**
   * IRI expansion (JSON-LD 1.1 API §5.2.2) without a base: an IRI, a keyword, null, or what could not be made absolute as
   * it was. `asTerm`: whether it may be a term, or be put behind `@vocab`.
   */
  expand(text: string, asTerm: boolean): string | null {
    if (isKeyword(text)) return text
    if (looksLikeKeyword(text)) return null
    const term = asTerm ? this.terms.get(text) : undefined
    if (term !== undefined) return term.id
    const compact = this.expandCompact(text)
    if (compact !== null) return compact
    return asTerm && this.vocab !== null ? this.vocab + text : text
  }

  /** The predicate that a member of this name is; null for keywords, blank nodes, and what means nothing. */
  nameOf(member: string): Name | null {
    const term = this.terms.get(member)
    return term === undefined ? nameOfTerm(this.expand(member, true)) : term.name
  }

  /** Whether a member of this name says the types of a node. */
  namesTypes(member: string): boolean {
    const term = this.terms.get(member)
    return term === undefined ? member === '@type' : term.id === '@type'
  }

  private expandCompact(text: string): string | null {
    const colon = text.indexOf(':')
    if (colon <= 0) return null
    const prefix = text.slice(0, colon)
    if (prefix === '_' || text.startsWith('//', colon + 1)) return text
    const term = this.terms.get(prefix)
    if (term?.prefix === true) return `${term.id}${text.slice(colon + 1)}`
    return isAbsolute(text) ? text : null
  }
}
