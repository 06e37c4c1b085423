// SPDX-License-Identifier: Apache-2.0
import type { FastifyInstance, FastifySchema, RouteOptions } from 'fastify'
import type { InlineHashes } from './security/security-headers.ts'

/** What a route says of itself beyond its schema. */
declare module 'fastify' {
  interface FastifyContextConfig {
    /** Media types the route answers in; under `/api/v1` `application/json` where nothing is said; none: it only leads on to another page. */
    produces?: readonly string[]
    /** `Cache-Control` of a successful GET, where it is not the default of its kind. */
    cacheControl?: string
    /** Pages of other origins may show it in a frame: it is whole in itself, and nothing inline runs but what is named here. */
    framed?: InlineHashes
    /** It shows a page of this server in a frame. */
    framesOwn?: boolean
    /** Milliseconds after which it is given up, sending and answering together, where that may take longer than elsewhere. */
    longest?: number
    /** Pages of other origins may send to it: nothing is stored and no cookie is read. */
    crossOrigin?: boolean
  }
}

export interface KnownRoute {
  methods: string[]
  url: string
  schema: FastifySchema | undefined
  config: RouteOptions['config']
}

/** The routes as they were added, for `Allow`, preflights and the API description. */
export class RouteTable {
  readonly routes: KnownRoute[] = []
  private patterns: { pattern: RegExp; route: KnownRoute }[] | null = null

  /** Notes every route that is added to the app from here on. */
  watch(app: Pick<FastifyInstance, 'addHook'>): void {
    app.addHook('onRoute', (route) => {
      this.routes.push({ methods: [route.method].flat(), url: route.url, schema: route.schema, config: route.config })
      this.patterns = null
    })
  }

  /** The routes at an address, whatever their method. */
  at(path: string): KnownRoute[] {
    this.patterns ??= this.routes.map((route) => ({ pattern: patternOf(route.url), route }))
    return this.patterns.filter(({ pattern }) => pattern.test(path)).map(({ route }) => route)
  }

  /** The methods that an address takes, as the header `Allow` lists them (RFC 9110, section 10.2.1). */
  methodsAt(path: string): string[] {
    const methods = new Set(this.at(path).flatMap((route) => route.methods))
    return methods.size === 0 ? [] : [...methods, 'OPTIONS'].sort()
  }
}

function patternOf(url: string): RegExp {
  const parts = url.split(/(:\w+(?:\([^)]*\))?\??|\*)/)
  const source = parts.map((part) => {
    if (part.startsWith(':')) return '[^/]+'
    return part === '*' ? '.*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
  })
  return new RegExp(`^${source.join('')}$`)
}

/** The address without its query. */
export function pathOf(url: string): string {
  const end = url.search(/[?#]/)
  return end < 0 ? url : url.slice(0, end)
}

/** Whether an address answers with data rather than with a page. */
export function isDataAddress(url: string): boolean {
  return url.startsWith('/api/') || url.startsWith('/health/') || url === '/metrics'
}
