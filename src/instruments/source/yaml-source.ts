// SPDX-License-Identifier: Apache-2.0
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml'
import type { Path, SourceProblem } from './source-problem.ts'

/** More than any file of ours needs; a file that unfolds further is refused (alias bombs). */
const aliasLimit = 100
const sizeLimit = 2 * 1024 * 1024

export interface Position {
  line: number
  column: number
}

/** A parsed YAML or JSON file that still knows where everything stood. */
export interface YamlSource {
  file: string
  /** Undefined where the text could not be read. */
  data: unknown
  problems: SourceProblem[]
  /** Where the value at the path stands, or the nearest place around it. */
  at(path: Path): Position
  /** Where the key itself stands. */
  atKey(path: Path, key: string): Position
}

/** Reads YAML 1.2 (of which JSON is a part). Everything wrong with the text is reported at once, with line and column. */
export function parseYamlSource(text: string, file: string): YamlSource {
  if (text.length > sizeLimit) {
    const message = `the file has ${text.length} characters, expected at most ${sizeLimit}`
    return unreadable(file, [{ code: 'unreadable', severity: 'error', file, path: '', message }])
  }
  const lines = new LineCounter()
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  try {
    const document = parseDocument(text, { lineCounter: lines, strict: true, uniqueKeys: true, version: '1.2' })
    const problems = [
      ...rootCauses([...document.errors, ...document.warnings]),
      ...prototypeKeys(document),
      ...hiddenCharacters(document),
    ].map((error) => yamlProblem(file, position(error.pos[0]), error.code, error.message, text, error.pos))
    if (problems.length > 0) return unreadable(file, problems)
    const data: unknown = document.toJS({ maxAliasCount: aliasLimit })
    return {
      file,
      data,
      problems: [],
      at: (path) => position(offsetOf(document, path)),
      atKey: (path, key) => position(keyOffset(document, path, key)),
    }
  } catch (error) {
    return unreadable(file, [thrownProblem(file, error)])
  }
}

/** A tab in the indentation, or a bracket left open, upsets what comes after it: each line is told once, a tab alone. */
function rootCauses(errors: readonly YAMLError[]): YAMLError[] {
  const tabs = errors.filter((error) => error.code === 'TAB_AS_INDENT')
  if (tabs.length > 0) return tabs
  const lines = new Map<number | undefined, YAMLError>()
  for (const error of [...errors].sort((a, b) => a.pos[0] - b.pos[0])) {
    const line = error.linePos?.[0].line
    if (!lines.has(line)) lines.set(line, error)
  }
  return [...lines.values()]
}

/** A key that names the prototype would be lost on the way (ECMA-262, B.3.1). */
function prototypeKeys(document: Document): Slip[] {
  const found: Slip[] = []
  visit(document, {
    Pair: (_index, { key }) => {
      if (!isScalar(key) || key.value !== '__proto__') return
      const start = key.range?.[0] ?? 0
      found.push({ code: 'PROTOTYPE', message: '', pos: [start, start] })
    },
  })
  return found
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const hidden = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]|\p{Cs}/u

/** What no reader sees and the database does not keep: control characters, and halves of characters. */
function hiddenCharacters(document: Document): Slip[] {
  const found: Slip[] = []
  visit(document, {
    Scalar: (_key, { value, range }) => {
      if (typeof value !== 'string' || !hidden.test(value)) return
      const start = range?.[0] ?? 0
      found.push({ code: 'HIDDEN', message: '', pos: [start, start] })
    },
  })
  return found
}

interface Slip {
  code: string
  message: string
  pos: [number, number]
}

function unreadable(file: string, problems: SourceProblem[]): YamlSource {
  return { file, data: undefined, problems, at: () => ({ line: 1, column: 1 }), atKey: () => ({ line: 1, column: 1 }) }
}

/** The parser's own words for the commonest slips, in ours. */
function yamlProblem(
  file: string,
  at: Position,
  code: string,
  original: string,
  text: string,
  pos: readonly number[],
): SourceProblem {
  const first = (original.split('\n')[0] ?? original).replace(/ at line \d+, column \d+:?$/, '')
  const start = text.slice(pos[0], (pos[0] ?? 0) + 200)
  const found = /^[^\s:,{}[\]]+/.exec(start)?.[0] ?? start.split('\n')[0] ?? ''
  const words: Record<string, string> = {
    DUPLICATE_KEY: `found the key '${found}' a second time, expected each key once`,
    TAB_AS_INDENT: 'found a tab, expected spaces for indentation',
    TAG_RESOLVE_FAILED: `found the tag '${found}', expected plain YAML without tags of its own`,
    HIDDEN: 'found a control character, expected text that can be read',
    PROTOTYPE: "found the key '__proto__', which cannot be used",
    MULTIPLE_DOCS: 'found a second document, expected one document in a file',
  }
  return { code: 'yaml', severity: 'error', file, ...at, path: '', message: words[code] ?? `not YAML: ${first}` }
}

function thrownProblem(file: string, error: unknown): SourceProblem {
  const bomb = error instanceof ReferenceError && error.message.includes('alias count')
  const deep = error instanceof RangeError
  const message = bomb
    ? `aliases unfold too often, expected at most ${aliasLimit} copies of an anchor`
    : deep
      ? 'nested too deeply to be read'
      : `not YAML: ${error instanceof Error ? error.message : String(error)}`
  return { code: 'yaml', severity: 'error', file, line: 1, column: 1, path: '', message }
}

function child(document: Document, node: Node, step: PropertyKey): Node | null {
  const real = isAlias(node) ? node.resolve(document) : node
  if (isMap(real)) {
    const pair = real.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step))
    if (pair === undefined) return null
    if (isNode(pair.value) && !(isScalar(pair.value) && pair.value.value === null)) return pair.value
    return isNode(pair.key) ? pair.key : null
  }
  if (isSeq(real) && typeof step === 'number') {
    const item = real.items[step]
    return isNode(item) ? item : null
  }
  return null
}

function nodeAt(document: Document, path: Path): Node | null {
  let node: Node | null = isNode(document.contents) ? document.contents : null
  for (const step of path) {
    const next = node === null ? null : child(document, node, step)
    if (next === null) return node
    node = next
  }
  return node
}

function offsetOf(document: Document, path: Path): number {
  return nodeAt(document, path)?.range?.[0] ?? 0
}

function keyOffset(document: Document, path: Path, key: string): number {
  const node = nodeAt(document, path)
  const real = isAlias(node) ? node.resolve(document) : node
  if (isMap(real)) {
    const pair = real.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
    if (pair !== undefined && isNode(pair.key)) return pair.key.range?.[0] ?? 0
  }
  return node?.range?.[0] ?? 0
}
