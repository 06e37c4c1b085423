// SPDX-License-Identifier: Apache-2.0
import type { App } from '../../../kernel/index.ts'
import { nameOf } from '../../answers/words.model.ts'
import { placeChoices } from '../instruments/list-law.page.tsx'
import { type Fields, type LawPage, sendLawPage } from '../library/law.page.tsx'
import type { LawPageDependencies, Library } from '../library/open-library.ts'
import { certificates, drawOverpass, laddersOf } from './draw-overpass.ts'
import { OverpassView } from './overpass.view.tsx'

/** `GET /overpass`: skill levels, titles, degrees side by side, with the rules between them; `?place=CN-SX`, `?outcome=may-apply`, `?framework=cn-title`. */
export function overpassPage(app: App, deps: LawPageDependencies): void {
  app.get('/overpass', { schema: { hide: true }, config: { produces: ['text/html'] } }, (request, reply) =>
    sendLawPage(request, reply, deps, async (library, fields) => writeOverpass(library, fields)),
  )
}

const kinds = ['recognised-as', 'may-apply', 'may-be-appointed', 'may-sit-exam', 'counts-as-level']

function writeOverpass(library: Library, { place = '', outcome = '', framework = '' }: Fields): LawPage {
  const { words, law } = library
  const filter = { place, outcome, framework }
  const title = words.t('overpass.title')
  const leading = law.bundle.rules.filter((rule) => rule.outcomes.some(({ target }) => target.level !== undefined))
  return {
    path: '/overpass',
    title,
    description: words.t('overpass.lead'),
    crumbs: [{ title: words.t('law.start'), href: '/' }],
    body: (
      <OverpassView
        words={words}
        filter={filter}
        choices={{
          place: placeChoices(
            library,
            leading.flatMap((rule) => rule.places),
          ),
          framework: frameworkChoices(library),
          outcome: kinds.map((value) => ({ value, text: words.t(`law.kind.${value}`) })),
        }}
        drawing={drawOverpass(library, filter)}
      />
    ),
  }
}

/** The ladders that the whole drawing has. */
function frameworkChoices(library: Library) {
  const { words, pen } = library
  return laddersOf(library).map((value) => ({
    value,
    text: value === certificates ? words.t('overpass.certificates') : nameOf(pen, 'framework', value),
  }))
}
