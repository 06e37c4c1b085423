// SPDX-License-Identifier: Apache-2.0

interface HoldingOptions {
  /** `<option>` elements. */
  holdings: string
}

/** The list of what can be held, with what was found by search before it: rules speak of few of the certificates that are known. */
export function withHoldings<Options extends HoldingOptions>(
  options: Options,
  found: Iterable<readonly [value: string, label: string]>,
): Options {
  const missing = [...found].filter(([value]) => !options.holdings.includes(`value="${escapeHtml(value)}"`))
  if (missing.length === 0) return options
  const more = missing.map(([value, label]) => `<option value="${escapeHtml(value)}">${escapeHtml(label)}</option>`)
  return { ...options, holdings: more.join('') + options.holdings }
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
