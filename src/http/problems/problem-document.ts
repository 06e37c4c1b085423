// SPDX-License-Identifier: Apache-2.0
import { type FieldError, Problem, pick, type Told } from '../../kernel/index.ts'
import { wordsIn } from '../../ui/index.ts'
import type { Language } from '../preferences.ts'
import { ExchangeProblem } from './exchange-problem.ts'
import { fieldErrors, InvalidRequest } from './invalid-request.ts'
import { MalformedJson } from './json-body.ts'
import { type KnownProblemCode, problemCatalogue } from './problem-catalogue.ts'

/** RFC 9457, section 3, with the extension members of section 3.2 that this program uses. */
export interface ProblemDocument {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  /** The last part of `type`. */
  code: KnownProblemCode
  /** Which part of the request `errors` speak of. */
  in?: 'body' | 'query' | 'path' | 'headers'
  errors?: FieldError[]
}

/** What an error means to the client: which kind of problem, and what more may be told. Never the message of a bug. */
export interface ProblemFacts {
  code: KnownProblemCode
  status: number
  /** Written for the client, in English. */
  message?: string
  /** What happened as readers are told it. */
  told?: Told
  in?: ProblemDocument['in']
  errors?: (language: Language) => FieldError[]
}

const byFrameworkCode: Record<string, KnownProblemCode> = {
  FST_ERR_NOT_FOUND: 'not-found',
  FST_ERR_BAD_URL: 'invalid-address',
  FST_ERR_INVALID_URL: 'invalid-address',
  FST_ERR_MAX_PARAM_LENGTH: 'address-too-long',
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_INVALID_TYPE: 'unsupported-media-type',
  FST_ERR_HANDLER_TIMEOUT: 'timeout',
}

const byStatus: Record<number, KnownProblemCode> = {
  400: 'invalid-input',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  406: 'not-acceptable',
  408: 'timeout',
  409: 'conflict',
  413: 'too-large',
  414: 'address-too-long',
  415: 'unsupported-media-type',
  429: 'rate-limited',
  431: 'headers-too-large',
  503: 'unavailable',
}

const parts: Record<string, NonNullable<ProblemDocument['in']>> = {
  body: 'body',
  querystring: 'query',
  params: 'path',
  headers: 'headers',
}

/** Reads what was thrown. What is neither a problem nor the framework's is a bug and says nothing about itself. */
export function readProblem(error: unknown): ProblemFacts {
  if (error instanceof InvalidRequest) return ofInvalidRequest(error)
  if (error instanceof Problem) return ofProblem(error)
  if (!(error instanceof Error)) return ofKind('internal')
  const code = 'code' in error ? String(error.code) : ''
  const known = byFrameworkCode[code]
  if (known !== undefined) return ofKind(known)
  return ofKind(byStatus['statusCode' in error ? Number(error.statusCode) : 500] ?? 'internal')
}

/** The problem itself, without anything that would be known of the single case. */
export function ofKind(code: KnownProblemCode): ProblemFacts {
  return { code, status: problemCatalogue[code].status }
}

function ofInvalidRequest(error: InvalidRequest): ProblemFacts {
  const part = parts[error.validationContext ?? '']
  return {
    ...ofKind('invalid-input'),
    ...(part === undefined ? {} : { in: part }),
    errors: (language) => fieldErrors(error, language),
  }
}

function ofProblem(error: Problem): ProblemFacts {
  if (error instanceof ExchangeProblem) return { ...ofKind(error.exchangeCode), status: error.answered }
  const { errors } = error
  return {
    code: error instanceof MalformedJson ? 'malformed-json' : error.code,
    status: error.status,
    // What an outage or a setting says is for the operator's log.
    ...(error.status < 500 ? { message: error.message } : {}),
    ...(error.status < 500 && error.told !== undefined ? { told: error.told } : {}),
    ...(errors === undefined || error.status >= 500 ? {} : { errors: () => errors }),
  }
}

/** The document that is sent. Where the detail of a single case is known in English only, other languages get the kind's. */
export function problemDocument(
  facts: ProblemFacts,
  of: { requestId: string; baseUrl: string; language: Language },
): ProblemDocument {
  const { title, detail } = problemCatalogue[facts.code]
  return {
    type: `${of.baseUrl}/problems/${facts.code}`,
    title: pick(title, of.language),
    status: facts.status,
    detail: exactDetail(facts, of.language) ?? pick(detail, of.language),
    instance: `urn:uuid:${of.requestId}`,
    code: facts.code,
    ...(facts.in === undefined ? {} : { in: facts.in }),
    ...(facts.errors === undefined ? {} : { errors: facts.errors(of.language) }),
  }
}

function exactDetail({ told, message }: ProblemFacts, language: Language): string | undefined {
  if (typeof told === 'object') return wordsIn(language).t(told.key, told.args)
  if (told !== undefined) return told
  return language === 'en' ? message : undefined
}
