// SPDX-License-Identifier: Apache-2.0
declare module 'rdf-canonize' {
  import type { Quad } from './quads.ts'

  export function canonize(
    dataset: readonly Quad[],
    options: {
      algorithm: 'RDFC-1.0'
      rejectURDNA2015?: boolean
      maxDeepIterations?: number
      messageDigestAlgorithm?: string
      canonicalIdMap?: Map<string, string>
    },
  ): Promise<string>

  export const NQuads: { parse(text: string): Quad[] }
}
