// SPDX-License-Identifier: Apache-2.0
import { AttestationError, type FormatCode } from '../error.ts'
import { forbiddenMember, type JsonObject, type JsonValue, pointer } from './json.ts'

const number = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y
const plain = /[ !#-[\]-\uffff]*/y
const space = /[ \t\n\r]*/y
const words: Record<string, null | boolean> = { true: true, false: false, null: null }

/** Reads JSON character by character and tells what is refused, and where. See `readJson`. */
export function parseSlowly(text: string, depth: number): JsonValue {
  return new Reader(text, depth).whole()
}

class Reader {
  private readonly text: string
  private readonly depth: number
  private readonly path: (string | number)[] = []
  private at = 0
  private open = 0

  constructor(text: string, depth: number) {
    this.text = text
    this.depth = depth
  }

  whole(): JsonValue {
    const value = this.value()
    if (this.at < this.text.length) this.fail('json-syntax', 'something stands behind the end of the value')
    return value
  }

  private value(): JsonValue {
    this.skip(space)
    const value = this.bare()
    this.skip(space)
    return value
  }

  private bare(): JsonValue {
    const first = this.text.charAt(this.at)
    if (first === '{') return this.object()
    if (first === '[') return this.array()
    if (first === '"') return this.string()
    for (const word of Object.keys(words))
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length
        return words[word] as null | boolean
      }
    return this.number()
  }

  private object(): JsonObject {
    this.enter()
    const object: JsonObject = {}
    if (this.closes('}')) return object
    do this.member(object)
    while (this.goesOn('}'))
    return object
  }

  private member(object: JsonObject): void {
    this.skip(space)
    if (this.text.charAt(this.at) !== '"') this.fail('json-syntax', 'expected the name of a member in double quotes')
    const name = this.string()
    if (Object.hasOwn(object, name)) this.fail('json-duplicate-member', `the member '${name}' stands there twice`)
    if (name === forbiddenMember) this.fail('json-forbidden-member', `a member must not be named '${name}'`)
    this.skip(space)
    this.take(':')
    this.path.push(name)
    object[name] = this.value()
    this.path.pop()
  }

  private array(): JsonValue[] {
    this.enter()
    const array: JsonValue[] = []
    if (this.closes(']')) return array
    do {
      this.path.push(array.length)
      array.push(this.value())
      this.path.pop()
    } while (this.goesOn(']'))
    return array
  }

  private enter(): void {
    this.at++
    this.open++
    if (this.open > this.depth)
      this.fail('json-too-deep', `more than ${this.depth} objects and arrays stand within one another`)
  }

  private closes(end: string): boolean {
    this.skip(space)
    if (this.text.charAt(this.at) !== end) return false
    this.at++
    this.open--
    return true
  }

  private goesOn(end: string): boolean {
    if (this.closes(end)) return false
    this.take(',')
    return true
  }

  private string(): string {
    const start = this.at++
    for (;;) {
      this.skip(plain)
      const found = this.text.charAt(this.at)
      if (found === '"') break
      if (found !== '\\') this.fail('json-syntax', 'a string is not closed, or has a control character')
      this.at += 2
    }
    this.at++
    return this.checked(this.decoded(this.text.slice(start, this.at)))
  }

  private decoded(quoted: string): string {
    try {
      return JSON.parse(quoted) as string
    } catch {
      return this.fail('json-syntax', 'a string has an escape that JSON does not know')
    }
  }

  private checked(value: string): string {
    if (!value.isWellFormed()) this.fail('json-lone-surrogate', 'a string has half of a surrogate pair')
    return value
  }

  private number(): number {
    const start = this.at
    this.skip(number)
    const written = this.text.slice(start, this.at)
    if (written === '') this.fail('json-syntax', 'expected a value')
    const value = Number(written)
    if (!Number.isFinite(value) || (Number.isInteger(value) && !/[.eE]/.test(written) && !Number.isSafeInteger(value)))
      this.fail('json-number-out-of-range', `${written.slice(0, 40)} has no exact double`)
    return value
  }

  private skip(pattern: RegExp): void {
    pattern.lastIndex = this.at
    if (pattern.test(this.text)) this.at = pattern.lastIndex
  }

  private take(character: string): void {
    if (this.text.charAt(this.at) !== character) this.fail('json-syntax', `expected '${character}'`)
    this.at++
  }

  private fail(code: FormatCode, message: string): never {
    throw new AttestationError(code, pointer(...this.path), `${message} (character ${this.at + 1})`)
  }
}
