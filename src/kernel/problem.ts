// SPDX-License-Identifier: Apache-2.0

/** Every kind of failure that may be thrown. Refusals that a person can expect are data, not problems. */
export type ProblemCode =
  | 'invalid-input'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'unavailable'
  | 'settings'
  | 'database'
  | 'law'
  | 'import'
  | 'too-large'
  | 'rate-limited'
  | 'internal'

/** One thing that is wrong, and where: a path inside the input, and the file and line where these are known. */
export interface FieldError {
  path: string
  line?: number
  file?: string
  message: string
  expected?: string
}

/** What happened as the reader of a page is told it: in their language, or by a message of the catalogue. `message` is for programs, in English. */
export type Told = string | { key: string; args: Record<string, string> }

export interface ProblemOptions {
  cause?: unknown
  errors?: FieldError[]
  status?: number
  told?: Told
}

const httpStatus: Record<ProblemCode, number> = {
  'invalid-input': 400,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  unavailable: 503,
  settings: 500,
  database: 503,
  law: 422,
  import: 422,
  'too-large': 413,
  'rate-limited': 429,
  internal: 500,
}

/** The only class that is thrown. `status` is what an HTTP answer carries (RFC 9457, section 3.1.2). */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly status: number
  readonly errors?: FieldError[]
  readonly told?: Told

  constructor(code: ProblemCode, message: string, options: ProblemOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'Problem'
    this.code = code
    this.status = options.status ?? httpStatus[code]
    if (options.errors !== undefined) this.errors = options.errors
    if (options.told !== undefined) this.told = options.told
  }
}
