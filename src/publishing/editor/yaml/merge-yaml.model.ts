// SPDX-License-Identifier: Apache-2.0
import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { sameValue } from './same-value.model.ts'
import {
  fitsLine,
  inBlock,
  inFlow,
  isMapping,
  itemInBlock,
  pairInBlock,
  type Written,
  type WrittenMap,
} from './write-yaml.model.ts'

/** The value of a text of law; undefined where it is not YAML. */
export function readYaml(text: string): Written | undefined {
  const document = parseDocument(text, { version: '1.2', strict: true, uniqueKeys: true })
  if (document.errors.length > 0) return undefined
  try {
    return document.toJS({ maxAliasCount: 100 }) as Written
  } catch {
    return undefined
  }
}

/**
 * A text of law with another value: only the lines of what has changed are written anew; comments, order and layout of all else stay as
 * they are. A text that the value fits already comes back as it is.
 */
export function mergeIntoYaml(text: string, value: WrittenMap): string {
  const before = readYaml(text)
  if (before !== undefined && sameValue(before, value)) return text
  const merged = isMapping(before) ? spliced(text, value) : null
  return merged !== null && sameValue(readYaml(merged), value) ? merged : inBlock(value)
}

/** Null: the text has what cannot be spliced by its place alone, as anchors and tags. */
function spliced(text: string, value: WrittenMap): string | null {
  const { contents } = parseDocument(text, { version: '1.2' })
  if (!isMap(contents) || contents.range === undefined || contents.range === null) return null
  const whole = text.endsWith('\n') ? text : `${text}\n`
  try {
    const [start, end] = [startOf(contents), endOf(whole, contents)]
    return whole.slice(0, start) + new Splice(whole).node(contents, value) + whole.slice(end)
  } catch (error) {
    if (error instanceof NotPlain) return null
    throw error
  }
}

/** Told by the way of a throw, from deep within a text. */
class NotPlain extends TypeError {}

function startOf(node: Node): number {
  if (node.range === undefined || node.range === null || node.tag?.startsWith('!') === true) throw new NotPlain()
  if (isAlias(node) || ('anchor' in node && node.anchor !== undefined)) throw new NotPlain()
  return node.range[0]
}

/** Where the content ends: of what stands in lines, at the end of its last line, with the comment there. */
function endOf(text: string, node: Node): number {
  startOf(node)
  if ((isMap(node) || isSeq(node)) && isBlock(node)) {
    const last = (node.items as unknown[]).at(-1)
    const value = isMap(node) ? (last as Pair | undefined)?.value : last
    if (!isNode(value)) throw new NotPlain()
    return lineEnd(text, endOf(text, value))
  }
  return node.range?.[1] ?? 0
}

const isBlock = (node: Node): boolean => (isMap(node) || isSeq(node)) && node.flow !== true && node.items.length > 0

/** After the line feed of the line in which something ends. */
function lineEnd(text: string, at: number): number {
  if (at > 0 && text[at - 1] === '\n') return at
  const found = text.indexOf('\n', at)
  return found < 0 ? text.length : found + 1
}

/** One entry of what stands in lines: its own lines, with the comments above it. */
interface Chunk {
  /** Comments and empty lines above, each a whole line. */
  lead: string
  /** From its key or hyphen to the end of its last line, without the indentation of its first. */
  body: string
  start: number
  value: Node
  name: string
}

