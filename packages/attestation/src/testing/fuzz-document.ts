// SPDX-License-Identifier: Apache-2.0
// Documents for comparing with another implementation: mostly credentials as they are written, bent in every way that
// JSON-LD gives a meaning to or refuses.
import { isObject, type JsonObject, type JsonValue } from '../json/json.ts'

/** A number from 0 up to, and without, `below`; the same sequence for the same seed. */
export type Dice = (below: number) => number

/** xorshift32. */
export function dice(seed: number): Dice {
  let state = seed | 0 || 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

const sound = ['https://example.org/a', 'urn:uuid:5f1c', 'did:key:z6Mk', '_:x', '_:y', 'mailto:a@example.org']
const iris = [
  'https://example.org/a',
  'urn:uuid:5f1c',
  'did:key:z6Mk',
  '_:x',
  '_:y',
  'mailto:a@example.org',
  'ex:b',
  'relative',
  '',
  '#part',
  '@id',
  '@odd',
  'https://example.org/with space',
  'https://例え.jp/日本',
]
const texts = [
  '',
  'Welder',
  '焊工',
  'حداد',
  'a"b\\c\nd\te',
  '\u0000\u007f',
  '2026-11-22T00:00:00Z',
  '2026-11-22',
  '😀',
  'https://example.org/c',
]
const numbers = [0, -0, 1, -7, 3.5, 0.1, 1e21, 1e-7, 1.5e-9, 9007199254740991, 1e30, 2.25]
const languages = ['en', 'zh-Hans', 'EN-gb', 'not a tag', '']

/** The terms that a type brings, each with how its values are read (`@id`, `@vocab`, `@json` or anything else). */
export interface Vocabulary {
  readonly types: readonly string[]
  readonly termsOf: ReadonlyMap<string, readonly (readonly [name: string, type: JsonValue | undefined])[]>
}

/** One document; about half are refused by a strict reader. */
export function fuzzDocument(roll: Dice, vocabulary: Vocabulary): JsonObject {
  return new Bender(roll, vocabulary).document()
}

class Bender {
  private readonly roll: Dice
  private readonly vocabulary: Vocabulary

  constructor(roll: Dice, vocabulary: Vocabulary) {
    this.roll = roll
    this.vocabulary = vocabulary
  }

  document(): JsonObject {
    const type = this.odds(3) ? ['VerifiableCredential', 'OpenBadgeCredential'] : ['VerifiableCredential']
    return { '@context': this.contexts(), ...this.node(4, type) }
  }

  private contexts(): JsonValue {
    const contexts: JsonValue[] = ['https://www.w3.org/ns/credentials/v2']
    if (!this.odds(4)) contexts.push('https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json')
    if (this.odds(4)) contexts.push(this.inline())
    return contexts.length === 1 && this.odds(4) ? (contexts[0] as JsonValue) : contexts
  }

  private inline(): JsonObject {
    return this.pick<JsonObject>([
      { trade: 'https://example.org/trade' },
      { ex: 'https://example.org/ns#', trade: { '@id': 'ex:trade', '@type': '@id' } },
      { '@vocab': 'https://example.org/vocab#' },
      { trade: { '@id': 'https://example.org/trade', '@container': '@list' } },
      { trade: { '@id': 'https://example.org/trade', '@type': '@json' } },
      {
        trade: {
          '@id': 'https://example.org/trade',
          '@type': '@vocab',
          '@context': { Welder: 'https://example.org/welder' },
        },
      },
      { trade: { '@id': 'https://example.org/trade', '@container': '@graph' } },
      { trade: { '@id': 'https://example.org/trade', '@type': 'http://www.w3.org/2001/XMLSchema#double' } },
      { trade: { '@id': 'https://example.org/trade', '@container': '@language' } },
      { name: 'https://example.org/other-name' },
      { name: { '@id': 'https://schema.org/name', '@protected': true } },
      { Badge: { '@id': 'https://example.org/Badge', '@context': { trade: 'https://example.org/trade-of-badge' } } },
      { trade: null },
    ])
  }

  private node(depth: number, types: string[]): JsonObject {
    const node: JsonObject = {}
    if (this.odds(2)) node[this.odds(8) ? '@id' : 'id'] = this.pick(this.odds(30) ? iris : sound)
    if (types.length > 0) node['type'] = types.length === 1 && this.odds(2) ? (types[0] as string) : types
    for (let count = this.roll(5); count > 0; count--) this.member(node, depth - 1, types)
    return node
  }

  private member(node: JsonObject, depth: number, types: string[]): void {
    const kind = this.roll(240)
    if (kind < 4) node[this.pick(iris)] = this.value(depth, undefined)
    else if (kind < 8) node['unheardOf'] = this.value(depth, undefined)
    else if (kind < 28) node['trade'] = this.value(depth, this.pick(['@id', undefined]))
    else {
      const type = types.length === 0 || this.odds(40) ? '' : this.pick(types)
      const [name, reading] = this.pick(this.vocabulary.termsOf.get(type) ?? [['name', undefined]])
      node[name] = this.value(depth, reading)
    }
  }

  private types(): string[] {
    if (this.odds(60)) return [this.pick(iris)]
    const types: string[] = []
    for (let count = this.roll(5) === 0 ? 2 : this.roll(3); count > 0; count--)
      types.push(this.odds(30) ? 'Badge' : this.pick(this.vocabulary.types))
    return types
  }

  private value(depth: number, reading: JsonValue | undefined): JsonValue {
    if (depth > 0 && this.odds(7)) return Array.from({ length: this.roll(4) }, () => this.value(depth - 1, reading))
    if (this.odds(20)) return this.odds(3) ? null : this.odds(2)
    if (reading === '@id' || reading === '@vocab') return this.reference(depth, reading)
    const kind = this.roll(depth > 0 ? 8 : 5)
    if (kind < 3) return this.pick(texts)
    if (kind === 3) return this.pick(numbers)
    if (kind === 4) return this.literal()
    return this.node(depth, this.types())
  }

  private reference(depth: number, reading: JsonValue): JsonValue {
    if (depth > 0 && this.odds(2)) return this.node(depth, this.types())
    if (reading === '@vocab') return this.pick(['assertionMethod', 'authentication', 'Welder', 'https://example.org/d'])
    return this.pick(this.odds(30) ? iris : sound)
  }

  private literal(): JsonObject {
    const literal: JsonObject = { '@value': this.odds(9) ? this.value(0, undefined) : this.pick(texts) }
    if (this.odds(2)) literal['@language'] = this.pick(languages.slice(0, this.odds(6) ? languages.length : 3))
    // jsonld makes a number of a number with a direction.
    if (typeof literal['@value'] === 'string' && this.odds(5)) literal['@direction'] = this.pick(['ltr', 'rtl', 'up'])
    if (this.odds(4))
      literal['@type'] = this.pick(['http://www.w3.org/2001/XMLSchema#date', 'Achievement', 'unheardOf', '_:x'])
    return literal
  }

  private pick<Entry>(entries: readonly Entry[]): Entry {
    return entries[this.roll(entries.length)] as Entry
  }

  private odds(of: number): boolean {
    return this.roll(of) === 0
  }
}

/** The vocabulary of contexts; under the empty type, the terms that stand in no type. */
export function vocabularyOf(contexts: readonly JsonValue[]): Vocabulary {
  const termsOf = new Map<string, [string, JsonValue | undefined][]>()
  const visit = (value: JsonValue | undefined, type: string): void => {
    if (Array.isArray(value)) for (const entry of value) visit(entry, type)
    if (!isObject(value)) return
    for (const [name, entry] of Object.entries(value)) {
      if (name === '@context') visit(entry, type)
      else if (/^[A-Z]/.test(name)) visit(isObject(entry) ? entry['@context'] : undefined, name)
      else if (!name.startsWith('@')) add(type, name, isObject(entry) ? entry['@type'] : undefined)
    }
  }
  const add = (type: string, name: string, reading: JsonValue | undefined): void => {
    termsOf.set(type, [...(termsOf.get(type) ?? []), [name, reading]])
  }
  for (const context of contexts) visit(context, '')
  return { types: [...termsOf.keys()].filter((type) => type !== '').sort(), termsOf }
}
