// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'

const oids = { ecdsaWithSha256: '06082a8648ce3d040302', commonName: '0603550403', subjectAltName: '0603551d11' }

/** A new certificate for a host, signed by itself and valid from 2020 to 2049, with its key, both as PEM. */
export function selfSigned(host: string): { cert: string; key: string } {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const key = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const spki = pair.publicKey.export({ type: 'spki', format: 'der' })
  const algorithm = der(0x30, Buffer.from(oids.ecdsaWithSha256, 'hex'))
  const name = der(0x30, der(0x31, der(0x30, Buffer.from(oids.commonName, 'hex'), der(0x0c, Buffer.from(host)))))
  const validity = der(0x30, der(0x17, Buffer.from('200101000000Z')), der(0x17, Buffer.from('491231235959Z')))
  const names = der(0x04, der(0x30, der(0x82, Buffer.from(host))))
  const extensions = der(0xa3, der(0x30, der(0x30, Buffer.from(oids.subjectAltName, 'hex'), names)))
  const version = der(0xa0, der(0x02, Buffer.from([2])))
  const serial = der(0x02, Buffer.from([1]))
  const body = der(0x30, version, serial, algorithm, name, validity, name, spki, extensions)
  const signature = sign('sha256', body, createPrivateKey(key))
  const whole = der(0x30, body, algorithm, der(0x03, Buffer.from([0]), signature))
  return { cert: `-----BEGIN CERTIFICATE-----\n${whole.toString('base64')}\n-----END CERTIFICATE-----\n`, key }
}

/** A value with its tag and length (ITU-T X.690 §8.1). */
function der(tag: number, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts)
  const { length } = body
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), body])
}
