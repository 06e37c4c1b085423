// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod'
import type { App } from '../../../kernel/index.ts'
import { type Jurisdiction, listAwardingBodies, listJurisdictions } from '../../../organisations/index.ts'
import { listFrameworks } from '../../../register/index.ts'
import { nameOf } from '../../answers/words.model.ts'
import { instrumentLink, placeLink } from '../instruments/explain-instrument.ts'
import { entryOf, reaches } from '../instruments/select-law.ts'
import { type AskFollow, type LawPage, sendLawPage } from '../library/law.page.tsx'
import type { LinkWords } from '../library/law-views.model.ts'
import { notHere } from '../library/not-here.ts'
import type { LawPageDependencies, Library } from '../library/open-library.ts'
import { PlaceView } from './read-place.view.tsx'

const everything = { limit: 20_000, after: null }

/** `GET /places/:code`: what holds in a place, of its own and from all that it lies in. */
export function readPlacePage(app: App, deps: LawPageDependencies): void {
  const schema = { hide: true, params: z.object({ code: z.string().max(20) }) }
  app.get('/places/:code', { schema, config: { produces: ['text/html'] } }, (request, reply) =>
    sendLawPage(request, reply, deps, (library, _fields, follow) => writePlace(library, request.params.code, follow)),
  )
}

async function writePlace(library: Library, asked: string, follow: AskFollow): Promise<LawPage> {
  const { db, words, pen, baseUrl } = library
  const code = library.law.aliases[asked] ?? asked
  const [place] = await listJurisdictions(db, { code }, { limit: 1, after: null })
  if (place === undefined) throw notHere(words, 'jurisdiction', asked)
  const name = words.pick(place.names)
  const title = words.t('place.title', { place: name })
  const [frameworks, bodies, followed] = await Promise.all([
    listFrameworks(db, { jurisdiction: code }, everything),
    listAwardingBodies(db, { country: code }, { limit: 60, after: null }),
    follow({ kind: 'place', thing: code }),
  ])
  return {
    path: `/places/${code}`,
    title,
    description: title,
    crumbs: [
      { title: words.t('law.start'), href: '/' },
      { title: words.t('law.title'), href: '/law' },
    ],
    feed: `/feeds/law.atom?place=${code}`,
    data: areaOf(library, place, `${baseUrl}/places/${code}`),
    body: (
      <PlaceView
        words={words}
        code={code}
        follow={followed}
        title={title}
        kind={words.t(`place.kind.${place.kind}`)}
        demonstration={place.demonstration}
        note={place.note === null ? null : words.pick(place.note)}
        aliases={place.aliases}
        within={place.parents.map((link) => parentLink(library, link))}
        {...holdingIn(library, code)}
        agreements={agreementsOf(library, code)}
        inside={insideOf(library, code)}
        frameworks={frameworks.map((one) => ({
          href: `/frameworks/${one.id}`,
          text: words.pick(one.names),
          note: null,
        }))}
        bodies={bodies.map((one) => ({
          href: `/bodies/${one.id}`,
          text: nameOf(pen, 'awardingBody', one.id),
          note: null,
        }))}
      />
    ),
  }
}

/** With the dates between which it lies there: a union is joined and left. */
function parentLink({ pen, words }: Library, { code, from, until, note }: Jurisdiction['parents'][number]): LinkWords {
  const day = (date: string | null) => (date === null ? '…' : words.date(date))
  const dates = from === null && until === null ? [] : [words.t('place.period', { from: day(from), until: day(until) })]
  const said = [...dates, ...(note === null ? [] : [words.pick(note)])].join(' · ')
  return placeLink(pen, code, said === '' ? null : said)
}

function holdingIn(library: Library, code: string) {
  const around = new Set(library.around(code))
  const holding = library.pen.texts.instruments().filter((one) => reaches(one, around))
  return {
    own: holding.filter((one) => one.places.includes(code)).map((one) => entryOf(library, one)),
    containing: holding.filter((one) => !one.places.includes(code)).map((one) => entryOf(library, one)),
  }
}

function agreementsOf({ pen, written }: Library, code: string): LinkWords[] {
  return [...written.values()]
    .filter(({ instrument }) => instrument.agreement?.parties.some((party) => party.jurisdiction === code))
    .map(({ instrument }) => instrumentLink(pen, instrument.id))
}

/** Places below this one with instruments of their own. */
function insideOf(library: Library, code: string): LinkWords[] {
  const codes = new Set(
    [...library.written.values()].flatMap(({ instrument }) => instrument.places ?? [instrument.jurisdiction]),
  )
  return [...codes]
    .filter((one) => one !== code && library.around(one).includes(code))
    .sort()
    .map((one) => placeLink(library.pen, one))
}

/** https://schema.org/AdministrativeArea */
function areaOf({ pen, words }: Library, place: Jurisdiction, url: string): object {
  return {
    '@type': place.kind === 'country' ? 'Country' : 'AdministrativeArea',
    '@id': url,
    url,
    identifier: place.code,
    name: words.pick(place.names),
    alternateName: [...new Set(Object.values(place.names))],
    containedInPlace: place.parents.map(({ code }) => ({
      '@type': 'AdministrativeArea',
      identifier: code,
      name: nameOf(pen, 'jurisdiction', code),
    })),
  }
}
