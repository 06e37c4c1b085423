// SPDX-License-Identifier: Apache-2.0
// Puts digests where claims stood (RFC 9901 §4.2, §6).
import { base64url } from '../bytes/base64url.ts'
import type { CryptoProvider } from '../crypto/crypto-provider.ts'
import { AttestationError } from '../error.ts'
import { isObject, type JsonObject, type JsonValue, pointer } from '../json/json.ts'
import { digestOf, writeDisclosure } from './disclosures.ts'

/**
 * What may be disclosed one by one: `_sd` names the members of an object, or the positions in an array; `_sd_decoy` adds
 * digests of nothing, so that nobody sees how many there are; frames of members, or of positions, say the same further
 * down, also below what is concealed itself.
 */
export interface DisclosureFrame {
  _sd?: readonly (string | number)[]
  _sd_decoy?: number
  [member: string]: DisclosureFrame | readonly (string | number)[] | number | undefined
}

export interface Concealed {
  readonly payload: JsonObject
  /** The texts of the disclosures, which the holder is given. */
  readonly disclosures: readonly string[]
}

/** 128 bits, as RFC 9901 §9.3 recommends. */
const saltSize = 16
const reserved = ['_sd', '...', '_sd_alg']

/**
 * Claims with digests in place of what a frame names. Throws `disclosure-unknown` for a frame of what is not there, and
 * `sd-claim-forbidden` for a claim named `_sd`, `_sd_alg` or `...`.
 */
export async function conceal(claims: JsonObject, frame: DisclosureFrame, crypto: CryptoProvider): Promise<Concealed> {
  refuseReserved(claims, [])
  const concealer = new Concealer(crypto)
  const payload = (await concealer.framed(claims, frame, [])) as JsonObject
  return concealer.count === 0
    ? { payload, disclosures: [] }
    : { payload: { ...payload, _sd_alg: 'sha-256' }, disclosures: concealer.disclosures }
}

function refuseReserved(value: JsonValue, path: (string | number)[]): void {
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value)) {
    if (reserved.includes(name))
      throw new AttestationError('sd-claim-forbidden', pointer(...path, name), `a claim must not be named '${name}'`)
    if (typeof member === 'object' && member !== null) refuseReserved(member, [...path, name])
  }
}

class Concealer {
  readonly disclosures: string[] = []
  /** Digests, those of nothing included. */
  count = 0
  private readonly crypto: CryptoProvider
  private random = new Uint8Array(0)
  private used = 0

  constructor(crypto: CryptoProvider) {
    this.crypto = crypto
  }

  async framed(value: JsonValue, frame: DisclosureFrame, path: string[]): Promise<JsonValue> {
    if (Array.isArray(value)) return this.array(value, frame, path)
    if (isObject(value)) return this.object(value, frame, path)
    return unknown(path)
  }

  private async object(value: JsonObject, frame: DisclosureFrame, path: string[]): Promise<JsonObject> {
    const whole = await this.below({ ...value }, frame, path)
    const digests: string[] = []
    for (const name of frame._sd ?? []) {
      if (!Object.hasOwn(whole, name)) return unknown([...path, String(name)])
      digests.push(await this.disclosed(String(name), whole[name] as JsonValue))
      delete whole[name]
    }
    for (let decoys = frame._sd_decoy ?? 0; decoys > 0; decoys--) digests.push(await this.decoy())
    // Sorted, the digests say nothing about the order in which the claims stood (§4.2.4.1).
    return digests.length === 0 ? whole : { ...whole, _sd: digests.sort() }
  }

  private async array(value: JsonValue[], frame: DisclosureFrame, path: string[]): Promise<JsonValue[]> {
    const whole = await this.below([...value], frame, path)
    for (const position of frame._sd ?? []) {
      if (!Object.hasOwn(whole, position)) return unknown([...path, String(position)])
      const index = Number(position)
      whole[index] = { '...': await this.disclosed(null, whole[index] as JsonValue) }
    }
    for (let decoys = frame._sd_decoy ?? 0; decoys > 0; decoys--) {
      const [high = 0, low = 0] = this.take(2)
      whole.splice((high * 256 + low) % (whole.length + 1), 0, { '...': await this.decoy() })
    }
    return whole
  }

  /** A copy in which the frames of single members were followed: what is below is concealed before what is above. */
  private async below<Whole extends JsonObject | JsonValue[]>(
    whole: Whole,
    frame: DisclosureFrame,
    path: string[],
  ): Promise<Whole> {
    const members = whole as JsonObject
    for (const name of Object.keys(frame)) {
      if (name === '_sd' || name === '_sd_decoy') continue
      if (!Object.hasOwn(members, name)) return unknown([...path, name])
      members[name] = await this.framed(members[name] as JsonValue, frame[name] as DisclosureFrame, [...path, name])
    }
    return whole
  }

  private async disclosed(name: string | null, value: JsonValue): Promise<string> {
    const text = writeDisclosure(base64url(this.take(saltSize)), { name, value })
    this.disclosures.push(text)
    this.count++
    return digestOf(text, this.crypto)
  }

  private async decoy(): Promise<string> {
    this.count++
    return digestOf(base64url(this.take(saltSize)), this.crypto)
  }

  /** Unpredictable bytes, fetched in larger pieces. */
  private take(size: number): Uint8Array {
    if (this.used + size > this.random.length) {
      this.random = this.crypto.random(32 * saltSize)
      this.used = 0
    }
    this.used += size
    return this.random.subarray(this.used - size, this.used)
  }
}

function unknown(path: readonly string[]): never {
  throw new AttestationError('disclosure-unknown', pointer(...path), 'the frame names what is not there')
}