class Splice {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }

  /** What stands in the place of a node, from its start to its end. */
  node(node: Node, value: Written): string {
    const own = this.text.slice(startOf(node), endOf(this.text, node))
    if (sameValue(node.toJSON(), value)) return own
    if (isMap(node) && isMapping(value) && Object.keys(value).length > 0) return this.map(node, value)
    if (isSeq(node) && Array.isArray(value) && value.length > 0) return this.list(node, value)
    throw new NotPlain()
  }

  map(node: YAMLMap, value: WrittenMap): string {
    if (!isBlock(node)) return this.flowMap(node, value)
    const indent = this.column(node)
    const pad = ' '.repeat(indent)
    const chunks = this.chunks(node)
    const kept = chunks.filter(({ name }) => name in value)
    const written = kept.map((one) => `${one.lead}${pad}${this.pair(one, value[one.name] as Written, indent)}`)
    const order = kept.map(({ name }) => name)
    for (const name of Object.keys(value)) {
      if (order.includes(name)) continue
      const before = Object.keys(value).slice(0, Object.keys(value).indexOf(name))
      const at = Math.max(-1, ...before.map((one) => order.lastIndexOf(one))) + 1
      order.splice(at, 0, name)
      written.splice(at, 0, `${pad}${pairInBlock(name, value[name] as Written, indent)}`)
    }
    return this.joined(written)
  }

  /** In one line, where the names stay: each value by itself. */
  flowMap(node: YAMLMap, value: WrittenMap): string {
    const names = node.items.map(({ key }) => (isScalar(key) ? String(key.value) : ''))
    if (names.length === 0 || !sameValue([...names].sort(), Object.keys(value).sort())) return inFlow(value)
    return this.replaced(
      node,
      node.items.map((pair, index) => [pair.value, value[names[index] ?? ''] as Written]),
    )
  }

  list(node: YAMLSeq, value: Written[]): string {
    if (isBlock(node)) return this.blockList(node, value)
    if (node.items.length !== value.length) return inFlow(value)
    return this.replaced(
      node,
      node.items.map((item, index) => [item, value[index] as Written]),
    )
  }

  /** Parts of a text in one line, each in its place. */
  replaced(node: Node, parts: [unknown, Written][]): string {
    let at = startOf(node)
    let written = ''
    for (const [part, value] of parts) {
      if (!isNode(part)) throw new NotPlain()
      written += this.text.slice(at, startOf(part)) + this.inLine(part, value)
      at = endOf(this.text, part)
    }
    return written + this.text.slice(at, endOf(this.text, node))
  }

  inLine(node: Node, value: Written): string {
    if (sameValue(node.toJSON(), value)) return this.text.slice(startOf(node), endOf(this.text, node))
    if (isMap(node) && isMapping(value)) return this.flowMap(node, value)
    if (isSeq(node) && Array.isArray(value)) return this.list(node, value)
    return inFlow(value)
  }

  /** Entries that stay keep their lines, wherever they have gone; a changed one is found by its id, then by its place. */
  blockList(node: YAMLSeq, value: Written[]): string {
    const indent = this.column(node)
    const pad = ' '.repeat(indent)
    const chunks = this.chunks(node)
    const free = new Set(chunks)
    const take = (found: Chunk | undefined): Chunk | undefined => {
      if (found !== undefined) free.delete(found)
      return found
    }
    const idOf = (one: unknown) => (isMapping(one as Written) ? (one as WrittenMap)['id'] : undefined)
    const same = value.map((item) => take([...free].find((one) => sameValue(one.value.toJSON(), item))))
    const named = value.map((item, index) => {
      if (same[index] !== undefined || idOf(item) === undefined) return same[index]
      return take([...free].find((one) => idOf(one.value.toJSON()) === idOf(item)))
    })
    const placed = value.map((item, index) => {
      const there = chunks[index]
      if (named[index] !== undefined || there === undefined || !free.has(there)) return named[index]
      return typeof item === 'object' ? take(there) : undefined
    })
    const written = value.map((item, index) => {
      const chunk = placed[index]
      if (chunk === undefined) return `${pad}${itemInBlock(item, indent)}`
      return `${chunk.lead}${pad}${this.entry(chunk, item, indent)}`
    })
    return this.joined(written)
  }

  /** The first line of what stands in lines begins where its node begins. */
  joined(written: string[]): string {
    return written.join('').trimStart()
  }

  pair(chunk: Chunk, value: Written, indent: number): string {
    return this.kept(chunk, value) ?? pairInBlock(chunk.name, value, indent)
  }

  entry(chunk: Chunk, value: Written, indent: number): string {
    return this.kept(chunk, value) ?? itemInBlock(value, indent)
  }

  /** The lines of an entry with another value in its place; null: it is written anew. */
  kept({ body, start, value: node }: Chunk, value: Written): string | null {
    if (sameValue(node.toJSON(), value)) return body
    const [from, to] = [startOf(node) - start, endOf(this.text, node) - start]
    const plain = isScalar(node) && (typeof value !== 'object' || value === null)
    if (plain && !body.slice(from, to).includes('\n')) return body.slice(0, from) + inFlow(value) + body.slice(to)
    const alike = (isMap(node) && isMapping(value)) || (isSeq(node) && Array.isArray(value))
    const filled = typeof value === 'object' && value !== null && Object.keys(value).length > 0
    if (!alike || !filled || (!isBlock(node) && !fitsLine(value, from))) return null
    return body.slice(0, from) + this.node(node, value) + body.slice(to)
  }

  column(node: Node): number {
    const start = startOf(node)
    return start - (this.text.lastIndexOf('\n', start - 1) + 1)
  }

  chunks(node: YAMLMap | YAMLSeq): Chunk[] {
    const indent = this.column(node)
    let at = startOf(node)
    return node.items.map((item, index) => {
      const pair = isMap(node) ? (item as Pair) : null
      const value = pair === null ? item : pair.value
      if (!isNode(value) || (pair !== null && !isScalar(pair.key))) throw new NotPlain()
      const start = pair === null ? this.hyphen(value, at) : startOf(pair.key as Node)
      const lineStart = this.text.lastIndexOf('\n', start - 1) + 1
      const lead = index === 0 ? '' : this.text.slice(at, lineStart)
      if (index > 0 && start - lineStart !== indent) throw new NotPlain()
      at = lineEnd(this.text, endOf(this.text, value))
      const name = pair !== null && isScalar(pair.key) ? String(pair.key.value) : ''
      return { lead, body: this.text.slice(start, at), start, value, name }
    })
  }

  /** Where the hyphen of an entry stands. */
  hyphen(value: Node, after: number): number {
    const found = /^(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*-/.exec(this.text.slice(after, startOf(value)))
    if (found === null) throw new NotPlain()
    return after + found[0].length - 1
  }
}
