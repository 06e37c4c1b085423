// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto'

/** One entry of an Atom feed (RFC 4287, section 4.1.2). */
export interface AtomEntry {
  /** What makes it the same entry, whoever reads it and whenever. */
  key: string
  title: string
  updated: string
  href: string
  summary: string
}

export interface AtomFeed {
  key: string
  title: string
  lang: string
  self: string
  alternate: string
  entries: readonly AtomEntry[]
}

/** A permanent, unique IRI (RFC 4287, section 4.2.6): a UUID of the key (RFC 9562, version 8). */
export function permanentId(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex')
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16)
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export function xml(text: string): string {
  return (
    text
      // XML 1.0, section 2.2: other control characters may not stand in a document at all.
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  )
}

/** A feed as a document; without entries it was last changed at the epoch, so that it does not change by being asked for. */
export function writeAtom({ key, title, lang, self, alternate, entries }: AtomFeed): string {
  const updated = entries.map((entry) => entry.updated).sort()
  const items = entries.map(
    (entry) =>
      `<entry><id>${permanentId(entry.key)}</id><title>${xml(entry.title)}</title><updated>${xml(entry.updated)}</updated>` +
      `<link rel="alternate" type="text/html" href="${xml(entry.href)}"/><summary>${xml(entry.summary)}</summary></entry>`,
  )
  return (
    `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xml(lang)}">` +
    `<id>${permanentId(key)}</id><title>${xml(title)}</title><updated>${updated.at(-1) ?? '1970-01-01T00:00:00Z'}</updated>` +
    `<author><name>Passerelle</name></author><generator>Passerelle</generator>` +
    `<link rel="self" type="application/atom+xml" href="${xml(self)}"/><link rel="alternate" type="text/html" href="${xml(alternate)}"/>` +
    `${items.join('')}</feed>\n`
  )
}
