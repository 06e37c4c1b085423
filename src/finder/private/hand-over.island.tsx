// SPDX-License-Identifier: Apache-2.0
import type { AskedPathway } from '../pathways/ask-pathway.model.ts'
import { readSaved, writeSaved } from './session.model.ts'

const key = 'passerelle-pathway'

/** Leaves a question for the next page of this tab: an address would be sent. */
export function leaveFor({ state, to, by }: AskedPathway): void {
  try {
    sessionStorage.setItem(key, JSON.stringify({ saved: writeSaved(state), to, by }))
  } catch {
    // Storage is forbidden here: the next page asks anew.
  }
}

/** Takes what was left, once. */
export function takeLeft(): AskedPathway | null {
  try {
    const left: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    sessionStorage.removeItem(key)
    if (typeof left !== 'object' || left === null) return null
    const [saved, to, by] = ['saved', 'to', 'by'].map((name) => String(Reflect.get(left, name) ?? ''))
    const state = readSaved(saved ?? '')
    return state === null ? null : { state, to: to ?? '', by: by === 'effort' ? 'effort' : 'time' }
  } catch {
    return null
  }
}
