// SPDX-License-Identifier: Apache-2.0
import { readDateTime } from '../dates/date-time.ts'
import type { CredentialCode, TrustCode } from '../error.ts'
import { isObject, type JsonObject, type JsonValue, pointer } from '../json/json.ts'
import type { Problem } from '../report.ts'

const address = /^[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>"{}|\\^`]+$/
const languageTag = /^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$/

/** The codes of what is read by its shape. */
type ShapeCode = CredentialCode | TrustCode

/** A place in a document, and what is wrong in it so far. */
export class Shape {
  readonly value: JsonValue | undefined
  readonly problems: Problem[]
  private readonly outer: Shape | null
  private readonly name: string | number

  /** `outer` and `name`: where it stands; its place is put together only where something is wrong. */
  constructor(
    value: JsonValue | undefined,
    problems: Problem[],
    outer: Shape | null = null,
    name: string | number = '',
  ) {
    this.value = value
    this.problems = problems
    this.outer = outer
    this.name = name
  }

  report(code: ShapeCode, message: string): void {
    this.problems.push({ fault: 'malformed', code, at: this.at(), message })
  }

  private at(): string {
    return this.outer === null ? '' : `${this.outer.at()}${pointer(this.name)}`
  }

  /** A member; of what is no object, nothing. */
  member(name: string): Shape {
    const value = isObject(this.value) && Object.hasOwn(this.value, name) ? this.value[name] : undefined
    return new Shape(value, this.problems, this, name)
  }

  get missing(): boolean {
    return this.value === undefined
  }

  /** The entries of an array, or the value by itself; nothing where it is missing. */
  entries(): Shape[] {
    const { value } = this
    if (value === undefined) return []
    if (!Array.isArray(value)) return [this]
    return value.map((entry, index) => new Shape(entry, this.problems, this, index))
  }

  object(code: ShapeCode): JsonObject | null {
    if (isObject(this.value)) return this.value
    this.report(code, 'expected an object')
    return null
  }

  /** The id of an object, or the text itself, where it is an absolute address (VC Data Model 2.0 §4.4). */
  address(code: ShapeCode): string | null {
    if (typeof this.value === 'string' && address.test(this.value)) return this.value
    this.report(
      code,
      this.missing ? 'expected an address, which is missing' : 'expected one absolute address (URL, URN, DID)',
    )
    return null
  }

  optionalAddress(code: ShapeCode): void {
    if (!this.missing) this.address(code)
  }

  /** The types of an object (VC Data Model 2.0 §4.5): one or more texts. */
  types(code: ShapeCode): string[] {
    const entries = this.entries()
    if (entries.length === 0) this.report(code, 'expected at least one type')
    return entries.flatMap((entry) => {
      if (typeof entry.value === 'string' && entry.value !== '') return [entry.value]
      entry.report(code, 'expected the name of a type')
      return []
    })
  }

  /** Milliseconds since 1970; null where it is missing or wrong. */
  moment(code: ShapeCode): number | null {
    if (this.missing) return null
    const moment = typeof this.value === 'string' ? readDateTime(this.value) : null
    if (moment === null) this.report(code, 'expected a day with time and offset (XML Schema dateTimeStamp)')
    return moment
  }

  /** Text, or text in languages (VC Data Model 2.0 §11.1). */
  wording(code: ShapeCode): void {
    for (const entry of this.entries()) entry.oneWording(code)
  }

  private oneWording(code: ShapeCode): void {
    if (typeof this.value === 'string') return
    if (!isObject(this.value)) {
      this.report(code, "expected text, or objects with '@value' and '@language'")
      return
    }
    const { '@value': text, '@language': language, '@direction': direction, ...others } = this.value
    const isTag = language === undefined || (typeof language === 'string' && languageTag.test(language))
    const isDirection = direction === undefined || direction === null || direction === 'ltr' || direction === 'rtl'
    if (typeof text !== 'string' || !isTag || !isDirection || Object.keys(others).length > 0)
      this.report(code, "expected '@value', '@language' and '@direction' alone, and sound")
  }
}
