// SPDX-License-Identifier: Apache-2.0
import { BlockList, isIPv6 } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { type App, Problem } from '../../kernel/index.ts'
import { cacheDefaults } from '../caching/answer-conditionally.ts'
import type { Metrics } from './metrics.ts'

const nearby = new BlockList()
nearby.addSubnet('127.0.0.0', 8)
nearby.addSubnet('10.0.0.0', 8)
nearby.addSubnet('172.16.0.0', 12)
nearby.addSubnet('192.168.0.0', 16)
nearby.addAddress('::1', 'ipv6')
nearby.addSubnet('fc00::', 7, 'ipv6')

/** `/metrics` for a collector on this machine or its private network; to everyone else, and through a proxy, there is nothing here. */
export function metricsRoute(app: App, deps: { metrics: Metrics }): void {
  app.get(
    '/metrics',
    {
      config: { cacheControl: cacheDefaults.none, rateLimit: false },
      schema: { summary: 'Figures for Prometheus', tags: ['operations'], hide: true },
    },
    async (request, reply) => {
      if (!isNearby(request)) throw new Problem('not-found', 'There is nothing at this address.')
      reply.type(deps.metrics.contentType)
      return deps.metrics.text()
    },
  )
}

function isNearby(request: FastifyRequest): boolean {
  const forwarded = request.headers['x-forwarded-for'] ?? request.headers.forwarded
  const address = request.socket.remoteAddress
  if (forwarded !== undefined || address === undefined) return false
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '')
  return nearby.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4')
}
