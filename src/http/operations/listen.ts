// SPDX-License-Identifier: Apache-2.0
import { createServer } from 'node:net'
import { type App, Problem, type Settings } from '../../kernel/index.ts'

type Address = Pick<Settings, 'host' | 'port'>

/** Sees at once whether the port can be had, before anything else is started that would have to be stopped again. */
export async function requireFreePort({ host, port }: Address): Promise<void> {
  const probe = createServer()
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  probe.once('error', reject).listen({ host, port, exclusive: true }, resolve)
  await promise.catch((error: unknown) => {
    throw portProblem(error, { host, port })
  })
  await new Promise((closed) => probe.close(closed))
}

/** Listens, and answers the address to open in a browser. */
export async function listen(app: App, { host, port }: Address): Promise<string> {
  await app.listen({ host, port }).catch((error: unknown) => {
    throw portProblem(error, { host, port })
  })
  const bound = app.addresses().find((address) => typeof address === 'object')
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${bound?.port ?? port}`
}

/** Says what to do about a port that cannot be had. */
function portProblem(error: unknown, { host, port }: Address): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const messages: Record<string, string> = {
    EADDRINUSE: `Port ${port} on ${host} is taken by another program. Stop it, or choose another port: PASSERELLE_PORT=${port + 1} npm start`,
    EACCES: `Port ${port} may not be opened by this user. Choose one above 1023: PASSERELLE_PORT=3000 npm start`,
    EADDRNOTAVAIL: `This machine does not have the address ${host}. Set PASSERELLE_HOST to one that it has, such as 127.0.0.1 or 0.0.0.0`,
    ENOTFOUND: `The name ${host} leads to no address. Set PASSERELLE_HOST to an address of this machine, such as 127.0.0.1`,
  }
  const message = messages[code] ?? `Cannot listen on ${host}, port ${port} (${code})`
  return new Problem('settings', message, { cause: error })
}
