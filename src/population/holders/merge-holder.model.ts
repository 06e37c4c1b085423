// SPDX-License-Identifier: Apache-2.0
import type { PlainDate } from '../../kernel/plain-date.ts'
import {
  type Consent,
  type Contact,
  type HeldCredential,
  type HeldJob,
  type Holder,
  type HolderData,
  type HolderPurpose,
  purposesOn,
} from './holder.model.ts'
import type { HolderName } from './names.model.ts'

/** What is said of a holder at once: by a row of a register, or by another holder who turns out to be the same person. */
export interface HolderNews {
  /** What is null is not said. */
  data: { [Member in keyof HolderData]: HolderData[Member] | null }
  names: HolderName[]
  contact: Contact
  credential: HeldCredential | null
  job: (Omit<HeldJob, 'relevant'> & { relevant: boolean | null }) | null
  /** What is assumed for a whole file gives nothing to whom anything was ever asked. */
  consents: (Consent & { assumed?: true })[]
}

/** Which of a holder has changed; nothing: no part. */
export interface MergeParts {
  data: boolean
  credentials: boolean
  jobs: boolean
  consents: boolean
  identity: boolean
}

export const noParts = (): MergeParts => ({
  data: false,
  credentials: false,
  jobs: false,
  consents: false,
  identity: false,
})

/**
 * Takes into a holder what is said of them, and answers what that changed. What is not said stays. A credential is the one that is there
 * where qualification, level, country, body and day of issue are the same, a job where its beginning, occupation, place and capacity are.
 */
export function takeNews(holder: Holder, news: HolderNews, day: PlainDate): MergeParts {
  const changed = noParts()
  changed.data = takeData(holder.data, news.data)
  changed.identity = takeNames(holder.names, news.names) || changed.identity
  changed.identity = takeContact(holder.contact, news.contact) || changed.identity
  const [slot, credentials] = news.credential === null ? [null, false] : takeCredential(holder, news.credential)
  changed.credentials = credentials
  changed.jobs = news.job !== null && takeJob(holder.jobs, news.job, slot)
  changed.consents = takeConsents(holder.consents, news.consents)
  const purposes = purposesOn(holder.consents, day)
  if (!same(purposes, holder.purposes)) {
    holder.purposes = purposes as HolderPurpose[]
    changed.data = true
  }
  return changed
}

/** Whether two values say the same, in whatever order their members stand: the database keeps none. */
export const same = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one, inOrder) === JSON.stringify(other, inOrder)

const inOrder = (_: string, value: unknown): unknown =>
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))

function takeData(data: HolderData, news: HolderNews['data']): boolean {
  let changed = false
  for (const member of ['birthDate', 'sex', 'district', 'origin', 'occupation', 'workKnown'] as const) {
    const said = news[member]
    if (said === null || said === data[member]) continue
    Object.assign(data, { [member]: said })
    changed = true
  }
  for (const [fact, value] of Object.entries(news.facts ?? {})) {
    if (same(data.facts[fact], value)) continue
    data.facts[fact] = value
    changed = true
  }
  return changed
}

function takeNames(names: HolderName[], said: readonly HolderName[]): boolean {
  let changed = false
  for (const one of said) {
    const known = names.findIndex(({ name, kind }) => name === one.name && kind === one.kind)
    if (known >= 0) continue
    // Another main name: the one before is a former one.
    const before = one.kind === 'main' ? names.findIndex(({ kind }) => kind === 'main') : -1
    const was = names[before]
    if (was === undefined) names.push(one)
    else names.splice(before, 1, one, { ...was, kind: 'former' })
    changed = true
  }
  return changed
}

function takeContact(contact: Contact, said: Contact): boolean {
  if (Object.entries(said).every(([member, value]) => contact[member as keyof Contact] === value)) return false
  Object.assign(contact, said)
  return true
}

const credentialKey = ({ qualification, level, country, awardingBody, issued }: HeldCredential): string =>
  [qualification, level, country, awardingBody, issued].join('|')

/** The slot in which it stands now, and whether anything has changed. */
function takeCredential({ credentials }: Holder, said: HeldCredential): [number, boolean] {
  const key = credentialKey(said)
  const slot = credentials.findIndex((one) => credentialKey(one) === key)
  const known = credentials[slot]
  if (known === undefined) return [credentials.push(said) - 1, true]
  const next = { ...known }
  for (const member of ['status', 'field', 'listed', 'stated', 'expires'] as const) {
    if (said[member] !== null) Object.assign(next, { [member]: said[member] })
  }
  if (same(next, known)) return [slot, false]
  credentials[slot] = next
  return [slot, true]
}

const jobKey = ({ started, occupation, place, capacity }: Omit<HeldJob, 'relevant'>): string =>
  [started, occupation?.join(' '), place, capacity].join('|')

function takeJob(jobs: HeldJob[], { relevant, ...said }: NonNullable<HolderNews['job']>, slot: number | null): boolean {
  const key = jobKey(said)
  const at = jobs.findIndex((one) => jobKey(one) === key)
  const known = jobs[at]
  const before = known?.relevant ?? null
  const next = {
    ...(known ?? said),
    ...(said.ended === null ? {} : { ended: said.ended }),
    relevant: relevantNow(before, relevant, slot),
  }
  if (known === undefined) jobs.push(next)
  else if (same(next, known)) return false
  else jobs[at] = next
  return true
}

function relevantNow(before: number[] | null, relevant: boolean | null, slot: number | null): number[] | null {
  if (relevant === null || slot === null) return before
  if (!relevant) return (before ?? []).filter((one) => one !== slot)
  return [...new Set([...(before ?? []), slot])].sort((a, b) => a - b)
}

function takeConsents(consents: Consent[], said: HolderNews['consents']): boolean {
  let changed = false
  for (const { assumed, ...one } of said) {
    if (assumed && consents.some(({ purpose }) => purpose === one.purpose)) continue
    const at = consents.findIndex(({ purpose, given }) => purpose === one.purpose && given === one.given)
    const known = consents[at]
    if (known === undefined) consents.push(one)
    else if (known.until === one.until || known.withdrawn !== null) continue
    else consents[at] = { ...known, until: one.until }
    changed = true
  }
  return changed
}
