// SPDX-License-Identifier: Apache-2.0
// What W3C Data Integrity EdDSA Cryptosuites 1.0 prints: keys, documents, digests and proofs (§B.1 to §B.5).
import { base64url } from '../bytes/base64url.ts'
import { readMultibase } from '../bytes/multibase.ts'
import type { Signer } from '../crypto/crypto-provider.ts'
import { publicJwk } from '../crypto/jwk.ts'
import { readMultikey } from '../crypto/multikey.ts'
import { signerFromJwk } from '../crypto/signers.ts'
import type { JsonObject } from '../json/json.ts'

export interface PrintedKey {
  publicKeyMultibase: string
  privateKeyMultibase: string
}

/** §B.1 and §B.4: the key of the single proofs, then those of the set and of the chain. */
export const printedKeys = {
  single: {
    publicKeyMultibase: 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2',
    privateKeyMultibase: 'z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq',
  },
  first: {
    publicKeyMultibase: 'z6MktgKTsu1QhX6QPbyqG6geXdw6FQCZBPq7uQpieWbiQiG7',
    privateKeyMultibase: 'z3u2W4YnTstS1nSSBAgZcYSJF43JuZ9uLV6bF38B1Bf8NugW',
  },
  second: {
    publicKeyMultibase: 'z6MkhWqdDBPojHA7cprTGTt5yHv5yUi1B8cnXn8ReLumkw6E',
    privateKeyMultibase: 'z3u2cfp4Q17kMGhNCh348a3yw3cUBiWK6RXRzyJE54sixMFn',
  },
  third: {
    publicKeyMultibase: 'z6MkmEq87wkHCYnWnNZkigeDMGTN7oUw1upkhzd77KuXERS1',
    privateKeyMultibase: 'z3u2Zr3tcDLBDQKGxVa9SRDFNLqNqPWsa8p9rWPvCEH6bADB',
  },
  fourth: {
    publicKeyMultibase: 'z6Mkm1S51iPHJvDEkJ9MRtxJmT8Pqo6wHipAFwBAjN83vntT',
    privateKeyMultibase: 'z3u2ZTWiFwM17veUR7sXniY66Gf14SqMdpMLy7SW9x4EDdmw',
  },
} satisfies Record<string, PrintedKey>

/** The signer of a printed key: its private part is a Multikey with the prefix 0x8026. */
export function printedSigner({ publicKeyMultibase, privateKeyMultibase }: PrintedKey): Promise<Signer> {
  const d = base64url(readMultibase(privateKeyMultibase).subarray(2))
  return signerFromJwk({ ...publicJwk(readMultikey(publicKeyMultibase)), d })
}

export function methodOf({ publicKeyMultibase }: PrintedKey): string {
  return `did:key:${publicKeyMultibase}#${publicKeyMultibase}`
}

/** The context of the W3C's examples: all terms are its own. */
export const examplesContext: [url: string, document: JsonObject] = [
  'https://www.w3.org/ns/credentials/examples/v2',
  { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } },
]

/** §B.1, the credential without proof. */
export const alumni: JsonObject = {
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/examples/v2'],
  id: 'urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33',
  type: ['VerifiableCredential', 'AlumniCredential'],
  name: 'Alumni Credential',
  description: 'A minimum viable example of an Alumni Credential.',
  issuer: 'https://vc.example/issuers/5678',
  validFrom: '2023-01-01T00:00:00Z',
  credentialSubject: { id: 'did:example:abcdefgh', alumniOf: 'The School of Examples' },
}

const common = { type: 'DataIntegrityProof', proofPurpose: 'assertionMethod' } as const

/** The single proofs of §B.1 and §B.3, with the digest of document and options that they sign. */
export const singleProofs = [
  {
    section: '§B.1',
    documentHash: '517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017',
    optionsHash: 'bea7b7acfbad0126b135104024a5f1733e705108f42d59668b05c0c50004c6b0',
    proof: {
      ...common,
      cryptosuite: 'eddsa-rdfc-2022',
      created: '2023-02-24T23:36:38Z',
      verificationMethod: methodOf(printedKeys.single),
      proofValue: 'z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme',
    },
  },
  {
    section: '§B.3',
    documentHash: '59b7cb6251b8991add1ce0bc83107e3db9dbbab5bd2c28f687db1a03abc92f19',
    optionsHash: '66ab154f5c2890a140cb8388a22a160454f80575f6eae09e5a097cabe539a1db',
    proof: {
      ...common,
      cryptosuite: 'eddsa-jcs-2022',
      created: '2023-02-24T23:36:38Z',
      verificationMethod: methodOf(printedKeys.single),
      '@context': alumni['@context'] as string[],
      proofValue: 'z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX',
    },
  },
] as const

/** §B.4 and §B.5: two proofs side by side, a third that covers both, a fourth that covers the third. */
export const chain = [
  {
    key: printedKeys.first,
    proof: {
      ...common,
      id: 'urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544',
      cryptosuite: 'eddsa-rdfc-2022',
      created: '2023-02-24T23:36:38Z',
      verificationMethod: methodOf(printedKeys.first),
      proofValue: 'z66vWyqwAghu52WbpRkCwFRTu6Msn92ArtjpJ3gGMSVoU5RADwBfszoDt1QWY8owqLPz4nTj7hAwV7xFti1p93zdr',
    },
  },
  {
    key: printedKeys.second,
    proof: {
      ...common,
      id: 'urn:uuid:8cc9022b-6b14-4cf3-8571-74972c5feb54',
      cryptosuite: 'eddsa-rdfc-2022',
      created: '2023-02-24T23:36:38Z',
      verificationMethod: methodOf(printedKeys.second),
      proofValue: 'z2scr94SNNrGpP2bE7ajvKWeUHm7HJ2edDkxpARvFAQ8V3USzwEzibqrXKaLHBrWostswsfvg82twQR88BgtnsrXY',
    },
  },
  {
    key: printedKeys.third,
    proof: {
      ...common,
      id: 'urn:uuid:d94f792a-c546-4d06-b38a-da070ab56c23',
      cryptosuite: 'eddsa-rdfc-2022',
      created: '2023-02-26T22:06:38Z',
      verificationMethod: methodOf(printedKeys.third),
      previousProof: ['urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544', 'urn:uuid:8cc9022b-6b14-4cf3-8571-74972c5feb54'],
      proofValue: 'zWaPeEvBAkhQpNQj8pknuvg5STcKnt3cvM9t4kAYeJETFjvVMSXEEjadC4uxC9fKCn6JHbjt6fj2fhoaVNynBm6J',
    },
  },
  {
    key: printedKeys.fourth,
    proof: {
      ...common,
      cryptosuite: 'eddsa-rdfc-2022',
      created: '2023-02-26T22:16:38Z',
      verificationMethod: methodOf(printedKeys.fourth),
      previousProof: 'urn:uuid:d94f792a-c546-4d06-b38a-da070ab56c23',
      proofValue: 'z4b5uUtxNiV4E541LiR8qLvA21xM1Vt4Hfn6nLmmDePdFvLB3jFj3HyEEJyRMbpJzv4Gfdr8ABeuRTxAvZv6KWRRh',
    },
  },
] as const
