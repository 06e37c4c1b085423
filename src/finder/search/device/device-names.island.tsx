// SPDX-License-Identifier: Apache-2.0
import type { CharacterRows } from '../character-tables.model.ts'
import { type SearchSet, type SearchSetBuilder, searchSetBuilder } from '../search-set.model.ts'
import type { NameFile, NameFiles } from './name-files.model.ts'

/** The names that are here so far; null: none yet, or they could not be had. */
export interface DeviceNames {
  set: SearchSet | null
  state: 'loading' | 'failed' | 'ready'
  /** Whether all are here. */
  complete: boolean
}

export const names: DeviceNames = { set: null, state: 'loading', complete: false }

let loading: Promise<void> | undefined

/**
 * Fetches every name, in the same order for everyone and whatever is typed: what is fetched says that someone searches, not what for.
 * Tells when the first can be searched, and when all can.
 */
export function loadNames(tell: () => void): Promise<void> {
  loading ??= load(tell).catch(() => {
    loading = undefined
    names.state = names.set === null ? 'failed' : 'ready'
    tell()
  })
  return loading
}

async function fetchJson<T>(address: string): Promise<T> {
  const answer = await fetch(address, { credentials: 'omit' })
  return answer.ok ? ((await answer.json()) as T) : Promise.reject(answer)
}

async function load(tell: () => void): Promise<void> {
  if (names.state === 'failed') names.state = 'loading'
  const { characters, shards } = await fetchJson<NameFiles>('/names/index.json')
  const first = shards[0] ?? ''
  const [rows, ...files] = await Promise.all([fetchJson<CharacterRows>(characters), fetchJson<NameFile>(first)])
  const builder = searchSetBuilder(rows)
  const take = (): void => {
    names.set = builder.finish()
    names.state = 'ready'
    tell()
  }
  for (const file of files) await addTo(builder, file)
  take()
  for (const [at, address] of shards.entries()) if (at > 0) await addTo(builder, await fetchJson<NameFile>(address))
  names.complete = true
  if (shards.length > 1) take()
}

/** Things taken in at once, before the page may draw and listen. */
const atOnce = 150

async function addTo(builder: SearchSetBuilder, { things }: NameFile): Promise<void> {
  for (const [at, thing] of things.entries()) {
    if (at % atOnce === 0) await new Promise((done) => setTimeout(done))
    builder.add(thing)
  }
}
