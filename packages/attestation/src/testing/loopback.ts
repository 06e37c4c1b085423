// SPDX-License-Identifier: Apache-2.0
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AttestationError } from '../error.ts'
import type { Fetcher } from '../fetching/fetcher.ts'
import type { JsonObject } from '../json/json.ts'

/** A web server on this machine alone, which publishes JSON at paths. */
export class Loopback {
  readonly address: string
  readonly documents = new Map<string, JsonObject>()
  private readonly end: () => Promise<void>

  private constructor(address: string, end: () => Promise<void>) {
    this.address = address
    this.end = end
  }

  static async open(): Promise<Loopback> {
    const server = createServer((request, response) => {
      const document = loopback.documents.get(request.url ?? '')
      response.writeHead(document === undefined ? 404 : 200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(document ?? {}))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const loopback: Loopback = new Loopback(`http://127.0.0.1:${port}`, async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    })
    return loopback
  }

  close(): Promise<void> {
    return this.end()
  }

  /** Publishes a document, and says where it stands. */
  publish(path: string, document: JsonObject): string {
    this.documents.set(path, document)
    return `${this.address}${path}`
  }
}

/** Fetches by the platform, whatever the address. */
export const anyFetcher: Fetcher = async (address) => {
  const response = await fetch(address)
  if (!response.ok) throw new AttestationError('fetch-failed', address.href, `HTTP ${response.status}`)
  const mediaType = response.headers.get('content-type') ?? ''
  return { bytes: new Uint8Array(await response.arrayBuffer()), mediaType }
}
