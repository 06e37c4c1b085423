// SPDX-License-Identifier: Apache-2.0
// What the tests use of the usual libraries for certificates, which come without types.
declare module '@digitalbazaar/vc' {
  interface Options {
    suite: object
    documentLoader: (url: string) => Promise<{ contextUrl?: null; documentUrl: string; document: unknown }>
  }
  export function issue(options: Options & { credential: object }): Promise<Record<string, unknown>>
  export function verifyCredential(
    options: Options & { credential: object; now: Date; maxClockSkew: number },
  ): Promise<{ verified: boolean; error?: Error }>
  export function createPresentation(options: {
    verifiableCredential: object[]
    holder: string
    now: Date
  }): Record<string, unknown>
  export function signPresentation(
    options: Options & { presentation: object; challenge: string; domain: string },
  ): Promise<Record<string, unknown>>
  export function verify(
    options: Options & { presentation: object; challenge: string; domain: string; now: Date; maxClockSkew: number },
  ): Promise<{
    verified: boolean
    presentationResult: { verified: boolean }
    credentialResults: readonly { verified: boolean }[]
  }>
}

declare module '@digitalbazaar/data-integrity' {
  export class DataIntegrityProof {
    constructor(options: { signer?: object; date?: string; cryptosuite: object })
  }
}

declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: object
}

declare module '@digitalbazaar/eddsa-jcs-2022-cryptosuite' {
  export function createSignCryptosuite(): object
  export function createVerifyCryptosuite(): object
}

declare module '@digitalbazaar/ed25519-multikey' {
  export function from(key: object): Promise<{ signer(): object }>
}
