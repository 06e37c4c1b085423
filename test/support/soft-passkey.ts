// SPDX-License-Identifier: Apache-2.0
// An authenticator in software: it signs whatever a test asks for, also what no true one would.
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'

export interface SoftPasskey {
  id: Buffer
  privateKey: KeyObject
  /** COSE_Key of the public half. */
  cose: Buffer
  handle: string
}

/** What an answer says; each part can be a lie. */
export interface Said {
  challenge: string
  origin: string
  rpId: string
  counter?: number
  userVerified?: boolean
  type?: string
}

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest()

export function softPasskey(handle = ''): SoftPasskey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  // COSE_Key (RFC 9053, section 7.1.1): an EC2 key on P-256 for ES256.
  const cose = new Map<number, number | Uint8Array>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
    [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
  ])
  return { id: randomBytes(32), privateKey, cose: Buffer.from(isoCBOR.encode(cose)), handle }
}

function clientData(type: string, { challenge, origin, ...said }: Said): Buffer {
  return Buffer.from(JSON.stringify({ type: said.type ?? type, challenge, origin, crossOrigin: false }))
}

/** WebAuthn, section 6.1. */
function authenticatorData({ rpId, counter = 0, userVerified = true }: Said, attested: Buffer | null): Buffer {
  const flags = 0x01 | (userVerified ? 0x04 : 0) | (attested === null ? 0 : 0x40)
  const counted = Buffer.alloc(4)
  counted.writeUInt32BE(counter)
  return Buffer.concat([sha256(rpId), Buffer.from([flags]), counted, attested ?? Buffer.alloc(0)])
}

/** What a browser would send of a new passkey, as the field of the form. */
export function registrationOf({ id, cose }: SoftPasskey, said: Said): string {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(id.length)
  const attested = Buffer.concat([Buffer.alloc(16), length, id, cose])
  const attestation = new Map<string, unknown>([
    ['fmt', 'none'],
    ['attStmt', new Map()],
    ['authData', new Uint8Array(authenticatorData(said, attested))],
  ])
  return JSON.stringify({
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key',
    clientExtensionResults: {},
    response: {
      clientDataJSON: clientData('webauthn.create', said).toString('base64url'),
      attestationObject: Buffer.from(isoCBOR.encode(attestation as never)).toString('base64url'),
      transports: ['internal'],
    },
  })
}

/** What a browser would send to come in. */
export function assertionOf({ id, privateKey, handle }: SoftPasskey, said: Said): string {
  const data = authenticatorData(said, null)
  const client = clientData('webauthn.get', said)
  const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)
  return JSON.stringify({
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key',
    clientExtensionResults: {},
    response: {
      clientDataJSON: client.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: signature.toString('base64url'),
      userHandle: handle,
    },
  })
}
