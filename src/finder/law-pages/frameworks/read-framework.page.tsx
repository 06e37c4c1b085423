// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import type { App } from '../../../kernel/index.ts'
import { type Framework, levelsOf, listFrameworks, referencesOf } from '../../../register/index.ts'
import { nameOf } from '../../answers/words.model.ts'
import { placeLink } from '../instruments/explain-instrument.ts'
import { cite } from '../library/cite.model.ts'
import { type LawPage, sendLawPage } from '../library/law.page.tsx'
import { notHere } from '../library/not-here.ts'
import type { LawPageDependencies, Library } from '../library/open-library.ts'
import { FrameworksView, FrameworkView, type ReferenceWords } from './read-framework.view.tsx'

const everything = { limit: 20_000, after: null }

/** `GET /frameworks` and `GET /frameworks/:id`: ladders of levels and what sources state between them. */
export function frameworkPages(app: App, deps: LawPageDependencies): void {
  const config = { produces: ['text/html'] }
  app.get('/frameworks', { schema: { hide: true }, config }, (request, reply) =>
    sendLawPage(request, reply, deps, writeFrameworks),
  )
  const schema = { hide: true, params: z.object({ id: z.string().max(120) }) }
  app.get('/frameworks/:id', { schema, config }, (request, reply) =>
    sendLawPage(request, reply, deps, (library) => writeFramework(library, request.params.id)),
  )
}

async function writeFrameworks({ db, words, pen }: Library): Promise<LawPage> {
  const frameworks = await listFrameworks(db, {}, everything)
  const entries = frameworks.map((one) => ({
    href: `/frameworks/${one.id}`,
    name: words.pick(one.names),
    status: words.t(`framework.status.${one.status}`),
    places: one.jurisdictions.map((code) => nameOf(pen, 'jurisdiction', code)),
    levels: one.levelCount === 0 ? null : words.t('framework.levels.count', { n: one.levelCount }),
  }))
  const title = words.t('framework.title')
  return {
    path: '/frameworks',
    title,
    description: words.t('framework.lead'),
    crumbs: [{ title: words.t('law.start'), href: '/' }],
    body: <FrameworksView words={words} entries={entries} />,
  }
}

async function writeFramework(library: Library, id: string): Promise<LawPage> {
  const { db, words, pen, baseUrl } = library
  const [framework] = await listFrameworks(db, { id }, { limit: 1, after: null })
  if (framework === undefined) throw notHere(words, 'framework', id)
  const [levels, references] = await Promise.all([levelsOf(db, id, {}), referencesOf(db, id, {})])
  const title = words.pick(framework.names)
  const url = `${baseUrl}/frameworks/${id}`
  const named = levels.map((level) => ({ id: level.id, name: words.pick(level.names), ordered: level.rank !== null }))
  const rows = references.map((one): ReferenceWords => {
    const outward = one.from.startsWith(`${id}/`)
    const other = outward ? one.toFramework : (one.from.split('/')[0] ?? '')
    const otherLevel = outward ? one.to : one.from
    return {
      level: nameOf(pen, 'level', outward ? one.from : (one.to ?? id)),
      href: `/frameworks/${other}`,
      other: nameOf(pen, 'framework', other),
      otherLevel: otherLevel === null ? null : nameOf(pen, 'level', otherLevel),
      status: words.t(`framework.reference.${one.status}`),
      historical: one.historical,
      source: one.source,
      note: one.note === null ? null : words.pick(one.note),
    }
  })
  const cited = {
    id,
    title,
    number: null,
    issuer: null,
    published: null,
    url,
    recorded: framework.recordedAt.slice(0, 10),
  }
  return {
    path: `/frameworks/${id}`,
    title,
    description: words.t('framework.lead'),
    crumbs: [
      { title: words.t('law.start'), href: '/' },
      { title: words.t('framework.title'), href: '/frameworks' },
    ],
    forms: formsOf(id),
    data: termSet(framework, named, { url, title }),
    body: (
      <FrameworkView
        words={words}
        title={title}
        status={words.t(`framework.status.${framework.status}`)}
        note={framework.note === null ? null : words.pick(framework.note)}
        places={framework.jurisdictions.map((code) => placeLink(pen, code))}
        source={framework.source}
        levels={[...named].reverse()}
        references={rows}
        cite={cite(words, cited)}
      />
    ),
  }
}

const formsOf = (id: string): NonNullable<LawPage['forms']> => [
  { type: 'application/json', href: `/api/v1/frameworks/${id}` },
  { type: 'text/turtle', href: `/api/v1/frameworks/${id}/skos.ttl` },
  { type: 'application/ld+json', href: `/api/v1/frameworks/${id}/skos.jsonld` },
]

/** https://schema.org/DefinedTermSet of the levels. */
function termSet(
  framework: Framework,
  levels: readonly { id: string; name: string }[],
  { url, title }: { url: string; title: string },
): object {
  return {
    '@type': 'DefinedTermSet',
    '@id': url,
    url,
    name: title,
    ...(framework.short !== null && { alternateName: framework.short }),
    hasDefinedTerm: levels.map(({ id, name }) => ({ '@type': 'DefinedTerm', termCode: id, name, url: `${url}#${id}` })),
  }
}
