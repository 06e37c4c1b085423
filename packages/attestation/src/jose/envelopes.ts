// SPDX-License-Identifier: Apache-2.0
// A signed text within JSON: EnvelopedVerifiableCredential and EnvelopedVerifiablePresentation (VC Data Model 2.0 §4.13).
import { AttestationError } from '../error.ts'
import { isObject, type JsonObject, type JsonValue } from '../json/json.ts'
import type { Problem } from '../report.ts'
import { problemOf } from './within.ts'

const credentialTypes = ['vc+jwt', 'vc+sd-jwt', 'dc+sd-jwt'] as const
const presentationTypes = ['vp+jwt', 'vp+sd-jwt'] as const

export type EnvelopedType = (typeof credentialTypes)[number] | (typeof presentationTypes)[number]

/** What an envelope holds: a text that is secured by itself, and its media type without `application/`. */
export interface Envelope {
  readonly type: EnvelopedType
  readonly text: string
}

const context = 'https://www.w3.org/ns/credentials/v2'

/** Puts a signed text into the object that presentations list. */
export function envelope({ type, text }: Envelope): JsonObject {
  const what = type.startsWith('vp') ? 'EnvelopedVerifiablePresentation' : 'EnvelopedVerifiableCredential'
  return { '@context': context, id: `data:application/${type},${text}`, type: what }
}

/**
 * The signed text of an envelope; throws `envelope-invalid` for what is none: another type, no context of VC 2.0, or an
 * id that is no `data:` address (RFC 2397); `envelope-unsupported` for another media type than those that are read here.
 */
export function readEnvelope(value: JsonValue, at = ''): Envelope {
  const wrong = (name: string, expected: string): never => {
    throw new AttestationError('envelope-invalid', `${at}${name}`, `expected ${expected}`)
  }
  if (!isObject(value)) return wrong('', 'an object')
  const { '@context': contexts, id, type } = value
  const types = listOf(type)
  const credential = types.includes('EnvelopedVerifiableCredential')
  if (!credential && !types.includes('EnvelopedVerifiablePresentation'))
    wrong('/type', 'EnvelopedVerifiableCredential or EnvelopedVerifiablePresentation')
  if (!listOf(contexts).includes(context)) wrong('/@context', `'${context}'`)
  const [head = '', ...rest] = typeof id === 'string' ? id.split(',') : []
  const allowed: readonly EnvelopedType[] = credential ? credentialTypes : presentationTypes
  const found = allowed.find((name) => head.toLowerCase() === `data:application/${name}`)
  if (found === undefined && head.toLowerCase().startsWith(`data:application/${credential ? 'vc' : 'vp'}+`))
    throw new AttestationError('envelope-unsupported', `${at}/id`, `'${head.slice(5, 60)}' is not read here`)
  if (found === undefined || rest.length !== 1)
    return wrong('/id', `data:application/… of ${allowed.join(', ')}, a comma and the signed text`)
  return { type: found, text: rest[0] as string }
}

/**
 * The credentials in a presentation that is secured by JOSE: each must be an envelope (VC-JOSE-COSE §3.1.2, §3.2.2).
 * Those that are none are told, with the place each has.
 */
export function readEnvelopes(presentation: JsonObject, at = ''): { envelopes: Envelope[]; problems: Problem[] } {
  const envelopes: Envelope[] = []
  const problems: Problem[] = []
  for (const [index, entry] of listOf(presentation['verifiableCredential']).entries())
    try {
      envelopes.push(readEnvelope(entry, `${at}/verifiableCredential/${index}`))
    } catch (error) {
      const problem = problemOf(error, 'malformed')
      problems.push(problem.code === 'envelope-unsupported' ? { ...problem, fault: 'unsupported' } : problem)
    }
  return { envelopes, problems }
}

function listOf(value: JsonValue | undefined): JsonValue[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}
