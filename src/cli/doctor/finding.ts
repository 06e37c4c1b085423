// SPDX-License-Identifier: Apache-2.0

/** What doctor says about one thing. `missing` is no defect: something that can be had, and where. */
export interface Finding {
  about: string
  status: 'ok' | 'missing' | 'problem'
  message: string
  /** What to do, where something is to be done. */
  advice?: string
}

export const ok = (about: string, message: string): Finding => ({ about, status: 'ok', message })

export const missing = (about: string, message: string, advice: string): Finding => ({
  about,
  status: 'missing',
  message,
  advice,
})

export const problem = (about: string, message: string, advice: string): Finding => ({
  about,
  status: 'problem',
  message,
  advice,
})
