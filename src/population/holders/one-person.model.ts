// SPDX-License-Identifier: Apache-2.0
import type { HeldCredential, HeldJob, Holder, HolderData } from './holder.model.ts'

import { same } from './merge-holder.model.ts'

/** What one holder got of another: by this it is taken back. */
export interface Given {
  data: Partial<HolderData>
  credentials: HeldCredential[]
  jobs: HeldJob[]
}

/** Gives a holder what another has beyond them, and answers what that was. What both say stays as the first says it. */
export function giveOf(holder: Holder, other: Holder): Given {
  const given: Given = { data: {}, credentials: [], jobs: [] }
  for (const member of ['birthDate', 'sex', 'district', 'origin', 'occupation'] as const) {
    if (holder.data[member] !== null || other.data[member] === null) continue
    Object.assign(holder.data, { [member]: other.data[member] })
    Object.assign(given.data, { [member]: other.data[member] })
  }
  const slots = other.credentials.map((credential) => {
    const at = holder.credentials.findIndex((one) => same(one, credential))
    if (at >= 0) return at
    given.credentials.push(credential)
    return holder.credentials.push(credential) - 1
  })
  for (const job of other.jobs) {
    const moved: HeldJob = { ...job, relevant: job.relevant?.map((slot) => slots[slot] as number) ?? null }
    if (holder.jobs.some((one) => same(one, moved))) continue
    holder.jobs.push(moved)
    given.jobs.push(moved)
  }
  return given
}

/** Takes from a holder what they were given, as far as it is still so. */
export function takeBack(holder: Holder, given: Given): void {
  const data: Partial<HolderData> = given.data
  for (const member of Object.keys(data) as (keyof HolderData)[]) {
    if (same(holder.data[member], data[member])) Object.assign(holder.data, { [member]: null })
  }
  holder.jobs = without(holder.jobs, given.jobs)
  const kept = without(holder.credentials, given.credentials)
  const slots = new Map(holder.credentials.map((one, slot): [number, number] => [slot, kept.indexOf(one)]))
  holder.credentials = kept
  for (const job of holder.jobs) {
    job.relevant =
      job.relevant?.flatMap((slot) => ((slots.get(slot) ?? -1) < 0 ? [] : [slots.get(slot) as number])) ?? null
  }
}

function without<Row extends HeldCredential | HeldJob>(rows: readonly Row[], gone: readonly Row[]): Row[] {
  const left = [...gone]
  return rows.filter((row) => {
    const at = left.findIndex((one) => same(one, row))
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}
