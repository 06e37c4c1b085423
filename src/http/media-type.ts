// SPDX-License-Identifier: Apache-2.0

/** Whether the `Accept` header lets one of these media types be sent (RFC 9110, section 12.5.1). */
export function accepts(header: string | undefined, types: readonly string[]): boolean {
  if (header === undefined || header.trim() === '' || header === '*/*') return true
  return types.some((type) => weightFor(header, type) > 0)
}

/** Whether the client would rather read a page than data: a browser that follows a link or sends a form. */
export function prefersHtml(header: string | undefined): boolean {
  if (header === undefined) return false
  return header.includes('text/html') && weightFor(header, 'text/html') >= weightFor(header, 'application/problem+json')
}

/** The weight of the most specific range that covers the type; 0: not wanted. */
function weightFor(header: string, type: string): number {
  const group = `${type.split('/')[0]}/*`
  let best = { specificity: 0, weight: 0 }
  for (const part of header.split(',', 32)) {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';')
    const specificity = [undefined, '*/*', group, type].indexOf(range.trim())
    if (specificity > best.specificity) best = { specificity, weight: weightOf(parameters) }
  }
  return best.weight
}

/** The `q` parameter (RFC 9110, section 12.4.2); what is not a weight counts as 1. */
function weightOf(parameters: string[]): number {
  const text = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('q='))
  const weight = text === undefined ? 1 : Number(text.slice(2))
  return Number.isFinite(weight) ? Math.min(1, Math.max(0, weight)) : 1
}
