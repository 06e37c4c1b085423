// SPDX-License-Identifier: Apache-2.0

/** A programme of which parts can be exempted, with what counts towards it. */
export interface ProgrammeView {
  id: string
  title: string
  place: { code: string; name: string }
  basis: { title: string; href: string }
  rows: {
    id: string
    label: string
    /** What it gives: `15 credits for Practice`. */
    gives: string
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
  total: string
  next: string | null
}
