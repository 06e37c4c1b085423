// SPDX-License-Identifier: Apache-2.0
/** What is wrong with bytes, JSON, keys or addresses before anything is said about a certificate. */
export type FormatCode =
  | 'too-large'
  | 'base64-invalid'
  | 'base64url-invalid'
  | 'base58-invalid'
  | 'multibase-unsupported'
  | 'utf8-invalid'
  | 'gzip-invalid'
  | 'json-syntax'
  | 'json-duplicate-member'
  | 'json-forbidden-member'
  | 'json-too-deep'
  | 'json-number-out-of-range'
  | 'json-lone-surrogate'
  | 'json-type'

/** What is wrong with a key, or with where it was to come from. */
export type KeyCode =
  | 'key-invalid'
  | 'key-unsupported'
  | 'did-invalid'
  | 'did-method-unsupported'
  | 'did-document-invalid'
  | 'key-not-found'
  | 'key-not-for-this-purpose'
  | 'key-controller-mismatch'
  | 'key-expired'
  | 'key-revoked'

/** What is wrong with a transparency log, or with what it gives out. */
export type LogCode =
  | 'note-invalid'
  | 'note-key-invalid'
  | 'checkpoint-invalid'
  | 'log-proof-invalid'
  | 'log-proof-missing'
  | 'log-entry-invalid'
  | 'log-policy-invalid'
  | 'log-unknown'
  | 'log-signature-missing'
  | 'log-signature-wrong'
  | 'witness-signature-wrong'
  | 'witness-quorum-missing'
  | 'log-event-other'
  | 'inclusion-wrong'
  | 'checkpoint-rollback'
  | 'checkpoint-split-view'
  | 'log-tile-missing'
  | 'log-tile-damaged'
  | 'log-moved'
  | 'log-stopped'

/** What is wrong with a signed JSON object (JWS, JWT), or with the envelope around it. */
export type JoseCode =
  | 'signature-wrong'
  | 'jws-syntax'
  | 'jws-header-invalid'
  | 'jws-type-wrong'
  | 'jws-critical-unknown'
  | 'jws-algorithm-none'
  | 'jws-algorithm-symmetric'
  | 'jws-algorithm-unsupported'
  | 'jws-algorithm-not-of-key'
  | 'jwt-claim-invalid'
  | 'jwt-claim-forbidden'
  | 'jwt-issuer-mismatch'
  | 'jwt-key-id-invalid'
  | 'jwt-expired'
  | 'jwt-not-yet-valid'
  | 'jwt-audience-wrong'
  | 'jwt-nonce-wrong'
  | 'envelope-invalid'
  | 'envelope-unsupported'
  | 'x5c-missing'
  | 'x5c-invalid'
  | 'x5c-unsupported'
  | 'x5c-untrusted'
  | 'x5c-expired'
  | 'x5c-not-yet-valid'
  | 'x5c-issuer-mismatch'

/** What is wrong with a document as linked data. */
export type LinkedDataCode =
  | 'context-unknown'
  | 'context-inline'
  | 'term-undefined'
  | 'iri-relative'
  | 'linked-data-invalid'
  | 'linked-data-unsupported'
  | 'number-not-portable'
  | 'text-not-portable'
  | 'graph-too-complex'

/** What is wrong with the selective disclosure of a JWT, or with the proof that its holder shows it. */
export type SdJwtCode =
  | 'sd-jwt-syntax'
  | 'sd-algorithm-unsupported'
  | 'sd-digest-invalid'
  | 'sd-digest-duplicated'
  | 'sd-claim-forbidden'
  | 'sd-claim-overwritten'
  | 'sd-claim-not-concealable'
  | 'disclosure-invalid'
  | 'disclosure-duplicated'
  | 'disclosure-unreferenced'
  | 'disclosure-unknown'
  | 'key-binding-missing'
  | 'key-binding-key-missing'
  | 'key-binding-claim-invalid'
  | 'key-binding-hash-wrong'
  | 'key-binding-audience-wrong'
  | 'key-binding-nonce-wrong'
  | 'key-binding-too-old'

