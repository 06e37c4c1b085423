// SPDX-License-Identifier: Apache-2.0

/** Where a text stops being JSON, and what could have stood there. Lines and columns count from 1. */
export interface JsonFault {
  offset: number
  line: number
  column: number
  expected: string
}

interface Cursor {
  text: string
  at: number
}

class Fault {
  readonly offset: number
  readonly expected: string
  constructor(offset: number, expected: string) {
    this.offset = offset
    this.expected = expected
  }
}

/**
 * The first fault of a text that `JSON.parse` refused. The runtime's own message gives a position only sometimes and repeats
 * a piece of the text, which may be about a person; this one reads by the grammar of RFC 8259.
 */
export function findJsonFault(text: string): JsonFault | null {
  const cursor: Cursor = { text, at: 0 }
  try {
    readValue(cursor, 0)
    skipSpace(cursor)
    if (cursor.at < text.length) throw new Fault(cursor.at, 'the end of the text')
    return null
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    const before = text.slice(0, fault.offset)
    const line = before.split('\n').length
    return { offset: fault.offset, line, column: fault.offset - before.lastIndexOf('\n'), expected: fault.expected }
  }
}

const deepest = 500

function readValue(cursor: Cursor, depth: number): void {
  if (depth > deepest) throw new Fault(cursor.at, `at most ${deepest} levels of nesting`)
  skipSpace(cursor)
  const next = cursor.text[cursor.at]
  if (next === '{') readObject(cursor, depth)
  else if (next === '[') readArray(cursor, depth)
  else if (next === '"') readString(cursor)
  else if (!readWord(cursor)) throw new Fault(cursor.at, 'a value')
}

/** `true`, `false`, `null` or a number (RFC 8259, sections 3 and 6). */
function readWord(cursor: Cursor): boolean {
  return readPattern(cursor, /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/y)
}

function readObject(cursor: Cursor, depth: number): void {
  cursor.at += 1
  if (takes(cursor, '}')) return
  do {
    skipSpace(cursor)
    if (cursor.text[cursor.at] !== '"') throw new Fault(cursor.at, 'a name in double quotes')
    readString(cursor)
    if (!takes(cursor, ':')) throw new Fault(cursor.at, "':'")
    readValue(cursor, depth + 1)
  } while (takes(cursor, ','))
  if (!takes(cursor, '}')) throw new Fault(cursor.at, "',' or '}'")
}

function readArray(cursor: Cursor, depth: number): void {
  cursor.at += 1
  if (takes(cursor, ']')) return
  do readValue(cursor, depth + 1)
  while (takes(cursor, ','))
  if (!takes(cursor, ']')) throw new Fault(cursor.at, "',' or ']'")
}

function readString(cursor: Cursor): void {
  cursor.at += 1
  while (cursor.at < cursor.text.length) {
    const character = cursor.text.charCodeAt(cursor.at)
    if (character === 0x22) {
      cursor.at += 1
      return
    }
    if (character < 0x20) throw new Fault(cursor.at, 'no control character in a string: write \\n, \\t or \\u0000')
    if (character !== 0x5c) cursor.at += 1
    else if (!readPattern(cursor, /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y))
      throw new Fault(cursor.at, 'an escape such as \\n or \\u4e2d')
  }
  throw new Fault(cursor.at, "the closing '\"' of a string")
}

function takes(cursor: Cursor, character: string): boolean {
  skipSpace(cursor)
  if (cursor.text[cursor.at] !== character) return false
  cursor.at += 1
  return true
}

function skipSpace(cursor: Cursor): void {
  readPattern(cursor, /[ \t\r\n]*/y)
}

function readPattern(cursor: Cursor, pattern: RegExp): boolean {
  pattern.lastIndex = cursor.at
  if (!pattern.test(cursor.text)) return false
  cursor.at = pattern.lastIndex
  return true
}
