// SPDX-License-Identifier: Apache-2.0
// The parts of Node's network modules that are used.

/** A connection; this package hands it on, and does nothing with it. */
export interface NodeSocket {
  destroy(): unknown
}

export interface NodeResponse extends AsyncIterable<Uint8Array> {
  statusCode?: number
  headers: Readonly<Record<string, string | undefined>>
  destroy(): unknown
}

interface NodeRequest {
  on(event: 'response', listener: (response: NodeResponse) => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  end(): unknown
}

export interface NodeHttp {
  request(options: {
    method: string
    path: string
    headers: Record<string, string>
    createConnection: () => NodeSocket
    signal: AbortSignal
    maxHeaderSize: number
  }): NodeRequest
}

export interface NodeDns {
  promises: { lookup(host: string, options: { all: true }): Promise<{ address: string }[]> }
}

type Lookup = (
  host: string,
  options: { all?: boolean },
  answer: (error: null, address: string | { address: string; family: number }[], family?: number) => void,
) => void

export interface NodeTls {
  connect(options: {
    host: string
    port: number
    servername: string
    ALPNProtocols: string[]
    ca?: readonly string[]
    lookup: Lookup
  }): NodeSocket
}
