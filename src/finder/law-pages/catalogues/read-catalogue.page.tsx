// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod'
import { type Entry, instrumentOfCatalogue, type WrittenLaw } from '../../../instruments/index.ts'
import type { App } from '../../../kernel/index.ts'
import { listQualifications, type Qualification } from '../../../register/index.ts'
import { nameOf } from '../../answers/words.model.ts'
import { instrumentLink } from '../instruments/explain-instrument.ts'
import { cite } from '../library/cite.model.ts'
import { type AskFollow, type LawPage, sendLawPage } from '../library/law.page.tsx'
import { notHere } from '../library/not-here.ts'
import type { LawPageDependencies, Library } from '../library/open-library.ts'
import { ruleAddress } from '../library/rule-address.model.ts'
import { whereItStands } from '../library/withdrawn-law.ts'
import { batchesInWords, changesInWords, className, historyOf, overtakenOf } from './explain-batches.ts'
import { type CatalogueProps, CatalogueView } from './read-catalogue.view.tsx'
import { type AskedEntries, askedEntries, entriesAtOnce, selectEntries } from './select-entries.ts'

type Instrument = WrittenLaw['instrument']
type Catalogue = NonNullable<Instrument['catalogues']>[number]

/** `GET /catalogues/:id`: a published list with its classes and what is known of its entries. */
export function readCataloguePage(app: App, deps: LawPageDependencies): void {
  const schema = { hide: true, params: z.object({ id: z.string().max(120) }) }
  app.get('/catalogues/:id', { schema, config: { produces: ['text/html'] } }, (request, reply) =>
    sendLawPage(request, reply, deps, (library, fields, follow) =>
      writeCatalogue(library, request.params.id, { asked: askedEntries(fields), follow }),
    ),
  )
}

/** The list, or where it was withdrawn with its instrument, what it was. */
async function findCatalogue(asked: Library, id: string) {
  const holds = ({ written }: Library) =>
    [...written.values()].find(({ instrument }) => instrument.catalogues?.some((one) => one.id === id))
  const past = holds(asked) === undefined ? await instrumentOfCatalogue(asked.db, id) : null
  const standing = past === null ? null : await whereItStands(asked, past)
  const { library, withdrawn } = standing ?? { library: asked, withdrawn: null }
  const instrument = holds(library)?.instrument
  const catalogue = instrument?.catalogues?.find((one) => one.id === id)
  if (instrument === undefined || catalogue === undefined) throw notHere(asked.words, 'catalogue', id)
  return { library, withdrawn, instrument, catalogue }
}

async function writeCatalogue(
  at: Library,
  id: string,
  { asked, follow }: { asked: AskedEntries; follow: AskFollow },
): Promise<LawPage> {
  const { library, withdrawn, instrument, catalogue } = await findCatalogue(at, id)
  const { words, pen, baseUrl } = library
  const title = words.pick(catalogue.title)
  const issuer = pen.texts.instrument(instrument.id)?.issuer ?? null
  const url = `${baseUrl}/catalogues/${id}`
  const cited = { id, title, number: instrument.number ?? null, issuer: issuer === null ? null : words.pick(issuer) }
  return {
    path: `/catalogues/${id}`,
    title,
    description: words.t(catalogue.coverage === 'complete' ? 'catalogue.complete' : 'catalogue.partial'),
    crumbs: [
      { title: words.t('law.start'), href: '/' },
      { title: words.t('law.title'), href: '/law' },
      { title: words.pick(instrument.title), href: `/law/${instrument.id}` },
    ],
    data: termSet(library, catalogue, url),
    body: (
      <CatalogueView
        {...(await propsOf(library, { instrument, catalogue }, asked))}
        title={title}
        withdrawn={withdrawn}
        follow={withdrawn === null ? await follow({ kind: 'catalogue', thing: id }) : null}
        cite={cite(words, {
          ...cited,
          published: catalogue.effective ?? instrument.published ?? null,
          url,
          recorded: null,
        })}
      />
    ),
  }
}

