// SPDX-License-Identifier: Apache-2.0
import type { PublicKey } from '../crypto/crypto-provider.ts'
import { multikey, readMultikey } from '../crypto/multikey.ts'
import { AttestationError } from '../error.ts'

/** The did:key of a public key. */
export function didKey(key: PublicKey): string {
  return `did:key:${multikey(key)}`
}

/** The id of the one verification method of a did:key: `did:key:z6Mk…#z6Mk…`. */
export function didKeyMethod(key: PublicKey): string {
  const value = multikey(key)
  return `did:key:${value}#${value}`
}

/** The key of a did:key, with or without the fragment of its verification method; throws `did-invalid` and what a Multikey throws. */
export function readDidKey(did: string): PublicKey {
  const [subject = '', fragment, ...more] = did.split('#')
  const value = subject.startsWith('did:key:') ? subject.slice('did:key:'.length) : ''
  if (value === '' || more.length > 0 || (fragment !== undefined && fragment !== value))
    throw new AttestationError('did-invalid', '', `'${did.slice(0, 100)}' is not a did:key`)
  return readMultikey(value, did.slice(0, 100))
}
