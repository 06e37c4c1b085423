// SPDX-License-Identifier: Apache-2.0

/** A programme of which parts can be exempted, with what counts towards it. */
export interface ProgrammeView {
  id: string
  title: string
  place: { code: string; name: string }
  basis: { title: string; href: string }
  /** The level without which nothing is exempted, and those of its framework, lowest first. */
  level: { id: string; name: string; options: { value: string; label: string }[] } | null
  rows: {
    id: string
    label: string
    /** What it gives: `15 credits for Practice`. */
    gives: string
    /** The qualification or level that it is given for, by its id. */
    held: string | null
    /** Hours or months are asked for; a day of issue is. */
    amount: 'hours' | 'months' | null
    dated: boolean
  }[]
}

/** What counts towards a programme on a day, in words. */
export interface CreditView {
  programme: ProgrammeView
  asOf: string
  asOfText: string
  summary: string
  entry: string | null
  evidence: {
    id: string
    row: string
    label: string
    state: string
    stateText: string
    credits: string
    expires: string | null
  }[]
  units: { id: string; title: string; credits: string; of: string; exempt: boolean; text: string }[]
  caps: string[]
  /** How it was counted, step by step. */
  steps: { heading: string; lines: string[] }[]
  total: string
  next: string | null
}
