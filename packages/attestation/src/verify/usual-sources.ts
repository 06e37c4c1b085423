// SPDX-License-Identifier: Apache-2.0
// The sources that most relying parties want: what they hold, and otherwise what their fetcher gets.
import { readUtf8 } from '../bytes/utf8.ts'
import { pinnedContexts } from '../contexts/pinned.ts'
import { platformCrypto } from '../crypto/crypto.ts'
import { keyOf } from '../dids/key-of.ts'
import { type Fetcher, type FetchLimits, fetchFrom } from '../fetching/fetcher.ts'
import type { IntegrityTools } from '../integrity/hash-data.ts'
import type { JsonObject } from '../json/json.ts'
import { ContextLibrary } from '../linked-data/context-library.ts'
import type { Problem } from '../report.ts'
import { type KeySource, momentOf } from './sources.ts'
import type { ListSource } from './status-lists.ts'
import type { HolderKeySource } from './verify-presentation.ts'

/** The library of the platform and the pinned contexts, with others that the caller vouches for, by their URL. */
export function usualTools(contexts: ReadonlyMap<string, JsonObject> = new Map()): IntegrityTools {
  const pinned = pinnedContexts.map(({ url, document }): [string, JsonObject] => [url, document])
  return { crypto: platformCrypto, library: new ContextLibrary(new Map([...contexts, ...pinned])) }
}

export interface Holdings {
  /** Documents at hand: those of DIDs by the DID, status lists by their address. For these nothing is fetched. */
  readonly held?: ReadonlyMap<string, JsonObject | string>
  /** Left out, nothing is fetched at all. */
  readonly fetcher?: Fetcher
}

/** Keys of issuers by did:key, did:web and https, each to be its issuer's own and for assertions. */
export function keysOfIssuers({ held, fetcher }: Holdings = {}): KeySource {
  const documents = documentsIn(held)
  return async ({ keyId, issuer, ...request }) => {
    const method = keyId ?? issuer
    if (method === null || issuer === null) return nobody
    const sources = { documents, owner: issuer, ...momentOf(request), ...(fetcher === undefined ? {} : { fetcher }) }
    const { key, problem } = await keyOf(method, 'assertionMethod', sources)
    return key ?? (problem as Problem)
  }
}

/** Keys of holders by the same ways, each to be the holder's own and for authentication. */
export function keysOfHolders({ held, fetcher }: Holdings = {}): HolderKeySource {
  const documents = documentsIn(held)
  return async ({ keyId, holder, now }) => {
    const method = keyId ?? holder
    if (method === null) return nobody
    const owner = holder === null ? {} : { owner: holder }
    const sources = { documents, now: now / 1000, ...owner, ...(fetcher === undefined ? {} : { fetcher }) }
    const { key, problem } = await keyOf(method, 'authentication', sources)
    return key ?? (problem as Problem)
  }
}

function documentsIn(held: Holdings['held']): Map<string, JsonObject> {
  return new Map([...(held ?? [])].filter((entry): entry is [string, JsonObject] => typeof entry[1] !== 'string'))
}

const nobody: Problem = {
  fault: 'unknown-issuer',
  code: 'key-not-found',
  at: '',
  message: 'nobody is named as its issuer',
}

/** A list of 16 MiB is one of 134 million certificates; packed, random ones hardly become smaller. */
const listLimits: FetchLimits = { bytes: 20 * 1024 * 1024, milliseconds: 20_000 }

/** Status lists by their addresses. */
export function listsByAddress({ held, fetcher }: Holdings = {}): ListSource {
  return async (address) => {
    const known = held?.get(address)
    if (known !== undefined) return known
    const answer = await fetchFrom(fetcher, address, listLimits, 'status-unreachable')
    return answer.fetched === null ? answer.problem : readUtf8(answer.fetched.bytes, address)
  }
}
