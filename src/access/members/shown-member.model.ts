// SPDX-License-Identifier: Apache-2.0
import type { Localized } from '../../kernel/index.ts'

/** A part of the reach of an authority. */
export interface Part {
  code: string
  names: Localized
}

/** A role that somebody holds, in the reader's words. */
export interface ShownMember {
  id: string
  name: string
  role: string
  lines: string[]
  away: string | null
  mayChange: boolean
}

/** An invitation that nobody has answered yet. */
export interface ShownInvitation {
  id: string
  name: string
  address: string
  role: string
  lines: string[]
  expired: boolean
}

/** An authority to choose. */
export interface ShownAuthority {
  id: string
  name: string
  line: string
}