async function propsOf(
  library: Library,
  { instrument, catalogue }: { instrument: Instrument; catalogue: Catalogue },
  asked: AskedEntries,
): Promise<Omit<CatalogueProps, 'title' | 'cite' | 'follow' | 'withdrawn'>> {
  const { words, pen } = library
  const joined = library.lists().get(catalogue.id)
  const entries = joined?.entries ?? []
  const overtaken = new Set(joined?.overtaken ?? [])
  const all = [...entries, ...overtaken]
  const anchors = anchorsOf(all)
  const isOver = (entry: Entry): boolean =>
    overtaken.has(entry) || (entry.item.until !== undefined && entry.item.until <= library.today)
  const classIds = [...new Set((joined?.batches ?? []).flatMap((batch) => batch.catalogue.classes.map(({ id }) => id)))]
  const { onPage, ...shown } = selectEntries(all, asked, { texts: pen.texts, classes: classIds, isOver })
  const changes =
    joined === undefined ? { lines: [], all: 0 } : changesInWords(library, joined, { ...asked, atOnce: entriesAtOnce })
  const pages = Math.max(shown.pages, Math.ceil(changes.all / entriesAtOnce))
  if (asked.page > pages) return propsOf(library, { instrument, catalogue }, { ...asked, page: pages })
  const bodies = await bodiesOf(library, onPage)
  const present = (entry: Entry) => ({
    id: anchors.get(entry) ?? entry.item.qualification,
    name: nameOf(pen, 'qualification', entry.item.qualification),
    body: bodyOf(library, bodies.get(entry.item.qualification)),
    notes: overtaken.has(entry) ? overtakenOf(library, entry) : notesOf(library, catalogue.id, entry),
  })
  // Where there are several pages, or something is looked for, only classes with entries on this page are named.
  const whole = pages === 1 && asked.q === ''
  const classes = classIds
    .map((id) => ({
      id: `class-${id}`,
      name: className(library, catalogue.id, id),
      items: onPage.filter((entry) => entry.item.class === id && !isOver(entry)).map(present),
    }))
    .filter(({ items }) => whole || items.length > 0)
  return {
    words,
    complete: catalogue.coverage === 'complete',
    facts: factsOf(library, catalogue),
    note: catalogue.note === undefined ? null : words.pick(catalogue.note),
    classes,
    over: onPage.filter(isOver).map(present),
    shown: { ...shown, page: asked.page, pages, q: asked.q, path: `/catalogues/${catalogue.id}` },
    batches: joined === undefined ? [] : batchesInWords(library, joined),
    changes,
    publishedIn: instrumentLink(pen, instrument.id),
    ...besideOf(library, { instrument, catalogue }),
  }
}

/** Other lists of the place, and the rules that read this one. */
function besideOf(
  { words, pen, written, law }: Library,
  { instrument, catalogue }: { instrument: Instrument; catalogue: Catalogue },
): Pick<CatalogueProps, 'siblings' | 'usedBy'> {
  const siblings = [...written.values()]
    .filter((one) => one.instrument.jurisdiction === instrument.jurisdiction)
    .flatMap((one) => one.instrument.catalogues ?? [])
    .filter((one) => one.id !== catalogue.id)
  const rules = law.bundle.rules.filter((rule) => rule.subject?.listed?.catalogue === catalogue.id)
  return {
    siblings: siblings.map((one) => ({
      href: `/catalogues/${one.id}`,
      text: words.pick(one.title),
      note: one.edition ?? null,
    })),
    usedBy: rules.map(({ id }) => {
      const text = pen.texts.rule(id)
      return { href: ruleAddress(id), text: text === undefined ? id : words.pick(text.title), note: null }
    }),
  }
}

function notesOf(library: Library, list: string, entry: Entry): string[] {
  const { note } = entry.written
  return [...historyOf(library, list, entry), ...(note === undefined ? [] : [library.words.pick(note)])]
}

/** An entry is known by its qualification; where that stands on the list again, by its place among those too. */
function anchorsOf(entries: readonly Entry[]): Map<Entry, string> {
  const before = new Map<string, number>()
  return new Map(
    entries.map((entry) => {
      const { qualification } = entry.item
      const n = (before.get(qualification) ?? 0) + 1
      before.set(qualification, n)
      return [entry, n === 1 ? qualification : `${qualification}-${n}`]
    }),
  )
}

const countOf = (words: Library['words'], known: number, all: number | undefined): string =>
  all === undefined ? words.t('catalogue.count.open', { known }) : words.t('catalogue.count', { known, all })

function factsOf({ words }: Library, catalogue: Catalogue): string[] {
  const known = (catalogue.items ?? []).filter(({ action = 'add' }) => action === 'add').length
  const { edition, batch, effective, itemCount, coverage } = catalogue
  return [
    ...(edition === undefined ? [] : [words.t('catalogue.edition', { edition })]),
    ...(batch === undefined ? [] : [words.t('catalogue.batch', { n: batch })]),
    ...(effective === undefined ? [] : [words.t('basis.effective', { date: words.date(effective) })]),
    countOf(words, known, itemCount ?? (coverage === 'complete' ? known : undefined)),
  ]
}

async function bodiesOf({ db }: Library, entries: readonly Entry[]): Promise<ReadonlyMap<string, Qualification>> {
  if (entries.length === 0) return new Map()
  const ids = [...new Set(entries.map(({ item }) => item.qualification))]
  const found = await listQualifications(db, { ids }, { limit: ids.length, after: null })
  return new Map(found.map((one) => [one.id, one]))
}

function bodyOf({ pen }: Library, qualification: Qualification | undefined): { href: string; text: string } | null {
  if (qualification === undefined) return null
  const { awardingBody, awardingBodyName } = qualification
  if (awardingBody !== null) return { href: `/bodies/${awardingBody}`, text: nameOf(pen, 'awardingBody', awardingBody) }
  return awardingBodyName === null ? null : { href: '', text: awardingBodyName }
}

/** https://schema.org/DefinedTermSet of the entries that are known. */
function termSet({ pen, words }: Library, catalogue: Catalogue, url: string): object {
  return {
    '@type': 'DefinedTermSet',
    '@id': url,
    url,
    name: words.pick(catalogue.title),
    hasDefinedTerm: (catalogue.items ?? []).slice(0, 200).map(({ qualification }) => ({
      '@type': 'DefinedTerm',
      termCode: qualification,
      name: nameOf(pen, 'qualification', qualification),
    })),
  }
}
