// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import type { App } from '../../../kernel/index.ts'
import type { InstrumentText } from '../../answers/law-texts.model.ts'
import { nameOf } from '../../answers/words.model.ts'
import { readExamples } from '../examples/read-examples.ts'
import { cite } from '../library/cite.model.ts'
import { type AskFollow, type LawPage, sendLawPage } from '../library/law.page.tsx'
import { notHere } from '../library/not-here.ts'
import type { LawPageDependencies, Library } from '../library/open-library.ts'
import { whereItStands } from '../library/withdrawn-law.ts'
import { instrumentInWords } from './explain-instrument.ts'
import { neighboursInWords } from './neighbours.model.ts'
import { InstrumentPage } from './read-instrument.view.tsx'
import { entryOf, signOf, statusOn } from './select-law.ts'

/** `GET /law/:id`: one instrument; `?knownOn=2026-11-22` as it was known on that day. */
export function readInstrumentPage(app: App, deps: LawPageDependencies): void {
  const schema = { hide: true, params: z.object({ id: z.string().max(120) }) }
  app.get('/law/:id', { schema, config: { produces: ['text/html'] } }, (request, reply) =>
    sendLawPage(request, reply, deps, (library, _fields, follow) =>
      writeInstrument(library, request.params.id, follow),
    ),
  )
}

async function writeInstrument(asked: Library, id: string, follow: AskFollow): Promise<LawPage> {
  const { words, knownOn } = asked
  const standing = await whereItStands(asked, id)
  if (standing === null) throw notHere(words, 'instrument', id)
  const { library, versions, withdrawn } = standing
  const { pen, baseUrl } = library
  const text = pen.texts.instrument(id)
  const written = library.written.get(id)
  if (text === undefined || written === undefined) throw notHere(words, 'instrument', id)
  const [examplesOf, followed] = await Promise.all([
    readExamples(library, id),
    withdrawn === null ? follow({ kind: 'instrument', thing: id }) : null,
  ])
  const shown = versions.find(({ recordedAt }) => knownOn === null || recordedAt.slice(0, 10) <= knownOn)
  const recorded = shown?.recordedAt.slice(0, 10) ?? null
  const entry = entryOf(library, text)
  const issuer = text.issuer === null ? null : words.pick(text.issuer)
  const url = recorded === null ? `${baseUrl}/law/${id}` : `${baseUrl}/law/${id}?knownOn=${knownOn ?? library.today}`
  const { title, number } = entry
  return {
    path: `/law/${id}`,
    title,
    description: words.pick(text.clauses[0]?.summary ?? text.title),
    crumbs: [
      { title: words.t('law.start'), href: '/' },
      { title: words.t('law.title'), href: '/law' },
      { title: entry.place, href: `/places/${text.jurisdiction}` },
    ],
    feed: `/feeds/law.atom?place=${text.jurisdiction}`,
    forms: [
      { type: 'application/json', href: `/api/v1/instruments/${id}` },
      { type: 'application/akn+xml', href: `/api/v1/instruments/${id}/akoma-ntoso.xml` },
    ],
    data: legislation(library, text),
    body: (
      <InstrumentPage
        words={words}
        entry={entry}
        withdrawn={withdrawn}
        follow={followed}
        issuer={issuer}
        view={instrumentInWords(library, text, written, { versions, examplesOf })}
        neighbours={neighboursOf(library, id)}
        cite={cite(words, { id, title, number, issuer, published: text.published, url, recorded })}
        past={knownOn === null ? null : words.t('law.past', { date: words.date(knownOn) })}
      />
    ),
  }
}

/** As the law is today, also where an earlier state of knowledge is shown. */
function neighboursOf({ pen, law, today }: Library, id: string) {
  const catalogues = new Map(law.bundle.catalogues.map((one) => [one.id, one]))
  return neighboursInWords(pen, id, { compiled: law.compiledFor(today), catalogues })
}

const force: Record<string, string> = {
  'in-force': 'InForce',
  expired: 'NotInForce',
  repealed: 'NotInForce',
  'not-in-force': 'NotInForce',
}

/** https://schema.org/Legislation; what is not known is left out. Invented law says so and has no force. */
function legislation({ pen, words, baseUrl, today }: Library, text: InstrumentText): object {
  const invented = signOf(text) === 'demonstration'
  const inForce = invented ? undefined : force[statusOn(text, today)]
  const links = text.sources.flatMap(({ url }) => (url === null ? [] : [url]))
  return {
    '@type': 'Legislation',
    '@id': `${baseUrl}/law/${text.id}`,
    url: `${baseUrl}/law/${text.id}`,
    name: words.pick(text.title),
    alternateName: [...new Set(Object.values(text.title))],
    legislationType: text.kind,
    ...(text.number !== null && { legislationIdentifier: text.number }),
    ...(text.published !== null && { legislationDate: text.published, datePublished: text.published }),
    ...(text.effective !== null && { legislationDateOfApplicability: text.effective }),
    ...(invented && { creativeWorkStatus: words.t('quality.demonstration') }),
    ...(inForce !== undefined && { legislationLegalForce: `https://schema.org/${inForce}` }),
    ...(text.issuer !== null && { legislationPassedBy: { '@type': 'Organization', name: words.pick(text.issuer) } }),
    legislationJurisdiction: {
      '@type': 'AdministrativeArea',
      identifier: text.jurisdiction,
      name: nameOf(pen, 'jurisdiction', text.jurisdiction),
    },
    ...(links.length > 0 && { isBasedOn: links }),
    ...(text.clauses.length > 0 && { abstract: text.clauses.map(({ summary }) => words.pick(summary)).join(' ') }),
  }
}
