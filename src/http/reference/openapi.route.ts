// SPDX-License-Identifier: Apache-2.0
import type { App } from '../../kernel/index.ts'
import type { RouteTable } from '../route-table.ts'
import { type ApiDocument, type ApiInfo, describeApi } from './describe-api.ts'

/** The description is made once, when it is first asked for. */
export function apiDescription(routes: RouteTable, info: ApiInfo): () => Promise<ApiDocument> {
  let made: Promise<ApiDocument> | null = null
  return () => {
    made ??= describeApi(routes.routes, info)
    return made
  }
}

/** `GET /api/openapi.json`: the API for programs. */
export function openapiRoute(app: App, deps: { description: () => Promise<ApiDocument> }): void {
  let text: string | null = null
  app.get(
    '/api/openapi.json',
    {
      config: {
        cacheControl: 'public, max-age=300',
        produces: ['application/json', 'application/vnd.oai.openapi+json'],
      },
      schema: { summary: 'This description', tags: ['operations'], hide: true },
    },
    async (_request, reply) => {
      text ??= JSON.stringify(await deps.description())
      return reply.type('application/json; charset=utf-8').serializer(String).send(text)
    },
  )
}
