// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from 'node:util'
import fastify, { type FastifySerializerCompiler } from 'fastify'
import { validatorCompiler } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type App, Problem } from '../../src/kernel/index.ts'

/** Routes of a room without the shell: problems as `{ code, message, errors }`, every answer checked against its schema. */
export function routeApp(add: (app: App) => void): App {
  const app: App = fastify()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(checkedSerializer)
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof Problem) {
      const { code, message, errors = [] } = error
      return reply.code(error.status).serializer(JSON.stringify).send({ code, message, errors })
    }
    const status = error instanceof Error && 'validation' in error ? 400 : 500
    return reply
      .code(status)
      .serializer(JSON.stringify)
      .send({ message: String(error) })
  })
  add(app)
  return app
}

const checkedSerializer: FastifySerializerCompiler<z.ZodType> =
  ({ schema }) =>
  (data) => {
    const text = JSON.stringify(data)
    const sent: unknown = JSON.parse(text)
    const result = schema.safeParse(sent)
    if (!result.success) throw new Error(`against its schema: ${z.prettifyError(result.error)}`)
    if (!isDeepStrictEqual(result.data, sent)) throw new Error('members that the schema does not name')
    return text
  }
