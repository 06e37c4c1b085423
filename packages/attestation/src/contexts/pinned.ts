// SPDX-License-Identifier: Apache-2.0
// The contexts that certificates rest on, within the package: what a term means must not change with somebody's server.
import type { JsonObject } from '../json/json.ts'
import credentials from './documents/credentials-v2.json' with { type: 'json' }
import dataIntegrity from './documents/data-integrity-v2.json' with { type: 'json' }
import openBadges301 from './documents/open-badges-3.0.1.json' with { type: 'json' }
import openBadges302 from './documents/open-badges-3.0.2.json' with { type: 'json' }
import openBadges303 from './documents/open-badges-3.0.3.json' with { type: 'json' }

/** A context, and the SHA-256 of its canonical JSON (RFC 8785) in hexadecimal. */
export interface PinnedContext {
  readonly url: string
  readonly sha256: string
  readonly document: JsonObject
}

/** VC Data Model 2.0 §B.1. */
export const credentialsContext = 'https://www.w3.org/ns/credentials/v2'
/** Open Badges 3.0, the context of its edition 3.0.3. */
export const openBadgesContext = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'

export const pinnedContexts: readonly PinnedContext[] = [
  {
    url: credentialsContext,
    sha256: 'b463c8d6a066214123ddd9827b135e1b50e1fc73322cc52a9b12a4f1fc7d86cf',
    document: credentials,
  },
  {
    url: openBadgesContext,
    sha256: 'c5e555a91a5cf48e32ae0a05674c61ddd5c053b680b5643b2f57f9965e386d99',
    document: openBadges303,
  },
  {
    url: 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json',
    sha256: 'bdd1d11a55a660322f24660862a1d430ee80cce584465f750909daa43684357c',
    document: openBadges302,
  },
  {
    url: 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json',
    sha256: '8bb2354552b70cbdf2066f6d3e24bc5c2be2619145737580ad2aebdc366e77d5',
    document: openBadges301,
  },
  {
    url: 'https://w3id.org/security/data-integrity/v2',
    sha256: '7ba3c50acf2689d5e07927267343eb353249c7c22a9f2d00307cc970e855e305',
    document: dataIntegrity,
  },
]
