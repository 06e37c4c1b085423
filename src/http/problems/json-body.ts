// SPDX-License-Identifier: Apache-2.0
import { isUtf8 } from 'node:buffer'
import type { FastifyRequest } from 'fastify'
import { type App, type FieldError, Problem } from '../../kernel/index.ts'
import { findJsonFault } from './json-syntax.ts'

/** A body that is not JSON at all; `errors` says where it stops being JSON. */
export class MalformedJson extends Problem {
  constructor(message: string, errors: FieldError[]) {
    super('invalid-input', message, { errors })
    this.name = 'MalformedJson'
  }
}

/** Reads JSON bodies: RFC 8259, UTF-8 only, no member called `__proto__`. */
export function readJsonBodies(app: App): void {
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, parseJsonBody)
  app.addContentTypeParser(/^application\/[\w.-]+\+json$/, { parseAs: 'buffer' }, parseJsonBody)
}

function parseJsonBody(_request: FastifyRequest, bytes: Buffer, done: (error: Error | null, body?: unknown) => void) {
  try {
    done(null, parseJson(bytes))
  } catch (error) {
    done(error instanceof Error ? error : new Problem('internal', 'A body could not be read', { cause: error }))
  }
}

/** What the bytes say, or a `MalformedJson` with line and column. */
export function parseJson(bytes: string | Buffer): unknown {
  if (bytes.length === 0) throw malformed(1, 1, 'a JSON value; the body is empty')
  if (typeof bytes !== 'string' && !isUtf8(bytes)) throw malformed(1, 1, 'UTF-8')
  const text = bytes.toString('utf8')
  try {
    return /"__proto__"|\\u005f/i.test(text) ? JSON.parse(text, refusePrototype) : JSON.parse(text)
  } catch (error) {
    if (error instanceof MalformedJson) throw error
    const fault = findJsonFault(text)
    throw malformed(fault?.line ?? 1, fault?.column ?? 1, fault?.expected ?? 'JSON')
  }
}

/** A member of this name would change what every other object inherits, so it is refused wherever it stands. */
function refusePrototype(name: string, value: unknown): unknown {
  if (name === '__proto__') throw malformed(1, 1, "no member called '__proto__'")
  return value
}

function malformed(line: number, column: number, expected: string): MalformedJson {
  const message = `line ${line}, column ${column}`
  return new MalformedJson(`The body is not JSON: ${message}, expected ${expected}.`, [
    { path: 'body', line, message, expected },
  ])
}
