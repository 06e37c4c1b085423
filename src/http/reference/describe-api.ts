// SPDX-License-Identifier: Apache-2.0
import type { OpenAPIV3_1 } from 'openapi-types'
import type { KnownRoute } from '../route-table.ts'

export type ApiDocument = OpenAPIV3_1.Document

/** What the description says of the whole. */
export interface ApiInfo {
  baseUrl: string
  version: string
}

type Operation = OpenAPIV3_1.OperationObject

/**
 * The OpenAPI 3.1 description, made from the routes. The generator and what it needs are loaded here, on the first request, and
 * run on an app of their own that never listens, so that a start does not wait for them.
 */
export async function describeApi(routes: readonly KnownRoute[], info: ApiInfo): Promise<ApiDocument> {
  const [{ default: Fastify }, { default: swagger }, provider, { problemSchema }] = await Promise.all([
    import('fastify'),
    import('@fastify/swagger'),
    import('fastify-type-provider-zod'),
    import('../problems/problem-schema.ts'),
  ])
  const app = Fastify({ exposeHeadRoutes: false })
  app.setValidatorCompiler(provider.validatorCompiler)
  app.setSerializerCompiler(provider.serializerCompiler)
  await app.register(swagger, {
    openapi: skeleton(info),
    transform: provider.jsonSchemaTransform,
    transformObject: provider.jsonSchemaTransformObject,
  })
  app.get('/problem', { schema: { response: { 200: problemSchema } } }, async () => ({}))
  for (const route of routes.filter(isDescribed)) {
    for (const method of route.methods.filter((name) => name !== 'HEAD')) {
      app.route({
        method,
        url: route.url,
        ...(route.schema ? { schema: route.schema } : {}),
        handler: async () => ({}),
      })
    }
  }
  await app.ready()
  const document = JSON.parse(JSON.stringify(app.swagger())) as ApiDocument
  await app.close()
  return complete(document)
}

/** Data is described; pages are not. */
function isDescribed(route: KnownRoute): boolean {
  const { schema } = route
  return schema?.hide !== true && (route.url.startsWith('/api/v1/') || route.url.startsWith('/health/'))
}

function skeleton(info: ApiInfo) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Passerelle',
      version: info.version,
      summary: 'What a vocational qualification is worth in another place, and on which legal basis.',
      description:
        'Open to read without a key. Every error is a problem document (RFC 9457). Lists are paged by an opaque cursor; reads carry an ETag.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: info.baseUrl }],
  }
}

/** What the generator leaves out: an id for every operation, the problems it may answer, and no component that nobody refers to. */
function complete(document: ApiDocument): ApiDocument {
  const { '/problem': _only, ...paths } = document.paths ?? {}
  for (const [path, item] of Object.entries(paths)) {
    for (const [method, operation] of operationsOf(item)) {
      operation.operationId ??= operationId(method, path)
      operation.responses = { ...named(operation.responses), default: problemResponse }
    }
  }
  return plainlyNamed(withoutUnused({ ...document, paths }))
}

/** The generator says neither what an answer is nor that a problem has a media type of its own. */
function named(responses: Operation['responses'] = {}): NonNullable<Operation['responses']> {
  const entries = Object.entries(responses).map(([status, answer]) => {
    if (Number(status) >= 400) return [status, problemResponse]
    return [status, { ...answer, description: 'The answer' }]
  })
  return Object.fromEntries(entries)
}

const methods = ['get', 'put', 'post', 'delete', 'patch'] as const

/** The operations of one path, in the order of the specification. */
export function operationsOf(item: OpenAPIV3_1.PathItemObject | undefined): [string, Operation][] {
  return methods.flatMap((method): [string, Operation][] => {
    const operation = item?.[method]
    return operation === undefined ? [] : [[method, operation]]
  })
}

const problemResponse = {
  description: 'A problem',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

function operationId(method: string, path: string): string {
  const words = path.replace(/^\/api\/v1/, '').match(/[A-Za-z0-9]+/g) ?? ['root']
  return `${method}${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}`
}

/** Keeps the components that an operation refers to, itself or through others. */
function withoutUnused(document: ApiDocument): ApiDocument {
  const schemas = document.components?.schemas ?? {}
  const used = new Set<string>()
  const follow = (part: unknown) => {
    for (const [, name = ''] of JSON.stringify(part ?? null).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (used.has(name)) continue
      used.add(name)
      follow(schemas[name])
    }
  }
  follow(document.paths)
  const kept = Object.entries(schemas).filter(([name]) => used.has(name))
  return { ...document, components: { ...document.components, schemas: Object.fromEntries(kept) } }
}

/** The generator calls what is sent `NameInput`; where nothing else of the same name is answered, `Name` will do. */
function plainlyNamed(document: ApiDocument): ApiDocument {
  const schemas = document.components?.schemas ?? {}
  const same = (one: string, other: string) => JSON.stringify(schemas[one]) === JSON.stringify(schemas[other])
  const free = Object.keys(schemas).filter((name) => {
    const plain = name.slice(0, -5)
    return name.endsWith('Input') && (schemas[plain] === undefined || same(name, plain))
  })
  const text = free.reduce((before, name) => {
    const plain = name.slice(0, -5)
    return before.replaceAll(`"${name}":`, `"${plain}":`).replaceAll(`schemas/${name}"`, `schemas/${plain}"`)
  }, JSON.stringify(document))
  return JSON.parse(text)
}
