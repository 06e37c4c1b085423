// SPDX-License-Identifier: Apache-2.0
import { type Bytes, concatBytes } from '../bytes/bytes.ts'
import { utf8 } from '../bytes/utf8.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { canonicalJson } from '../json/canonical-json.ts'
import type { JsonObject } from '../json/json.ts'
import { canonicalQuads } from '../linked-data/canonical-quads.ts'
import type { ContextLibrary } from '../linked-data/context-library.ts'
import type { FallbackExpander } from '../linked-data/fallback.ts'
import type { Cryptosuite } from './proof.ts'

/** What hashing a document rests on. */
export interface IntegrityTools {
  readonly crypto: CryptoProvider
  /** The contexts at hand. */
  readonly library: ContextLibrary
  /** For documents with what is not followed here; without it they are refused. */
  readonly fallback?: FallbackExpander
  /**
   * Whether verification takes contexts that stand in a document itself. A proof over statements (eddsa-rdfc-2022) does not
   * cover them: whoever passes the document on can exchange the names of two members, and whoever reads it as JSON is
   * deceived. Left out, they are refused as `context-inline`: what VC-DI §4.6 (Context Validation) asks of every verifier.
   */
  readonly inlineContexts?: 'taken'
}

/**
 * The 64 bytes that are signed: the hash of the proof's options, then that of the document (VC-DI-EDDSA §3.2.4 and
 * §3.3.4). `options` is the proof without `proofValue`; `document` is without proof, or with those before it in a chain.
 */
export async function hashData(
  suite: Cryptosuite,
  document: JsonObject,
  options: JsonObject,
  tools: IntegrityTools,
): Promise<Bytes> {
  const [config, text] =
    suite === 'eddsa-jcs-2022' ? byJson(document, options) : await byStatements(document, options, tools)
  const [configHash, documentHash] = [await tools.crypto.sha256(utf8(config)), await tools.crypto.sha256(utf8(text))]
  return concatBytes(configHash, documentHash)
}

function byJson(document: JsonObject, options: JsonObject): [string, string] {
  return [canonicalJson(options), canonicalJson(document)]
}

/** The options are read by the contexts of the document (VC-DI-EDDSA §3.2.5, step 8). */
async function byStatements(
  document: JsonObject,
  options: JsonObject,
  { library, fallback }: IntegrityTools,
): Promise<[string, string]> {
  const { '@context': context } = document
  const config = context === undefined ? options : { ...options, '@context': context }
  return [await canonicalQuads(config, library, fallback), await canonicalQuads(document, library, fallback)]
}
