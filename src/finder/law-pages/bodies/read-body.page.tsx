// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import type { App } from '../../../kernel/index.ts'
import { type AwardingBody, listAwardingBodies } from '../../../organisations/index.ts'
import { listQualifications } from '../../../register/index.ts'
import { placeLink } from '../instruments/explain-instrument.ts'
import { type LawPage, sendLawPage } from '../library/law.page.tsx'
import { notHere } from '../library/not-here.ts'
import type { LawPageDependencies, Library } from '../library/open-library.ts'
import { BodyView } from './read-body.view.tsx'

/** `GET /bodies/:id`: an awarding body, its former names, who recognised it when. */
export function readBodyPage(app: App, deps: LawPageDependencies): void {
  const schema = { hide: true, params: z.object({ id: z.string().max(120) }) }
  app.get('/bodies/:id', { schema, config: { produces: ['text/html'] } }, (request, reply) =>
    sendLawPage(request, reply, deps, (library) => writeBody(library, request.params.id)),
  )
}

async function writeBody(library: Library, id: string): Promise<LawPage> {
  const { db, words, pen, baseUrl } = library
  const [body] = await listAwardingBodies(db, { id }, { limit: 1, after: null })
  if (body === undefined) throw notHere(words, 'awarding-body', id)
  const awarded = await listQualifications(db, { awardingBody: id }, { limit: 200, after: null })
  const title = words.pick(body.names)
  return {
    path: `/bodies/${id}`,
    title,
    description: title,
    crumbs: [
      { title: words.t('law.start'), href: '/' },
      { title: words.t('law.title'), href: '/law' },
    ],
    data: organisation(body, title, `${baseUrl}/bodies/${id}`),
    body: (
      <BodyView
        words={words}
        title={title}
        others={[...new Set(Object.values(body.names))].filter((name) => name !== title)}
        country={body.country === null ? null : placeLink(pen, body.country)}
        url={body.url}
        source={body.source}
        note={body.note === null ? null : words.pick(body.note)}
        former={body.formerNames.map(({ names, from, until }) => ({
          text: [...new Set(Object.values(names))].join(' · '),
          dates: periodOf(library, from, until),
        }))}
        recognitions={body.recognitions.map(({ jurisdiction, status, from, until }) => ({
          place: placeLink(pen, jurisdiction),
          status: words.t(`body.status.${status}`),
          dates: periodOf(library, from, until),
        }))}
        qualifications={awarded.map((one) => words.pick(one.names))}
      />
    ),
  }
}

function periodOf({ words }: Library, from: string | null, until: string | null): string | null {
  if (from === null && until === null) return null
  const day = (date: string | null) => (date === null ? '…' : words.date(date))
  return words.t('place.period', { from: day(from), until: day(until) })
}

/** https://schema.org/Organization */
function organisation(body: AwardingBody, title: string, url: string): object {
  const names = [body.names, ...body.formerNames.map((former) => former.names)].flatMap((one) => Object.values(one))
  return {
    '@type': 'Organization',
    '@id': url,
    name: title,
    alternateName: [...new Set(names)].filter((name) => name !== title),
    ...(body.url !== null && { url: body.url }),
  }
}
