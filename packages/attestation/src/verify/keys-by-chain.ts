// SPDX-License-Identifier: Apache-2.0
import { type CertificateCheck, issuerOfChain, nameOfChain, readChain } from '../jose/certificates.ts'
import type { Problem } from '../report.ts'
import { type KeySource, momentOf } from './sources.ts'

const missing: Problem = {
  fault: 'unknown-issuer',
  code: 'x5c-missing',
  at: 'header/x5c',
  message: 'the certificate carries no chain of X.509 certificates',
}

/**
 * Keys from the chain of X.509 certificates in the header of wallet forms (draft-ietf-oauth-sd-jwt-vc §2.5), where it
 * leads to an authority that the caller trusts and names the issuer; of a certificate without `iss` the issuer is the one
 * that the chain names. A status list token may bring a chain of its own. The first that is wrong with it is told;
 * `x5c-missing` where there is none.
 */
export function keysByChain(check: CertificateCheck): KeySource {
  return async ({ certificate, header = {}, issuer, ...request }) => {
    const at = 'header/x5c'
    const chain = readChain(header, at) ?? readChain(certificate.sdJwt?.jws.header ?? {}, at)
    if (chain === null) return missing
    const { certified, problems } = await check(chain, momentOf(request), at)
    const [problem] = [...problems, ...(certified === null ? [] : issuerOfChain(issuer, certified, 'payload/iss'))]
    if (problem !== undefined || certified === null) return problem ?? missing
    const name = issuer === null ? nameOfChain(certified) : null
    return name === null ? certified.key : { key: certified.key, issuer: name }
  }
}
