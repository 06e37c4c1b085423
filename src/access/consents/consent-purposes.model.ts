// SPDX-License-Identifier: Apache-2.0

/**
 * What a person may consent to: messages `data.consent.PURPOSE` and `data.consent.PURPOSE.means`. Whoever changes what those say
 * changes the version: a consent holds for the words that were read.
 */
export const consentPurposes = {
  statistics: { version: '2026-11' },
  'rule-news': { version: '2026-11' },
} as const satisfies Record<string, { version: string }>

export type ConsentPurpose = keyof typeof consentPurposes

export const consentPurposeNames = Object.keys(consentPurposes) as ConsentPurpose[]

export const isConsentPurpose = (text: unknown): text is ConsentPurpose =>
  typeof text === 'string' && Object.hasOwn(consentPurposes, text)
