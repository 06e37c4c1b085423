// SPDX-License-Identifier: Apache-2.0
// JWTs as Data Model 1.1 had them: what they secure stands in the claim `vc` or `vp`, and an envelope calls them
// `application/jwt`. VC-JOSE-COSE forbids both claims (§3.1.3), so the package does not read them; a fixture of
// vc-data-model-2.0 is one.
import {
  AttestationError,
  checkCredential,
  checkJws,
  checkPresentation,
  isObject,
  type JsonObject,
  type JsonValue,
  type Problem,
  readDidKey,
  readEnvelope,
  readJson,
  readJws,
} from '../../../packages/attestation/src/index.ts'

type Told = Pick<Problem, 'at' | 'message'>

export function isOlderEnvelope({ id }: JsonObject): boolean {
  return typeof id === 'string' && id.startsWith('data:application/jwt,')
}

/** What is wrong with a presentation in such an envelope, and with the credentials in it; each key is a did:key. */
export async function checkOlderPresentation(envelope: JsonObject, nonce: JsonValue | undefined): Promise<Told[]> {
  const { claims, document, problems } = await opened(envelope, 'vp')
  const { problems: shape, credentials } = checkPresentation(document)
  const told: Told[] = [...problems, ...shape]
  if (claims['nonce'] !== nonce) told.push({ at: 'payload/nonce', message: 'this is not the challenge that was sent' })
  for (const { document: inner } of credentials) {
    const credential = await opened(inner, 'vc')
    told.push(...credential.problems, ...checkCredential(credential.document).problems)
  }
  return told
}

async function opened(envelope: JsonObject, claim: 'vc' | 'vp') {
  const id = String(envelope['id']).replace('data:application/jwt,', `data:application/${claim}+jwt,`)
  const jws = readJws(readEnvelope({ ...envelope, id }).text)
  const claims = objectOf(readJson(Buffer.from(jws.payload).toString('utf8')))
  const key = readDidKey(String(jws.header['kid']))
  const problems: readonly Told[] = await checkJws(jws, key, { types: ['jwt'], typeKnown: true })
  return { claims, document: objectOf(claims[claim]), problems }
}

function objectOf(value: JsonValue | undefined): JsonObject {
  if (isObject(value)) return value
  throw new AttestationError('json-type', 'payload', 'expected an object')
}
