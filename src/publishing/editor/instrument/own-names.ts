// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../../ui/index.ts'
import type { Named } from '../names/pick.model.ts'

interface Loose {
  id?: unknown
  url?: unknown
  title?: unknown
  article?: unknown
  summary?: unknown
  note?: unknown
}

const listOf = (value: unknown, name: string): Loose[] => {
  const list = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
  return Array.isArray(list) ? list.filter((one) => typeof one === 'object' && one !== null) : []
}

const picked = (words: Words, text: unknown): string => {
  const { en, 'zh-CN': zh } = (text ?? {}) as { en?: unknown; 'zh-CN'?: unknown }
  const [first, second] = words.lang.startsWith('zh') ? [zh, en] : [en, zh]
  const said = first ?? second
  return typeof said === 'string' ? (said.length > 60 ? `${said.slice(0, 60)}…` : said) : ''
}

const named = (list: Loose[], nameOf: (one: Loose) => string): Named[] =>
  list.flatMap((one) => (typeof one.id === 'string' ? [{ id: one.id, name: nameOf(one) || one.id }] : []))

/** What an instrument that is being written gives its rules to name: its clauses and its sources. */
export const namedIn = (words: Words, instrument: unknown): Record<string, Named[]> => ({
  clause: named(listOf(instrument, 'clauses'), (one) => picked(words, one.article) || picked(words, one.summary)),
  source: named(listOf(instrument, 'sources'), (one) =>
    typeof one.url === 'string' ? one.url : picked(words, one.note),
  ),
})

export const cataloguesIn = (words: Words, instrument: unknown): Named[] =>
  named(listOf(instrument, 'catalogues'), (one) => picked(words, one.title))
