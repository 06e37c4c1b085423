// SPDX-License-Identifier: Apache-2.0
// What Node offers beyond browsers, asked for at run time: one build serves both, and no bundler meets `node:`.

/** The part of `node:crypto` that is used; all of it is synchronous. */
export interface NodeCrypto {
  createHash(algorithm: string): { update(data: Uint8Array | string): { digest(): Uint8Array } }
  /** Node ≥ 20.12: a digest without an object in between. */
  hash?(algorithm: string, data: Uint8Array | string, encoding: 'buffer'): Uint8Array
  createPublicKey(input: { key: object; format: 'jwk' }): unknown
  createPrivateKey(input: { key: object; format: 'jwk' }): unknown
  sign(digest: string | null, data: Uint8Array, key: object): Uint8Array
  verify(digest: string | null, data: Uint8Array, key: object, signature: Uint8Array): boolean
  randomBytes(size: number): Uint8Array
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
export const nodeCrypto = host.process?.getBuiltinModule?.('node:crypto') as NodeCrypto | undefined
