// SPDX-License-Identifier: Apache-2.0
import { checkPresentation } from '../credential/check-presentation.ts'
import type { PublicKey } from '../crypto/crypto-provider.ts'
import { AttestationError } from '../error.ts'
import { checkProof } from '../integrity/check-proof.ts'
import type { IntegrityTools } from '../integrity/hash-data.ts'
import { readSecured } from '../integrity/proof.ts'
import { readEnvelope } from '../jose/envelopes.ts'
import type { Occasion } from '../jose/jwt-audience.ts'
import { checkVcJwt, readVcJwt } from '../jose/vc-jwt.ts'
import { isObject, type JsonObject } from '../json/json.ts'
import { jsonLimits, readJson } from '../json/read-json.ts'
import { requireSound } from '../json/sound-json.ts'
import type { Problem } from '../report.ts'
import { readSdJwt } from '../sd-jwt/sd-jwt.ts'
import { checkVcSdJwt, readVcSdJwt } from '../sd-jwt/vc-sd-jwt.ts'

/** The one occasion that a presentation was made for. */
export interface PresentationOccasion {
  /** What the relying party had sent: `challenge` of a proof, `nonce` of a JWT or SD-JWT. */
  readonly challenge: string
  /** Who the relying party is: `domain` of a proof, `aud` of a JWT or SD-JWT. */
  readonly domain: string
}

/** A presentation in any of its forms, read alike; nothing in it is believed yet. */
export interface ReadPresentation {
  readonly document: JsonObject
  readonly holder: string | null
  /** What is wrong with its shape. */
  readonly shape: readonly Problem[]
  readonly credentials: readonly { readonly at: string; readonly document: JsonObject }[]
  readonly signatures: readonly { readonly at: string; readonly keyId: string | null }[]
  /** All that is wrong with a signature for a key, at a moment in milliseconds since 1970. */
  check(number: number, key: PublicKey, now: number, occasion: PresentationOccasion | null): Promise<Problem[]>
}

/**
 * Reads a presentation: JSON with proofs, an envelope, `vp+jwt`, or `vp+sd-jwt` with what its holder disclosed. Throws the
 * code of what makes it unreadable.
 */
export async function readPresentation(
  presented: string | JsonObject,
  tools: IntegrityTools,
): Promise<ReadPresentation> {
  if (typeof presented !== 'string') {
    requireSound(presented, jsonLimits.depth)
    return byDocument(presented, tools)
  }
  const text = presented.trim()
  if (!text.startsWith('{')) return text.includes('~') ? bySdJwt(text, tools) : byJwt(text, tools)
  const document = readJson(text)
  if (!isObject(document)) throw new AttestationError('json-type', '', 'expected an object')
  return byDocument(document, tools)
}

async function byDocument(document: JsonObject, tools: IntegrityTools): Promise<ReadPresentation> {
  if ([document['type']].flat().includes('EnvelopedVerifiablePresentation')) {
    const { type, text } = readEnvelope(document)
    return type === 'vp+sd-jwt' ? bySdJwt(text, tools) : byJwt(text, tools)
  }
  const secured = readSecured(document)
  const { problems, holder, credentials } = checkPresentation(document)
  return {
    ...{ document, holder, credentials },
    shape: [...problems, ...secured.problems],
    signatures: secured.proofs.map(({ at, verificationMethod }) => ({ at, keyId: verificationMethod })),
    check: async (number, key, now, occasion) => {
      const proof = secured.proofs[number]
      const expectation = { purpose: 'authentication', now, ...(occasion ?? {}) }
      return proof === undefined ? [] : checkProof(secured, proof, key, expectation, tools)
    },
  }
}

function byJwt(text: string, { crypto }: IntegrityTools): ReadPresentation {
  const jwt = readVcJwt(text, 'vp+jwt')
  const { problems, credentials } = checkPresentation(jwt.document)
  return {
    ...{ document: jwt.document, holder: jwt.signer, credentials },
    shape: [...problems, ...withoutEnvelope(credentials)],
    signatures: [{ at: 'signature', keyId: jwt.keyId }],
    check: (_number, key, now, occasion) => checkVcJwt(jwt, key, { now: now / 1000, crypto, ...madeFor(occasion) }),
  }
}

/** The holder signs the whole, and shows a part (VC-JOSE-COSE §3.2.2): `aud` and `nonce` are among its claims. */
async function bySdJwt(text: string, { crypto }: IntegrityTools): Promise<ReadPresentation> {
  const sdJwt = readVcSdJwt(await readSdJwt(text, { crypto }), 'vp+sd-jwt')
  const { problems, credentials } = checkPresentation(sdJwt.document)
  return {
    ...{ document: sdJwt.document, holder: sdJwt.signer, credentials },
    shape: [...problems, ...withoutEnvelope(credentials)],
    signatures: [{ at: 'signature', keyId: sdJwt.keyId }],
    check: (_number, key, now, occasion) => checkVcSdJwt(sdJwt, key, { now: now / 1000, crypto, ...madeFor(occasion) }),
  }
}

/** What is signed by JOSE holds certificates in envelopes alone (VC-JOSE-COSE §3.1.2, §3.2.2). */
function withoutEnvelope(credentials: ReadPresentation['credentials']): Problem[] {
  const bare = credentials.filter(
    ({ document }) => ![document['type']].flat().includes('EnvelopedVerifiableCredential'),
  )
  return bare.map(({ at }) => {
    const message = 'expected an EnvelopedVerifiableCredential in a presentation of this form'
    return { fault: 'malformed', code: 'envelope-invalid', at: `${at}/type`, message }
  })
}

function madeFor(occasion: PresentationOccasion | null): Occasion {
  return occasion === null ? {} : { audience: occasion.domain, nonce: occasion.challenge }
}
