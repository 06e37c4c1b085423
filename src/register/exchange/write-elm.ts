// SPDX-License-Identifier: Apache-2.0
import type { Localized } from '../../kernel/index.ts'
import type { AwardingBody } from '../../organisations/index.ts'
import type { Qualification } from '../qualifications/qualifications.store.ts'
import type { Addresses } from './addresses.model.ts'
import { inLanguages, type Name, type RdfNode, type RdfValue } from './rdf.model.ts'
import { linkTo } from './write-skos.ts'

/** A level that a qualification has, with the European level that its country states of it. */
export interface LevelToWrite {
  ref: string
  framework: string
  names: Localized
  uri: string | null
  frameworkNames: Localized
  frameworkUri: string | null
  /** From a source, of a country that is in the process: the European level; null: none is stated. */
  european: string | null
}

interface Country {
  code: string
  names: Localized
}

/** A qualification with what belongs to it. */
export interface QualificationToWrite {
  qualification: Qualification
  body: AwardingBody | null
  country: Country | null
  /** Where the body is at home. */
  bodyCountry: Country | null
  levels: readonly LevelToWrite[]
  /** `scheme/code` with its names. */
  fields: readonly { scheme: string; code: string; names: Readonly<Record<string, string>> }[]
}

/** The lists of codes of the European Learning Model. */
const isced = 'http://data.europa.eu/snb/isced-f/'
const eqf = 'http://data.europa.eu/snb/eqf/'
const listVersion = '25831c2'

type Said = [Name, RdfValue]

/**
 * A qualification in the European Learning Model 3 (profile of learning opportunities and qualifications). Only what the register knows: it has no
 * learning outcomes, and not every qualification has a European level or a field; the profile's required members are then missing.
 */
export function qualificationAsElm(written: QualificationToWrite, at: Addresses): RdfNode[] {
  const { qualification, levels, fields, body, bodyCountry } = written
  const european = new Set(levels.flatMap((level) => (level.european === null ? [] : [level.european])))
  const national = levels.filter(({ framework }) => framework !== 'eqf')
  const page = linkTo(qualification.source)
  const node: RdfNode = {
    id: at.qualification(qualification.id),
    types: ['elm:Qualification'],
    values: [
      [
        'adms:identifier',
        { node: { types: ['elm:Identifier'], values: [['skos:notation', { text: qualification.id }]] } },
      ],
      ...inLanguages('dcterms:title', qualification.names),
      ...(qualification.note === null ? [] : [noteOf(qualification.note)]),
      ...(page === null
        ? []
        : [
            [
              'elm:supplementaryDocument',
              { node: { types: ['elm:WebResource'], values: [['elm:contentUrl', typed(page.iri, 'xsd:anyURI')]] } },
            ] as Said,
          ]),
      ...fields.map(fieldOf(at)),
      // Two stated levels are no single one: the model takes one.
      ...(european.size === 1
        ? [...european].map(
            (level): Said => [
              'elm:EQFLevel',
              concept(
                `${eqf}${level}`,
                { en: `EQF level ${level}`, 'zh-CN': `EQF第${level}级` },
                `${eqf}${listVersion}`,
              ),
            ],
          )
        : []),
      ...national.map(
        (level): Said => [
          'elm:NQFLevel',
          concept(level.uri ?? at.level(level.ref), level.names, level.frameworkUri ?? at.framework(level.framework)),
        ],
      ),
      ...(body === null
        ? []
        : [
            [
              'elm:awardingOpportunity',
              { node: awarding(body, bodyCountry, at, at.qualification(qualification.id)) },
            ] as Said,
          ]),
    ],
  }
  return [node]
}

const typed = (text: string, type: Name): RdfValue => ({ text, type })

const noteOf = (note: Localized): Said => [
  'elm:additionalNote',
  { node: { types: ['elm:Note'], values: inLanguages('elm:noteLiteral', note) } },
]

function fieldOf(at: Addresses): (field: QualificationToWrite['fields'][number]) => Said {
  return ({ scheme, code, names }) =>
    scheme === 'isced-f'
      ? ['elm:ISCEDFCode', concept(`${isced}${code}`, names, `${isced}${listVersion}`)]
      : ['elm:educationSubject', concept(at.entry(scheme, code), names, at.scheme(scheme))]
}

const concept = (id: string, names: Readonly<Record<string, string>>, scheme: string): RdfValue => ({
  node: {
    id,
    types: ['skos:Concept'],
    values: [
      ...inLanguages('skos:prefLabel', names),
      ['skos:inScheme', { node: { id: scheme, types: ['skos:ConceptScheme'], values: [] } }],
    ],
  },
})

/** Who awards it; where, as far as the country of the body goes. */
function awarding(
  body: AwardingBody,
  country: QualificationToWrite['bodyCountry'],
  at: Addresses,
  qualification: string,
): RdfNode {
  const home = linkTo(body.url)
  return {
    types: ['elm:AwardingOpportunity'],
    values: [
      [
        'elm:awardingBody',
        {
          node: {
            id: at.body(body.id),
            types: ['elm:Organisation'],
            values: [
              ...inLanguages('rov:legalName', body.names),
              ...(home === null
                ? []
                : [
                    [
                      'foaf:homepage',
                      {
                        node: {
                          types: ['elm:WebResource'],
                          values: [['elm:contentUrl', typed(home.iri, 'xsd:anyURI')]],
                        },
                      },
                    ] as Said,
                  ]),
              ...(country === null ? [] : [['elm:location', { node: locationOf(country, at) }] as Said]),
            ],
          },
        },
      ],
      ['elm:learningAchievementSpecification', { iri: qualification }],
    ],
  }
}

function locationOf({ code, names }: Country, at: Addresses): RdfNode {
  const country: RdfValue = {
    node: {
      id: at.place(code),
      types: ['skos:Concept'],
      values: [...inLanguages('skos:prefLabel', names), ['skos:notation', { text: code }]],
    },
  }
  return {
    types: ['dcterms:Location'],
    values: [['elm:address', { node: { types: ['elm:Address'], values: [['elm:countryCode', country]] } }]],
  }
}
