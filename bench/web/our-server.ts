// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Served, serve } from './served.ts'

const root = join(import.meta.dirname, '..', '..')
const hook = pathToFileURL(join(root, 'scripts', 'tsx-hook.mjs')).href

/** The whole server on a data directory, without a limit on how much is asked. */
export function serveOurs(data: string): Promise<Served> {
  const cache = join(root, '.cache', 'compile')
  const env = {
    PASSERELLE_DATA: data,
    PASSERELLE_RATE_LIMIT: '0',
    PASSERELLE_LOG_LEVEL: 'info',
    NODE_COMPILE_CACHE: cache,
  }
  const meter = async (address: string) => {
    const text = await (await fetch(`${address}/metrics`)).text()
    return Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1])
  }
  return serve({ args: ['--import', hook, join(root, 'src', 'server.ts')], env, meter })
}
