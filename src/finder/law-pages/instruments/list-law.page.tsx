// SPDX-License-Identifier: Apache-2.0

import type { App } from '../../../kernel/index.ts'
import { nameOf } from '../../answers/words.model.ts'
import { type Fields, type LawPage, sendLawPage } from '../library/law.page.tsx'
import type { FollowState, LawFilter } from '../library/law-views.model.ts'
import type { LawPageDependencies, Library } from '../library/open-library.ts'
import { type Choice, ListLawView } from './list-law.view.tsx'
import { listLaw, signs } from './select-law.ts'

/** `GET /law`: every instrument that is carried. */
export function listLawPage(app: App, deps: LawPageDependencies): void {
  app.get('/law', { schema: { hide: true }, config: { produces: ['text/html'] } }, (request, reply) =>
    sendLawPage(request, reply, deps, async (library, fields, follow) => {
      const { place = '' } = fields
      const known = library.around(place).length > 0
      const thing = library.law.aliases[place] ?? place
      return writeList(library, fields, known ? await follow({ kind: 'place', thing }) : null)
    }),
  )
}

function writeList(library: Library, fields: Fields, follow: FollowState | null): LawPage {
  const { words, pen } = library
  const { q = '', place = '', kind = '', status = '', quality = '' } = fields
  const filter: LawFilter = { q, place, kind, status, quality }
  const instruments = pen.texts.instruments()
  const title = words.t('law.title')
  return {
    path: '/law',
    title,
    description: words.t('law.lead'),
    crumbs: [{ title: words.t('law.start'), href: '/' }],
    feed: '/feeds/law.atom',
    data: { '@type': 'CollectionPage', name: title, url: `${library.baseUrl}/law`, inLanguage: words.lang },
    body: (
      <ListLawView
        words={words}
        filter={filter}
        follow={follow}
        choices={{
          place: placeChoices(
            library,
            instruments.flatMap(({ places, jurisdiction }) => [...places, jurisdiction]),
          ),
          kind: used(instruments.map((one) => one.kind)).map((one) => ({
            value: one,
            text: words.t(`kind-of.${one}`),
          })),
          status: used(instruments.map((one) => one.status)).map((one) => ({
            value: one,
            text: words.t(`status.${one}`),
          })),
          quality: signs.map((one) => ({ value: one, text: words.t(`quality.${one}`) })),
        }}
        groups={listLaw(library, filter)}
        carried={instruments.length}
      />
    ),
  }
}

const used = (values: readonly string[]): string[] => [...new Set(values)].sort()

/** Places by their names, in the order of the reader's language. */
export function placeChoices({ pen, words }: Library, codes: readonly string[]): Choice[] {
  return used(codes)
    .map((value) => ({ value, text: nameOf(pen, 'jurisdiction', value) }))
    .sort((a, b) => words.compare(a.text, b.text))
}
