// SPDX-License-Identifier: Apache-2.0
import type { Localized } from '../../kernel/index.ts'
import type { FrameworkLevel, LevelReference } from '../frameworks/frameworks.store.ts'
import type { Classification, EntryRelation } from '../occupations/occupations.store.ts'
import type { Addresses } from './addresses.model.ts'
import { inLanguages, type Name, type RdfNode, type RdfValue } from './rdf.model.ts'

/** A framework as a concept scheme needs it. */
export interface FrameworkToWrite {
  id: string
  names: Localized
  short: string | null
  uri: string | null
  source: string | null
  note: Localized | null
  levels: readonly Pick<FrameworkLevel, 'ref' | 'id' | 'names' | 'uri' | 'source'>[]
  references: readonly LevelReference[]
}

type Said = [Name, RdfValue]
const said = (name: Name, value: RdfValue | null): Said[] => (value === null ? [] : [[name, value]])

/**
 * A framework with its levels, lowest first. What links levels of two frameworks is what a source states: a level that a country has
 * referenced to another is close to it, one that corresponds in part is related; the same number means nothing.
 */
export function frameworkAsSkos(framework: FrameworkToWrite, at: Addresses): RdfNode[] {
  const { id, levels, references, names, short, note } = framework
  const scheme = at.framework(id)
  const concepts = levels.map((level): RdfNode => {
    const matches = references.flatMap((reference) => matchOf(level.ref, reference, at))
    return {
      id: at.level(level.ref),
      types: ['skos:Concept'],
      values: [
        ...inLanguages('skos:prefLabel', level.names),
        ['skos:notation', { text: level.id }],
        ['skos:inScheme', { iri: scheme }],
        ['skos:topConceptOf', { iri: scheme }],
        // The same concept as its publisher names it.
        ...said('skos:exactMatch', linkTo(level.uri)),
        ...distinct(matches),
        ...said('dcterms:source', linkTo(level.source)),
      ],
    }
  })
  const whole: RdfNode = {
    id: scheme,
    types: ['skos:ConceptScheme'],
    values: [
      ...inLanguages('skos:prefLabel', names),
      ...(short === null ? [] : said('skos:altLabel', distinctLabel(short, names))),
      ...inLanguages('skos:note', note ?? {}),
      ...said('dcterms:relation', linkTo(framework.uri)),
      ...said('dcterms:source', linkTo(framework.source)),
      ...levels.map((level): Said => ['skos:hasTopConcept', { iri: at.level(level.ref) }]),
    ],
  }
  const order: RdfNode = {
    id: `${scheme}#levels`,
    types: ['skos:OrderedCollection'],
    values: [['skos:memberList', { list: levels.map((level) => ({ iri: at.level(level.ref) })) }]],
  }
  return [whole, ...(levels.length === 0 ? [] : [order]), ...concepts]
}

/** An abbreviation is a further label, unless it is one already (S13). */
const distinctLabel = (text: string, names: Localized): RdfValue | null =>
  Object.values(names).includes(text) ? null : { text }

function matchOf(ref: string, { from, to, status, historical }: LevelReference, at: Addresses): Said[] {
  if (historical || to === null || (from !== ref && to !== ref)) return []
  const name = ({ sourced: 'skos:closeMatch', partly: 'skos:relatedMatch' } as const)[status as string]
  return name === undefined ? [] : [[name, { iri: at.level(from === ref ? to : from) }]]
}

function distinct(values: Said[]): Said[] {
  const seen = new Set<string>()
  return values.filter(([name, value]) => {
    const key = `${name} ${JSON.stringify(value)}`
    return !seen.has(key) && seen.add(key)
  })
}

/** The first web address of a text that names sources; what is no address links to nothing. */
export function linkTo(text: string | null): { iri: string } | null {
  const [address] = /https?:\/\/[^\s;，；]+/.exec(text ?? '') ?? []
  return address === undefined || !URL.canParse(address) ? null : { iri: address }
}

/** A code with all that is known of it. */
export interface EntryToWrite {
  code: string
  parent: string | null
  uri: string | null
  names: { lang: string; name: string; alternatives: string[] }[]
  relations: (EntryRelation & { subject: Classification['subject'] })[]
}

const relationNames = {
  same: 'skos:exactMatch',
  narrower: 'skos:narrowMatch',
  broader: 'skos:broadMatch',
  related: 'skos:relatedMatch',
} as const

/** A classification with its codes; `elsewhere` tells the address of a code of another one. */
export function classificationAsSkos(
  { id, names, note, source, licence }: Classification,
  entries: readonly EntryToWrite[],
  at: Addresses,
  elsewhere: (relation: EntryToWrite['relations'][number]) => string,
): RdfNode[] {
  const scheme = at.scheme(id)
  const codes = new Set(entries.map(({ code }) => code))
  const isTop = ({ parent }: EntryToWrite) => parent === null || !codes.has(parent)
  const whole: RdfNode = {
    id: scheme,
    types: ['skos:ConceptScheme'],
    values: [
      ...inLanguages('skos:prefLabel', names),
      ...inLanguages('skos:note', note ?? {}),
      ...said('dcterms:source', linkTo(source)),
      ...said('dcterms:rights', licence === null ? null : { text: licence }),
      ...entries.filter(isTop).map(({ code }): Said => ['skos:hasTopConcept', { iri: at.entry(id, code) }]),
    ],
  }
  return [
    whole,
    ...entries.map(
      (entry): RdfNode => ({
        id: at.entry(id, entry.code),
        types: ['skos:Concept'],
        values: [
          ...entry.names.flatMap(labels),
          ['skos:notation', { text: entry.code }],
          ['skos:inScheme', { iri: scheme }],
          ...said('skos:topConceptOf', isTop(entry) ? { iri: scheme } : null),
          ...said('skos:broader', entry.parent === null || isTop(entry) ? null : { iri: at.entry(id, entry.parent) }),
          ...said('skos:exactMatch', linkTo(entry.uri)),
          ...entry.relations
            .filter(({ source: from }) => from !== null)
            .map((relation): Said => [relationNames[relation.kind], { iri: elsewhere(relation) }]),
        ],
      }),
    ),
  ]
}

/** A further name that is the name itself, or is said twice, is left out (S13). */
function labels({ lang, name, alternatives }: EntryToWrite['names'][number]): Said[] {
  const others = [...new Set(alternatives)].filter((one) => one !== name)
  return [['skos:prefLabel', { text: name, lang }], ...others.map((text): Said => ['skos:altLabel', { text, lang }])]
}
