// SPDX-License-Identifier: Apache-2.0

/** Where a rule stands on the page of its instrument. */
export const ruleAnchor = (id: string): string => `rule-${id.split('#')[1] ?? id}`
export const ruleAddress = (id: string): string => `/law/${id.split('#')[0]}#${ruleAnchor(id)}`
