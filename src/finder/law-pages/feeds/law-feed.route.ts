// SPDX-License-Identifier: Apache-2.0
import { type LawChange, lawChanges } from '../../../instruments/index.ts'
import type { App } from '../../../kernel/index.ts'
import { preferencesOf, wordsIn } from '../../../ui/index.ts'
import { nameOf } from '../../answers/words.model.ts'
import { noticeInWords } from '../instruments/explain-instrument.ts'
import { fieldsOf } from '../library/law.page.tsx'
import { notHere } from '../library/not-here.ts'
import { type LawPageDependencies, type Library, openLibrary } from '../library/open-library.ts'
import { type AtomEntry, writeAtom } from './write-atom.ts'

const limit = 100

/** `GET /feeds/law.atom`: what changed in the law that is carried, newest first; `?place=CN-SX`: what reaches that place. */
export function lawFeedRoute(app: App, deps: LawPageDependencies): void {
  const config = { produces: ['application/atom+xml'], cacheControl: 'public, max-age=300' }
  app.get('/feeds/law.atom', { schema: { hide: true }, config }, async (request, reply) => {
    const { lang, place } = fieldsOf(request)
    // A feed is read without cookies: its address says the language, else the reader's program does.
    const headers = { 'accept-language': request.headers['accept-language'] }
    const words = wordsIn(preferencesOf({ headers, lang, secure: false }).lang)
    const library = await openLibrary(deps, words, null)
    const feed = await writeFeed(library, place)
    return reply.header('vary', 'Accept-Language').type('application/atom+xml; charset=utf-8').send(feed)
  })
}

async function writeFeed(library: Library, place: string | undefined): Promise<string> {
  const { db, words, pen, baseUrl } = library
  const around = place === undefined ? undefined : library.around(place)
  if (place !== undefined && around?.length === 0) throw notHere(words, 'jurisdiction', place)
  const changes = await lawChanges(db, { limit, ...(around !== undefined && { around }) })
  const query = new URLSearchParams({ ...(place !== undefined && { place }), lang: words.lang })
  return writeAtom({
    key: `${baseUrl} law ${place ?? ''}`,
    title:
      place === undefined
        ? words.t('feed.title')
        : words.t('feed.title.place', { place: nameOf(pen, 'jurisdiction', place) }),
    lang: words.lang,
    self: `${baseUrl}/feeds/law.atom?${query}`,
    alternate: place === undefined ? `${baseUrl}/law` : `${baseUrl}/places/${place}`,
    entries: changes.map((change) => entryOf(library, change)),
  })
}

function entryOf({ words, pen, baseUrl }: Library, change: LawChange): AtomEntry {
  const { instrument, at, sha256, notice } = change
  const facts = [
    ...(notice === null ? [] : [noticeInWords(words, notice)]),
    words.t(`kind-of.${change.kind}`),
    words.t(`status.${change.status}`),
    nameOf(pen, 'jurisdiction', change.jurisdiction),
  ]
  return {
    key: `${instrument} ${change.change} ${at} ${sha256}`,
    title: words.t(`feed.${change.change}`, { title: words.pick(change.title) }),
    updated: at,
    href: change.change === 'added' ? `${baseUrl}/law/${instrument}` : `${baseUrl}/law/${instrument}/history`,
    summary: facts.join(' · '),
  }
}
