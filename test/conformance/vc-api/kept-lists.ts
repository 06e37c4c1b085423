// SPDX-License-Identifier: Apache-2.0
import { randomInt } from 'node:crypto'
import {
  bitstringListCredential,
  isObject,
  type JsonObject,
  newStatuses,
  readStatusEntries,
  type StatusLists,
  type StatusSource,
  statusLists,
} from '../../../packages/attestation/src/index.ts'

export interface KeptListsOptions extends Pick<StatusLists, 'keys' | 'tools'> {
  /** Where the server is, without a path. */
  address: string
  issuer: string
  secure: (list: JsonObject) => Promise<JsonObject>
  /** Whether certificates also get an entry of two bits, with what its four values mean. */
  messages: boolean
}

const entries = 131_072

/** The status lists that the server publishes: what it issues gets a place in each of them. */
export class KeptLists {
  /** The lists by their addresses, as they are published; kept as the suites read them. */
  readonly published: ReadonlyMap<string, JsonObject>
  /** Looks statuses up in these lists and in no others. */
  readonly source: StatusSource

  private constructor(published: ReadonlyMap<string, JsonObject>, { keys, tools }: KeptListsOptions) {
    this.published = published
    const lists = (address: string) => published.get(address) ?? notKept
    this.source = statusLists({ keys, tools, lists })
  }

  static async make(options: KeptListsOptions): Promise<KeptLists> {
    const { address, issuer, secure, messages } = options
    const purposes = ['revocation', 'suspension', ...(messages ? ['message'] : [])]
    const published = new Map<string, JsonObject>()
    for (const purpose of purposes) {
      const id = `${address}/status/${purpose}`
      const statuses = newStatuses('bitstring', entries, purpose === 'message' ? 2 : 1)
      const list = await bitstringListCredential(statuses, { id, issuer, purposes: [purpose], ...validity() })
      published.set(id, await secure(list))
    }
    return new KeptLists(published, options)
  }

  /** The credential with its places; one that says itself where its status stands is left as it is. */
  placed(credential: JsonObject): JsonObject {
    if ('credentialStatus' in credential) return credential
    const places = [...this.published].map(([id, { credentialSubject }]): JsonObject => {
      const { statusPurpose } = isObject(credentialSubject) ? credentialSubject : {}
      const statusListIndex = String(randomInt(entries))
      return {
        id: `${id}#${statusListIndex}`,
        type: 'BitstringStatusListEntry',
        statusPurpose: statusPurpose as string,
        statusListIndex,
        statusListCredential: id,
        statusReference: 'https://www.w3.org/TR/vc-bitstring-status-list/',
        ...(statusPurpose === 'message' ? meanings : {}),
      }
    })
    return { ...credential, credentialStatus: places }
  }

  /** What is wrong with what a credential says about its status itself. */
  flaws(credential: JsonObject): readonly { at: string; message: string }[] {
    return readStatusEntries(credential).problems
  }
}

const meanings: JsonObject = {
  statusSize: 2,
  statusMessage: ['pending', 'accepted', 'rejected', 'withdrawn'].map((message, status) => ({
    status: `0x${status}`,
    message,
  })),
}

const notKept = {
  fault: 'status-unreachable',
  code: 'fetch-failed',
  at: '',
  message: 'this list is not kept here',
} as const

function validity(): { validFrom: string; validUntil: string } {
  const now = Date.now()
  const text = (moment: number) => `${new Date(moment).toISOString().slice(0, 19)}Z`
  return { validFrom: text(now - 60_000), validUntil: text(now + 24 * 60 * 60_000) }
}
