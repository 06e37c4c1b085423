// SPDX-License-Identifier: Apache-2.0
import { everywhere, type LawBundle, openBundle, rootOf } from './law-bundle.model.ts'

export interface DeviceLaw extends ReturnType<typeof openBundle> {
  /** The day on which the server last said that this is its law; null: not known. */
  seen: string | null
}

const open = new Map<string, DeviceLaw>()

/** The law of the country of a place. Only the country is asked for, and the same file by everyone. */
export const lawFor = (place: string): Promise<DeviceLaw> => lawOf(rootOf(place))

/** The law of every country, to compare them. */
export const wholeLaw = (): Promise<DeviceLaw> => lawOf(everywhere)

async function lawOf(root: string): Promise<DeviceLaw> {
  const index = await fetch('/bundles/index.json', { credentials: 'omit' })
  const { bundles } = (await index.json()) as { bundles: Record<string, string> }
  const address = bundles[root] ?? bundles[everywhere] ?? ''
  let law = open.get(address)
  if (law === undefined) {
    const answer = await fetch(address, { credentials: 'omit' })
    law = { ...openBundle((await answer.json()) as LawBundle), seen: null }
    open.set(address, law)
  }
  const seen = new Date(index.headers.get('date') ?? '')
  return Object.assign(law, { seen: Number.isNaN(seen.getTime()) ? null : seen.toISOString().slice(0, 10) })
}
