// SPDX-License-Identifier: Apache-2.0
declare module 'jsonld' {
  interface RemoteDocument {
    contextUrl?: string | undefined
    documentUrl: string
    document: unknown
  }

  const jsonld: {
    toRDF(
      document: object,
      options: {
        safe: boolean
        rdfDirection?: 'i18n-datatype'
        documentLoader: (url: string) => Promise<RemoteDocument>
      },
    ): Promise<object[]>
  }
  export default jsonld
}
