// SPDX-License-Identifier: Apache-2.0
export { base64url, readBase64url } from './bytes/base64url.ts'
export type { Bytes } from './bytes/bytes.ts'
export { multibase58, readMultibase } from './bytes/multibase.ts'
export { credentialsContext, openBadgesContext, type PinnedContext, pinnedContexts } from './contexts/pinned.ts'
export { type CredentialShape, checkCredential, type ValidityPeriod } from './credential/check-credential.ts'
export { checkPresentation, type PresentationShape } from './credential/check-presentation.ts'
export { checkOpenBadge, isOpenBadge } from './credential/open-badge.ts'
export { checkResourceDigests, type ResourceSource } from './credential/resource-digests.ts'
export { platformCrypto } from './crypto/crypto.ts'
export type { CryptoProvider, PublicKey, SignatureAlgorithm, Signer, Soon } from './crypto/crypto-provider.ts'
export { type PublicJwk, publicJwk, readPublicJwk } from './crypto/jwk.ts'
export { multikey, readMultikey } from './crypto/multikey.ts'
export { newKey, type PrivateJwk, signerFromJwk } from './crypto/signers.ts'
export type { KeyPurpose } from './dids/did-document.ts'
export { didKey, didKeyMethod, readDidKey } from './dids/did-key.ts'
export { didWebAddress } from './dids/did-web.ts'
export { type KeyAnswer, type KeySources, keyOf } from './dids/key-of.ts'
export { AttestationError, type AttestationErrorCode } from './error.ts'
export type { Fetched, Fetcher, FetchLimits } from './fetching/fetcher.ts'
export { type GuardedFetcherOptions, guardedFetcher, type Target, tlsConnection } from './fetching/guarded-fetcher.ts'
export { type KeptFetcherOptions, keptFetcher } from './fetching/kept-fetcher.ts'
export { isPublicAddress } from './fetching/public-address.ts'
export { type WebFetcherOptions, webFetcher } from './fetching/web-fetcher.ts'
export { addProof, type ProofOptions } from './integrity/add-proof.ts'
export { checkProof, type ProofExpectation } from './integrity/check-proof.ts'
export type { IntegrityTools } from './integrity/hash-data.ts'
export { type Cryptosuite, type Proof, readSecured, type SecuredDocument } from './integrity/proof.ts'
export { type Issue, type Issued, type IssueForm, issue } from './issue/issue.ts'
export {
  type CertificateCheck,
  type CertifiedKey,
  type CheckedChain,
  issuerOfChain,
  nameOfChain,
  nodeCertificates,
  readChain,
} from './jose/certificates.ts'
export { checkJws, type JwsExpectation } from './jose/check-jws.ts'
export { type Envelope, type EnvelopedType, envelope, readEnvelope, readEnvelopes } from './jose/envelopes.ts'
export { type HeaderMembers, type Jws, type JwsHeader, readJws, signJws } from './jose/jws.ts'
export type { Occasion } from './jose/jwt-audience.ts'
export type { Moment } from './jose/jwt-times.ts'
export {
  checkVcJwt,
  issueVcJwt,
  type JwtCheck,
  readVcJwt,
  type Signatory,
  type VcJwt,
  type VcJwtType,
} from './jose/vc-jwt.ts'
export { canonicalJson } from './json/canonical-json.ts'
export { isObject, type JsonObject, type JsonValue } from './json/json.ts'
export { type JsonLimits, readJson } from './json/read-json.ts'
export { canonicalQuads } from './linked-data/canonical-quads.ts'
export { ContextLibrary } from './linked-data/context-library.ts'
export { type FallbackExpander, type JsonldProcessor, jsonldFallback } from './linked-data/fallback.ts'
export { type CertificateEvent, certificateDigest, type EventKind, eventEntry } from './log/certificate-event.ts'
export { type CheckpointReport, checkCheckpoint, type Witnessed } from './log/check-checkpoint.ts'
export { type Checkpoint, checkpointText, cosignatureLine, readCheckpoint } from './log/checkpoint.ts'
export { type Followed, followLog, type NextCheckpoint } from './log/follow-log.ts'
export { type LogPolicy, type Quorum, readLogPolicy } from './log/log-policy.ts'
export { type LogProof, logProofText, proveEntry, readLogProof } from './log/log-proof.ts'
export {
  type CosignRequest,
  createLog,
  type LogEntry,
  type LogHome,
  type LogWriter,
  openLog,
} from './log/log-writer.ts'
export {
  type HeldSignature,
  type NoteSignature,
  readNote,
  type SignedNote,
  signNote,
  verifyNote,
  withSignatures,
} from './log/note.ts'
export {
  type NoteKey,
  type NoteSignatureType,
  type NoteSigner,
  noteKey,
  noteKeyText,
  noteSigner,
  readNoteKey,
} from './log/note-key.ts'
export { consistencyProof, inclusionProof, isConsistent, isIncluded } from './log/proofs.ts'
export { readBundle, type TileFile, type TileReader, type TileStore, tileHashes, tilePath } from './log/tiles.ts'
export { emptyRoot, type Hasher, leafHash, rangeHash, type SubtreeHash } from './log/tree-hash.ts'
export { type LoggedEvent, type ReceiptReport, verifyReceipt } from './log/verify-receipt.ts'
export type { Fault, Problem, Report, Step, StepName } from './report.ts'
export { checkSdJwt, type SdJwtCheck, type SdJwtTypes } from './sd-jwt/check-sd-jwt.ts'
export type { DisclosureFrame } from './sd-jwt/conceal.ts'
export type { Disclosed } from './sd-jwt/disclose.ts'
export { issueSdJwt, type Presentation, presentSdJwt } from './sd-jwt/issue-sd-jwt.ts'
export { bindKey, holderKey, type KeyBinding, type KeyBindingExpectation } from './sd-jwt/key-binding.ts'
export { readSdJwt, type SdJwt, type SdJwtReading } from './sd-jwt/sd-jwt.ts'
export {
  checkSdJwtVc,
  isSdJwtVc,
  issueSdJwtVc,
  readSdJwtVc,
  type SdJwtVc,
  type SdJwtVcIssue,
} from './sd-jwt/sd-jwt-vc.ts'
export {
  checkVcSdJwt,
  issueVcSdJwt,
  readVcSdJwt,
  type VcSdJwt,
  type VcSdJwtIssue,
  type VcSdJwtType,
} from './sd-jwt/vc-sd-jwt.ts'
export { readStatusEntries, type StatusEntries } from './status/bitstring-entry.ts'
export {
  type BitstringListIssue,
  bitstringListCredential,
  decodeBitstring,
  encodeBitstring,
  readBitstringList,
  type StatusListReading,
} from './status/bitstring-list.ts'
export { drawIndexes, StatusIndexes } from './status/indexes.ts'
export { StatusListCache } from './status/list-cache.ts'
export { lookUpStatus, type StatusAnswer, type StatusExpectation } from './status/look-up.ts'
export {
  newStatuses,
  type StatusEntry,
  type Statuses,
  type StatusList,
  type StatusListForm,
  setStatus,
  statusAt,
} from './status/status-list.ts'
export {
  checkStatusListToken,
  issueTokenList,
  readStatusListToken,
  readTokenStatus,
  type StatusListToken,
  type TokenListIssue,
  tokenStatuses,
} from './status/token-list.ts'
export { type Attestation, mayAttest, mayKeepStatusAt, trustedDocuments } from './trust/may-attest.ts'
export {
  checkTrustList,
  readTrustList,
  type SignedTrustList,
  signTrustList,
  type TrustListCheck,
  type TrustListState,
} from './trust/signed-trust-list.ts'
export type { Authorisation, TrustedIssuer, TrustList } from './trust/trust-list.ts'
export {
  attestationOf,
  type TrustedAuthority,
  type TrustedLog,
  trustedAuthority,
  trustedLog,
  trustedStatus,
} from './trust/trusted-sources.ts'
export { keysByChain } from './verify/keys-by-chain.ts'
export { type Certificate, readCertificate } from './verify/read-certificate.ts'
export { type PresentationOccasion, type ReadPresentation, readPresentation } from './verify/read-presentation.ts'
export type {
  AuthorityRequest,
  AuthoritySource,
  KeyRequest,
  KeySource,
  LogDemand,
  LogSource,
  NamedKey,
  StatusSource,
  Verification,
} from './verify/sources.ts'
export { type ListSource, type StatusLists, statusLists } from './verify/status-lists.ts'
export { type Holdings, keysOfHolders, keysOfIssuers, listsByAddress, usualTools } from './verify/usual-sources.ts'
export { verify } from './verify/verify.ts'
export {
  type HolderKeySource,
  type PresentationReport,
  type PresentationVerification,
  verifyPresentation,
} from './verify/verify-presentation.ts'
