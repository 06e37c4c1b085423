// SPDX-License-Identifier: Apache-2.0
import { IntlMessageFormat } from 'intl-messageformat'

export type MessageArguments = Record<string, string | number>
export type Message = (args: MessageArguments) => string

/** Element types of the ICU parser: literal text and a plain `{argument}`. */
const literal = 0
const argument = 1

/** An ICU message as a function. Text with plain arguments only is joined directly: it is the bulk of every page. */
export function compileMessage(text: string, lang: string): Message {
  const format = new IntlMessageFormat(text, lang, undefined, { ignoreTag: true })
  const parts = format.getAst().map((element) => {
    if (element.type === literal) return { text: element.value }
    if (element.type === argument) return { name: element.value }
    return null
  })
  if (parts.some((part) => part === null)) return remembered((args) => String(format.format(args)))
  const plain = parts.filter((part) => part !== null)
  const only = plain.length === 1 ? plain[0]?.text : undefined
  if (only !== undefined) return () => only
  return (args) => plain.map((part) => part.text ?? String(args[part.name ?? ''] ?? '')).join('')
}

/** Counts and lengths come again and again: `1 year 3 months`. */
const kept = 500

function remembered(message: Message): Message {
  const known = new Map<string, string>()
  return (args) => {
    const key = Object.values(args).join('\u0000')
    let text = known.get(key)
    if (text === undefined) {
      text = message(args)
      if (known.size < kept) known.set(key, text)
    }
    return text
  }
}
