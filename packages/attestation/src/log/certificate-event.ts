// SPDX-License-Identifier: Apache-2.0
import { type Bytes, concatBytes } from '../bytes/bytes.ts'
import { utf8 } from '../bytes/utf8.ts'
import { platformCrypto } from '../crypto/crypto.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { AttestationError } from '../error.ts'
import { canonicalJson } from '../json/canonical-json.ts'
import type { JsonObject } from '../json/json.ts'
import type { LogEntry } from './log-writer.ts'
import { type Hasher, hashSize } from './tree-hash.ts'

const kinds = ['issued', 'suspended', 'reinstated', 'revoked'] as const

/** What happened to a certificate. */
export type EventKind = (typeof kinds)[number]

/** One event in the life of a certificate. */
export interface CertificateEvent {
  readonly kind: EventKind
  /** By `certificateDigest`. */
  readonly certificate: Bytes
}

/** Begins what is hashed for an entry: nothing else that is hashed or signed in this package begins so. */
const label = utf8('passerelle attestation/certificate event/v1\n')
const version = 1
const saltSize = 32

/**
 * What a certificate is in the log, whatever way it is shown: SHA-256 over what its issuer signed. Of a compact form
 * (`vc+jwt`, `dc+sd-jwt`) that is header and payload without signature, disclosures and key binding; of a document its
 * canonical form (RFC 8785) without `proof`. Throws `log-entry-invalid`, and what the canonical form throws.
 */
export async function certificateDigest(
  certificate: string | JsonObject,
  hasher: Hasher = platformCrypto,
): Promise<Bytes> {
  if (typeof certificate === 'string') {
    const [signed] = /^[^.~]+[.][^.~]*(?=[.])/.exec(certificate) ?? []
    if (signed === undefined)
      throw new AttestationError('log-entry-invalid', '', 'expected a certificate in compact form')
    return hasher.sha256(utf8(signed))
  }
  const { proof: _proof, ...signed } = certificate
  return hasher.sha256(utf8(canonicalJson(signed)))
}

/**
 * The entry of an event, version 1. The log keeps 33 bytes:
 *
 *     0x01 ‖ SHA-256("passerelle attestation/certificate event/v1" ‖ 0x0A ‖ kind ‖ salt ‖ certificate)
 *
 * with the kind as one byte (1 issued, 2 suspended, 3 reinstated, 4 revoked), 32 bytes of salt and the 32 bytes of the
 * certificate's digest. The receipt alone keeps 34 bytes, its `extra`: 0x01 ‖ kind ‖ salt. Whoever erases a certificate
 * erases its receipts too: without the salt the entry says nothing of anybody, even to those who know the certificate.
 * Throws `log-entry-invalid`.
 */
export async function eventEntry(
  { kind, certificate }: CertificateEvent,
  crypto: CryptoProvider = platformCrypto,
  salt: Bytes = crypto.random(saltSize),
): Promise<Required<LogEntry>> {
  if (certificate.length !== hashSize || salt.length !== saltSize)
    throw new AttestationError('log-entry-invalid', '', 'an event has a digest and a salt of 32 bytes each')
  const code = kinds.indexOf(kind) + 1
  const digest = await crypto.sha256(concatBytes(label, [code], salt, certificate))
  return { data: concatBytes([version], digest), extra: concatBytes([version, code], salt) }
}

/** The kind and salt of a receipt's extra data; throws `log-entry-invalid`. */
export function readEventExtra(extra: Bytes | null): { kind: EventKind; salt: Bytes } {
  const kind = kinds[(extra?.[1] ?? 0) - 1]
  if (extra === null || extra[0] !== version || kind === undefined || extra.length !== 2 + saltSize)
    throw new AttestationError('log-entry-invalid', 'extra', 'expected version 1, a kind and a salt of 32 bytes')
  return { kind, salt: extra.slice(2) }
}
