// SPDX-License-Identifier: Apache-2.0

/** What stands in a file of law: texts, numbers, yes and no, lists and mappings of them. */
export type Written = string | number | boolean | null | Written[] | WrittenMap
export interface WrittenMap {
  [key: string]: Written
}

/** What fits on one line is written as `{ a: b }`, as in `law/`. */
const widest = 120
const deepest = 3

export const isMapping = (value: Written | undefined): value is WrittenMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isScalar = (value: Written): boolean => typeof value !== 'object' || value === null

const partsOf = (value: Written): Written[] =>
  Array.isArray(value) ? value : isMapping(value) ? Object.values(value) : []

const keywords = /^(true|false|null|True|TRUE|False|FALSE|Null|NULL)$/
const plain = /^\p{L}[\p{L}\p{N}_/（）〔〕“”《》、。，；.-]*( [\p{L}\p{N}_/（）〔〕“”《》、。，；.-]+)*$/u
const day = /^\d{4}-\d{2}(-\d{2})?$/
// What YAML does not print as it is.
const unprinted = /[\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]/gu

/** A text so that it is read again as it is, with quotes only where they are needed. */
function textInYaml(text: string): string {
  if ((plain.test(text) && !keywords.test(text)) || day.test(text)) return text
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a text in single quotes may not hold.
  if (!/[\u0000-\u001f]/.test(text) && text.search(unprinted) < 0) return `'${text.replaceAll("'", "''")}'`
  const escaped = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
  return JSON.stringify(text).replace(unprinted, escaped)
}

/** One line: `{ en: …, zh-CN: … }`, `[title]` or a scalar. */
export function inFlow(value: Written): string {
  if (typeof value === 'string') return textInYaml(value)
  if (Array.isArray(value)) return `[${value.map(inFlow).join(', ')}]`
  if (!isMapping(value)) return Object.is(value, -0) ? '-0' : String(value)
  const pairs = Object.entries(value).map(([name, item]) => `${textInYaml(name)}: ${inFlow(item)}`)
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`
}

const depthOf = (value: Written): number => (isScalar(value) ? 0 : 1 + Math.max(0, ...partsOf(value).map(depthOf)))

/** Short and of little depth: what a reader takes in at a glance. */
export function fitsLine(value: Written, indent: number): boolean {
  const parts = partsOf(value)
  if (parts.length === 0) return true
  if (Array.isArray(value) && !parts.every(isScalar)) return false
  return depthOf(value) <= deepest && inFlow(value).length + indent <= widest
}

/** A mapping or a list as lines at an indentation, each ending with a line feed. */
export function inBlock(value: Written, indent = 0): string {
  const pad = ' '.repeat(indent)
  if (partsOf(value).length === 0) return `${pad}${inFlow(value)}\n`
  if (Array.isArray(value)) return value.map((item) => `${pad}${itemInBlock(item, indent)}`).join('')
  const pairs = isMapping(value) ? Object.entries(value) : []
  return pairs.map(([name, item]) => `${pad}${pairInBlock(name, item, indent)}`).join('')
}

/** `- value` at an indentation; its first line is not indented. */
export function itemInBlock(item: Written, indent: number): string {
  return fitsLine(item, indent + 2) ? `- ${inFlow(item)}\n` : `- ${inBlock(item, indent + 2).slice(indent + 2)}`
}

/** `name: value` at an indentation; its first line is not indented. */
export function pairInBlock(name: string, item: Written, indent: number): string {
  if (fitsLine(item, indent + name.length + 2)) return `${textInYaml(name)}: ${inFlow(item)}\n`
  return `${textInYaml(name)}:\n${inBlock(item, indent + 2)}`
}
