// SPDX-License-Identifier: Apache-2.0
// Create Term Definition (JSON-LD 1.1 API §4.2).
import { isObject, type JsonObject, type JsonValue } from '../json/json.ts'
import { ActiveContext } from './active-context.ts'
import {
  invalid,
  isAbsolute,
  isKeyword,
  looksLikeKeyword,
  nameOfTerm,
  sameTerm,
  type Term,
  unsupported,
} from './terms.ts'

const settings = new Set([
  '@version',
  '@vocab',
  '@protected',
  '@base',
  '@language',
  '@direction',
  '@import',
  '@propagate',
])
const members = new Set([
  '@container',
  '@id',
  '@language',
  '@reverse',
  '@type',
  '@context',
  '@direction',
  '@index',
  '@nest',
  '@prefix',
  '@protected',
])
/** A definition by these is kept, and who uses the term is told that it is not followed. */
const notFollowed = ['@reverse', '@language', '@direction', '@index', '@nest'] as const

/** The terms of `active` with those of a context on top; a protected term may only be said again as it is, unless `override`. */
export function defineTerms(active: ActiveContext, local: JsonObject, override: boolean): ReadonlyMap<string, Term> {
  return new Definition(active, local, override).all()
}

class Definition {
  private readonly terms: Map<string, Term>
  private readonly before: ReadonlyMap<string, Term>
  private readonly vocab: string | null
  private readonly local: JsonObject
  private readonly override: boolean
  private readonly done = new Map<string, boolean>()

  constructor(active: ActiveContext, local: JsonObject, override: boolean) {
    this.terms = new Map(active.terms)
    this.before = active.terms
    this.vocab = active.vocab
    this.local = local
    this.override = override
  }

  all(): ReadonlyMap<string, Term> {
    for (const name of Object.keys(this.local)) if (!settings.has(name)) this.define(name)
    return this.terms
  }

  private define(name: string): void {
    const state = this.done.get(name)
    if (state === true) return
    if (state === false) throw invalid('/@context', `the term '${name}' is defined by itself`)
    this.done.set(name, false)
    if (isKeyword(name)) throw unsupported('/@context', `a context that redefines '${name}'`)
    if (looksLikeKeyword(name) || name === '') throw invalid('/@context', `'${name}' cannot be a term`)
    this.terms.delete(name)
    const term = this.term(name, this.local[name] as JsonValue)
    this.terms.set(name, this.guarded(name, term))
    this.done.set(name, true)
  }

  /** The definition, unless it changes one that is protected (JSON-LD 1.1 API §4.2.2, step 27). */
  private guarded(name: string, term: Term): Term {
    const before = this.before.get(name)
    if (before?.isProtected !== true || this.override) return term
    if (!sameTerm(before, term)) throw invalid('/@context', `the protected term '${name}' is defined otherwise`)
    return before
  }

  private term(name: string, value: JsonValue): Term {
    if (typeof value === 'string' || value === null) return this.described(name, { '@id': value }, true)
    if (!isObject(value)) throw invalid('/@context', `the term '${name}' is neither text nor object`)
    return this.described(name, value, false)
  }

  private described(name: string, value: JsonObject, simple: boolean): Term {
    for (const member of Object.keys(value))
      if (!members.has(member)) throw invalid('/@context', `the term '${name}' has the unknown member '${member}'`)
    const id = this.id(name, value)
    const { container, strange } = this.container(name, value)
    const missing = notFollowed.find((member) => member in value) ?? strange
    const type = '@type' in value ? this.type(name, value['@type']) : undefined
    return {
      id,
      name: nameOfTerm(id),
      ...(type === undefined ? {} : { type }),
      datatype: nameOfTerm(type),
      container,
      isSet: [value['@container']].flat().includes('@set'),
      ...('@context' in value ? { context: value['@context'] as JsonValue } : {}),
      prefix: prefixed(name, id, value, simple),
      isProtected: flag(name, value, '@protected') ?? flag(name, this.local, '@protected') ?? false,
      ...(missing === undefined ? {} : { unsupported: missing }),
    }
  }

  private id(name: string, value: JsonObject): string | null {
    const given = '@reverse' in value ? value['@reverse'] : value['@id']
    if (given === null) return null
    if (given === undefined || given === name) return this.idByName(name)
    if (typeof given !== 'string') throw invalid('/@context', `the IRI of the term '${name}' is not text`)
    if (looksLikeKeyword(given) && !isKeyword(given)) throw unsupported('/@context', `the reserved '${given}'`)
    const id = this.expand(given)
    if (id === null || !(isAbsolute(id) || isKeyword(id)))
      throw invalid('/@context', `the term '${name}' has no absolute IRI`)
    if (id === '@context' || id === '@preserve') throw invalid('/@context', `'${id}' cannot be called '${name}'`)
    if (/(?::[^:])|\//.test(name)) throw unsupported('/@context', `the term '${name}', which has the form of an IRI,`)
    return id
  }

  private idByName(name: string): string {
    if (name.indexOf(':') > 0) throw unsupported('/@context', `the term '${name}', which has the form of an IRI,`)
    if (this.vocab === null) throw invalid('/@context', `the term '${name}' has no IRI`)
    return this.vocab + name
  }

  private type(name: string, value: JsonValue | undefined): string {
    if (typeof value !== 'string') throw invalid('/@context', `the type of the term '${name}' is not text`)
    if (value === '@json' || value === '@none' || value === '@id' || value === '@vocab') return value
    const type = this.expand(value)
    if (type === null || !isAbsolute(type) || type.startsWith('_:'))
      throw invalid('/@context', `the type of the term '${name}' is no absolute IRI`)
    return type
  }

  private container(name: string, value: JsonObject): { container: Term['container']; strange?: string } {
    const given = value['@container']
    if (given === undefined) return { container: 'none' }
    const all = [given].flat().filter((entry) => entry !== '@set')
    const [one] = all
    if (one === undefined) return { container: 'none' }
    if (all.length > 1 || (one !== '@list' && one !== '@graph'))
      return { container: 'none', strange: `the container ${JSON.stringify(given)}` }
    if (one === '@list' && Array.isArray(given) && given.length > 1)
      throw invalid('/@context', `the term '${name}' is a list and something else`)
    return { container: one === '@list' ? 'list' : 'graph' }
  }

  /** Expands what a definition names, defining first what it rests on. */
  private expand(text: string): string | null {
    const colon = text.indexOf(':')
    const prefix = colon > 0 ? text.slice(0, colon) : text
    for (const name of [text, prefix]) if (Object.hasOwn(this.local, name) && !isKeyword(name)) this.define(name)
    return new ActiveContext(this.terms, this.vocab, null).expand(text, true)
  }
}

function prefixed(name: string, id: string | null, value: JsonObject, simple: boolean): boolean {
  const said = flag(name, value, '@prefix')
  if (said !== undefined) return said
  return simple && id !== null && !name.includes(':') && /[:/?#[\]@]$/.test(id)
}

function flag(name: string, value: JsonObject, member: '@prefix' | '@protected'): boolean | undefined {
  const given = value[member]
  if (given === undefined || typeof given === 'boolean') return given
  throw invalid('/@context', `${member} of the term '${name}' is neither true nor false`)
}
