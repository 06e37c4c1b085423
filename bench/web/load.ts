// SPDX-License-Identifier: Apache-2.0
import { loadPeer } from '../peers.ts'
import type { Served } from './served.ts'

/** One request, repeated. */
export interface Request {
  path: string
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
}

export interface Measured {
  /** Requests for each second of the server's own processor time, so the figure is that of one core. */
  perCpuSecond: number
  p50: number
  p95: number
  requests: number
}

interface LoadResult {
  requests: { total: number }
  latency: { p50: number; p97_5: number }
  non2xx: number
  errors: number
}

type Autocannon = (options: Record<string, unknown>) => PromiseLike<LoadResult>

const connections = 8

/** Warms up, then measures. The load comes from this process, the time is counted in the server's. */
export async function measure(
  served: Served,
  request: Request,
  seconds: { warm: number; measured: number },
): Promise<Measured> {
  const { path, ...rest } = request
  const options = { url: `${served.address}${path}`, connections, ...rest }
  await load({ ...options, duration: seconds.warm })
  const before = await served.cpuSeconds()
  const result = await load({ ...options, duration: seconds.measured })
  const used = (await served.cpuSeconds()) - before
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${request.path}: ${result.non2xx} answers were not 2xx, ${result.errors} failed`)
  }
  const { p50, p97_5: p95 } = result.latency
  return { perCpuSecond: result.requests.total / used, p50, p95, requests: result.requests.total }
}

async function load(options: Record<string, unknown>): Promise<LoadResult> {
  const { default: autocannon } = await loadPeer('autocannon')
  return (autocannon as Autocannon)(options)
}
