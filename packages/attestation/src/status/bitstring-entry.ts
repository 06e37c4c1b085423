// SPDX-License-Identifier: Apache-2.0
import { isObject, type JsonObject, type JsonValue, pointer } from '../json/json.ts'
import type { Problem } from '../report.ts'
import { mostBits, type StatusEntry } from './status-list.ts'

export interface StatusEntries {
  readonly entries: readonly StatusEntry[]
  readonly problems: readonly Problem[]
}

/** More statuses than a certificate has: each may mean a list to be asked for. */
const mostEntries = 32

const address = /^[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>"{}|\\^`]+$/

/**
 * What a credential says about where its statuses stand (Bitstring Status List §2.1). Tells `status-entry-invalid` for
 * what is malformed, and `status-type-unknown` for another kind of status: neither is passed over.
 */
export function readStatusEntries(credential: JsonObject, at = ''): StatusEntries {
  const value = credential['credentialStatus']
  const all = value === undefined ? [] : Array.isArray(value) ? value : [value]
  const problems: Problem[] = []
  if (all.length > mostEntries) {
    const message = `at most ${mostEntries} statuses are read, not ${all.length}`
    problems.push({ fault: 'malformed', code: 'too-large', at: `${at}/credentialStatus`, message })
    return { entries: [], problems }
  }
  const entries = all.flatMap((one, index) => {
    const place = Array.isArray(value) ? pointer('credentialStatus', index) : pointer('credentialStatus')
    const entry = readEntry(one, `${at}${place}`, problems)
    return entry === null ? [] : [entry]
  })
  return { entries, problems }
}

function readEntry(value: JsonValue, at: string, problems: Problem[]): StatusEntry | null {
  const before = problems.length
  const invalid = (name: string, message: string): null => {
    problems.push({ fault: 'malformed', code: 'status-entry-invalid', at: `${at}${name}`, message })
    return null
  }
  if (!isObject(value)) return invalid('', 'expected an object')
  const { id, type, statusPurpose: purpose, statusListIndex, statusListCredential: list } = value
  if (![type].flat().includes('BitstringStatusListEntry')) {
    const message = "only 'BitstringStatusListEntry' is known here"
    problems.push({ fault: 'unsupported', code: 'status-type-unknown', at: `${at}/type`, message })
    return null
  }
  if (typeof purpose !== 'string' || purpose === '') invalid('/statusPurpose', 'expected a text')
  if (typeof statusListIndex !== 'string' || !/^\d{1,100}$/.test(statusListIndex))
    invalid('/statusListIndex', 'expected a whole number, not negative, as a text in base 10')
  if (typeof list !== 'string' || !address.test(list)) invalid('/statusListCredential', 'expected an address')
  if (id !== undefined && (typeof id !== 'string' || !address.test(id) || id === list))
    invalid('/id', 'expected an address, and not that of the list')
  const size = readSize(value['statusSize'], (message) => invalid('/statusSize', message))
  const messages = readMessages(value['statusMessage'], size ?? 1, (name, message) =>
    invalid(`/statusMessage${name}`, message),
  )
  const references = [value['statusReference'] ?? []].flat()
  if (!references.every((one) => typeof one === 'string' && address.test(one)))
    invalid('/statusReference', 'expected an address, or several')
  if (problems.length > before) return null
  const index = Number(statusListIndex)
  return {
    form: 'bitstring',
    list: list as string,
    index: Number.isSafeInteger(index) ? index : Number.POSITIVE_INFINITY,
    purpose: purpose as string,
    size,
    messages,
    at,
  }
}

/** `statusSize`, 1 where it is missing. */
export function readSize(value: JsonValue | undefined, invalid: (message: string) => null): number | null {
  if (value === undefined) return 1
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= mostBits) return value
  return invalid(`expected a whole number from 1 to ${mostBits}`)
}

/** What each value means, in the order of the values; null where nothing is said. */
export function readMessages(
  value: JsonValue | undefined,
  size: number,
  invalid: (name: string, message: string) => null,
): string[] | null {
  if (value === undefined) return size === 1 ? null : invalid('', `expected ${2 ** size} messages`)
  if (!Array.isArray(value) || value.length !== 2 ** size) return invalid('', `expected ${2 ** size} messages`)
  const messages: string[] = new Array<string>(value.length)
  for (const [place, one] of value.entries()) {
    const { status, message } = isObject(one) ? one : {}
    const number = typeof status === 'string' && /^0x[0-9a-f]{1,2}$/i.test(status) ? Number(status) : -1
    if (typeof message !== 'string' || !(number >= 0 && number < value.length) || messages[number] !== undefined)
      return invalid(pointer(place), "expected 'status' (0x0, 0x1, … each once) and 'message'")
    messages[number] = message
  }
  return messages
}
