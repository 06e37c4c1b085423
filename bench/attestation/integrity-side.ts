// SPDX-License-Identifier: Apache-2.0
// One process: documents with proofs issued and verified by the package, the same signatures and digests by node:crypto
// alone, and by the usual library, in turns. Prints one line of JSON: microseconds of processor time an operation.
import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto'
import {
  addProof,
  base64url,
  ContextLibrary,
  type Cryptosuite,
  checkCredential,
  checkOpenBadge,
  checkProof,
  type IntegrityTools,
  type JsonObject,
  pinnedContexts,
  platformCrypto,
  readDidKey,
  readJson,
  readMultibase,
  readSecured,
} from '../../packages/attestation/src/index.ts'
import { methodOf, printedKeys, printedSigner } from '../../packages/attestation/src/testing/eddsa-vectors.ts'
import { badge, changed } from '../../packages/attestation/src/testing/known-credentials.ts'
import { issueByUsualLibrary, verifiedByUsualLibrary } from '../../packages/attestation/src/testing/usual-library.ts'
import { median } from '../result.ts'

export interface IntegrityFigures {
  /** Microseconds of processor time an operation. */
  ours: number
  raw: number
  usual: number
}

type Operation = (index: number) => unknown
interface Work {
  name: string
  ours: Operation
  raw: Operation
  usual: Operation
}

const variety = 32
const blocks = 15
const key = printedKeys.single
const verificationMethod = methodOf(key)
const did = verificationMethod.split('#')[0] as string
const created = '2026-11-01T00:00:00Z'
const now = Date.parse('2026-11-22T00:00:00Z')
const library = new ContextLibrary(new Map(pinnedContexts.map(({ url, document }) => [url, document])))
const tools: IntegrityTools = { crypto: platformCrypto, library }
const documents = Array.from({ length: variety }, (_, index) =>
  changed(changed(badge, 'issuer/id', did), 'credentialSubject/id', `did:example:${index}`),
)

function rawKeys(): { secret: KeyObject; open: KeyObject } {
  const x = base64url(readDidKey(did).bytes)
  const d = base64url(readMultibase(key.privateKeyMultibase).subarray(2))
  const jwk = { kty: 'OKP', crv: 'Ed25519', x, d }
  return { secret: createPrivateKey({ key: jwk, format: 'jwk' }), open: createPublicKey({ key: jwk, format: 'jwk' }) }
}

/** Everything that a relying party asks of one document: reading, shape, proof. */
async function verifyOurs(text: string): Promise<void> {
  const document = readJson(text) as JsonObject
  const secured = readSecured(document)
  const [proof] = secured.proofs
  if (proof === undefined) throw new Error('there is no proof')
  const publicKey = readDidKey(proof.verificationMethod)
  const problems = [
    ...checkCredential(document).problems,
    ...checkOpenBadge(document),
    ...(await checkProof(secured, proof, publicKey, { purpose: 'assertionMethod', now }, tools)),
  ]
  if (problems.length > 0) throw new Error(JSON.stringify(problems))
}

async function worksOf(cryptosuite: Cryptosuite): Promise<Work[]> {
  const signer = await printedSigner(key)
  const { secret, open } = rawKeys()
  const options = { cryptosuite, verificationMethod, created }
  const signed = await Promise.all(documents.map((document) => addProof(document, options, signer, tools)))
  const texts = signed.map((document) => JSON.stringify(document))
  const at = (index: number) => index % variety
  /** The bytes that are hashed are as many as the document has; what is signed are 64. */
  const digests = (index: number): Buffer => {
    const text = texts[at(index)] as string
    return Buffer.concat([hash('sha256', text.slice(0, 300), 'buffer'), hash('sha256', text, 'buffer')])
  }
  const signatures = documents.map((_, index) => sign(null, digests(index), secret))
  return [
    {
      name: `${cryptosuite} verify`,
      ours: (index) => verifyOurs(texts[at(index)] as string),
      raw: (index) => {
        if (!verify(null, digests(index), open, signatures[at(index)] as Buffer)) throw new Error('it does not hold')
      },
      usual: async (index) => {
        const document = JSON.parse(texts[at(index)] as string) as JsonObject
        if (!(await verifiedByUsualLibrary(document, cryptosuite))) throw new Error('it does not hold')
      },
    },
    {
      name: `${cryptosuite} issue`,
      ours: (index) => addProof(documents[at(index)] as JsonObject, options, signer, tools),
      raw: (index) => sign(null, digests(index), secret),
      usual: (index) => issueByUsualLibrary(documents[at(index)] as JsonObject, cryptosuite, key),
    },
  ]
}

async function cpu(operation: Operation, count: number): Promise<number> {
  const before = process.cpuUsage()
  for (let index = 0; index < count; index++) await operation(index)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / count
}

async function measure({ ours, raw, usual }: Work): Promise<IntegrityFigures> {
  const sides = { ours: [ours, 200], raw: [raw, 200], usual: [usual, 12] } as const
  const times = { ours: [] as number[], raw: [] as number[], usual: [] as number[] }
  for (let block = -2; block < blocks; block++)
    for (const name of ['ours', 'raw', 'usual'] as const) {
      const [operation, count] = sides[name]
      const time = await cpu(operation, count)
      if (block >= 0) times[name].push(time)
    }
  return { ours: median(times.ours), raw: median(times.raw), usual: median(times.usual) }
}

const figures: Record<string, IntegrityFigures> = {}
for (const cryptosuite of ['eddsa-rdfc-2022', 'eddsa-jcs-2022'] as const)
  for (const work of await worksOf(cryptosuite)) figures[work.name] = await measure(work)
process.stdout.write(`${JSON.stringify(figures)}\n`)
