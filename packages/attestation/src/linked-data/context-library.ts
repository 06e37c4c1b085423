// SPDX-License-Identifier: Apache-2.0
// Context Processing (JSON-LD 1.1 API §4.1) over contexts that are at hand. Nothing is fetched.
import { AttestationError } from '../error.ts'
import { isObject, type JsonObject, type JsonValue } from '../json/json.ts'
import { ActiveContext } from './active-context.ts'
import { defineTerms } from './define-terms.ts'
import { invalid, isAbsolute, unsupported } from './terms.ts'

/** How a context is put on top of another. */
interface Manner {
  /** False for a context that a type brings: it ends with the node. */
  propagate: boolean
  /** True for a context that a term brings: it may define protected terms otherwise. */
  override: boolean
}

const plain: Manner = { propagate: true, override: false }

/** Contexts by their URL, each processed once for each place where it stands. */
export class ContextLibrary {
  private readonly documents: ReadonlyMap<string, JsonObject>
  private readonly underWay = new Set<string>()

  /** @param documents by URL; each either `{"@context": …}` or the context itself */
  constructor(documents: ReadonlyMap<string, JsonObject>) {
    this.documents = documents
  }

  /** The document of a context, when it is one of these; undefined otherwise. */
  document(url: string): JsonObject | undefined {
    return this.documents.get(url)
  }

  /** `local` on top of `active`; throws `context-unknown`, `linked-data-invalid`, `linked-data-unsupported`. */
  process(active: ActiveContext, local: JsonValue, manner: Manner = plain): ActiveContext {
    const entries = Array.isArray(local) ? local : [local]
    if (entries.length === 0) return active
    let result = manner.propagate ? active : active.returning()
    for (const entry of entries) result = this.entry(result, entry, manner)
    return result
  }

  private entry(active: ActiveContext, entry: JsonValue, manner: Manner): ActiveContext {
    if (entry === null) return cleared(active, manner)
    if (typeof entry === 'string') return this.byUrl(active, entry, manner)
    if (!isObject(entry)) throw invalid('/@context', 'a context is neither an address nor an object')
    return this.byObject(active, entry, manner)
  }

  private byUrl(active: ActiveContext, url: string, manner: Manner): ActiveContext {
    const key = `${manner.override ? '!' : ''}${url}`
    const known = active.onTop.get(key)
    if (known !== undefined) return known
    const document = this.documents.get(url)
    if (document === undefined)
      throw new AttestationError(
        'context-unknown',
        '/@context',
        `'${url.slice(0, 200)}' is not among the contexts at hand`,
      )
    const content = '@context' in document ? (document['@context'] as JsonValue) : document
    const result = Array.isArray(content)
      ? this.process(active, content, { ...manner, propagate: true })
      : this.entry(active, content, manner)
    active.onTop.set(key, result)
    return result
  }

  private byObject(active: ActiveContext, local: JsonObject, manner: Manner): ActiveContext {
    const known = active.onTopOf.get(local)?.get(manner.override)
    if (known !== undefined) return known
    const result = this.defined(active, local, manner)
    const kept = active.onTopOf.get(local) ?? new Map<boolean, ActiveContext>()
    active.onTopOf.set(local, kept.set(manner.override, result))
    this.checkScoped(result, local)
    return result
  }

  private defined(active: ActiveContext, local: JsonObject, manner: Manner): ActiveContext {
    if ('@version' in local && local['@version'] !== 1.1) throw invalid('/@context', '@version is not 1.1')
    for (const member of ['@base', '@language', '@direction', '@import', '@propagate'])
      if (member in local) throw unsupported('/@context', `a context with ${member}`)
    const base = '@vocab' in local ? new ActiveContext(active.terms, vocabOf(active, local), active.previous) : active
    return new ActiveContext(defineTerms(base, local, manner.override), base.vocab, active.previous)
  }

  /** Contexts within terms are looked through at once, so that a broken one is refused wherever it stands. */
  private checkScoped(active: ActiveContext, local: JsonObject): void {
    for (const value of Object.values(local)) {
      const scoped = isObject(value) ? value['@context'] : undefined
      if (scoped === undefined) continue
      const key = typeof scoped === 'string' ? scoped : ''
      if (key !== '' && this.underWay.has(key)) continue
      this.underWay.add(key)
      try {
        this.process(active, scoped, { propagate: true, override: true })
      } finally {
        this.underWay.delete(key)
      }
    }
  }
}

function cleared(active: ActiveContext, manner: Manner): ActiveContext {
  if (!manner.override && active.hasProtectedTerms()) throw invalid('/@context', 'a context takes back protected terms')
  if (!manner.propagate) throw unsupported('/@context', 'an empty context that a type brings')
  return ActiveContext.initial
}

function vocabOf(active: ActiveContext, local: JsonObject): string | null {
  const value = local['@vocab']
  if (value === null) return null
  if (typeof value !== 'string') throw invalid('/@context', '@vocab is not text')
  const vocab = active.expand(value, true)
  if (vocab === null || !isAbsolute(vocab) || vocab.startsWith('_:'))
    throw unsupported('/@context', 'a relative @vocab')
  return vocab
}
