// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../answers/words.model.ts'

/** What is cited: the thing itself, and which state of knowledge of it. */
export interface Cited {
  id: string
  title: string
  number: string | null
  issuer: string | null
  /** As written: a day, a month or a year. */
  published: string | null
  /** Where it stands here. */
  url: string
  /** Day on which this state of it was recorded. */
  recorded: string | null
}

/** Three forms of one citation. The page is named as the place of reading, never as the publisher of the law. */
export function cite(words: Words, cited: Cited): { plain: string; bibtex: string; json: string } {
  return { plain: plain(words, cited), bibtex: bibtex(cited), json: csl(cited) }
}

function plain(words: Words, { title, number, issuer, published, url, recorded }: Cited): string {
  const named = number === null ? title : words.t('law.cite.numbered', { title, number })
  const parts = [named, issuer, published === null ? null : words.date(published)].filter((part) => part !== null)
  const state = recorded === null ? '' : words.t('law.cite.recorded', { date: words.date(recorded) })
  return words.t('law.cite.plain', { what: parts.join(words.lang.startsWith('zh') ? '，' : ', '), state, url })
}

function bibtex({ id, title, number, issuer, published, url, recorded }: Cited): string {
  const fields = [
    ['title', title],
    ['author', issuer],
    ['number', number],
    ['year', published?.slice(0, 4) ?? null],
    ['url', url],
    ['note', recorded === null ? null : `Passerelle, recorded ${recorded}`],
  ].flatMap(([name, value]) => (value === null ? [] : [`  ${name} = {${String(value).replace(/[{}\\]/g, '')}}`]))
  return `@misc{${id},\n${fields.join(',\n')}\n}`
}

function csl({ id, title, number, issuer, published, url, recorded }: Cited): string {
  const parts = (date: string) => ({ 'date-parts': [date.split('-').map(Number)] })
  const item = {
    id,
    type: 'legislation',
    title,
    ...(number !== null && { number }),
    ...(issuer !== null && { author: [{ literal: issuer }] }),
    ...(published !== null && { issued: parts(published) }),
    ...(recorded !== null && { version: recorded }),
    URL: url,
    source: 'Passerelle',
  }
  return JSON.stringify(item, null, 2)
}