/** What is wrong with a proof within a document. */
export type ProofCode =
  | 'proof-missing'
  | 'proof-invalid'
  | 'proof-type-unsupported'
  | 'cryptosuite-unsupported'
  | 'proof-value-invalid'
  | 'proof-key-unfit'
  | 'proof-purpose-wrong'
  | 'proof-expired'
  | 'proof-not-yet-made'
  | 'proof-context-mismatch'
  | 'proof-previous-unknown'
  | 'proof-challenge-wrong'
  | 'proof-domain-wrong'

/** What is wrong with the shape of a credential or presentation. */
export type CredentialCode =
  | 'credential-context-invalid'
  | 'credential-type-invalid'
  | 'credential-id-invalid'
  | 'credential-issuer-invalid'
  | 'credential-subject-invalid'
  | 'credential-wording-invalid'
  | 'credential-validity-invalid'
  | 'credential-expired'
  | 'credential-not-yet-valid'
  | 'credential-status-invalid'
  | 'credential-schema-invalid'
  | 'credential-terms-invalid'
  | 'credential-evidence-invalid'
  | 'credential-refresh-invalid'
  | 'credential-resource-invalid'
  | 'resource-digest-wrong'
  | 'presentation-invalid'
  | 'presentation-holder-invalid'
  | 'holder-proof-missing'
  | 'holder-not-subject'
  | 'badge-context-invalid'
  | 'badge-invalid'
  | 'badge-subject-invalid'
  | 'badge-achievement-invalid'
  | 'badge-type-invalid'

/** What is wrong with a status list, or with what points into it; and what a list says. */
export type StatusCode =
  | 'status-entry-invalid'
  | 'status-type-unknown'
  | 'status-list-invalid'
  | 'status-list-too-short'
  | 'status-list-full'
  | 'status-list-not-yet-valid'
  | 'status-list-expired'
  | 'status-list-mismatch'
  | 'status-issuer-mismatch'
  | 'status-purpose-mismatch'
  | 'status-size-mismatch'
  | 'status-index-out-of-range'
  | 'status-purpose-unknown'
  | 'status-value-unknown'
  | 'status-revoked'
  | 'status-suspended'

/** Why something was not fetched, or not taken. */
export type FetchCode =
  | 'address-invalid'
  | 'address-not-https'
  | 'address-with-credentials'
  | 'address-port-refused'
  | 'address-is-ip'
  | 'address-not-public'
  | 'fetch-not-possible'
  | 'fetch-host-not-found'
  | 'fetch-failed'
  | 'fetch-timeout'
  | 'fetch-redirect-refused'
  | 'fetch-status-wrong'
  | 'fetch-media-type-wrong'
  | 'fetch-encoding-unknown'

/** What is wrong with a trust list, or what it says of an issuer. */
export type TrustCode =
  | 'trust-list-invalid'
  | 'trust-list-not-yet-issued'
  | 'trust-list-stale'
  | 'trust-list-other'
  | 'trust-list-rolled-back'
  | 'trust-list-split'
  | 'issuer-not-listed'
  | 'issuer-not-for-this-kind'
  | 'issuer-not-for-this-place'
  | 'issuer-not-yet-authorised'
  | 'issuer-no-longer-authorised'

/** Every code an {@link AttestationError} can carry. */
export type AttestationErrorCode =
  | FormatCode
  | KeyCode
  | LogCode
  | JoseCode
  | SdJwtCode
  | LinkedDataCode
  | ProofCode
  | CredentialCode
  | StatusCode
  | TrustCode
  | FetchCode

/**
 * The one error of this package. `verify()` never throws it for what a certificate contains: it turns it into a
 * problem of its report. The smaller functions throw it.
 */
export class AttestationError extends Error {
  readonly code: AttestationErrorCode
  /** Where: a JSON pointer (RFC 6901), a part of a compact serialisation, or an address; empty for the whole. */
  readonly at: string

  constructor(code: AttestationErrorCode, at: string, message: string, options?: { cause?: unknown }) {
    super(at === '' ? message : `${at}: ${message}`, options)
    this.name = 'AttestationError'
    this.code = code
    this.at = at
  }
}
