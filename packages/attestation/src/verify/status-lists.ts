// SPDX-License-Identifier: Apache-2.0
import type { PublicKey, Soon } from '../crypto/crypto-provider.ts'
import { AttestationError } from '../error.ts'
import type { IntegrityTools } from '../integrity/hash-data.ts'
import { problemOf } from '../jose/within.ts'
import { isObject, type JsonObject } from '../json/json.ts'
import type { Problem } from '../report.ts'
import { readBitstringList, type StatusListReading } from '../status/bitstring-list.ts'
import { StatusListCache } from '../status/list-cache.ts'
import type { StatusEntry, StatusList } from '../status/status-list.ts'
import { checkStatusListToken, readStatusListToken, tokenStatuses } from '../status/token-list.ts'
import { type Certificate, readCertificate } from './read-certificate.ts'
import type { KeySource, StatusSource } from './sources.ts'

/** What stands at the address of a status list: as it was fetched, or is held; or why it cannot be had. */
export type ListSource = (address: string) => Soon<string | JsonObject | Problem>

export interface StatusLists {
  readonly lists: ListSource
  readonly keys: KeySource
  readonly tools: IntegrityTools
  /** Lists that were verified before; one of its own unless it is handed in. */
  readonly cache?: StatusListCache
}

/**
 * Status lists by their addresses, each verified by the key of whom it says it is from, then kept by its signature. What
 * is wrong with a list leaves the status of every certificate in it unknown: `status-unreachable`.
 */
export function statusLists({ lists, keys, tools, cache = new StatusListCache() }: StatusLists): StatusSource {
  return async (entry, certificate, now) => {
    try {
      const found = await lists(entry.list)
      if (isProblem(found)) return [unreachable(found, entry)]
      const reader = new ListReader(entry, certificate, now, { keys, tools, cache })
      return await (entry.form === 'token'
        ? reader.token(found as string)
        : reader.bitstring(found as string | JsonObject))
    } catch (error) {
      return [unreachable(problemOf(error, 'status-unreachable'), entry)]
    }
  }
}

/** A list has a type, whatever else somebody put into it; a problem has none. */
function isProblem(found: string | JsonObject | Problem): found is Problem {
  return typeof found === 'object' && 'fault' in found && !('type' in found)
}

/** Any problem of a list, said of the place in the certificate that points to it. */
function unreachable({ code, at, message }: Problem, entry: StatusEntry): Problem {
  return {
    fault: 'status-unreachable',
    code,
    at: entry.at,
    message: at === '' ? message : `${entry.list} ${at}: ${message}`,
  }
}

class ListReader {
  private readonly entry: StatusEntry
  private readonly certificate: Certificate
  private readonly now: number
  private readonly with: { keys: KeySource; tools: IntegrityTools; cache: StatusListCache }

  constructor(entry: StatusEntry, certificate: Certificate, now: number, by: ListReader['with']) {
    this.entry = entry
    this.certificate = certificate
    this.now = now
    this.with = by
  }

  async bitstring(found: string | JsonObject): Promise<StatusList | Problem[]> {
    const list = await readCertificate(found, this.with.tools)
    const signature = signatureOf(list)
    const known = this.with.cache.get(signature)
    if (known !== undefined) return known
    const problems = [...list.shape]
    for (const [number, { keyId }] of list.signatures.entries()) {
      const key = await this.key(keyId, list.issuer, list)
      problems.push(...('algorithm' in key ? await list.check(number, key, this.now) : [key]))
    }
    if (list.signatures.length === 0) problems.push(unsigned)
    if (problems.length > 0) return problems.map((problem) => unreachable(problem, this.entry))
    return this.kept(signature, await readBitstringList(list.document))
  }

  async token(found: string | JsonObject): Promise<StatusList | Problem[]> {
    if (typeof found !== 'string') throw new AttestationError('json-type', '', 'expected a status list token as text')
    const token = readStatusListToken(found.trim())
    const signature = found.trim().slice(found.trim().lastIndexOf('.') + 1)
    const known = this.with.cache.get(signature)
    if (known !== undefined) return known
    const issuer = token.issuer ?? this.certificate.issuer
    const key = await this.key(token.keyId, issuer, this.certificate, token.jws.header)
    if (!('algorithm' in key)) return [unreachable(key, this.entry)]
    const problems = await checkStatusListToken(token, key, { now: this.now / 1000, crypto: this.with.tools.crypto })
    if (problems.length > 0) return problems.map((problem) => unreachable(problem, this.entry))
    const { list, problems: unfit } = await tokenStatuses(token)
    const named = list === null || list.issuer !== null ? list : { ...list, issuer: this.certificate.issuer }
    return this.kept(signature, { list: named, problems: unfit })
  }

  private kept(signature: string, { list, problems }: StatusListReading): StatusList | Problem[] {
    if (list === null) return problems.map((problem) => unreachable(problem, this.entry))
    this.with.cache.keep(signature, list)
    return list
  }

  private async key(
    keyId: string | null,
    issuer: string | null,
    certificate: Certificate,
    header?: JsonObject,
  ): Promise<PublicKey | Problem> {
    const signed = header === undefined ? {} : { header }
    const found = await this.with.keys({ keyId, issuer, certificate, now: this.now, ...signed })
    return 'key' in found ? found.key : found
  }
}

const unsigned: Problem = {
  fault: 'status-unreachable',
  code: 'proof-missing',
  at: '',
  message: 'the list is not signed',
}

/** By what a list is known: the value of its proofs, or the last part of its compact form. */
function signatureOf({ logged, document }: Certificate): string {
  if (typeof logged === 'string') return logged.slice(logged.lastIndexOf('.') + 1)
  return [document['proof']]
    .flat()
    .map((proof) => (isObject(proof) && typeof proof['proofValue'] === 'string' ? proof['proofValue'] : ''))
    .join(' ')
}
