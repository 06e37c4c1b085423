// SPDX-License-Identifier: Apache-2.0
// Puts disclosures where their digests stand (RFC 9901 §7.1, steps 3 to 5).
import type { SdJwtCode } from '../error.ts'
import { problemOf } from '../jose/within.ts'
import { forbiddenMember, isObject, type JsonObject, type JsonValue, pointer } from '../json/json.ts'
import { jsonLimits } from '../json/read-json.ts'
import type { Fault, Problem } from '../report.ts'
import { type Disclosure, readDisclosure } from './disclosures.ts'

/** Where a disclosure was put. */
export interface Disclosed {
  /** A JSON pointer into the payload as it is then. */
  readonly at: string
  /** Which of the disclosures, counted from 0. */
  readonly index: number
}

export interface Disclosing {
  /** The payload with what was disclosed, without digests and `_sd_alg`. */
  readonly payload: JsonObject
  readonly disclosed: readonly Disclosed[]
  readonly problems: readonly Problem[]
}

/** Names that mean something to SD-JWT, or to programs that would copy a member: no claim has one. */
const reserved: ReadonlySet<string> = new Set(['_sd', '...', '_sd_alg', forbiddenMember])

/**
 * The payload of an SD-JWT with its disclosures, given with their digests in the same order. Tells `sd-digest-invalid`,
 * `sd-digest-duplicated`, `sd-claim-forbidden`, `sd-claim-overwritten`, `disclosure-invalid`, `disclosure-duplicated`,
 * `disclosure-unreferenced` and `json-too-deep`; `place` goes before `payload` and `disclosures` in their places.
 */
export function disclose(
  payload: JsonObject,
  texts: readonly string[],
  digests: readonly string[],
  place: string,
): Disclosing {
  return new Discloser(texts, digests, place).whole(payload)
}

class Discloser {
  private readonly texts: readonly string[]
  private readonly place: string
  private readonly indexes = new Map<string, number>()
  private readonly embedded = new Set<string>()
  private readonly disclosed: Disclosed[] = []
  private readonly problems: Problem[] = []

  constructor(texts: readonly string[], digests: readonly string[], place: string) {
    this.texts = texts
    this.place = place
    for (const [index, digest] of digests.entries()) {
      if (this.indexes.has(digest)) this.report('disclosure-duplicated', `disclosures/${index}`, 'stands there twice')
      else this.indexes.set(digest, index)
    }
  }

  whole(payload: JsonObject): Disclosing {
    const { _sd_alg: _, ...claims } = payload
    const whole = this.object(claims, '', 1)
    for (const [digest, index] of this.indexes)
      if (!this.embedded.has(digest))
        this.report('disclosure-unreferenced', `disclosures/${index}`, 'the issuer signed no such digest', 'tampered')
    return { payload: whole, disclosed: this.disclosed, problems: this.problems }
  }

  /** `at` is where the value stands, as a JSON pointer; `depth`, how many objects and arrays it would be within. */
  private value(value: JsonValue, at: string, depth: number): JsonValue {
    if (typeof value !== 'object' || value === null) return value
    if (depth <= jsonLimits.depth)
      return Array.isArray(value) ? this.array(value, at, depth) : this.object(value, at, depth)
    this.report('json-too-deep', `payload${at}`, `more than ${jsonLimits.depth} objects and arrays within one another`)
    return null
  }

  private object(value: JsonObject, at: string, depth: number): JsonObject {
    const whole: JsonObject = {}
    for (const name of Object.keys(value)) {
      if (name === '_sd') continue
      const member = value[name] as JsonValue
      if (reserved.has(name)) this.report('sd-claim-forbidden', `payload${at}/${name}`, `'${name}' must not stand here`)
      else whole[name] = typeof member === 'object' ? this.value(member, at + step(name), depth + 1) : member
    }
    if (value['_sd'] !== undefined) this.members(value['_sd'], whole, at, depth)
    return whole
  }

  private members(digests: JsonValue, whole: JsonObject, at: string, depth: number): void {
    const list = `payload${at}/_sd`
    if (!Array.isArray(digests)) this.report('sd-digest-invalid', list, 'expected a list of digests')
    for (const digest of Array.isArray(digests) ? digests : []) {
      const index = this.indexOf(digest, list)
      if (index === undefined) continue
      const disclosure = this.read(index, true)
      if (disclosure === undefined) continue
      const name = disclosure.name as string
      const here = `disclosures/${index}`
      if (reserved.has(name)) this.report('sd-claim-forbidden', here, `a claim must not be named '${name}'`)
      else if (Object.hasOwn(whole, name)) this.report('sd-claim-overwritten', here, `'${name}' is there already`)
      else whole[name] = this.insert(disclosure, index, at + step(name), depth)
    }
  }

  private array(value: JsonValue[], at: string, depth: number): JsonValue[] {
    const whole: JsonValue[] = []
    for (const entry of value) {
      const here = `${at}/${whole.length}`
      if (!isObject(entry) || !Object.hasOwn(entry, '...') || Object.keys(entry).length > 1) {
        whole.push(this.value(entry, here, depth + 1))
        continue
      }
      const index = this.indexOf(entry['...'], `payload${here}`)
      const disclosure = index === undefined ? undefined : this.read(index, false)
      if (disclosure !== undefined) whole.push(this.insert(disclosure, index as number, here, depth))
    }
    return whole
  }

  /** Which disclosure a digest is of; undefined for one that was not shown, for a decoy, and for what is none. */
  private indexOf(digest: JsonValue | undefined, at: string): number | undefined {
    if (typeof digest !== 'string') {
      this.report('sd-digest-invalid', at, 'expected a digest')
      return undefined
    }
    if (this.embedded.has(digest)) {
      this.report('sd-digest-duplicated', at, `the digest '${digest.slice(0, 50)}' stands there twice`)
      return undefined
    }
    this.embedded.add(digest)
    return this.indexes.get(digest)
  }

  private read(index: number, named: boolean): Disclosure | undefined {
    const at = `disclosures/${index}`
    try {
      const disclosure = readDisclosure(this.texts[index] as string, `${this.place}${at}`)
      if ((disclosure.name !== null) === named) return disclosure
      this.report('disclosure-invalid', at, named ? 'expected the name of a claim' : 'an element of a list has no name')
    } catch (error) {
      this.problems.push(problemOf(error, 'malformed'))
    }
    return undefined
  }

  private insert({ value }: Disclosure, index: number, at: string, depth: number): JsonValue {
    this.disclosed.push({ at, index })
    return this.value(value, at, depth + 1)
  }

  private report(code: SdJwtCode | 'json-too-deep', at: string, message: string, fault: Fault = 'malformed'): void {
    this.problems.push({ fault, code, at: `${this.place}${at}`, message })
  }
}

/** One step of a JSON pointer; most names have nothing to escape. */
function step(name: string): string {
  return name.includes('~') || name.includes('/') ? pointer(name) : `/${name}`
}
