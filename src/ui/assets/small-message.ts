// SPDX-License-Identifier: Apache-2.0
// What the browser gets in place of `intl-messageformat`: the forms of ICU messages that the catalogues use, in a tenth of the size.

type Part =
  | { type: 0; value: string }
  | { type: 1; value: string }
  | { type: 2; value: string }
  | { type: 5 | 6; value: string; options: Record<string, Part[]> }
  | { type: 7 }

interface Cursor {
  text: string
  at: number
}

/** Literal text, `{argument}`, `{n, number}`, `{x, select, …}`, `{n, plural, …}` with `#` and `=1`, and apostrophes that quote. */
export class IntlMessageFormat {
  private readonly parts: Part[]
  private readonly lang: string

  constructor(text: string, lang: string) {
    this.parts = parse({ text, at: 0 }, false)
    this.lang = lang
  }

  getAst(): Part[] {
    return this.parts
  }

  format(args: Record<string, string | number>): string {
    return this.write(this.parts, args, 0)
  }

  private write(parts: readonly Part[], args: Record<string, string | number>, count: number): string {
    return parts.map((part) => this.writePart(part, args, count)).join('')
  }

  private writePart(part: Part, args: Record<string, string | number>, count: number): string {
    if (part.type === 0) return part.value
    if (part.type === 7) return new Intl.NumberFormat(this.lang).format(count)
    const value = args[part.value] ?? ''
    if (part.type === 1) return String(value)
    if (part.type === 2) return new Intl.NumberFormat(this.lang).format(Number(value))
    const { options } = part
    if (part.type === 5) return this.write(options[String(value)] ?? options['other'] ?? [], args, count)
    const rule = new Intl.PluralRules(this.lang).select(Number(value))
    return this.write(options[`=${value}`] ?? options[rule] ?? options['other'] ?? [], args, Number(value))
  }
}

function parse(cursor: Cursor, inPlural: boolean): Part[] {
  const parts: Part[] = []
  let literal = ''
  const flush = (): void => {
    if (literal !== '') parts.push({ type: 0, value: literal })
    literal = ''
  }
  for (; cursor.at < cursor.text.length && cursor.text[cursor.at] !== '}'; ) {
    const char = cursor.text[cursor.at] ?? ''
    if (char === '{') {
      flush()
      parts.push(parseArgument(cursor, inPlural))
    } else if (char === '#' && inPlural) {
      flush()
      parts.push({ type: 7 })
      cursor.at += 1
    } else literal += char === "'" ? quoted(cursor, inPlural) : plain(cursor)
  }
  flush()
  return parts
}

function plain(cursor: Cursor): string {
  cursor.at += 1
  return cursor.text[cursor.at - 1] ?? ''
}

/** `''` is an apostrophe; one before a brace quotes up to the next one; any other stands for itself. */
function quoted(cursor: Cursor, inPlural: boolean): string {
  const next = cursor.text[cursor.at + 1] ?? ''
  if (next === "'") {
    cursor.at += 2
    return "'"
  }
  if (next !== '{' && next !== '}' && !(next === '#' && inPlural)) return plain(cursor)
  const end = cursor.text.indexOf("'", cursor.at + 1)
  const stop = end < 0 ? cursor.text.length : end
  const text = cursor.text.slice(cursor.at + 1, stop)
  cursor.at = stop + 1
  return text
}

function word(cursor: Cursor): string {
  const match = /\s*([^\s,{}]*)\s*,?\s*/y
  match.lastIndex = cursor.at
  const found = match.exec(cursor.text)
  cursor.at = match.lastIndex
  return found?.[1] ?? ''
}

function parseArgument(cursor: Cursor, inPlural: boolean): Part {
  cursor.at += 1
  const value = word(cursor)
  const kind = cursor.text[cursor.at] === '}' ? '' : word(cursor)
  const part = partOf(cursor, value, kind, inPlural)
  cursor.at += 1
  return part
}

function partOf(cursor: Cursor, value: string, kind: string, inPlural: boolean): Part {
  if (kind === '') return { type: 1, value }
  if (kind === 'number') return { type: 2, value }
  const options: Record<string, Part[]> = {}
  const plural = kind === 'plural'
  while (cursor.at < cursor.text.length && cursor.text[cursor.at] !== '}') {
    const name = word(cursor)
    cursor.at += 1
    options[name] = parse(cursor, plural || inPlural)
    cursor.at += 1
    while (/\s/.test(cursor.text[cursor.at] ?? '')) cursor.at += 1
  }
  return { type: plural ? 6 : 5, value, options }
}
