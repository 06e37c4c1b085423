// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from 'node:util'
import type { FastifySerializerCompiler } from 'fastify'
import { z } from 'zod'
import { Problem } from '../kernel/index.ts'

/**
 * How answers are written. Response schemas are types (the compiler holds handlers to them) and the API description; checking
 * every answer against them again costs more than making it, so a running server writes JSON as it is and tests check.
 */
export function writeAnswers(check: boolean): FastifySerializerCompiler<z.ZodType> {
  if (!check) return () => JSON.stringify
  return ({ schema, method, url }) =>
    (data) => {
      const text = JSON.stringify(data)
      const sent: unknown = JSON.parse(text)
      const result = schema.safeParse(sent)
      if (!result.success) {
        throw new Problem('internal', `${method} ${url} answered against its schema: ${z.prettifyError(result.error)}`)
      }
      if (!isDeepStrictEqual(result.data, sent)) {
        throw new Problem('internal', `${method} ${url} answered with members that its schema does not name`)
      }
      return text
    }
}
