// SPDX-License-Identifier: Apache-2.0
// What Node offers beyond browsers, asked for at run time: one build serves both, and no bundler meets `node:`.

/** The part of `node:crypto` that is used; all of it is synchronous. */
export interface NodeCrypto {
  createHash(algorithm: string): { update(data: Uint8Array | string): { digest(): Uint8Array } }
  /** Node ≥ 20.12: a digest without an object in between. */
  hash?(algorithm: string, data: Uint8Array | string, encoding: 'buffer'): Uint8Array
  hash?(algorithm: string, data: string, encoding: 'base64url'): string
  createPublicKey(input: { key: object; format: 'jwk' }): object
  createPrivateKey(input: { key: object; format: 'jwk' }): object
  sign(digest: string | null, data: Uint8Array, key: object): Uint8Array
  verify(digest: string | null, data: Uint8Array, key: object, signature: Uint8Array): boolean
  randomBytes(size: number): Uint8Array
  X509Certificate: new (der: Uint8Array) => NodeCertificate
}

/** The part of a certificate of `node:crypto` that is used. */
export interface NodeCertificate {
  readonly raw: Uint8Array
  /** Whether it may sign certificates. */
  readonly ca: boolean
  /** As OpenSSL writes them: `Nov 22 22:02:11 2026 GMT`. */
  readonly validFrom: string
  readonly validTo: string
  /** `URI:https://authority.example, DNS:authority.example`; a value with special characters stands in quotes. */
  readonly subjectAltName?: string
  readonly publicKey: { export(options: { format: 'jwk' }): object }
  checkIssued(issuer: NodeCertificate): boolean
  verify(publicKey: NodeCertificate['publicKey']): boolean
}

interface NodeBuffer {
  from(text: string, encoding: 'base64url' | 'base64' | 'utf8'): Uint8Array<ArrayBuffer>
  from(
    memory: ArrayBufferLike,
    offset: number,
    length: number,
  ): { toString(encoding: 'base64url' | 'base64' | 'utf8' | 'hex'): string }
}

interface Host {
  Buffer?: NodeBuffer
  process?: { getBuiltinModule?: (name: string) => unknown }
}

const host = globalThis as unknown as Host

/** Node's `Buffer`, where there is one. */
export const nodeBuffer: NodeBuffer | undefined = host.Buffer

/** `node:crypto`, where there is one. */
export const nodeCrypto = nodeBuiltin<NodeCrypto>('node:crypto')

/** A module of Node's, believed to have the shape asked for; undefined elsewhere. */
export function nodeBuiltin<Shape>(name: string): Shape | undefined {
  return host.process?.getBuiltinModule?.(name) as Shape | undefined
}
