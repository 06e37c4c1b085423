// SPDX-License-Identifier: Apache-2.0
import {
  bitstringListCredential,
  issueTokenList,
  lookUpStatus,
  newKey,
  newStatuses,
  readBitstringList,
  readStatusListToken,
  type StatusEntry,
  type StatusList,
  StatusListCache,
  type StatusListForm,
  setStatus,
  tokenStatuses,
} from '../../packages/attestation/src/index.ts'
import { type BenchOptions, type BenchResult, median, resultOf } from '../result.ts'

const entries = 1_000_000
const lookUps = 500_000
const goal = 1_000_000
const now = 1_800_000_000
const issuer = 'did:web:authority.example'

/** Look-ups a second, from lists that are kept by their signatures: every check of the list against the certificate included. */
export async function statusResults(report: (result: BenchResult) => void, options: BenchOptions): Promise<void> {
  for (const form of ['bitstring', 'token'] as const) {
    const [list, asked] = [await listOf(form), entriesOf(form)]
    const rates: { ours: number; bare: number }[] = []
    lookUpAll(list, asked)
    for (let turn = 1; turn <= options.rounds; turn++) {
      options.progress(`attestation: status look-ups, ${form}, round ${turn} of ${options.rounds}`)
      rates.push({ ours: rate(() => lookUpAll(list, asked)), bare: rate(() => lookUpBare(list, asked)) })
    }
    const ours = median(rates.map((one) => one.ours))
    report(
      resultOf({
        name: `attestation status look-up, ${form} list`,
        unit: 'look-ups/s of CPU',
        better: 'higher',
        ours,
        limit: median(rates.map(({ bare }) => bare)),
        detail: { goal, reached: ours >= goal, entries, limitIs: 'the list by its signature, and the bits: no checks' },
      }),
    )
  }
}

/** Times by the processor: other processes do not count. */
function rate(action: () => void): number {
  const before = process.cpuUsage()
  action()
  const { user, system } = process.cpuUsage(before)
  return lookUps / ((user + system) / 1e6)
}

/** A list as its readers have it: every hundredth is revoked. */
async function listOf(form: StatusListForm): Promise<StatusList> {
  const statuses = newStatuses(form, entries)
  for (let index = 0; index < entries; index += 100) setStatus(statuses, index, 1)
  const read = form === 'token' ? await throughToken(statuses) : await throughCredential(statuses)
  if (read === null) throw new Error('the list cannot be read')
  return read
}

async function throughToken(statuses: ReturnType<typeof newStatuses>): Promise<StatusList | null> {
  const { signer } = await newKey('ES256')
  const about = { address: addressOf('token', 7), issuer, issuedAt: now - 10, expires: now + 10 }
  return (await tokenStatuses(readStatusListToken(await issueTokenList(statuses, about, signer)))).list
}

async function throughCredential(statuses: ReturnType<typeof newStatuses>): Promise<StatusList | null> {
  const times = { validFrom: '2026-01-01T00:00:00Z', validUntil: '2030-01-01T00:00:00Z' }
  const about = { id: addressOf('bitstring', 7), issuer, purposes: ['revocation'], ...times }
  return (await readBitstringList(await bitstringListCredential(statuses, about))).list
}

function addressOf(form: StatusListForm, number: number): string {
  return `https://authority.example/status/${form}/${number}`
}

/** Certificates spread over the list, in an order that no cache of the processor guesses. */
function entriesOf(form: StatusListForm): StatusEntry[] {
  const list = addressOf(form, 7)
  const purpose = form === 'token' ? null : 'revocation'
  return Array.from({ length: 10_000 }, (_, number): StatusEntry => {
    const index = (number * 611_953) % entries
    return { form, list, index, purpose, size: form === 'token' ? null : 1, messages: null, at: '/credentialStatus' }
  })
}

function signatureOf(number: number): string {
  return `z58DAdFfa9SkqZMVPxAQpic7ndSayn1PzZs6ZjWp1CktyGesjuTSwRdoWhAfGFCF5bppETSTojQCrfFPP2oumHK${number}`
}

/** Among 64 lists that are kept. */
function lookUpAll(list: StatusList, asked: readonly StatusEntry[]): void {
  const cache = new StatusListCache()
  for (let number = 0; number < 64; number++) cache.keep(signatureOf(number), list)
  const signatures = Array.from({ length: 64 }, (_, number) => signatureOf(number))
  const expectation = { issuer, now }
  let revoked = 0
  for (let count = 0; count < lookUps; count++) {
    const kept = cache.get(signatures[count % 64] as string)
    const entry = asked[count % asked.length] as StatusEntry
    if (kept !== undefined && lookUpStatus(entry, kept, expectation).problems.length > 0) revoked++
  }
  if (revoked !== lookUps / 100) throw new Error(`${revoked} are revoked`)
}

function lookUpBare(list: StatusList, asked: readonly StatusEntry[]): void {
  const lists = new Map(Array.from({ length: 64 }, (_, number) => [signatureOf(number), list.bytes] as const))
  const signatures = [...lists.keys()]
  let revoked = 0
  for (let count = 0; count < lookUps; count++) {
    const bytes = lists.get(signatures[count % 64] as string) as Uint8Array
    const { index } = asked[count % asked.length] as StatusEntry
    const shift = list.form === 'token' ? index % 8 : 7 - (index % 8)
    revoked += ((bytes[index >> 3] as number) >> shift) & 1
  }
  if (revoked !== lookUps / 100) throw new Error(`${revoked} are revoked`)
}
