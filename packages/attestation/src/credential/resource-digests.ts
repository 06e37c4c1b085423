// SPDX-License-Identifier: Apache-2.0
import { readBase64 } from '../bytes/base64.ts'
import { type Bytes, sameBytes } from '../bytes/bytes.ts'
import { readMultibase } from '../bytes/multibase.ts'
import type { Soon } from '../crypto/crypto-provider.ts'
import { AttestationError } from '../error.ts'
import { isObject, type JsonObject, type JsonValue } from '../json/json.ts'
import type { Problem } from '../report.ts'

/** What a resource is, by its address; null where it is not at hand. */
export type ResourceSource = (address: string) => Soon<Bytes | null>

/**
 * Whether the related resources of a credential are what its issuer saw (VCDM §5.3). A resource that is not at hand is not
 * judged; one with another digest is `resource-digest-wrong`. The shape of the entries is asked by `checkCredential`.
 */
export async function checkResourceDigests(document: JsonObject, resources: ResourceSource): Promise<Problem[]> {
  const { relatedResource: value } = document
  const entries: (JsonValue | undefined)[] = [value].flat()
  const problems: Problem[] = []
  for (const [index, entry] of entries.entries()) {
    const id = isObject(entry) ? entry['id'] : undefined
    const held = typeof id === 'string' ? await resources(id) : null
    if (!isObject(entry) || held === null) continue
    const at = Array.isArray(value) ? `/relatedResource/${index}` : '/relatedResource'
    for (const name of ['digestSRI', 'digestMultibase'] as const)
      if (typeof entry[name] === 'string' && !(await holds(name, entry[name], held)))
        problems.push({ ...wrong, at: `${at}/${name}` })
  }
  return problems
}

const wrong = {
  fault: 'tampered',
  code: 'resource-digest-wrong',
  message: 'this is not the digest of the resource as it is at hand',
} as const

async function holds(name: 'digestSRI' | 'digestMultibase', digest: string, held: Bytes): Promise<boolean> {
  try {
    return name === 'digestSRI' ? await holdsAsIntegrity(digest, held) : await holdsAsMultihash(digest, held)
  } catch (error) {
    if (error instanceof AttestationError) return false
    throw error
  }
}

/** One of several digests of the strongest algorithm named (Subresource Integrity §3.3.4 and after). */
async function holdsAsIntegrity(integrity: string, held: Bytes): Promise<boolean> {
  const all = integrity
    .trim()
    .split(/\s+/)
    .map((one) => one.split('-', 2) as [string, string | undefined])
  const strongest = ['sha512', 'sha384', 'sha256'].find((algorithm) => all.some(([name]) => name === algorithm))
  if (strongest === undefined) return false
  const hash = await digestOf(strongest.replace('sha', 'SHA-'), held)
  return all.some(([name, text]) => name === strongest && text !== undefined && sameBytes(readBase64(text), hash))
}

/** SHA-256 as multihash (`0x12 0x20`), as VC-DI §2.6 has it, or as bare bytes, as it is met. */
async function holdsAsMultihash(multibase: string, held: Bytes): Promise<boolean> {
  const bytes = readMultibase(multibase)
  const isMultihash = bytes.length === 34 && bytes[0] === 0x12 && bytes[1] === 0x20
  return sameBytes(isMultihash ? bytes.subarray(2) : bytes, await digestOf('SHA-256', held))
}

async function digestOf(algorithm: string, held: Bytes): Promise<Bytes> {
  return new Uint8Array(await globalThis.crypto.subtle.digest(algorithm, held))
}
