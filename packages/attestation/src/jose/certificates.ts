// SPDX-License-Identifier: Apache-2.0
// Chains of X.509 certificates in the header (RFC 7515 §4.1.6; draft-ietf-oauth-sd-jwt-vc §2.5).
import { readBase64 } from '../bytes/base64.ts'
import { type Bytes, sameBytes } from '../bytes/bytes.ts'
import { type NodeCertificate, nodeCrypto } from '../bytes/platform.ts'
import type { PublicKey, Soon } from '../crypto/crypto-provider.ts'
import { readPublicJwk } from '../crypto/jwk.ts'
import { AttestationError, type JoseCode } from '../error.ts'
import type { JsonObject } from '../json/json.ts'
import type { Fault, Problem } from '../report.ts'
import { type Moment, secondsOf } from './jwt-times.ts'
import { problemOf } from './within.ts'

/** What the first certificate of a chain says of who signed. */
export interface CertifiedKey {
  readonly key: PublicKey
  /** Its alternative names that are addresses (URI) or hosts (DNS). */
  readonly names: readonly string[]
}

export interface CheckedChain {
  /** Null where the first certificate, or its key, cannot be read. */
  readonly certified: CertifiedKey | null
  readonly problems: readonly Problem[]
}

/**
 * Says whether a chain, the signer's certificate first, leads to an authority that the relying party trusts. In Node
 * there is {@link nodeCertificates}; browsers have no X.509, so there the caller brings a library for it.
 */
export type CertificateCheck = (chain: readonly Bytes[], moment: Moment, at: string) => Soon<CheckedChain>

/** Certificates of a chain, and characters of each. */
export const chainLimits = { certificates: 6, length: 16_384 } as const

/** The certificates of `x5c`; null where there are none; throws `x5c-invalid` and `base64-invalid`. */
export function readChain(header: JsonObject, at: string): Bytes[] | null {
  const { x5c } = header
  if (x5c === undefined) return null
  const { certificates, length } = chainLimits
  const fits = (one: unknown): one is string => typeof one === 'string' && one.length <= length
  if (!Array.isArray(x5c) || x5c.length === 0 || x5c.length > certificates || !x5c.every(fits))
    throw new AttestationError('x5c-invalid', at, `expected 1 to ${certificates} certificates in base64`)
  return x5c.map((one, index) => readBase64(one as string, `${at}/${index}`))
}

/**
 * Checks chains by the certificates of `node:crypto`, up to one of the anchors (DER), which the chain may contain or
 * leave out: each is issued by the next, which must be allowed to issue, the signature of each holds, and each is valid
 * at the moment. Not checked, because Node does not tell: revocation, lengths of paths, constraints on names and policies.
 * Who needs those brings a check of their own. Throws `x5c-unsupported` where there is no `node:crypto`.
 */
export function nodeCertificates(anchors: readonly Bytes[]): CertificateCheck {
  if (nodeCrypto === undefined) throw new AttestationError('x5c-unsupported', '', 'there is no X.509 on this platform')
  const { X509Certificate } = nodeCrypto
  const trusted = anchors.map((der) => new X509Certificate(der))
  return (ders, moment, at) => {
    const chain: NodeCertificate[] = []
    for (const [index, der] of ders.entries())
      try {
        chain.push(new X509Certificate(der))
      } catch {
        const message = 'this is not a certificate in DER'
        return {
          certified: null,
          problems: [{ fault: 'malformed', code: 'x5c-invalid', at: `${at}/${index}`, message }],
        }
      }
    const problems = [...linkProblems(chain, trusted, at), ...momentProblems(chain, secondsOf(moment), at)]
    try {
      const [first] = chain as [NodeCertificate]
      const key = keyOf(first, `${at}/0`)
      return { certified: { key, names: namesOf(first.subjectAltName ?? '') }, problems }
    } catch (error) {
      return { certified: null, problems: [...problems, problemOf(error, 'unsupported')] }
    }
  }
}

function keyOf(certificate: NodeCertificate, at: string): PublicKey {
  let jwk: object
  try {
    jwk = certificate.publicKey.export({ format: 'jwk' })
  } catch (cause) {
    throw new AttestationError('key-unsupported', at, 'expected Ed25519 or a curve of NIST', { cause })
  }
  return readPublicJwk(jwk, at)
}

function linkProblems(chain: readonly NodeCertificate[], anchors: readonly NodeCertificate[], at: string): Problem[] {
  for (const [index, certificate] of chain.entries()) {
    if (anchors.some((anchor) => sameBytes(anchor.raw, certificate.raw))) return []
    const next = chain[index + 1]
    if (next !== undefined && isIssuedBy(certificate, next)) continue
    if (next === undefined && anchors.some((anchor) => isIssuedBy(certificate, anchor))) return []
    const message = next === undefined ? 'issued by none of the anchors' : 'not issued by the next certificate'
    return [problem('unknown-issuer', 'x5c-untrusted', `${at}/${index}`, message)]
  }
  return []
}

function isIssuedBy(certificate: NodeCertificate, issuer: NodeCertificate): boolean {
  try {
    return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
  } catch {
    return false
  }
}

function momentProblems(chain: readonly NodeCertificate[], now: number, at: string): Problem[] {
  return chain.flatMap(({ validFrom, validTo }, index) => {
    const here = `${at}/${index}`
    if (now * 1000 > Date.parse(validTo)) return [problem('expired', 'x5c-expired', here, `valid until ${validTo}`)]
    if (now * 1000 >= Date.parse(validFrom)) return []
    return [problem('not-yet-valid', 'x5c-not-yet-valid', here, `valid from ${validFrom}`)]
  })
}

const alternativeName = /(URI|DNS):("(?:[^"\\]|\\.)*"|[^,]*)(?:, |$)|[^,]*(?:, |$)/gy

/** URIs and hosts of alternative names as Node writes them; a value in quotes is JSON, so that none can pose as two. */
function namesOf(written: string): string[] {
  return [...written.matchAll(alternativeName)].flatMap(([, kind, value = '']) => {
    if (kind === undefined) return []
    if (!value.startsWith('"')) return [value]
    try {
      return [JSON.parse(value) as string]
    } catch {
      return []
    }
  })
}

/**
 * Whether the issuer that a certificate names itself (`iss`) is the one its chain names: one of the addresses, or an
 * https address at one of the hosts. Tells `x5c-issuer-mismatch`.
 */
export function issuerOfChain(iss: string | null, { names }: CertifiedKey, at: string): Problem[] {
  if (iss === null || names.includes(iss)) return []
  const host = /^https:\/\/([^/?#:@]+)(?:[/?#:]|$)/i.exec(iss)?.[1]?.toLowerCase()
  if (host !== undefined && names.some((name) => name.toLowerCase() === host)) return []
  return [problem('unknown-issuer', 'x5c-issuer-mismatch', at, `the chain is not for '${iss.slice(0, 200)}'`)]
}

/**
 * The name of the subject as certificates and trust lists name issuers (draft-ietf-oauth-sd-jwt-vc §2.5: the issuer is the
 * subject of the first certificate; RFC 5280 §4.2.1.6: its alternative names): its first address, otherwise
 * `https://` with its first host; null where it has neither, or names many hosts at once.
 */
export function nameOfChain({ names }: CertifiedKey): string | null {
  const address = names.find((name) => /^[a-z][a-z0-9+.-]*:\S+$/i.test(name))
  const host = names.find((name) => /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(name))
  return address ?? (host === undefined ? null : `https://${host.toLowerCase()}`)
}

function problem(fault: Fault, code: JoseCode, at: string, message: string): Problem {
  return { fault, code, at, message }
}
